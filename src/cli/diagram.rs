//! What diagrams show, as the command line says it.

use dixit::{
    Relations,
    write::picture::{Options, View},
};

/// Options of dot, svg and html.
#[derive(clap::Args)]
#[command(next_help_heading = "Diagrams (dot, svg, html)")]
pub(super) struct Diagram {
    /// Who says what (claims), who stands where to whom (actors), or who says
    /// what by the day it was published (timeline).
    #[arg(long, default_value = "claims", value_parser = view)]
    view: View,
    /// Draw only what entities of this name say and what is said of them. A name
    /// that nobody has is an error.
    #[arg(long, value_name = "NAME")]
    around: Option<String>,
    /// How many steps from NAME to go.
    #[arg(long, value_name = "K", default_value = "1", requires = "around",
          value_parser = clap::value_parser!(u8).range(1..))]
    depth: u8,
    /// Draw at most this many statements, the most answered and shared first;
    /// 60 unless said. More than 1000 are written to dot plainly, a line each.
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Draw only this relation and its kinds; may be given several times.
    #[arg(long, value_name = "R")]
    relation: Vec<String>,
    /// Draw only articles published on this day or later (2023-05-03, 2023-05
    /// or 2023).
    #[arg(long, value_name = "DAY", value_parser = day)]
    since: Option<String>,
    /// Draw only articles published on this day or before.
    #[arg(long, value_name = "DAY", value_parser = day)]
    until: Option<String>,
}

impl Diagram {
    /// Returns what diagrams show, or what is wrong with it.
    pub(super) fn options(&self, relations: &Relations) -> Result<Options, String> {
        let unknown = |name: &&String| relations.by_name(name).is_none();
        if let Some(name) = self.relation.iter().find(unknown) {
            return Err(format!(
                "--relation: unknown relation `{name}`; `dixit schema relations` lists them"
            ));
        }
        Ok(Options {
            view: self.view,
            around: self.around.clone(),
            depth: usize::from(self.depth),
            top: self.top,
            relations: self.relation.clone(),
            since: self.since.clone(),
            until: self.until.clone(),
            ..Options::default()
        })
    }
}

fn view(name: &str) -> Result<View, String> {
    View::from_name(name).ok_or_else(|| {
        let names: Vec<_> = View::ALL.iter().map(|view| view.name()).collect();
        format!("expected one of {}", names.join(", "))
    })
}

fn day(words: &str) -> Result<String, String> {
    let mut parts = words.split('-');
    let number = |part: Option<&str>, digits: usize| match part {
        Some(part) => part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()),
        None => digits < 4,
    };
    let whole = number(parts.next(), 4) && number(parts.next(), 2) && number(parts.next(), 2);
    let day = whole && parts.next().is_none();
    let wrong = "expected a day as 2023-05-03, 2023-05 or 2023";
    day.then(|| words.to_owned())
        .ok_or_else(|| wrong.to_owned())
}
