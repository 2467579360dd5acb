//! Records out of sorted quads, one article at a time, in constant memory.
//!
//! RDF has no order, so what belongs to an article is brought together on disk:
//! all of it names its article, but for the shortcuts, which lead to a claim
//! that does.

use super::{Sorted, Spool};
use crate::{
    article::Article,
    read::{self, ReadError},
    relation::Relations,
    vocab::{dx, nif, prov},
};
use oxrdf::{NamedNodeRef, vocab::rdf};
use std::io;

/// Takes articles, and what cannot be read as one.
type Emit<'e> = &'e mut dyn FnMut(Result<Article, ReadError>) -> io::Result<()>;

impl Sorted {
    /// Reads the records that dixit wrote as RDF, in the order of the articles' IRIs.
    ///
    /// An error stands for what is no record, or breaks the model's rules; the
    /// next article follows.
    ///
    /// # Errors
    ///
    /// When the disk fails, or `emit` does.
    pub fn articles_for_each(&self, relations: &Relations, emit: Emit<'_>) -> io::Result<()> {
        let mut sorting = Sorting::default();
        self.subjects(|group| sorting.take(&group, emit))?;
        let Sorting {
            mut by_article,
            by_claim,
            seen,
            ..
        } = sorting;
        if !seen.article {
            return match seen.faults {
                true => Ok(()),
                false => emit(Err(read::nothing_found(seen.claim))),
            };
        }
        let mut claim = Claim::default();
        by_claim.drain(|node, line| claim.take(node, line, &mut by_article))?;
        let mut record = Record::default();
        by_article.drain(|doc, line| record.take(doc, line, relations, emit))?;
        record.end(relations, emit)
    }

    /// Hands out the lines of each subject together, whatever their graphs.
    ///
    /// Somebody whom every article quotes has a shortcut for each: more than
    /// [`MANY`] bytes come in several groups, the first of which says what it is.
    fn subjects(&self, mut emit: impl FnMut(Group<'_>) -> io::Result<()>) -> io::Result<()> {
        let mut group = Lines::default();
        let mut each = |line: &[u8]| {
            let triple = Triple::new(line);
            if !triple.subject.starts_with(b"<") {
                return Ok(());
            }
            let last = prov::WAS_DERIVED_FROM.as_str().as_bytes();
            let told = iri(triple.predicate).is_some_and(|property| property > last);
            if group.key != triple.subject || (told && group.bytes.len() > MANY) {
                emit(Group(&group))?;
                group.begin(triple.subject);
            }
            group.push(line);
            Ok(())
        };
        match self.parts() {
            [] => {}
            [part] => self.lines(part, &mut each)?,
            parts => {
                let mut all = Spool::new();
                for part in parts {
                    self.lines(part, |line| all.insert_line(b"", line))?;
                }
                all.drain(|_, line| each(line))?;
            }
        }
        emit(Group(&group))
    }
}

/// How many bytes of one subject are held.
const MANY: usize = 1 << 18;

/// A line of N-Triples as the spool writes it, cut at its spaces.
#[derive(Clone, Copy)]
struct Triple<'l> {
    subject: &'l [u8],
    predicate: &'l [u8],
    object: &'l [u8],
}

impl<'l> Triple<'l> {
    fn new(line: &'l [u8]) -> Self {
        let cut = |text: &'l [u8]| {
            let end = text.iter().position(|&b| b == b' ').unwrap_or(text.len());
            (&text[..end], text.get(end + 1..).unwrap_or_default())
        };
        let (subject, rest) = cut(line);
        let (predicate, rest) = cut(rest);
        Self {
            subject,
            predicate,
            object: rest.strip_suffix(b" .\n").unwrap_or(rest),
        }
    }

    /// Returns the IRI it leads to by a property.
    fn leads_to(&self, property: NamedNodeRef<'_>) -> Option<&'l [u8]> {
        is(self.predicate, property)
            .then(|| iri(self.object))
            .flatten()
    }
}

fn is(term: &[u8], node: NamedNodeRef<'_>) -> bool {
    iri(term) == Some(node.as_str().as_bytes())
}

fn iri(term: &[u8]) -> Option<&[u8]> {
    term.strip_prefix(b"<")?.strip_suffix(b">")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Cuts the article out of the IRI of a mention.
fn text_of_mention(iri: &[u8]) -> Option<&[u8]> {
    let at = iri
        .windows(6)
        .rposition(|six| six == b"#char=" || six == b"/char=")?;
    Some(&iri[..at])
}

/// Lines that belong together.
#[derive(Default)]
struct Lines {
    key: Vec<u8>,
    bytes: Vec<u8>,
}

impl Lines {
    fn begin(&mut self, key: &[u8]) {
        self.key.clear();
        self.key.extend_from_slice(key);
        self.bytes.clear();
    }

    fn push(&mut self, line: &[u8]) {
        self.bytes.extend_from_slice(line);
    }

    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.bytes.split_inclusive(|&b| b == b'\n')
    }
}

/// The triples of one subject.
#[derive(Clone, Copy)]
struct Group<'g>(&'g Lines);

impl<'g> Group<'g> {
    fn triples(self) -> impl Iterator<Item = Triple<'g>> {
        self.0.iter().map(Triple::new)
    }

    /// Returns the least of the IRIs that a property leads to.
    fn least(self, property: NamedNodeRef<'_>) -> Option<&'g [u8]> {
        let all = self.triples();
        all.filter_map(|triple| triple.leads_to(property)).min()
    }

    fn is_a(self, class: NamedNodeRef<'_>) -> bool {
        let mut classes = self.triples().filter_map(|t| t.leads_to(rdf::TYPE));
        classes.any(|iri| iri == class.as_str().as_bytes())
    }
}

/// First pass: what names its article goes to it, shortcuts to their claim.
#[derive(Default)]
struct Sorting {
    by_article: Spool,
    by_claim: Spool,
    seen: Seen,
    /// The subject seen last, and its article.
    last: (Vec<u8>, Option<Vec<u8>>),
}

#[derive(Default)]
struct Seen {
    article: bool,
    claim: bool,
    faults: bool,
}

/// Marks the line that names a claim's article; nothing sorts before it.
const ARTICLE_OF: u8 = b' ';

impl Sorting {
    fn take(&mut self, group: &Group<'_>, emit: Emit<'_>) -> io::Result<()> {
        let Some(subject) = iri(&group.0.key) else {
            return Ok(());
        };
        if self.last.0 != subject {
            self.last = (subject.to_vec(), self.begin(subject, group, emit)?);
        }
        let Some(doc) = &self.last.1 else {
            return self.shortcuts(group);
        };
        let mut lines = group.0.iter();
        lines.try_for_each(|line| self.by_article.insert_line(doc, line))
    }

    /// Finds the article of a subject.
    fn begin(
        &mut self,
        subject: &[u8],
        group: &Group<'_>,
        emit: Emit<'_>,
    ) -> io::Result<Option<Vec<u8>>> {
        if group.is_a(dx::ARTICLE) {
            self.seen.article = true;
            return Ok(Some(subject.to_vec()));
        }
        let is_claim = group.is_a(dx::CLAIM);
        self.seen.claim |= is_claim;
        let derived = group.least(prov::WAS_DERIVED_FROM);
        if derived.is_none() && read::CLASSES.iter().any(|class| group.is_a(*class)) {
            self.seen.faults = true;
            emit(Err(read::without_article(&text(subject))))?;
        }
        if let Some(doc) = derived.filter(|_| is_claim) {
            let line = [&[ARTICLE_OF], doc, b"\n"].concat();
            self.by_claim.insert_line(subject, &line)?;
        }
        let doc = derived
            .or_else(|| group.least(nif::REFERENCE_CONTEXT))
            .or_else(|| text_of_mention(subject));
        Ok(doc.map(<[u8]>::to_vec))
    }

    fn shortcuts(&mut self, group: &Group<'_>) -> io::Result<()> {
        for line in group.0.iter() {
            let triple = Triple::new(line);
            if let Some(to) = iri(triple.object)
                && !read::other_ways().any(|way| is(triple.predicate, way))
            {
                self.by_claim.insert_line(to, line)?;
            }
        }
        Ok(())
    }
}

/// Second pass: shortcuts go to the article of their claim.
#[derive(Default)]
struct Claim {
    node: Vec<u8>,
    doc: Option<Vec<u8>>,
}

impl Claim {
    fn take(&mut self, node: &[u8], line: &[u8], by_article: &mut Spool) -> io::Result<()> {
        if self.node != node {
            self.node.clear();
            self.node.extend_from_slice(node);
            self.doc = None;
        }
        match (line.strip_prefix(&[ARTICLE_OF]), &self.doc) {
            (Some(doc), _) => self.doc = doc.strip_suffix(b"\n").map(<[u8]>::to_vec),
            (None, Some(doc)) => by_article.insert_line(doc, line)?,
            // It leads to no claim, so it is no shortcut.
            (None, None) => {}
        }
        Ok(())
    }
}

/// Third pass: what is together is read.
#[derive(Default)]
struct Record(Lines);

impl Record {
    fn take(
        &mut self,
        doc: &[u8],
        line: &[u8],
        relations: &Relations,
        emit: Emit<'_>,
    ) -> io::Result<()> {
        if self.0.key != doc {
            self.end(relations, emit)?;
            self.0.begin(doc);
        }
        self.0.push(line);
        Ok(())
    }

    fn end(&mut self, relations: &Relations, emit: Emit<'_>) -> io::Result<()> {
        let doc = self.0.key.as_slice();
        let classes = || {
            let triples = self.0.iter().map(Triple::new);
            triples.filter_map(|triple| Some((triple.leads_to(rdf::TYPE)?, iri(triple.subject)?)))
        };
        let is_article =
            |(class, node): (&[u8], &[u8])| class == dx::ARTICLE.as_str().as_bytes() && node == doc;
        if classes().any(is_article) {
            let mut all = read::records_of_ntriples(&self.0.bytes, relations).into_iter();
            return all.try_for_each(emit);
        }
        for (class, node) in classes() {
            let mut items = read::CLASSES.iter();
            if items.any(|item| item.as_str().as_bytes() == class) {
                emit(Err(read::of_no_article(&text(node), &text(doc))))?;
            }
        }
        Ok(())
    }
}
