//! One reading, all outputs, and how it ended.

use super::{
    super::{Exit, chain, input::Listed, say},
    Args, pipeline,
    progress::Progress,
    report::Report,
    sinks::{Output, Part, Plan},
    source::{Reading, Source},
    work::{Batch, Prepare, Trouble, Worker},
};
use dixit::{
    Relations,
    read::{Fields, ReadError},
};
use std::{
    io,
    path::Path,
    sync::{Arc, atomic::AtomicU64},
};

/// So many failures are named on stderr, lest a broken archive floods it.
const NAMED: usize = 100;

/// How many articles in other languages are named one by one.
const FOREIGN: usize = 20;

/// What the inputs are and how they are read.
pub(super) struct Run<'a> {
    args: &'a Args,
    relations: &'a Relations,
    prepare: &'a Prepare<'a>,
    fields: Fields,
    bytes: Arc<AtomicU64>,
    tally: Tally,
}

/// What was done so far.
struct Tally {
    articles: usize,
    statements: usize,
    without: usize,
    unread: usize,
    unwritten: usize,
    foreign: usize,
    /// Why nothing is to be written after all.
    stopped: bool,
    report: Option<Report>,
    progress: Progress,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        args: &'a Args,
        relations: &'a Relations,
        prepare: &'a Prepare<'a>,
    ) -> Result<Self, String> {
        let report = args.report.as_deref().map(|path| {
            let named = |e| format!("{}: cannot write: {e}", path.display());
            Report::create(path).map_err(named)
        });
        Ok(Self {
            args,
            relations,
            prepare,
            fields: args.inputs.fields(),
            tally: Tally {
                articles: 0,
                statements: 0,
                without: 0,
                unread: 0,
                unwritten: 0,
                stopped: false,
                report: report.transpose()?,
                foreign: 0,
                progress: Progress::new(|| args.inputs.length()),
            },
            bytes: Arc::default(),
        })
    }

    /// Returns whether `--strict` ended it.
    pub(super) fn is_stopped(&self) -> bool {
        self.tally.stopped
    }

    /// Reads everything and writes every output.
    pub(super) fn all(mut self, plans: &[Plan<'_>], outputs: Vec<Output<'_>>) -> Exit {
        let args = self.args;
        let written = self.once(args.inputs.list(), plans, outputs);
        self.end(written)
    }

    /// Reads some inputs, writes their outputs and returns how many came out whole.
    pub(super) fn once(
        &mut self,
        inputs: impl Iterator<Item = Listed> + Send,
        plans: &[Plan<'_>],
        mut outputs: Vec<Output<'_>>,
    ) -> usize {
        let before = (
            self.tally.articles,
            self.tally.statements,
            self.tally.unread,
        );
        self.read(inputs, plans, &mut outputs);
        let tally = &mut self.tally;
        let articles = tally.articles - before.0;
        if tally.stopped || (tally.unread > before.2 && articles == 0) {
            return 0;
        }
        let words = words(articles, tally.statements - before.1);
        let mut written = 0;
        for output in outputs {
            let name = output.name.clone();
            match output.finish() {
                Ok(()) => {
                    written += 1;
                    if name != "-" {
                        tally.say(&format!("{name}: {words}"));
                    }
                }
                Err(e) => tally.unwritten(&name, &e),
            }
        }
        written
    }

    fn read(
        &mut self,
        inputs: impl Iterator<Item = Listed> + Send,
        plans: &[Plan<'_>],
        outputs: &mut Vec<Output<'_>>,
    ) {
        let reading = Reading {
            inputs: &self.args.inputs,
            relations: self.relations,
            fields: &self.fields,
            bytes: &self.bytes,
        };
        let mut source = Source::new(reading, inputs);
        let (prepare, strict) = (self.prepare, self.args.strict);
        let keep = plans.iter().any(|plan| !plan.streams);
        let worker = || {
            let parts = plans.iter().map(Part::new).collect();
            let mut worker = Worker {
                prepare,
                parts,
                keep,
            };
            move |batch: &mut Batch<'_>| worker.work(batch)
        };
        let tally = std::cell::RefCell::new(&mut self.tally);
        pipeline::run(
            super::threads(self.args),
            Batch::default,
            |batch| source.fill(batch),
            worker,
            |batch| tally.borrow_mut().drain(batch, outputs, strict),
            || tally.borrow_mut().tick(),
        );
    }

    /// Says how it ended.
    pub(super) fn end(mut self, written: usize) -> Exit {
        let tally = &mut self.tally;
        tally.progress.clear();
        if tally.unread > NAMED {
            let failed = tally.unread;
            tally.say(&format!("{failed} articles or inputs could not be read"));
        }
        if tally.foreign > FOREIGN {
            let more = tally.foreign - FOREIGN;
            tally.say(&format!(
                "{more} more articles seem not to be English and were not read"
            ));
        }
        if tally.without > 0 {
            let pages = number(tally.without, "page");
            tally.say(&format!("{pages} without an article"));
        }
        if let (Some(report), Some(path)) = (tally.report.take(), &self.args.report)
            && let Err(e) = report.finish()
        {
            tally.unwritten(&path.display().to_string(), &e);
        }
        match (tally.unread + tally.unwritten, written) {
            (0, _) => Exit::Done,
            (_, 0) => Exit::Nothing,
            _ => Exit::Some,
        }
    }
}

impl Tally {
    fn tick(&mut self) {
        self.progress.tick(self.articles);
    }

    /// Takes over a batch, in the order of the reading; false ends the run.
    fn drain(
        &mut self,
        batch: &mut Batch<'_>,
        outputs: &mut Vec<Output<'_>>,
        strict: bool,
    ) -> bool {
        for (input, trouble) in batch.notes.drain(..) {
            self.note(&input, &trouble);
            if strict && !trouble.is_harmless() {
                self.stopped = true;
                return false;
            }
        }
        self.progress.done(batch.read);
        self.articles += batch.count;
        self.statements += batch.statements;
        outputs.retain_mut(|output| match output.take(batch) {
            Ok(()) => true,
            Err(e) => {
                self.unwritten(&output.name, &e);
                false
            }
        });
        !outputs.is_empty()
    }

    fn note(&mut self, input: &Path, trouble: &Trouble) {
        let (name, words) = (input.display().to_string(), chain(trouble));
        match (trouble, trouble.is_harmless()) {
            // Archives hold many: they are counted, and named in the report.
            (Trouble::Read(ReadError::InArchive { .. }), true) => self.without += 1,
            (Trouble::Foreign(_), _) => {
                self.foreign += 1;
                if self.foreign <= FOREIGN {
                    self.say(&words);
                }
            }
            (_, true) => self.say(&format!("{name}: {words}")),
            (_, false) => {
                self.unread += 1;
                if self.unread <= NAMED {
                    self.say(&format!("{name}: {words}"));
                }
                if self.unread == NAMED {
                    self.say("what fails from here on is counted; --report names it");
                }
            }
        }
        let Some(report) = &mut self.report else {
            return;
        };
        if let Err(e) = report.add(&name, trouble, &words) {
            self.report = None;
            self.unwritten("report", &e);
        }
    }

    /// Counts an output as failed, unless its reader merely went away.
    fn unwritten(&mut self, name: &str, error: &io::Error) {
        if error.kind() != io::ErrorKind::BrokenPipe {
            self.unwritten += 1;
            self.say(&format!("{name}: cannot write: {error}"));
        }
    }

    fn say(&mut self, words: &str) {
        self.progress.clear();
        say(words);
    }
}

fn words(articles: usize, statements: usize) -> String {
    let articles = number(articles, "article");
    format!("{articles}, {}", number(statements, "statement"))
}

fn number(n: usize, what: &str) -> String {
    match n {
        1 => format!("1 {what}"),
        n => format!("{n} {what}s"),
    }
}
