//! Trains the extraction models: `cargo run --release --example train -- CORPUS`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    unreachable_pub
)]

mod corpus;
mod random;
mod tagger;

use dixit::extract::model::Sections;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = std::path::PathBuf::from(
        args.iter()
            .find(|a| !a.starts_with("--"))
            .expect("usage: train CORPUS"),
    );
    let began = std::time::Instant::now();
    let train = corpus::read(&folder, "train");
    let dev = corpus::read(&folder, "dev");
    eprintln!("{:.1} s read", began.elapsed().as_secs_f32());
    let sparse = tagger::train(&train.iter().collect::<Vec<_>>());
    eprintln!(
        "{:.1} s tagger, dev {:.2} % right",
        began.elapsed().as_secs_f32(),
        100.0 * tagger::score(&sparse, &dev)
    );
    eprintln!("sentences {:.3}", tagger::sentences(&dev));
    let mut sections = Sections::default();
    sections.insert(*b"tags", sparse.write());
    let bytes = sections.to_bytes();
    eprintln!("{} bytes", bytes.len());
    std::fs::write("src/extract/model.bin", bytes).unwrap();
}
