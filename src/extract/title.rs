//! A run of capitals cut into adjectives, titles and a name.

use super::Tag;
use super::capital::is_acronym;
use super::name::{Finder, Name};
use crate::article::EntityKind;
use std::ops::Range;

/// Letters that stand after a person's name.
pub(super) const LETTERS: &[&str] = &[
    "MP", "MEP", "MSP", "MLA", "QC", "KC", "PhD", "MD", "OBE", "CBE", "MBE", "Jr", "Jr.", "Sr",
    "Sr.", "TD",
];

/// Words of which an office's name is made: "Chief Executive".
const OFFICES: &[&str] = &[
    "Chief",
    "CEO",
    "CFO",
    "COO",
    "Chairman",
    "Chairwoman",
    "Chair",
    "President",
    "Vice",
    "Prime",
    "Minister",
    "Foreign",
    "Press",
    "Secretary",
    "Spokesman",
    "Spokeswoman",
    "Spokesperson",
    "Governor",
    "Senator",
    "Mayor",
    "Director",
    "Ambassador",
    "Commissioner",
    "Leader",
    "Editor",
    "Councillor",
    "Inspector",
    "Superintendent",
    "Executive",
    "Managing",
    "Deputy",
    "General",
    "Manager",
    "Coach",
];

impl Finder<'_, '_> {
    /// Cuts a run into adjectives, titles and a name.
    pub(super) fn cut(
        &self,
        mut run: Range<usize>,
        initial: bool,
        sentence: usize,
        out: &mut Vec<Name>,
    ) {
        if self.tables.name(&self.join(&run)).is_some() {
            out.push(self.name(run.clone(), run.start..run.start, sentence));
            return;
        }
        let title = run.start;
        run = self.untitled(run, sentence, out);
        if run.is_empty() {
            return;
        }
        // "Helen Marsh MP": letters after a name.
        while run.len() > 1 && LETTERS.contains(&self.word(run.end - 1)) {
            run.end -= 1;
        }
        if run.len() == 1 && self.word(run.start).len() == 1 && self.word(run.end) == ":" {
            return;
        }
        if let Some(office) = self.office(&run) {
            self.cut(run.start..office.start, initial, sentence, out);
            out.push(self.name(office.end..run.end, office, sentence));
            return;
        }
        if run.len() == 1
            && (self.is_no_name(run.start)
                || initial && title == run.start && self.is_begun(run.start))
        {
            return;
        }
        if title == run.start && self.begins_with_country(&run) {
            out.push(self.name(run.start..run.start + 1, run.start..run.start, sentence));
            run.start += 1;
        }
        out.push(self.name(run.clone(), title..run.start, sentence));
    }

    /// A run without the adjectives and titles at its front; the adjectives are names of their own.
    fn untitled(
        &self,
        mut run: Range<usize>,
        sentence: usize,
        out: &mut Vec<Name>,
    ) -> Range<usize> {
        while run.len() > 1
            || self.tables.is("title", self.word(run.start))
            || self.tables.demonym(self.word(run.start)).is_some()
        {
            let word = self.word(run.start);
            if let Some(country) = self
                .tables
                .demonym(word)
                .filter(|_| run.len() == 1 || !self.is_named(run.start + 1..run.end))
            {
                out.push(self.adjective(run.start..run.start + 1, country, sentence));
            } else if !self.tables.is("title", word) || self.is_office(&run) {
                break;
            }
            run.start += 1;
            if run.is_empty() {
                break;
            }
        }
        run
    }

    /// A country's or outlet's name at the front of a longer run that is none itself.
    fn begins_with_country(&self, run: &Range<usize>) -> bool {
        let first = || self.tables.name(&self.join(&(run.start..run.start + 1)));
        run.len() > 2
            && first().is_some_and(|(k, _)| k == EntityKind::Country)
            && self.kind(&(run.start + 1..run.end), 0..0).is_none()
    }

    /// "Islamic militants", "the Opposition": a capital that makes no name.
    fn is_no_name(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or(Tag::Unknown, |i| self.tag(i));
        self.capitals[at]
            && !is_acronym(self.word(at))
            && (self.tag(at) == Tag::Jj || matches!(before, Tag::Dt | Tag::PrpS))
            && self.tables.name(self.word(at)).is_none()
    }

    /// "Union leader", "Police said": a capital that the sentence's beginning gave.
    fn is_begun(&self, at: usize) -> bool {
        let word = self.word(at);
        let common = self.lower.contains(word.to_lowercase().as_str());
        let adjectival = self.tag(at + 1) == Tag::Nn
            && self.word(at + 1).starts_with(|c: char| c.is_lowercase());
        self.tables.name(word).is_none()
            && !word.starts_with('@')
            && (common || adjectival && !self.is_again(at))
            && !word.chars().skip(1).any(char::is_uppercase)
    }

    /// "Acme Chief Executive Bo Reyes": the office inside a run, with a name on each side.
    fn office(&self, run: &Range<usize>) -> Option<Range<usize>> {
        let office = |i: &usize| OFFICES.contains(&self.word(*i));
        let first = (run.start + 1..run.end).find(office)?;
        let end = (first..run.end).take_while(office).last()? + 1;
        let rest = end..run.end;
        let body = rest
            .clone()
            .any(|i| self.tables.is("organisation", self.word(i)));
        let last = self.word(end - 1);
        // "Brigstow General Chambers": these words alone are no office.
        let half = matches!(last, "Foreign" | "Prime" | "Press" | "Managing" | "Vice")
            || end - first == 1 && last == "General";
        let bearer = (1..=3).contains(&rest.len()) && !body && !half;
        bearer.then_some(first..end)
    }

    /// "Foreign Ministry", "General Hospital": what is a title elsewhere belongs to a body's name.
    fn is_office(&self, run: &Range<usize>) -> bool {
        const FIELDS: &[&str] = &[
            "general", "prime", "foreign", "defence", "defense", "interior", "finance", "health",
            "justice", "home", "king", "queen", "prince", "princess", "senior", "junior", "chief",
        ];
        let first = self.word(run.start).to_lowercase();
        let last = self.word(run.end - 1);
        (2..=4).contains(&run.len())
            && FIELDS.contains(&first.as_str())
            && ["organisation", "place"]
                .iter()
                .any(|c| self.tables.is(c, last))
            && !self.tables.is("title", last)
    }

    /// Whether what follows a demonym is part of an institution's name: "British Museum".
    fn is_named(&self, rest: Range<usize>) -> bool {
        let last = self.word(rest.end - 1);
        rest.len() <= 3
            && !self.tables.is("title", self.word(rest.start))
            && (self.tables.is("organisation", last)
                || self.tables.is("outlet", last)
                || self.tables.is("event", last))
    }

    /// Whether a word with a capital stands inside a sentence, too.
    fn is_again(&self, at: usize) -> bool {
        self.inner.contains(self.word(at))
    }
}
