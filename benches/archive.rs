//! What an archive costs: reading texts, pages and records, writing quads.
//!
//! `cargo bench --bench archive [-- quads texts pages diagrams]`. Times are the thread's own, where the system
//! tells them, so that a busy machine changes ratios little.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod data;
mod drawing;

use dixit::{
    Article,
    extract::{Extractor, Reading, attributions_above, check_english},
    read::{ArticleParser, Format},
    write::{self, ArticleSerializer, Options, rdf},
};
use oxrdf::Quad;
use oxrdfio::{RdfFormat, RdfSerializer};
use std::{
    convert::Infallible,
    env, fs,
    hint::black_box,
    io::{self, Write},
    path::Path,
    time::{Duration, Instant},
};

/// The command's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 7;

/// A plain pass is too short for the system's clock: so many are measured together.
const PASSES: u32 = 64;

fn main() {
    let wanted: Vec<String> = env::args().skip(1).filter(|a| a != "--bench").collect();
    let is_wanted = |part: &str| wanted.is_empty() || wanted.iter().any(|w| w == part);
    let records = data::records(400).collect::<Vec<_>>();
    for (name, part) in [
        ("quads", (|records| quads(records)) as fn(&[Article])),
        ("texts", |_| texts()),
        ("pages", |_| pages()),
        ("diagrams", |records| drawing::all(records)),
    ] {
        if is_wanted(name) {
            part(&records);
        }
    }
}

/// Counts what is written, and keeps none.
#[derive(Debug, Default)]
struct Sink(usize);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += black_box(bytes).len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn quads(records: &[Article]) {
    let mut lines = Vec::new();
    for record in records {
        serde_json::to_writer(&mut lines, record).expect("memory");
        lines.push(b'\n');
    }
    let ready = ready(records);
    println!(
        "{} records of {:.1} MB, {} quads",
        records.len(),
        mega(lines.len()),
        ready.len()
    );
    let bytes = by_oxttl(&ready).expect("a sink").0;
    let times = interleaved(
        4,
        &mut [
            &mut || drop(by_oxttl(&ready)),
            &mut || drop(by_own(&ready)),
            &mut || drop(whole(&lines)),
        ],
    );
    let base = times[0].as_secs_f64();
    for (name, time) in [
        "oxttl, ready quads",
        "own writer, ready quads",
        "records to N-Quads",
    ]
    .iter()
    .zip(&times)
    {
        let time = time.as_secs_f64();
        println!(
            "  {name}: {:.0} MB/s, {:.2} M quads/s, {:.2} x oxttl",
            mega(bytes) / time,
            ready.len() as f64 / time / 1e6,
            base / time
        );
    }
}

/// The quads of all records.
fn ready(records: &[Article]) -> Vec<Quad> {
    let mut ready: Vec<Quad> = Vec::new();
    for record in records {
        let Ok(()) = rdf::quads(record, &Options::default(), |quad| {
            ready.push(quad.into_owned());
            Ok::<(), Infallible>(())
        });
    }
    ready
}

/// From ready quads to N-Quads, as oxttl writes them.
fn by_oxttl(ready: &[Quad]) -> io::Result<Sink> {
    let out = io::BufWriter::with_capacity(1 << 16, Sink::default());
    let mut writer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(out);
    ready
        .iter()
        .try_for_each(|quad| writer.serialize_quad(quad))?;
    writer
        .finish()?
        .into_inner()
        .map_err(io::IntoInnerError::into_error)
}

/// The same by the writer of our own.
fn by_own(ready: &[Quad]) -> io::Result<Sink> {
    let mut writer = rdf::LineWriter::new(Sink::default());
    ready
        .iter()
        .try_for_each(|quad| writer.write(quad.as_ref()))?;
    writer.finish()
}

/// From records in JSON lines to N-Quads.
fn whole(lines: &[u8]) -> io::Result<Sink> {
    let format = write::Format::Rdf(dixit::syntax::Syntax::NQuads);
    let mut writer = ArticleSerializer::from_format(format)
        .for_writer(Sink::default())
        .expect("N-Quads hold everything");
    for article in ArticleParser::from_format(Format::JsonLines).for_reader(lines) {
        writer.write_article(&article.expect("a record"))?;
    }
    writer.finish()
}

fn texts() {
    // The system's clock takes long steps: the texts are read several times over.
    let texts: Vec<String> = data::texts().into_iter().cycle().take(400).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let extractor = Extractor::new();
    let record = |text: &String| {
        let mut article = Article::from_text("a", text.as_str());
        extractor.extract(&mut article);
        article
    };
    let readings: Vec<Reading<'_>> = texts.iter().map(|t| Reading::new(t)).collect();
    let records: Vec<Article> = texts.iter().map(record).collect();
    let times = interleaved(
        1,
        &mut [
            &mut || (0..PASSES).for_each(|_| each(&texts, |text| text.split_whitespace().count())),
            &mut || each(&texts, |text| check_english(text)),
            &mut || each(&texts, |text| Reading::untagged(text).tokens.len()),
            &mut || each(&texts, |text| Reading::new(text).tokens.len()),
            &mut || each(&readings, |reading| attributions_above(reading, 0.15)),
            &mut || each(&texts, record),
            &mut || drop(black_box(json_lines(&records))),
        ],
    );
    shares(
        bytes,
        <[Duration; 7]>::try_from(times).expect("a time each"),
    );
}

/// From records to JSON lines.
fn json_lines(records: &[Article]) -> io::Result<Sink> {
    let serializer = ArticleSerializer::from_format(write::Format::JsonLines);
    let mut writer = serializer
        .for_writer(Sink::default())
        .expect("records hold everything");
    records
        .iter()
        .try_for_each(|record| writer.write_article(record))?;
    writer.finish()
}

/// Prints which share of the time each stage takes.
fn shares(bytes: usize, times: [Duration; 7]) {
    let [pass, language, cut, read, models, extract, write] = times;
    let whole = extract + write;
    println!(
        "text to records: {:.2} MB/s a core",
        mega(bytes) / whole.as_secs_f64()
    );
    for (stage, time) in [
        ("a plain pass: words counted", pass / PASSES),
        ("the language", language),
        ("tokens, sentences, quotations", cut),
        ("parts of speech", read.saturating_sub(cut)),
        ("the models: cues, sources, contents", models),
        (
            "the rules",
            extract.saturating_sub(language + read + models),
        ),
        ("records to jsonl", write),
    ] {
        let time = time.as_secs_f64();
        println!(
            "  {stage}: {:.1} MB/s, {:.1} % of the time, {:.1} x the pass",
            mega(bytes) / time,
            100.0 * time / whole.as_secs_f64(),
            time / (pass / PASSES).as_secs_f64()
        );
    }
}

fn each<T, A>(all: &[T], work: impl Fn(&T) -> A) {
    all.iter().for_each(|one| drop(black_box(work(one))));
}

fn pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/html");
    let mut pages = Vec::new();
    for file in fs::read_dir(folder).expect("the pages") {
        let path = file.expect("a page").path();
        if path.extension().is_some_and(|e| e == "html") {
            pages.push(fs::read(path).expect("a page"));
        }
    }
    let bytes: usize = pages.iter().map(Vec::len).sum();
    let once = || {
        for page in &pages {
            black_box(
                ArticleParser::from_format(Format::Html)
                    .for_reader(&page[..])
                    .next(),
            );
        }
    };
    let time = interleaved(16, &mut [&mut || once()])[0].as_secs_f64();
    println!(
        "pages to text: {:.1} MB/s, {:.0} µs a page of {:.1} kB",
        mega(bytes) / time,
        time * 1e6 / pages.len() as f64,
        bytes as f64 / 1e3 / pages.len() as f64
    );
}

/// Runs each in turn, several times over, and returns the median of each.
///
/// What is shorter than some steps of the system's clock, which can be of 4 ms,
/// is run so many times on end.
fn interleaved(times_on_end: u32, works: &mut [&mut dyn FnMut()]) -> Vec<Duration> {
    let mut times = vec![Vec::new(); works.len()];
    for _ in 0..ROUNDS {
        for (work, times) in works.iter_mut().zip(&mut times) {
            let start = clock();
            (0..times_on_end).for_each(|_| work());
            times.push((clock() - start) / times_on_end);
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times[ROUNDS / 2]
    };
    times.iter_mut().map(median).collect()
}

/// The processor time of this thread on Linux, else the time of day.
fn clock() -> Duration {
    static BEGUN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let spent = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|words| words.split(' ').next()?.parse().ok());
    match spent {
        Some(nanoseconds) => Duration::from_nanos(nanoseconds),
        None => BEGUN.get_or_init(Instant::now).elapsed(),
    }
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
