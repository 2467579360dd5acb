//! Archives: many articles, packed, broken, in threads, cut off and repeated.

use flate2::{Compression, write::GzEncoder};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

fn dixit(folder: &Path, arguments: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dixit"))
        .args(arguments.split(' '))
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the command runs")
}

/// Runs it and returns stderr where it ended as expected.
#[track_caller]
fn words(folder: &Path, arguments: &str, code: i32) -> String {
    let output = dixit(folder, arguments);
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments}: {words}");
    words
}

#[track_caller]
fn bytes(folder: &Path, name: &str) -> Vec<u8> {
    fs::read(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Records that differ in length, so that batches end at odd places.
fn records(count: usize) -> String {
    let record = |n: usize| {
        let text = "It is “so”. ".repeat(n % 40);
        format!(
            r#"{{"id": "a{n}", "text": "{text}", "entities": [{{"id": "e1", "name": "Ann {n}", "kind": "person"}}], "claims": [{{"id": "c1", "text": "claim {n}"}}], "statements": [{{"id": "s1", "relation": "denied", "source": ["e1"], "content": "c1"}}]}}"#
        ) + "\n"
    };
    (0..count).map(record).collect()
}

fn folder_with(name: &str, bytes: impl AsRef<[u8]>) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join(name), bytes).expect("a file");
    folder
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let mut text = records(1400);
    text.insert_str(text.len() / 2, "\n");
    let folder = folder_with("in.jsonl", text);
    let folder = folder.path();
    for threads in [1, 3] {
        words(
            folder,
            &format!(
                "export in.jsonl -o {threads}.nq -o {threads}.jsonl -o {threads}.json \
                 -o {threads}.nt.gz --report {threads}.report --threads {threads}"
            ),
            1,
        );
    }
    for kind in ["nq", "jsonl", "json", "nt.gz", "report"] {
        let one = bytes(folder, &format!("1.{kind}"));
        assert!(
            !one.is_empty() && one == bytes(folder, &format!("3.{kind}")),
            "{kind}"
        );
    }
    let mut plain = Vec::new();
    let packed = bytes(folder, "1.nt.gz");
    let mut unpacked = flate2::read::MultiGzDecoder::new(&packed[..]);
    std::io::Read::read_to_end(&mut unpacked, &mut plain).expect("gzip");
    words(folder, "export in.jsonl -o plain.nt", 1);
    assert!(plain == bytes(folder, "plain.nt"));
}

#[test]
fn packed_inputs_are_read_like_plain_ones() {
    let text = records(50);
    let (first, second) = text.split_at(text.len() / 3);
    let folder = folder_with("plain.jsonl", &text);
    let put =
        |name: &str, bytes: Vec<u8>| fs::write(folder.path().join(name), bytes).expect("a file");
    put(
        "members.jsonl.gz",
        [gzip(first.as_bytes()), gzip(second.as_bytes())].concat(),
    );
    // Frames of stored blocks, the first after a skippable one.
    let frames = [
        b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec(),
        zstd_stored(first.as_bytes()),
        zstd_stored(second.as_bytes()),
    ];
    put("frames.jsonl.zst", frames.concat());
    put("without_extension", gzip(text.as_bytes()));
    words(folder.path(), "export plain.jsonl -o plain.nq", 0);
    for input in [
        "members.jsonl.gz",
        "frames.jsonl.zst",
        "--from=jsonl without_extension",
    ] {
        words(folder.path(), &format!("export {input} -o packed.nq"), 0);
        assert!(
            bytes(folder.path(), "plain.nq") == bytes(folder.path(), "packed.nq"),
            "{input}"
        );
    }
    put("cut.jsonl.gz", gzip(text.as_bytes())[..400].to_vec());
    let said = words(folder.path(), "export cut.jsonl.gz -o cut.nq", 1);
    assert!(said.contains("the gzip data ends too early"), "{said}");
}

/// A Zstandard frame of stored blocks (RFC 8878, 3.1.1).
fn zstd_stored(bytes: &[u8]) -> Vec<u8> {
    let mut frame = b"\x28\xb5\x2f\xfd\x00\x58".to_vec();
    let chunks: Vec<&[u8]> = bytes.chunks(1000).collect();
    for (at, chunk) in chunks.iter().enumerate() {
        let last = u32::from(at + 1 == chunks.len());
        let header = u32::try_from(chunk.len()).expect("small") << 3 | last;
        frame.extend_from_slice(&header.to_le_bytes()[..3]);
        frame.extend_from_slice(chunk);
    }
    frame
}

#[test]
fn a_packed_bomb_costs_no_memory() {
    let bomb = gzip(&vec![b' '; 3 << 20]);
    let folder = folder_with("bomb.txt.gz", &bomb);
    fs::write(folder.path().join("bomb.jsonl.gz"), &bomb).expect("a file");
    fs::write(
        folder.path().join("bomb.json.gz"),
        gzip(&vec![b'['; 3 << 20]),
    )
    .expect("a file");
    for (input, code) in [
        ("bomb.txt.gz", 2),
        ("bomb.jsonl.gz", 2),
        ("bomb.json.gz", 2),
    ] {
        let said = words(
            folder.path(),
            &format!("export {input} --max-size 1M -o out.nq"),
            code,
        );
        assert!(said.contains("more than 1048576 bytes"), "{said}");
    }
    // One that is too long leaves the others whole.
    let long = format!("{{\"id\": \"long\", \"text\": \"{}\"}}\n", "x".repeat(3000));
    let lines = [records(1), long, records(2)].concat();
    fs::write(folder.path().join("long.jsonl"), &lines).expect("a file");
    fs::write(folder.path().join("long.json"), &lines).expect("a file");
    for input in ["long.jsonl", "long.json"] {
        let said = words(
            folder.path(),
            &format!("export {input} --max-size 2k -o out.nq"),
            1,
        );
        assert!(
            said.contains("line 2, column 1: the article has more than 2048"),
            "{said}"
        );
        assert!(said.contains("out.nq: 3 articles"), "{said}");
    }
}

#[test]
fn what_fails_is_named_and_the_rest_goes_on() {
    let lines = [
        records(1),
        "{\"id\": 3}\n".into(),
        records(1),
        "nonsense\n".into(),
    ]
    .concat();
    let folder = folder_with("in.jsonl", lines);
    let said = words(
        folder.path(),
        "export in.jsonl missing.txt -o out.nq --report r.jsonl",
        1,
    );
    assert!(said.contains("in.jsonl: line 2, column 8"), "{said}");
    let report = String::from_utf8(bytes(folder.path(), "r.jsonl")).expect("UTF-8");
    let lines: Vec<serde_json::Value> = report
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 3, "{report}");
    assert_eq!(
        (&lines[0]["line"], &lines[0]["column"]),
        (&2.into(), &8.into())
    );
    assert_eq!(lines[1]["line"], 4);
    assert_eq!(lines[2]["input"], "missing.txt");
    let said = words(folder.path(), "export in.jsonl -o strict.nq --strict", 2);
    assert!(!said.contains("line 4"), "{said}");
    assert!(!folder.path().join("strict.nq").exists());
}

#[test]
fn a_dump_with_other_keys_is_read_by_field() {
    let dump = r#"{"_id": 12, "body": "Ann denied it.", "meta": {"when": "3 May 2023"}, "tags": ["x"], "n": null}
{"_id": 13, "meta": {}}
"#;
    let folder = folder_with("dump.jsonl", dump);
    let said = words(
        folder.path(),
        "export dump.jsonl --field text=body --field id=_id --field published=meta.when -o out.jsonl",
        1,
    );
    assert!(
        said.contains("line 2, column 1: no words under `body`"),
        "{said}"
    );
    let out = String::from_utf8(bytes(folder.path(), "out.jsonl")).expect("UTF-8");
    assert!(
        out.starts_with(r#"{"id":"12","published":"2023-05-03","text":"Ann denied it."#),
        "{out}"
    );
    let said = words(folder.path(), "export dump.jsonl --field body=text", 2);
    assert!(said.contains("no field `body`"), "{said}");
}

#[test]
fn a_run_that_was_cut_off_is_repeated_cheaply() {
    let folder = TempDir::new().expect("a folder");
    let put = |name: &str| {
        let path: PathBuf = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, records(3)).expect("a file");
    };
    put("in/a.jsonl");
    put("in/2023/b.jsonl");
    words(folder.path(), "export in -o out/{}.nq -o out/{}.nt.gz", 0);
    let whole = bytes(folder.path(), "out/2023/b.nq");
    fs::write(folder.path().join("out/a.nq"), "kept").expect("a file");
    fs::remove_file(folder.path().join("out/2023/b.nq")).expect("it is there");
    let said = words(folder.path(), "export in -o out/{}.nq -o out/{}.nt.gz", 0);
    assert!(said.contains("1 of the inputs passed over"), "{said}");
    assert_eq!(bytes(folder.path(), "out/a.nq"), b"kept");
    assert!(bytes(folder.path(), "out/2023/b.nq") == whole);
    put("in/a.ndjson");
    let said = words(folder.path(), "export in -o out/{}.nq", 2);
    assert!(said.contains("both"), "{said}");
    words(folder.path(), "export in -o out/{}.nq -o all.nq", 2);
}
