//! Web archives as CC-NEWS has them, made here: packed record by record,
//! chunked, broken in places.

use dixit::read::{ArticleParser, Format, ReadError};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn record(kind: &str, url: &str, body: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-03-01T04:05:06Z\r\n\
         WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n\
         WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n\
         Content-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    record.extend_from_slice(body);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\nServer: x\r\n{headers}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

fn page(name: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><meta property=og:type content=article>\
         <title>News of {name} | Paper</title></head><body><div><p>{name} Ödegaard denied on \
         Monday that the bridge had ever been closed to lorries.</p></div></body></html>"
    )
}

fn chunked(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for chunk in body.chunks(100) {
        out.extend_from_slice(format!("{:x};x=y\r\n", chunk.len()).as_bytes());
        out.extend_from_slice(chunk);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"0\r\n\r\n");
    out
}

const HTML: &str = "Content-Type: text/html; charset=utf-8";

/// Seven records; the third, fifth and last hold an article.
fn records() -> Vec<Vec<u8>> {
    let packed = gzip(page("Bo").as_bytes());
    let packed_headers = format!("{HTML}\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip");
    // Unpacked by the crawler, its headers left as they were.
    let told = format!("{HTML}\r\nContent-Encoding: br\r\nTransfer-Encoding: chunked");
    vec![
        record("warcinfo", "", b"software: none\r\n"),
        record("request", "https://a.example/", b"GET / HTTP/1.1\r\n\r\n"),
        record(
            "response",
            "https://a.example/1",
            &answer("200 OK", HTML, page("Ann").as_bytes()),
        ),
        record(
            "response",
            "https://a.example/x.png",
            &answer("200 OK", "Content-Type: image/png", b"\x89PNG"),
        ),
        record(
            "response",
            "<https://a.example/2>",
            &answer("200 OK", &packed_headers, &chunked(&packed)),
        ),
        record(
            "response",
            "https://a.example/gone",
            &answer("404 Not Found", HTML, page("Nobody").as_bytes()),
        ),
        record(
            "response",
            "https://a.example/3",
            &answer("200", &told, page("Cy").as_bytes()),
        ),
    ]
}

fn read(bytes: &[u8]) -> (Vec<String>, Vec<ReadError>) {
    let (mut urls, mut errors) = (Vec::new(), Vec::new());
    for article in ArticleParser::from_format(Format::Warc).for_reader(bytes) {
        match article {
            Ok(article) => {
                assert!(article.text.expect("a text").contains("Ödegaard denied"));
                assert_eq!(
                    article.published, None,
                    "the crawl's day is not the article's"
                );
                urls.push(article.url.expect("an address"));
            }
            Err(e) => errors.push(e),
        }
    }
    (urls, errors)
}

const ALL: [&str; 3] = [
    "https://a.example/1",
    "https://a.example/2",
    "https://a.example/3",
];

#[test]
fn an_archive_is_read_however_it_is_packed() {
    let records = records();
    let members: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
    let plain = records.concat();
    for archive in [&plain, &members, &gzip(&plain)] {
        let (urls, errors) = read(archive);
        assert_eq!(urls, ALL);
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn a_broken_record_is_named_by_its_place_and_costs_itself_alone() {
    let mut members: Vec<Vec<u8>> = records().iter().map(|r| gzip(r)).collect();
    let offset: usize = members[..4].iter().map(Vec::len).sum();
    for at in (0..members[4].len()).step_by(2) {
        let whole = members[4][at];
        members[4][at] ^= 0x55;
        let (urls, errors) = read(&members.concat());
        members[4][at] = whole;
        // A name or a time in gzip's header may change unseen.
        if urls == ALL {
            continue;
        }
        assert_eq!(urls, [ALL[0], ALL[2]], "byte {at}");
        assert!(!errors.is_empty(), "byte {at}");
        for error in errors {
            let ReadError::InArchive { offset: named, .. } = error else {
                panic!("byte {at}: {error}");
            };
            assert_eq!(named, offset as u64, "byte {at}");
        }
    }
}

#[test]
fn a_plain_archive_goes_on_behind_a_broken_record() {
    let mut records = records();
    let offset: usize = records[..4].iter().map(Vec::len).sum();
    records[4][..4].copy_from_slice(b"WORK");
    let (urls, errors) = read(&records.concat());
    assert_eq!(urls, [ALL[0], ALL[2]]);
    let words = errors[0].to_string();
    assert_eq!(words, format!("record at byte {offset}"));
}

#[test]
fn an_archive_that_was_cut_off_gives_what_is_whole() {
    for archive in [
        records().concat(),
        records().iter().flat_map(|r| gzip(r)).collect(),
    ] {
        for end in (0..archive.len()).step_by(7) {
            let (urls, errors) = read(&archive[..end]);
            assert_eq!(urls, &ALL[..urls.len()], "cut at {end}");
            assert!(errors.len() <= 1, "cut at {end}: {errors:?}");
        }
    }
}

#[test]
fn a_page_that_is_too_long_is_named_and_passed_over() {
    let long = page(&"x".repeat(5000));
    let mut records = records();
    records.insert(
        3,
        record(
            "response",
            "https://a.example/long",
            &answer("200 OK", HTML, long.as_bytes()),
        ),
    );
    let archive: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
    let parser = ArticleParser::from_format(Format::Warc).with_limit(2000);
    let (good, bad): (Vec<_>, Vec<_>) = parser.for_reader(&archive[..]).partition(Result::is_ok);
    assert_eq!((good.len(), bad.len()), (3, 1));
}

// Found by fuzzing.
#[test]
fn a_page_whose_record_names_no_address_is_called_by_its_place() {
    for url in ["", "<>", " "] {
        let page = answer("200 OK", HTML, page("Ann").as_bytes());
        let archive = record("response", url, &page);
        let articles: Vec<_> = ArticleParser::from_format(Format::Warc)
            .for_reader(archive.as_slice())
            .collect();
        let article = articles[0].as_ref().expect("an article");
        assert_eq!((article.id.as_str(), &article.url), ("record-0", &None));
    }
}
