//! `dixit query`: SPARQL over articles, records and RDF, in process.

use super::{
    Exit, chain, export,
    feed::{self, Sink},
    input::Inputs,
    output::Target,
    print, say,
    table::table,
};
use clap::{ValueHint, builder::PossibleValuesParser};
use dixit::{
    Article, Relations,
    read::RDF_LIMIT,
    store::{
        Answer, AnswerError, AnswerFormat, Dataset, DatasetError, QuadsError, Query, Question,
        quads_for_reader,
    },
    syntax::Syntax,
    write::Options,
};
use std::{
    error::Error,
    fs,
    io::{self, BufRead, IsTerminal},
    path::PathBuf,
};

/// Ask articles, records or RDF files in SPARQL.
///
/// Nothing is kept and no server is asked. Named graphs are found by plain
/// patterns too, unless the query says FROM.
#[derive(clap::Args)]
#[command(after_help = questions())]
pub(super) struct Args {
    #[command(flatten)]
    inputs: Inputs,
    /// The query, or @FILE that holds it.
    #[arg(long, value_name = "QUERY|@FILE", conflicts_with_all = ["ask", "show"])]
    sparql: Option<String>,
    /// Ask a ready question.
    #[arg(long, value_name = "NAME", conflicts_with = "show", hide_possible_values = true,
        value_parser = PossibleValuesParser::new(Question::ALL.iter().map(|q| q.name())))]
    ask: Option<String>,
    /// Print the SPARQL of a ready question, to learn from and to change.
    #[arg(long, value_name = "NAME", hide_possible_values = true,
        value_parser = PossibleValuesParser::new(Question::ALL.iter().map(|q| q.name())))]
    show: Option<String>,
    /// Narrow a ready question to names that hold this; case does not matter.
    #[arg(long, value_name = "NAME", conflicts_with = "sparql")]
    about: Option<String>,
    /// Format of the answer: table, csv, tsv, json or xml; for CONSTRUCT ttl or
    /// another RDF format. Without it a table on a terminal, else csv; Turtle
    /// for CONSTRUCT.
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    to: Option<To>,
    /// Your own relations, added to the shipped ones.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    relations: Option<PathBuf>,
    /// Read every text as being in this language (en), whatever it seems to be.
    /// Without it, texts in other languages are named and left unread.
    #[arg(long, value_name = "TAG", value_parser = ["en"])]
    language: Option<String>,
    /// Your own names, kinds, aliases and IRIs, in CSV or JSON: found in texts,
    /// and given to the entities of records. RDF goes in as it stands.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    entities: Option<PathBuf>,
}

fn questions() -> String {
    let mut text = "Ready questions, for --ask and --show:\n".to_owned();
    for question in Question::ALL {
        text += &format!("  {:<12} {}\n", question.name(), question.summary());
    }
    text + "\n" + super::exit::HELP
}

#[derive(Clone, Copy)]
enum To {
    Table,
    Format(AnswerFormat),
}

fn format(name: &str) -> Result<To, String> {
    match name {
        "table" => Ok(To::Table),
        name => AnswerFormat::from_name(name)
            .map(To::Format)
            .ok_or_else(|| {
                "expected one of table, csv, tsv, json, xml, ttl, trig, nt, nq, rdf, jsonld"
                    .to_owned()
            }),
    }
}

pub(super) fn run(args: &Args) -> Exit {
    if let Some(question) = args.show.as_deref().and_then(Question::by_name) {
        return print(question.sparql(args.about.as_deref()).as_bytes());
    }
    match answer(args) {
        Ok(exit) => exit,
        Err(words) => {
            words.lines().for_each(say);
            Exit::Nothing
        }
    }
}

fn answer(args: &Args) -> Result<Exit, String> {
    let sparql = sparql(args)?;
    let query = Query::parse(&sparql).map_err(|e| {
        let place = e.position().map(|p| pointed(&sparql, p.line, p.column));
        format!("bad SPARQL: {e}{}", place.unwrap_or_default())
    })?;
    let relations = export::relations(args.relations.as_deref())?;
    let extractor = export::extractor(
        &relations,
        args.entities.as_deref(),
        0.0,
        args.language.as_deref(),
        args.inputs.max_size,
    )?;
    let mut sink = Memory {
        dataset: Dataset::new().map_err(|e| chain(&e))?,
        relations: &relations,
    };
    let read = feed::feed(&args.inputs, &relations, &extractor, &mut sink);
    if read.taken == 0 && read.unread > 0 {
        return Ok(Exit::Nothing);
    }
    let answer = sink.dataset.answer(&query).map_err(|e| chain(&e))?;
    match write(answer, args.to) {
        Err(AnswerError::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe => {}
        Err(e) => return Err(chain(&e)),
        Ok(()) => {}
    }
    Ok(match read.unread {
        0 => Exit::Done,
        _ => Exit::Some,
    })
}

fn sparql(args: &Args) -> Result<String, String> {
    if let Some(question) = args.ask.as_deref().and_then(Question::by_name) {
        return Ok(question.sparql(args.about.as_deref()));
    }
    match args.sparql.as_deref() {
        None => Err("nothing asked: give --sparql, or --ask with a ready question".to_owned()),
        Some(text) => match text.strip_prefix('@') {
            None => Ok(text.to_owned()),
            Some("-") => io::read_to_string(io::stdin()).map_err(|e| format!("-: {e}")),
            Some(path) => fs::read_to_string(path).map_err(|e| format!("{path}: {e}")),
        },
    }
}

/// Shows the faulty line with a mark below the place.
fn pointed(sparql: &str, line: usize, column: usize) -> String {
    let text = sparql.lines().nth(line.saturating_sub(1)).unwrap_or("");
    let before = text.chars().take(column.saturating_sub(1));
    let blank: String = before.map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    format!("\n  {text}\n  {blank}^")
}

/// Quads in memory, to be asked.
struct Memory<'a> {
    dataset: Dataset,
    relations: &'a Relations,
}

impl Sink for Memory<'_> {
    fn limit(&self) -> u64 {
        RDF_LIMIT
    }

    fn article(&mut self, article: &Article) -> Result<(), Box<dyn Error>> {
        let mut options = Options::default();
        options.relations = self.relations;
        Ok(self.dataset.add_article(article, &options)?)
    }

    fn rdf(
        &mut self,
        reader: Box<dyn BufRead + Send>,
        syntax: Syntax,
        number: usize,
    ) -> Result<(), Box<dyn Error>> {
        let added: Result<(), LoadError> = self.dataset.add_quads(|insert| {
            quads_for_reader(reader, syntax, number, &mut |quad| {
                insert(quad);
                Ok(())
            })
            .map_err(LoadError::Quads)
        });
        added.map_err(|e| match e {
            LoadError::Quads(e) => e.into(),
            LoadError::Dataset(e) => e.into(),
        })
    }
}

enum LoadError {
    Quads(QuadsError),
    Dataset(DatasetError),
}

impl From<DatasetError> for LoadError {
    fn from(error: DatasetError) -> Self {
        Self::Dataset(error)
    }
}

fn write(answer: Answer<'_>, to: Option<To>) -> Result<(), AnswerError> {
    let terminal = io::stdout().is_terminal();
    let to = match (to, &answer) {
        (Some(to), _) => to,
        (None, Answer::Graph(_)) => To::Format(AnswerFormat::Rdf(Syntax::Turtle)),
        (None, Answer::Truth(_)) => To::Table,
        (None, Answer::Rows(_)) if terminal => To::Table,
        (None, Answer::Rows(_)) => To::Format(AnswerFormat::Csv),
    };
    let mut out = Target::stdout();
    match (answer, to) {
        (Answer::Rows(rows), To::Table) => {
            let width = terminal.then(width).flatten();
            io::Write::write_all(&mut out, table(rows, width)?.as_bytes())?;
        }
        (Answer::Truth(truth), To::Table) => {
            io::Write::write_all(&mut out, format!("{truth}\n").as_bytes())?
        }
        (answer, To::Table) => out = answer.write(AnswerFormat::Rdf(Syntax::Turtle), out)?,
        (answer, To::Format(format)) => out = answer.write(format, out)?,
    }
    Ok(out.commit()?)
}

/// Returns the columns of the terminal that stdout is.
fn width() -> Option<u16> {
    let size = console::Term::stdout().size_checked();
    size.map(|(_, columns)| columns)
}
