//! `dixit export`: articles in, graphs and diagrams out.

use super::{
    Exit, chain,
    input::{Input, Inputs},
    output::{self, Target},
    say,
};
use clap::ValueHint;
use dixit::{
    Article, Relations,
    extract::Extractor,
    graph::iri::Base,
    read::ArticleParser,
    write::{
        ArticleSerializer, ArticleWriter, Format,
        rdf::{Graphs, Model},
    },
};
use std::{
    io,
    path::{Path, PathBuf},
};

/// Turn articles or records into RDF, diagrams or records.
///
/// Articles without statements are read first: who said what, about whom, in
/// which words. Records that bring statements are exported as they stand.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: Inputs,
    /// Write to this file, in the format of its extension; may be given several
    /// times. Without it, to standard output. `k.csv` stands for two tables,
    /// `k.nodes.csv` and `k.edges.csv`.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Vec<PathBuf>,
    /// Format of the outputs: by extension, else Turtle.
    #[arg(long, value_name = "FORMAT", value_parser = output::format)]
    to: Option<Format>,
    /// Base of the IRIs of statements, claims and entities.
    #[arg(long, value_name = "IRI", default_value = dixit::vocab::BASE, value_parser = base)]
    base: Base,
    /// Your own relations, added to the shipped ones.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    relations: Option<PathBuf>,
    /// How statements become triples of RDF: `nary`, a node a statement;
    /// `reified`, the same and an rdf:Statement each; `rdf12`, the same and a
    /// triple term each (not in jsonld); `nanopub`, one a statement (trig, nq,
    /// jsonld); `edges`, who –denied→ what alone: it loses everything else,
    /// also what is negated or passed on, and cannot be read back.
    #[arg(long, default_value = "nary", value_parser = model)]
    model: Model,
    /// The graph that an article's triples stand in: the default one, or one
    /// named by the article (trig, nq and jsonld).
    #[arg(long, value_name = "WHICH", default_value = "none", value_parser = graphs)]
    graph: Graphs,
    /// Leave the articles' whole texts out of RDF; the quotes stay.
    #[arg(long)]
    no_text: bool,
    /// Leave out statements read from a text that are less probable than this.
    #[arg(long, value_name = "P", default_value = "0", value_parser = share)]
    min_confidence: f64,
}

fn share(words: &str) -> Result<f64, String> {
    let share = words.parse().ok().filter(|p| (0.0..=1.0).contains(p));
    share.ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

fn base(iri: &str) -> Result<Base, String> {
    Base::new(iri).map_err(|e| chain(&e))
}

fn model(name: &str) -> Result<Model, String> {
    Model::from_name(name).ok_or_else(|| {
        let names: Vec<_> = Model::ALL.iter().map(|m| m.name()).collect();
        format!("expected one of {}", names.join(", "))
    })
}

fn graphs(name: &str) -> Result<Graphs, String> {
    Graphs::from_name(name).ok_or_else(|| "expected none or document".to_owned())
}

pub(super) fn run(args: &Args) -> Exit {
    let relations = match relations(args.relations.as_deref()) {
        Ok(relations) => relations,
        Err(words) => return fail(&words),
    };
    let mut outputs = match outputs(args, &relations) {
        Ok(outputs) => outputs,
        Err(words) => return fail(&words),
    };
    let extractor = Extractor::new()
        .with_relations(&relations)
        .with_min_confidence(args.min_confidence);
    let mut run = Run {
        args,
        extractor,
        relations: &relations,
        articles: 0,
        statements: 0,
        unread: 0,
        unwritten: 0,
    };
    for (path, input) in args.inputs.list() {
        let read = input.and_then(|input| run.input(&path, &input, &mut outputs));
        if let Err(e) = read {
            run.unread(&path, &e);
        }
        if outputs.is_empty() {
            break;
        }
    }
    run.finish(outputs)
}

fn fail(words: &str) -> Exit {
    say(words);
    Exit::Nothing
}

/// Reads the shipped relations and a user's own.
pub(super) fn relations(path: Option<&Path>) -> Result<Relations, String> {
    let builtin = Relations::builtin().clone();
    let Some(path) = path else {
        return Ok(builtin);
    };
    let named = |e: &dyn std::error::Error| format!("{}: {}", path.display(), chain(e));
    let text = std::fs::read_to_string(path).map_err(|e| named(&e))?;
    builtin.with_toml(&text).map_err(|e| named(&e))
}

/// An output and its writer.
struct Output<'a> {
    name: String,
    writer: ArticleWriter<'a, Target>,
}

fn outputs<'a>(args: &Args, relations: &'a Relations) -> Result<Vec<Output<'a>>, String> {
    let stdout = [PathBuf::from("-")];
    let paths = match args.output.as_slice() {
        [] => stdout.as_slice(),
        paths => paths,
    };
    let paths: Vec<PathBuf> = paths.iter().flat_map(|path| tables(path, args)).collect();
    for (at, path) in paths.iter().enumerate() {
        if paths[..at].contains(path) {
            return Err(format!("{}: named twice as output", path.display()));
        }
    }
    let open = |path: &PathBuf| open_output(path, args, relations);
    paths.iter().map(open).collect()
}

/// Names both tables where a plain name of CSV is given.
fn tables(path: &Path, args: &Args) -> Vec<PathBuf> {
    let is_csv = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("csv"));
    if !is_csv || args.to.is_some() || Format::from_path(path).is_some() {
        return vec![path.to_owned()];
    }
    let table = |name| path.with_extension(name);
    vec![table("nodes.csv"), table("edges.csv")]
}

fn open_output<'a>(
    path: &Path,
    args: &Args,
    relations: &'a Relations,
) -> Result<Output<'a>, String> {
    let named = |words: &str| format!("{}: {words}", path.display());
    let format = match (args.to, Format::from_path(path)) {
        (Some(format), _) | (None, Some(format)) => format,
        (None, None) if path.as_os_str() == "-" => Format::default(),
        (None, None) => {
            let names: Vec<_> = Format::ALL.iter().map(|f| f.name()).collect();
            let list = names.join(", ");
            return Err(named(&format!(
                "cannot tell the format from the name; use --to with one of {list}"
            )));
        }
    };
    let target = Target::create(path).map_err(|e| named(&format!("cannot write: {e}")))?;
    let mut serializer = ArticleSerializer::from_format(format)
        .with_base(args.base.clone())
        .with_relations(relations)
        .with_model(args.model)
        .with_graphs(args.graph);
    if args.no_text {
        serializer = serializer.without_text();
    }
    let writer = serializer
        .for_writer(target)
        .map_err(|e| named(&chain(&e)))?;
    Ok(Output {
        name: path.display().to_string(),
        writer,
    })
}

struct Run<'a> {
    args: &'a Args,
    extractor: Extractor,
    relations: &'a Relations,
    articles: usize,
    statements: usize,
    unread: usize,
    unwritten: usize,
}

impl Run<'_> {
    fn unread(&mut self, path: &Path, error: &dyn std::error::Error) {
        self.unread += 1;
        say(&format!("{}: {}", path.display(), chain(error)));
    }

    fn input(
        &mut self,
        path: &Path,
        input: &Input,
        outputs: &mut Vec<Output<'_>>,
    ) -> io::Result<()> {
        let format = self.args.inputs.from.unwrap_or_else(|| input.format());
        let parser = ArticleParser::from_format(format)
            .with_id(input.id())
            .with_relations(self.relations);
        let mut found = false;
        for article in parser.for_reader(input.open()?) {
            found = true;
            match article {
                Ok(mut article) => {
                    self.extractor.extract(&mut article);
                    self.article(&article, outputs);
                }
                Err(e) => self.unread(path, &e),
            }
            if outputs.is_empty() {
                return Ok(());
            }
        }
        if !found {
            say(&format!("{}: empty, no article in it", path.display()));
        }
        Ok(())
    }

    fn article(&mut self, article: &Article, outputs: &mut Vec<Output<'_>>) {
        self.articles += 1;
        self.statements += article.statements.len();
        outputs.retain_mut(|output| match output.writer.write_article(article) {
            Ok(()) => true,
            Err(e) => {
                self.unwritten(&output.name, &e);
                false
            }
        });
    }

    /// Counts an output as failed, unless its reader merely went away.
    fn unwritten(&mut self, name: &str, error: &io::Error) {
        if error.kind() != io::ErrorKind::BrokenPipe {
            self.unwritten += 1;
            say(&format!("{name}: cannot write: {error}"));
        }
    }

    fn finish(mut self, outputs: Vec<Output<'_>>) -> Exit {
        if self.unread > 0 && self.articles == 0 {
            return Exit::Nothing;
        }
        let mut written = 0;
        for Output { name, writer } in outputs {
            match writer.finish().and_then(Target::commit) {
                Ok(()) if name == "-" => written += 1,
                Ok(()) => {
                    written += 1;
                    say(&format!("{name}: {}", self.words()));
                }
                Err(e) => self.unwritten(&name, &e),
            }
        }
        match (self.unread + self.unwritten, written) {
            (0, _) => Exit::Done,
            (_, 0) => Exit::Nothing,
            _ => Exit::Some,
        }
    }

    fn words(&self) -> String {
        let number = |n: usize, what: &str| match n {
            1 => format!("1 {what}"),
            n => format!("{n} {what}s"),
        };
        let articles = number(self.articles, "article");
        format!("{articles}, {}", number(self.statements, "statement"))
    }
}
