//! The `nary` model: a node for each article, entity, claim and statement.
//!
//! What an article says of an entity (its id there, descriptions, mentions)
//! stands on an appearance, a node of the two together, so that it still leads
//! back to the article when the entity is joined with that of another.

mod values;

#[cfg(feature = "rdf-12")]
use super::rdf12;
use super::{Emit, Model, Part, lexical, reified, relation_iri};
use crate::{
    article::{Article, Entity, EntityKind, LinkKind, MentionForm, Offsets, Span},
    graph::iri::{ArticleIris, Ids, MentionIris},
    vocab::{self, dcterms, dx, nif, owl, prov, schema, skos},
    write::Options,
};
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use oxrdf::{
    Literal, LiteralRef, NamedNodeRef, TripleRef,
    vocab::{rdf, rdfs},
};

/// Hands every triple of an article to `emit`, with the part it describes.
pub(super) fn triples<E: Emit>(
    article: &Article,
    iris: &ArticleIris,
    ids: &Ids<'_>,
    options: &Options<'_>,
    emit: E,
) -> Result<(), E::Error> {
    let language = article.language.as_deref();
    let tagged = language.and_then(|tag| Literal::new_language_tagged_literal("", tag).ok());
    let mut out = Describer {
        article,
        iris,
        options,
        ids,
        conveyed: conveyed(article),
        offsets: article.text.as_deref().map(Offsets::new),
        language: tagged.as_ref().and_then(Literal::language),
        surest: surest(article, iris),
        written: HashSet::with_capacity(mentions(article)),
        mentions: iris.mentions(),
        part: Part::Article,
        emit,
    };
    out.article()?;
    for at in 0..article.entities.len() {
        out.entity(at)?;
    }
    for at in 0..article.claims.len() {
        out.claim(at)?;
    }
    for at in 0..article.statements.len() {
        out.statement(at)?;
    }
    for at in 0..article.links.len() {
        out.link(at)?;
    }
    Ok(())
}

/// Returns the ids of statements that some claim passes on.
pub(super) fn conveyed(article: &Article) -> HashSet<&str> {
    let all = article.claims.iter().flat_map(|claim| &claim.conveys);
    all.map(String::as_str).collect()
}

/// Returns how many mentions there are at most, or nearly.
fn mentions(article: &Article) -> usize {
    let entities = article.entities.iter().map(|entity| entity.mentions.len());
    let claims = article.claims.iter().map(|claim| claim.spans.len());
    // Source, cue and the whole.
    entities.chain(claims).sum::<usize>() + 3 * article.statements.len()
}

/// Returns the highest confidence in each link, by its IRI.
fn surest<'a>(article: &Article, iris: &'a ArticleIris) -> HashMap<&'a str, f64> {
    let mut surest = HashMap::new();
    for (link, iri) in article.links.iter().zip(&iris.links) {
        if let Some(confidence) = link.confidence {
            let known = surest.entry(iri.as_str()).or_insert(confidence);
            *known = known.max(confidence);
        }
    }
    surest
}

/// Returns the class of a kind of entity.
pub(super) fn class(kind: EntityKind) -> NamedNodeRef<'static> {
    vocab::by_word(&vocab::CLASSES, kind.name())
}

/// Returns the property of a kind of link.
pub(super) fn link_property(kind: LinkKind) -> NamedNodeRef<'static> {
    vocab::by_word(&vocab::LINKS, kind.name())
}

fn form_property(form: MentionForm) -> NamedNodeRef<'static> {
    match form {
        MentionForm::Name => dx::NAMED_AT,
        MentionForm::Nominal => dx::NOMINAL_AT,
        MentionForm::Pronoun => dx::PRONOUN_AT,
        MentionForm::Adjective => dx::ADJECTIVE_AT,
    }
}

struct Describer<'a, E> {
    article: &'a Article,
    iris: &'a ArticleIris,
    options: &'a Options<'a>,
    ids: &'a Ids<'a>,
    /// Ids of statements that some claim passes on.
    conveyed: HashSet<&'a str>,
    offsets: Option<Offsets<'a>>,
    /// The article's language, where it is a valid tag.
    language: Option<&'a str>,
    /// Of links that are the same but for it, the confidence that counts.
    surest: HashMap<&'a str, f64>,
    /// Mentions that are described already, and where they have to be again.
    written: HashSet<(Part, Span)>,
    mentions: MentionIris,
    part: Part,
    emit: E,
}

impl<'a, E: Emit> Describer<'a, E> {
    fn article(&mut self) -> Result<(), E::Error> {
        let (article, doc) = (self.article, self.iris.article.as_str());
        self.iri(doc, rdf::TYPE, dx::ARTICLE.as_str())?;
        self.iri(doc, rdf::TYPE, schema::NEWS_ARTICLE.as_str())?;
        self.string(doc, dcterms::IDENTIFIER, &article.id)?;
        if let Some(url) = &article.url {
            self.iri_or_string(doc, schema::URL, url)?;
        }
        if let Some(title) = &article.title {
            self.words(doc, schema::HEADLINE, title)?;
        }
        if let Some(published) = &article.published {
            let value = match lexical::date_type(published) {
                Some(datatype) => LiteralRef::new_typed_literal(published, datatype),
                None => LiteralRef::new_simple_literal(published),
            };
            self.emit(doc, schema::DATE_PUBLISHED, value)?;
        }
        let text = article.text.as_ref().filter(|_| self.options.text);
        for (property, value) in [
            (schema::AUTHOR, article.author.as_ref()),
            (schema::PUBLISHER, article.publisher.as_ref()),
            (schema::IN_LANGUAGE, article.language.as_ref()),
            (nif::IS_STRING, text),
        ] {
            if let Some(value) = value {
                self.string(doc, property, value)?;
            }
        }
        Ok(())
    }

    fn entity(&mut self, at: usize) -> Result<(), E::Error> {
        self.part = Part::Entity(at);
        let (entity, iri) = (&self.article.entities[at], self.iris.entities[at].as_str());
        self.iri(iri, rdf::TYPE, class(entity.kind).as_str())?;
        if !entity.name.is_empty() {
            self.string(iri, rdfs::LABEL, &entity.name)?;
        }
        for same in entity.same_as.iter().chain(&entity.iri) {
            if same != iri && NamedNodeRef::new(same).is_ok() {
                self.iri(iri, owl::SAME_AS, same)?;
            }
        }
        self.appearance(entity, &self.iris.appearances[at], iri)
    }

    fn appearance(&mut self, entity: &'a Entity, node: &str, of: &str) -> Result<(), E::Error> {
        self.part = Part::Article;
        self.iri(node, rdf::TYPE, dx::APPEARANCE.as_str())?;
        self.iri(node, dx::ENTITY, of)?;
        self.iri(node, dx::KIND, class(entity.kind).as_str())?;
        self.item(node, &entity.id)?;
        if !entity.name.is_empty() {
            self.string(node, rdfs::LABEL, &entity.name)?;
        }
        if let Some(iri) = &entity.iri {
            self.string(node, dx::GIVEN_IRI, iri)?;
        }
        if let Some(description) = &entity.description {
            self.words(node, dx::DESCRIBED_AS, description)?;
        }
        for alias in &entity.aliases {
            self.string(node, skos::ALT_LABEL, alias)?;
        }
        for same in &entity.same_as {
            self.iri_or_string(node, dx::GIVEN_SAME_AS, same)?;
        }
        self.entities(node, dx::PART_OF, &entity.part_of)?;
        self.entities(node, dx::SPEAKS_FOR, &entity.speaks_for)?;
        for mention in &entity.mentions {
            self.mention(node, form_property(mention.form), mention.span())?;
        }
        Ok(())
    }

    fn claim(&mut self, at: usize) -> Result<(), E::Error> {
        self.part = Part::Claim(at);
        let (claim, node) = (&self.article.claims[at], self.iris.claims[at].as_str());
        self.iri(node, rdf::TYPE, dx::CLAIM.as_str())?;
        self.item(node, &claim.id)?;
        if !claim.text.is_empty() {
            self.words(node, rdfs::LABEL, &claim.text)?;
        }
        for span in &claim.spans {
            self.mention(node, dx::EVIDENCE, *span)?;
        }
        self.entities(node, dx::MENTIONS, &claim.mentions)?;
        self.statements(node, dx::CONVEYS, &claim.conveys)?;
        self.statements(node, dx::EMBEDS, &claim.embeds)
    }

    fn statement(&mut self, at: usize) -> Result<(), E::Error> {
        self.part = Part::Statement(at);
        let article = self.article;
        let (statement, node) = (&article.statements[at], self.iris.statements[at].as_str());
        self.iri(node, rdf::TYPE, dx::STATEMENT.as_str())?;
        self.item(node, &statement.id)?;
        let (relation, told) = relation_iri(&statement.relation, self.options);
        self.iri(node, dx::RELATION, &relation)?;
        if !told {
            self.string(node, dx::RELATION_NAME, &statement.relation)?;
        }
        self.flag(node, dx::NEGATED, statement.negated)?;
        if statement.quoted {
            self.flag(node, dx::QUOTED, true)?;
        }
        self.entities(node, dx::SOURCE, &statement.source)?;
        self.entities(node, dx::TARGET, &statement.target)?;
        self.entities(node, dx::ADDRESSEE, &statement.addressee)?;
        if let Some(confidence) = statement.confidence {
            self.decimal(node, dx::CONFIDENCE, confidence)?;
        }
        self.content(at, &relation)?;
        self.spans(at)
    }

    /// Writes the claim and, where the article itself says so, the shortcut to it.
    ///
    /// What is negated or only passed on has no shortcut: it would read as said.
    /// What is negated is not reified either: many tools read the triple alone.
    fn content(&mut self, at: usize, relation: &str) -> Result<(), E::Error> {
        let (iris, article) = (self.iris, self.article);
        let (statement, node) = (&article.statements[at], iris.statements[at].as_str());
        let own_voice = !self.conveyed.contains(statement.id.as_str());
        if own_voice {
            self.iri(node, dx::ASSERTED_IN, &iris.article)?;
        }
        let content = statement.content.as_deref();
        let Some(&claim) = content.and_then(|id| self.ids.claims.get(id)) else {
            return Ok(());
        };
        let claim = iris.claims[claim].as_str();
        self.iri(node, dx::CONTENT, claim)?;
        if statement.negated {
            return Ok(());
        }
        let relation = NamedNodeRef::new_unchecked(relation);
        let entities = statement.source.iter().map(String::as_str);
        let mut sources: Vec<&str> = entities
            .filter_map(|id| self.ids.entities.get(id))
            .map(|&who| iris.entities[who].as_str())
            .collect();
        sources.sort_unstable();
        sources.dedup();
        for who in &sources {
            if own_voice {
                self.iri(who, relation, claim)?;
            }
            let alone = sources.len() == 1;
            let said = TripleRef::new(
                NamedNodeRef::new_unchecked(who),
                relation,
                NamedNodeRef::new_unchecked(claim),
            );
            let (part, base) = (self.part, &self.options.base);
            match self.options.model {
                Model::Reified => reified::said(said, node, alone, base, part, &mut self.emit)?,
                #[cfg(feature = "rdf-12")]
                Model::Rdf12 => rdf12::said(said, node, part, &mut self.emit)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Writes where source and cue stand, and from where to where the whole goes.
    fn spans(&mut self, at: usize) -> Result<(), E::Error> {
        let (statement, node) = (
            &self.article.statements[at],
            self.iris.statements[at].as_str(),
        );
        for span in &statement.source_spans {
            self.mention(node, dx::SOURCE_SPAN, *span)?;
        }
        for span in &statement.cue {
            self.mention(node, dx::CUE, *span)?;
        }
        let content = statement.content.as_deref();
        let content = content.and_then(|id| self.ids.claims.get(id));
        let content = content.map_or(&[][..], |&claim| &self.article.claims[claim].spans);
        let all = statement.source_spans.iter().chain(&statement.cue);
        let whole = all.chain(content).copied().reduce(|a, b| Span {
            start: a.start.min(b.start),
            end: a.end.max(b.end),
        });
        match whole {
            Some(whole) => self.mention(node, dx::EVIDENCE, whole),
            None => Ok(()),
        }
    }

    fn link(&mut self, at: usize) -> Result<(), E::Error> {
        let (iris, link) = (self.iris, &self.article.links[at]);
        let ends = [&link.from, &link.to].map(|id| iris.linked(self.ids, id));
        let [Some(from), Some(to)] = ends else {
            return Ok(());
        };
        self.part = match self.ids.statements.get(link.from.as_str()) {
            Some(&at) => Part::Statement(at),
            None => Part::Article,
        };
        let (property, node) = (link_property(link.kind), iris.links[at].as_str());
        self.iri(from, property, to)?;
        let Some(&confidence) = self.surest.get(node) else {
            return Ok(());
        };
        self.iri(node, rdf::TYPE, dx::LINK.as_str())?;
        self.iri(node, prov::WAS_DERIVED_FROM, &iris.article)?;
        self.iri(node, dx::LINK_FROM, from)?;
        self.iri(node, dx::LINK_KIND, property.as_str())?;
        self.iri(node, dx::LINK_TO, to)?;
        self.decimal(node, dx::CONFIDENCE, confidence)
    }
}
