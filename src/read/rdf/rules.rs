//! The rules of `schema/shapes.ttl` and `shapes-sparql.ttl`, without SHACL.
//!
//! Rules of the record's own (ids, rings, confidence) are asked once it is read.

use super::{ReadError, triples::Triples};
use crate::{
    article::Offsets,
    article::Span,
    check::Fault,
    vocab::{self, dcterms, dx, nif, prov},
};
use oxrdf::{
    NamedNodeRef,
    vocab::{rdf, rdfs},
};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Makes a fault of what is wrong with a node.
pub(super) fn fault(node: &str, message: &str) -> Fault {
    Fault {
        path: Vec::new(),
        position: None,
        message: format!("<{node}> {message}"),
    }
}

/// Says why RDF without articles is not dixit's.
pub(crate) fn nothing_found(claims: bool) -> ReadError {
    let missing = "no article found: expected a node of the class dx:Article";
    let namespace = vocab::NAMESPACE;
    let message = match claims {
        true => format!(
            "{missing} ({namespace}Article); claims alone, as the `edges` model writes them, cannot be read back"
        ),
        false => format!("{missing} ({namespace}Article); is this RDF that dixit wrote?"),
    };
    ReadError::Syntax {
        position: None,
        message,
    }
}

/// Says that an item belongs to no article.
pub(crate) fn without_article(node: &str) -> ReadError {
    ReadError::Syntax {
        position: None,
        message: format!("<{node}> has no prov:wasDerivedFrom: expected its article"),
    }
}

/// Says that what an item belongs to is no article.
pub(crate) fn of_no_article(node: &str, doc: &str) -> ReadError {
    ReadError::Syntax {
        position: None,
        message: format!(
            "<{node}> has the prov:wasDerivedFrom <{doc}>, which is no dx:Article here"
        ),
    }
}

/// What the rules look up of all articles together.
pub(super) struct Index<'t> {
    /// Triples that lead to a claim by a relation: who and relation, by claim.
    shortcuts: BTreeMap<&'t str, Vec<(&'t str, &'t str)>>,
    /// Mentions by article.
    mentions: BTreeMap<&'t str, Vec<&'t str>>,
}

impl<'t> Index<'t> {
    /// Looks at every triple once.
    pub(super) fn new(triples: &'t Triples) -> Self {
        let mut out = Self {
            shortcuts: BTreeMap::new(),
            mentions: BTreeMap::new(),
        };
        for node in triples.subjects() {
            for (property, value) in triples.properties(node) {
                let Some(to) = value.iri() else { continue };
                if property == nif::REFERENCE_CONTEXT.as_str() {
                    out.mentions.entry(to).or_default().push(node);
                } else if !other_ways().any(|way| way.as_str() == property)
                    && triples.is(to, dx::CLAIM)
                {
                    out.shortcuts.entry(to).or_default().push((node, property));
                }
            }
        }
        out
    }
}

/// Properties that lead to a claim without saying that anybody said it.
pub(crate) fn other_ways() -> impl Iterator<Item = NamedNodeRef<'static>> {
    let ways = [
        dx::CONTENT,
        dx::LINK_FROM,
        dx::LINK_TO,
        dx::SAME_CLAIM_AS,
        rdf::OBJECT,
    ];
    ways.into_iter().chain(links())
}

/// Properties that say what one claim is to another.
fn links() -> impl Iterator<Item = NamedNodeRef<'static>> {
    vocab::LINKS.into_iter().map(|(_, link)| link)
}

/// Finds the faults that a record cannot show, because it is made from less.
pub(super) fn faults<'t>(
    triples: &'t Triples,
    doc: &'t str,
    claims: &[&'t str],
    statements: &[&'t str],
    index: &Index<'t>,
) -> Vec<Fault> {
    let conveyed: HashSet<&str> = claims
        .iter()
        .flat_map(|claim| triples.iris(claim, dx::CONVEYS))
        .collect();
    let mut rules = Rules {
        triples,
        conveyed,
        faults: Vec::new(),
    };
    for claim in claims {
        rules.claim(claim);
    }
    for statement in statements {
        rules.statement(statement);
    }
    rules.shortcuts(claims, statements, index);
    rules.mentions(doc, index);
    rules.faults
}

struct Rules<'t> {
    triples: &'t Triples,
    /// Statements that some claim passes on.
    conveyed: HashSet<&'t str>,
    faults: Vec<Fault>,
}

impl<'t> Rules<'t> {
    fn fault(&mut self, node: &str, message: &str) {
        self.faults.push(fault(node, message));
    }

    /// What a claim says is text: it has no property but those that lead to it.
    fn claim(&mut self, claim: &str) {
        for property in [dcterms::IDENTIFIER, prov::WAS_DERIVED_FROM] {
            self.exactly_one(claim, property);
        }
        self.at_most_one(claim, rdfs::LABEL);
        let strange: Vec<&str> = self
            .triples
            .properties(claim)
            .map(|(property, _)| property)
            .filter(|property| !of_a_claim(property))
            .collect();
        for property in strange {
            let message =
                format!("is a claim and cannot have <{property}>: its content is no fact");
            self.fault(claim, &message);
        }
    }

    fn statement(&mut self, statement: &str) {
        for property in [
            dcterms::IDENTIFIER,
            prov::WAS_DERIVED_FROM,
            dx::RELATION,
            dx::NEGATED,
        ] {
            self.exactly_one(statement, property);
        }
        for property in [dx::CONTENT, dx::CONFIDENCE, dx::QUOTED] {
            self.at_most_one(statement, property);
        }
        let asserted = self.triples.text(statement, dx::ASSERTED_IN).is_some();
        match (asserted, self.conveyed.contains(statement)) {
            (true, true) => {
                self.fault(statement, "has dx:assertedIn, but a claim passes it on");
            }
            (false, false) => {
                let message = "needs dx:assertedIn, or a claim that passes it on by dx:conveys";
                self.fault(statement, message);
            }
            _ => {}
        }
    }

    /// A shortcut says what a statement says: in the article's voice, not negated.
    fn shortcuts(&mut self, claims: &[&'t str], statements: &[&'t str], index: &Index<'t>) {
        let mut said = BTreeSet::new();
        for statement in statements {
            let negated = self.triples.text(statement, dx::NEGATED);
            if negated != Some("false") || self.conveyed.contains(statement) {
                continue;
            }
            for who in self.triples.iris(statement, dx::SOURCE) {
                for relation in self.triples.iris(statement, dx::RELATION) {
                    for claim in self.triples.iris(statement, dx::CONTENT) {
                        said.insert((who, relation, claim));
                    }
                }
            }
        }
        for claim in claims {
            for &(who, relation) in index.shortcuts.get(claim).into_iter().flatten() {
                if !said.contains(&(who, relation, claim)) {
                    let short = vocab::shortened(relation);
                    let message = format!(
                        "has {short} <{claim}>, but no statement that the article itself makes says so"
                    );
                    self.fault(who, &message);
                }
            }
        }
    }

    /// The words of a mention are those of the text at its place.
    fn mentions(&mut self, doc: &'t str, index: &Index<'t>) {
        let Some(text) = self.triples.text(doc, nif::IS_STRING) else {
            return;
        };
        let offsets = Offsets::new(text);
        for &mention in index.mentions.get(doc).into_iter().flatten() {
            let number = |property| self.triples.text(mention, property)?.parse().ok();
            let span = number(nif::BEGIN_INDEX).zip(number(nif::END_INDEX));
            let words = self.triples.text(mention, nif::ANCHOR_OF);
            if let (Some((start, end)), Some(words)) = (span, words)
                && offsets.words(Span { start, end }) != words
            {
                let message = "has other words than the text has at its place";
                self.fault(mention, message);
            }
        }
    }

    fn exactly_one(&mut self, node: &str, property: NamedNodeRef<'_>) {
        if self.triples.values(node, property).next().is_none() {
            let short = vocab::shortened(property.as_str());
            self.fault(node, &format!("has no {short}"));
        }
        self.at_most_one(node, property);
    }

    fn at_most_one(&mut self, node: &str, property: NamedNodeRef<'_>) {
        let count = self.triples.values(node, property).count();
        if count > 1 {
            let short = vocab::shortened(property.as_str());
            self.fault(
                node,
                &format!("has {count} values of {short}: expected one"),
            );
        }
    }
}

/// Whether a claim may have a property.
fn of_a_claim(property: &str) -> bool {
    let own = [
        rdf::TYPE,
        rdfs::LABEL,
        dcterms::IDENTIFIER,
        prov::WAS_DERIVED_FROM,
        dx::EVIDENCE,
        dx::MENTIONS,
        dx::CONVEYS,
        dx::EMBEDS,
        dx::SAME_CLAIM_AS,
    ];
    let mut may = own.into_iter().chain(links());
    may.any(|may| may.as_str() == property)
}
