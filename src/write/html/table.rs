//! The table of all statements, a row each.

use super::{Page, escape};
use crate::{
    graph::{EntityRef, StatementRef},
    write::picture::{Tone, clean, said_label, wording},
};
use std::io::{self, Write};

const COLUMNS: [&str; 8] = [
    "#", "Source", "Relation", "Claim", "About", "Through", "Sure", "Words",
];

pub(super) fn write(page: &Page<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "<section id=\"table\" aria-label=\"Statements\">\n<div class=\"bar\"><h2>Statements</h2>\
         <button type=\"button\" id=\"copy\" hidden>Copy as CSV</button><output id=\"copied\"></output></div>\n\
         <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of statements\">\n<table>\n<thead><tr>"
    )?;
    for name in COLUMNS {
        write!(
            out,
            "<th scope=\"col\" aria-sort=\"none\"><button type=\"button\">{name}</button></th>"
        )?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    let articles: std::collections::BTreeMap<_, _> = page
        .graph
        .articles()
        .enumerate()
        .map(|(at, article)| (article.node(), at + 1))
        .collect();
    for (at, statement) in page.graph.statements().enumerate() {
        let article = statement.article().and_then(|a| articles.get(&a.node()));
        row(page, at + 1, article.copied().unwrap_or(0), statement, out)?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>\n</section>")
}

fn row(
    page: &Page<'_>,
    number: usize,
    article: usize,
    statement: StatementRef<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let relations = &page.options.vocabulary;
    let tone = Tone::of(statement.relation(), statement.negated(), relations);
    let sources: Vec<_> = statement
        .sources()
        .map(|who| who.node().index().to_string())
        .collect();
    let sure = statement.confidence();
    writeln!(
        out,
        "<tr id=\"s{number}\" tabindex=\"-1\" data-s=\"{number}\" data-a=\"{article}\" data-r=\"{}\" \
         data-t=\"{}\" data-e=\"{}\" data-p=\"{}\">",
        escape(statement.relation()),
        tone.name(),
        sources.join(" "),
        sure.map(|p| format!("{p:.2}")).unwrap_or_default(),
    )?;
    cells(page, number, tone, statement, out)
}

/// Writes what a row shows.
fn cells(
    page: &Page<'_>,
    number: usize,
    tone: Tone,
    statement: StatementRef<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let relations = &page.options.vocabulary;
    let label = said_label(statement, relations);
    let sure = statement.confidence();
    let quoted = statement.quoted();
    let claim = statement.content();
    let claim = claim.map(|claim| wording(&clean(claim.text()), quoted));
    let carriers = statement.conveyed_by().flat_map(|claim| claim.statements());
    let through: Vec<_> = carriers.map(|carrying| names(carrying.sources())).collect();
    let about = names(statement.targets().chain(statement.addressees()));
    writeln!(
        out,
        "<td>{number}</td><td dir=\"auto\">{}</td><td><span class=\"tone {}\">{}</span></td><td dir=\"auto\">{}</td>\
         <td dir=\"auto\">{about}</td><td dir=\"auto\">{}</td><td>{}</td><td dir=\"auto\">{}</td></tr>",
        match names(statement.sources()) {
            names if names.is_empty() => "(unnamed)".to_owned(),
            names => names,
        },
        tone.name(),
        escape(&label),
        escape(&claim.unwrap_or_default()),
        through.join("; "),
        sure.map(|p| format!("{p:.2}")).unwrap_or_default(),
        words(page, statement),
    )
}

fn names<'g>(all: impl Iterator<Item = EntityRef<'g>>) -> String {
    let names: Vec<_> = all.map(|who| escape(&clean(who.name()))).collect();
    names.join(", ")
}

/// Returns the cue in its sentence, and where it stands.
fn words(page: &Page<'_>, statement: StatementRef<'_>) -> String {
    let evidence = page.texts.evidence(statement);
    let place = evidence
        .span
        .map(|span| format!(" <span class=\"dim\">{}–{}</span>", span.start, span.end));
    let place = place.unwrap_or_default();
    match evidence.cue {
        "" => place,
        cue => format!(
            "{}<mark>{}</mark>{}{place}",
            escape(evidence.before),
            escape(cue),
            escape(evidence.after)
        ),
    }
}
