//! The values of properties: entities, mentions, words, numbers.

use super::{Describer, Emit, Model, Part, lexical};
use crate::{
    article::{Offsets, Span},
    vocab::{dcterms, dx, nif, prov},
};
use oxrdf::{
    LiteralRef, NamedNodeRef, TermRef, TripleRef,
    vocab::{rdf, xsd},
};

impl<E: Emit> Describer<'_, E> {
    /// Writes a property whose value is a span, and the span once.
    pub(super) fn mention(
        &mut self,
        subject: &str,
        property: NamedNodeRef<'_>,
        span: Span,
    ) -> Result<(), E::Error> {
        let mut mentions = std::mem::take(&mut self.mentions);
        mentions.set(span);
        let iri = mentions.iri();
        self.iri(subject, property, iri)?;
        let part = match self.options.model {
            Model::Nanopub => self.part,
            _ => Part::Article,
        };
        if self.written.insert((part, span)) {
            let [start, end] = mentions.digits();
            self.iri(iri, rdf::TYPE, dx::MENTION.as_str())?;
            self.iri(iri, nif::REFERENCE_CONTEXT, &self.iris.article)?;
            self.number(iri, nif::BEGIN_INDEX, start)?;
            self.number(iri, nif::END_INDEX, end)?;
            if let Some(words) = self.offsets.as_ref().and_then(|o| words(o, span)) {
                self.string(iri, nif::ANCHOR_OF, words)?;
            }
        }
        self.mentions = mentions;
        Ok(())
    }

    /// Writes the id of an item in its record, and the article it is of.
    pub(super) fn item(&mut self, node: &str, id: &str) -> Result<(), E::Error> {
        self.string(node, dcterms::IDENTIFIER, id)?;
        self.iri(node, prov::WAS_DERIVED_FROM, &self.iris.article)
    }

    /// Ids that the record does not hold are left out.
    pub(super) fn entities(
        &mut self,
        subject: &str,
        property: NamedNodeRef<'_>,
        ids: &[String],
    ) -> Result<(), E::Error> {
        for id in ids {
            if let Some(&at) = self.ids.entities.get(id.as_str()) {
                self.iri(subject, property, &self.iris.entities[at])?;
            }
        }
        Ok(())
    }

    pub(super) fn statements(
        &mut self,
        subject: &str,
        property: NamedNodeRef<'_>,
        ids: &[String],
    ) -> Result<(), E::Error> {
        for id in ids {
            if let Some(&at) = self.ids.statements.get(id.as_str()) {
                self.iri(subject, property, &self.iris.statements[at])?;
            }
        }
        Ok(())
    }

    pub(super) fn iri_or_string(
        &mut self,
        subject: &str,
        property: NamedNodeRef<'_>,
        value: &str,
    ) -> Result<(), E::Error> {
        match NamedNodeRef::new(value) {
            Ok(_) => self.iri(subject, property, value),
            Err(_) => self.string(subject, property, value),
        }
    }

    /// Takes a value that is known to be a valid IRI.
    pub(super) fn iri(
        &mut self,
        subject: &str,
        property: NamedNodeRef<'_>,
        value: &str,
    ) -> Result<(), E::Error> {
        self.emit(subject, property, NamedNodeRef::new_unchecked(value))
    }

    /// Writes words of the article's language.
    pub(super) fn words(
        &mut self,
        subject: &str,
        property: NamedNodeRef<'_>,
        value: &str,
    ) -> Result<(), E::Error> {
        let value = match self.language {
            Some(tag) => LiteralRef::new_language_tagged_literal_unchecked(value, tag),
            None => LiteralRef::new_simple_literal(value),
        };
        self.emit(subject, property, value)
    }

    pub(super) fn string(
        &mut self,
        subject: &str,
        property: NamedNodeRef<'_>,
        value: &str,
    ) -> Result<(), E::Error> {
        self.emit(subject, property, LiteralRef::new_simple_literal(value))
    }

    pub(super) fn flag(
        &mut self,
        subject: &str,
        property: NamedNodeRef<'_>,
        value: bool,
    ) -> Result<(), E::Error> {
        let value = if value { "true" } else { "false" };
        let value = LiteralRef::new_typed_literal(value, xsd::BOOLEAN);
        self.emit(subject, property, value)
    }

    fn number(
        &mut self,
        subject: &str,
        property: NamedNodeRef<'_>,
        digits: &str,
    ) -> Result<(), E::Error> {
        let value = LiteralRef::new_typed_literal(digits, xsd::NON_NEGATIVE_INTEGER);
        self.emit(subject, property, value)
    }

    /// Writes the shortest decimal that reads back as the same number; none for infinity.
    pub(super) fn decimal(
        &mut self,
        subject: &str,
        property: NamedNodeRef<'_>,
        value: f64,
    ) -> Result<(), E::Error> {
        if !value.is_finite() {
            return Ok(());
        }
        let text = lexical::decimal(value);
        let value = LiteralRef::new_typed_literal(&text, xsd::DECIMAL);
        self.emit(subject, property, value)
    }

    pub(super) fn emit<'t>(
        &mut self,
        subject: &'t str,
        property: NamedNodeRef<'t>,
        object: impl Into<TermRef<'t>>,
    ) -> Result<(), E::Error> {
        let subject = NamedNodeRef::new_unchecked(subject);
        let triple = TripleRef::new(subject, property, object);
        self.emit.triple(self.part, triple)
    }
}

/// Returns the words of a span, if the text reaches so far.
fn words<'t>(offsets: &Offsets<'t>, span: Span) -> Option<&'t str> {
    let inside = span.start <= span.end && span.end as usize <= offsets.length();
    inside.then(|| offsets.words(span))
}
