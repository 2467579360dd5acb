//! Inputs that are too long, as they are or once unpacked.

use super::{dixit, refused, with};
use flate2::{Compression, write::GzEncoder};
use std::{fs, io::Write as _, time::Instant};

#[test]
fn an_article_beyond_the_limit_is_refused_and_the_next_is_read() {
    let long = format!(
        "{{\"id\": \"a\", \"text\": \"{}\"}}\n",
        "Word. ".repeat(50_000)
    );
    let folder = with("a.jsonl", &(long + "{\"id\": \"b\"}\n"));
    let ran = dixit(folder.path(), "export a.jsonl --to jsonl --max-size 100k");
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(1), "{\"id\":\"b\"}\n"),
        "{}",
        ran.said
    );
    // Without end and without a line break: the limit ends it, not the memory.
    let ran = dixit(folder.path(), "export /dev/zero --from text --to jsonl");
    assert_eq!(ran.code, Some(2), "{}", ran.said);
    let words = "more than 67108864 bytes; --max-size allows more";
    assert!(ran.said.contains(words), "{}", ran.said);
}

/// What is read out of a text takes many times its length: a text has a limit of its own.
#[test]
fn a_text_beyond_its_limit_is_not_read_and_the_next_is() {
    let text = "Ann Oduya denied it. ".repeat(210_000);
    let long = format!("{{\"id\": \"a\", \"text\": \"{text}\"}}\n");
    let folder = with("a.jsonl", &(long + "{\"id\": \"b\"}\n"));
    fs::write(folder.path().join("a.txt"), &text).expect("a file");
    let words = "article `a`: the text has more than 4194304 bytes; --max-size allows more";
    for input in ["a.jsonl", "a.txt"] {
        let ran = dixit(folder.path(), &format!("export {input} --to jsonl"));
        let (code, out) = match input {
            "a.txt" => (2, ""),
            _ => (1, "{\"id\":\"b\"}\n"),
        };
        assert_eq!((ran.code, ran.out.as_str()), (Some(code), out), "{input}");
        assert!(ran.said.contains(words), "{input}: {}", ran.said);
        let ran = dixit(folder.path(), &format!("query {input} --ask sources"));
        assert!(ran.said.contains(words), "{input}: {}", ran.said);
    }
    // More is allowed: in another language, so that it is soon done.
    let foreign = "La alcaldesa dijo que la presa es segura. ".repeat(105_000);
    fs::write(folder.path().join("a.txt"), foreign).expect("a file");
    let ran = dixit(folder.path(), "export a.txt --to nq --max-size 5M -o a.nq");
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    // A record with statements is not read again, whatever its length.
    let whole = format!(
        "{{\"id\": \"a\", \"text\": \"{text}\", \"statements\": [{{\"id\": \"s1\", \"relation\": \"said\"}}]}}\n"
    );
    fs::write(folder.path().join("a.jsonl"), whole).expect("a file");
    let ran = dixit(folder.path(), "export a.jsonl --to jsonl -o b.jsonl");
    assert_eq!(ran.code, Some(0), "{}", ran.said);
}

/// A gigabyte in one line, of which nothing is kept.
#[test]
fn a_line_of_a_gigabyte_is_passed_over() {
    let folder = with("a.txt", "");
    let line = "head -c 1000000000 /dev/zero | tr '\\0' 'a'";
    let ran = dixit(
        folder.path(),
        &format!(
            "validate a.txt; ({line}; echo; echo '{{\"id\": \"b\"}}') | '{}' export --from jsonl --to jsonl",
            env!("CARGO_BIN_EXE_dixit")
        ),
    );
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(1), "{\"id\":\"b\"}\n"),
        "{}",
        ran.said
    );
}

/// So that a build without optimisation is done in time.
const LESS: &str = "--max-size 2M";

/// A gigabyte in one piece, whatever the format: read as far as the limit.
#[test]
fn a_gigabyte_in_one_piece_is_refused() {
    let folder = with("a.txt", "");
    let program = env!("CARGO_BIN_EXE_dixit");
    for (format, head, line) in [
        ("text", "", "Ann Oduya said so."),
        ("html", "<html><body>", "<p>Ann Oduya said so.</p>"),
        (
            "json",
            "[{\"id\": \"a\", \"text\": \"",
            "Ann Oduya said so.",
        ),
        (
            "warc",
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n\
             Content-Type: application/http\r\nContent-Length: 900000000\r\n\r\n\
             HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
            "<p>Ann Oduya said so.</p>",
        ),
    ] {
        let begun = Instant::now();
        // What is in the rest of a list is looked for: a build without
        // optimisation would look for long.
        let length = if format == "json" {
            100_000_000
        } else {
            1_000_000_000
        };
        let input = format!("(printf '{head}\\n'; yes '{line}' | head -c {length})");
        let ran = dixit(
            folder.path(),
            &format!(
                "validate a.txt; {input} | '{program}' export --from {format} --to jsonl {LESS}"
            ),
        );
        assert!(
            matches!(ran.code, Some(1 | 2)),
            "{format}: {:?} {}",
            ran.code,
            ran.said
        );
        assert!(ran.said.contains("2097152 bytes"), "{format}: {}", ran.said);
        assert_eq!(ran.out, "", "{format}");
        assert!(begun.elapsed().as_secs() < 120, "{format}");
    }
}

/// Of a table the rows are kept that stand before its end was cut off.
#[test]
fn a_table_without_end_is_read_as_far_as_the_limit() {
    let folder = with("a.txt", "");
    let program = env!("CARGO_BIN_EXE_dixit");
    let rows = "(echo source,relation,content; yes 'Ann Oduya,said,so' | head -c 1000000000)";
    let ran = dixit(
        folder.path(),
        &format!("validate a.txt; {rows} | '{program}' export --from csv --to jsonl {LESS}"),
    );
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    assert!(ran.said.contains("more than 2097152 bytes"), "{}", ran.said);
    let rows = ran.out.matches("\"relation\"").count();
    assert!(rows > 100_000 && ran.out.lines().count() == 1, "{rows}");
}

/// A thousand gzip members of a megabyte each, in a megabyte.
fn gzip_bomb(of: &str) -> Vec<u8> {
    let mut member = GzEncoder::new(Vec::new(), Compression::best());
    let plain = of.repeat((1 << 20) / of.len());
    member.write_all(plain.as_bytes()).expect("memory");
    member.finish().expect("memory").repeat(1000)
}

/// Blocks that say "this byte 131,072 times" (RFC 8878, 3.1.1.2.2): ten thousand
/// are 1.3 GB in 40 kB.
fn zstd_bomb(of: u8, blocks: u32) -> Vec<u8> {
    let mut bomb = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58];
    for block in 0..blocks {
        let head = u32::from(block + 1 == blocks) | (1 << 1) | ((128 << 10) << 3);
        bomb.extend(&head.to_le_bytes()[..3]);
        bomb.push(of);
    }
    bomb
}

#[test]
fn bombs_are_refused() {
    for (name, bomb) in [
        ("a.txt.gz", gzip_bomb("Ann Oduya said so. ")),
        ("a.txt.zst", zstd_bomb(b' ', 10_000)),
        ("a.html.gz", gzip_bomb("<p>Ann Oduya said so. ")),
        ("a.html.zst", zstd_bomb(b'<', 10_000)),
        // The end of a list is looked for to the end.
        ("a.json.zst", zstd_bomb(b'[', 500)),
    ] {
        let folder = with(name, bomb);
        for command in ["export --to jsonl", "validate"] {
            let ran = dixit(folder.path(), &format!("{command} {name} {LESS}"));
            assert!(
                matches!(ran.code, Some(1 | 2)),
                "{name}: {:?} {}",
                ran.code,
                ran.said
            );
            assert!(
                !ran.said.is_empty() && ran.said.len() < 1000,
                "{name}: {}",
                ran.said
            );
            assert_eq!(ran.out, "", "{name}");
        }
    }
}

/// What is inside is no text.
#[test]
fn only_one_packing_is_taken_off() {
    let mut outer = GzEncoder::new(Vec::new(), Compression::best());
    outer
        .write_all(&gzip_bomb("Ann Oduya said so. "))
        .expect("memory");
    refused("a.txt.gz", outer.finish().expect("memory"), "UTF-8");
}

/// RDF is held whole, and has a limit of its own.
#[test]
fn a_bomb_of_rdf_is_refused() {
    let triple = "<urn:dixit:a> <urn:p> \"x\" .\n";
    let folder = with("a.nt.gz", gzip_bomb(triple));
    for command in ["export --to nq", "query --ask sources", "validate"] {
        let ran = dixit(folder.path(), &format!("{command} a.nt.gz {LESS}"));
        assert!(
            matches!(ran.code, Some(1 | 2)),
            "{:?} {}",
            ran.code,
            ran.said
        );
        assert!(
            ran.said.contains("more than 2097152 bytes"),
            "{command}: {}",
            ran.said
        );
    }
    fs::remove_file(folder.path().join("a.nt.gz")).expect("the file");
}

/// As many quotations as fit, well-formed and broken; more are in `benches/slope.rs`.
#[test]
fn a_text_of_nothing_but_quotations_is_read() {
    for quote in [
        "“Yes,” Ann Oduya said. ",
        "“",
        "\" ",
        "“a ‘b ",
        "I said ",
        "He denied it. ",
        "Ann Oduya Bo Reyes ",
    ] {
        let folder = with("a.txt", quote.repeat(8_000));
        let ran = dixit(folder.path(), "export a.txt --to jsonl --language en");
        assert_eq!(ran.code, Some(0), "{quote}: {:?}", ran.said.get(..200));
    }
}
