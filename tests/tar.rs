//! Tar archives: what a folder of the same files would give, and what is broken named.

use dixit::{
    Article,
    read::{ArticleParser, Format, ReadError},
};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

fn member(kind: u8, name: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut header = [0; 512];
    header[..name.len()].copy_from_slice(name);
    header[124..136].copy_from_slice(format!("{:011o} ", bytes.len()).as_bytes());
    header[156] = kind;
    header[257..263].copy_from_slice(b"ustar\0");
    header[148..156].fill(b' ');
    let sum: u32 = header.iter().map(|&byte| u32::from(byte)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let mut out = [&header[..], bytes].concat();
    out.resize(out.len().next_multiple_of(512), 0);
    out
}

fn files() -> Vec<u8> {
    let long = format!("archive/{}/wire.txt", "deep".repeat(40));
    let attribute = format!(" path={long}\n");
    let length = attribute.len() + 3;
    [
        member(b'5', b"archive/", b""),
        member(b'0', b"archive/a.txt", b"Ann Oduya denied the charge."),
        member(b'0', b"archive/.hidden.txt", b"Never read."),
        member(b'0', b"archive/readme.md", b"Of no known format."),
        member(
            b'0',
            b"archive/b.jsonl",
            b"{\"id\": \"b1\"}\nnonsense\n{\"id\": \"b2\"}\n",
        ),
        member(
            b'x',
            b"attributes",
            format!("{length}{attribute}").as_bytes(),
        ),
        member(b'0', b"cut", b"Bo Lindqvist said so."),
        member(b'L', b"././@LongLink", format!("{long}\0").as_bytes()),
        member(b'0', b"cut", b"Cy Okafor did not."),
        vec![0; 1024],
    ]
    .concat()
}

fn read(bytes: &[u8], limit: u64) -> Vec<Result<Article, ReadError>> {
    ArticleParser::from_format(Format::Tar)
        .with_limit(limit)
        .for_reader(bytes)
        .collect()
}

fn told(articles: Vec<Result<Article, ReadError>>) -> Vec<String> {
    let words = |article: Result<Article, ReadError>| match article {
        Ok(article) => format!("{}: {}", article.id, article.text.unwrap_or_default()),
        Err(e) => match std::error::Error::source(&e) {
            Some(cause) => format!("{e}: {cause}"),
            None => e.to_string(),
        },
    };
    articles.into_iter().map(words).collect()
}

#[test]
fn its_files_are_read_by_their_names() {
    let expected = [
        "a: Ann Oduya denied the charge.",
        "b1: ",
        "record at byte 3584 (archive/b.jsonl): line 2, column 2: expected ident",
        "b2: ",
        "wire: Bo Lindqvist said so.",
        "wire: Cy Okafor did not.",
    ];
    assert_eq!(told(read(&files(), 1000)), expected);
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&files()).expect("memory");
    assert_eq!(
        told(read(&packed.finish().expect("memory"), 1000)),
        expected
    );
}

#[test]
fn a_file_beyond_the_limit_costs_itself_alone() {
    let told = told(read(&files(), 25));
    assert_eq!(
        told[0],
        "record at byte 512 (archive/a.txt): the article has more than 25 bytes"
    );
    assert_eq!(
        told[2..],
        ["wire: Bo Lindqvist said so.", "wire: Cy Okafor did not."]
    );
}

#[test]
fn one_that_is_cut_off_or_broken_says_so_and_ends() {
    for cut in [100, 700, 3000] {
        let told = read(&files()[..cut], 1000);
        let last = told.into_iter().next_back().expect("an error");
        assert!(last.is_err(), "cut at {cut}");
    }
    let mut broken = files();
    broken[600] ^= 1;
    let told = told(read(&broken, 1000));
    assert_eq!(
        told,
        ["cannot read the input: the tar header's checksum is wrong"]
    );
}

#[test]
fn an_archive_within_an_archive_is_not_opened() {
    let outer = member(b'0', b"inner.tar", &files());
    let told = told(read(&outer, 1 << 20));
    assert_eq!(
        told,
        ["record at byte 0 (inner.tar): cannot read the input"]
    );
}
