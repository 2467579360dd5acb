//! Search and filters; they appear once the script runs.

use super::{Page, escape};
use crate::write::picture::{Tone, clean, heading, relation_label};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
};

pub(super) fn write(page: &Page<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "<form id=\"controls\" class=\"bar\" hidden role=\"search\">\n\
         <label>Search <input type=\"search\" id=\"search\" placeholder=\"name or words  ( / )\" autocomplete=\"off\"></label>"
    )?;
    let mut articles = page.graph.articles();
    if articles.nth(1).is_some() {
        let all = page.graph.articles().enumerate().map(|(at, article)| {
            let head = article.head();
            let title = clean(heading(head));
            ((at + 1).to_string(), title)
        });
        select("article", "Article", all, out)?;
    }
    for (id, label, options) in choices(page) {
        select(id, label, options.into_iter(), out)?;
    }
    writeln!(
        out,
        "<label>Sure from <input type=\"range\" id=\"sure\" min=\"0\" max=\"1\" step=\"0.05\" value=\"0\"> \
         <span id=\"level\">0</span></label>\n\
         <button type=\"reset\">Clear</button>\n<output id=\"count\" aria-live=\"polite\"></output>\n</form>"
    )
}

/// A select's id, its label, and its options: what is sent and what is read.
type Choice = (&'static str, &'static str, Vec<(String, String)>);

fn choices(page: &Page<'_>) -> [Choice; 3] {
    let relations = &page.options.vocabulary;
    let mut used: BTreeMap<String, String> = BTreeMap::new();
    let mut tones: BTreeSet<Tone> = BTreeSet::new();
    let mut sources: BTreeMap<String, String> = BTreeMap::new();
    for statement in page.graph.statements() {
        let name = statement.relation();
        tones.insert(Tone::of(name, statement.negated(), relations));
        used.insert(relation_label(name, relations).to_owned(), name.to_owned());
        for who in statement.sources() {
            sources.insert(clean(who.name()), who.node().index().to_string());
        }
    }
    let by_label = |map: BTreeMap<String, String>| {
        map.into_iter()
            .map(|(label, value)| (value, label))
            .collect()
    };
    let tones = tones
        .into_iter()
        .map(|tone| (tone.name().to_owned(), tone.legend().to_owned()));
    [
        ("tone", "Stance", tones.collect()),
        ("relation", "Relation", by_label(used)),
        ("source", "Source", by_label(sources)),
    ]
}

fn select(
    id: &str,
    label: &str,
    options: impl Iterator<Item = (String, String)>,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(
        out,
        "<label>{label} <select id=\"{id}\"><option value=\"\">all</option>"
    )?;
    for (value, words) in options {
        writeln!(
            out,
            "<option value=\"{}\">{}</option>",
            escape(&value),
            escape(&words)
        )?;
    }
    writeln!(out, "</select></label>")
}
