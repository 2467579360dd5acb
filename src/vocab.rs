//! The IRIs that are written.

use oxrdf::NamedNodeRef;

/// The namespace of dixit's own terms, prefix `dx`.
pub const NAMESPACE: &str = "https://w3id.org/dixit/ns#";

/// The base of data IRIs, unless the user gives another.
pub const BASE: &str = "urn:dixit:";

/// The prefixes that RDF is written with.
pub const PREFIXES: &[(&str, &str)] = &[
    ("dx", NAMESPACE),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("schema", "https://schema.org/"),
    (
        "nif",
        "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    ),
    ("np", "http://www.nanopub.org/nschema#"),
];

/// Names terms of one namespace; what each means stands in `schema/dixit.ttl`.
macro_rules! terms {
    ($(#[$doc:meta])* $module:ident $namespace:literal: $($name:ident $local:literal)*) => {
        $(#[$doc])*
        pub mod $module {
            use oxrdf::NamedNodeRef;
            $(
                #[doc = concat!("`", $namespace, $local, "`")]
                pub const $name: NamedNodeRef<'static> =
                    NamedNodeRef::new_unchecked(concat!($namespace, $local));
            )*
            /// Every term of this module.
            pub const ALL: &[NamedNodeRef<'static>] = &[$($name),*];
        }
    };
}

terms! {
    /// dixit's own terms, apart from the relations.
    dx "https://w3id.org/dixit/ns#":
    ARTICLE "Article" APPEARANCE "Appearance" CLAIM "Claim" LINK "Link" MENTION "Mention"
    STATEMENT "Statement" ACCOUNT "Account" GROUP "Group"
    ADDRESSEE "addressee" ASSERTED_IN "assertedIn" CONFIDENCE "confidence" CONTENT "content"
    CONVEYS "conveys" CUE "cue" DESCRIBED_AS "describedAs" EMBEDS "embeds" ENTITY "entity"
    EVIDENCE "evidence" GIVEN_IRI "givenIri" KIND "kind" LINK_FROM "linkFrom"
    LINK_KIND "linkKind" LINK_TO "linkTo" MENTIONS "mentions" NEGATED "negated"
    PART_OF "partOf" QUOTED "quoted" RELATION "relation" RELATION_NAME "relationName"
    REIFIES "reifies" GIVEN_SAME_AS "givenSameAs" SOURCE "source" SOURCE_SPAN "sourceSpan"
    SPEAKS_FOR "speaksFor" TARGET "target"
    NAMED_AT "namedAt" NOMINAL_AT "nominalAt" PRONOUN_AT "pronounAt" ADJECTIVE_AT "adjectiveAt"
    DENIES "denies" DISPUTES "disputes" ANSWERS "answers" SUPPORTS "supports"
    RESTATES "restates" ELABORATES "elaborates" EXEMPLIFIES "exemplifies"
    SAME_CLAIM_AS "sameClaimAs"
}

terms! {
    /// Articles, people and the like, as the web at large calls them.
    schema "https://schema.org/":
    NEWS_ARTICLE "NewsArticle" PERSON "Person" ORGANIZATION "Organization" COUNTRY "Country"
    PLACE "Place" NEWS_MEDIA_ORGANIZATION "NewsMediaOrganization" EVENT "Event" THING "Thing"
    URL "url" HEADLINE "headline" AUTHOR "author" PUBLISHER "publisher"
    DATE_PUBLISHED "datePublished" IN_LANGUAGE "inLanguage"
}

terms! {
    /// Spans of a text.
    nif "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#":
    REFERENCE_CONTEXT "referenceContext" BEGIN_INDEX "beginIndex" END_INDEX "endIndex"
    ANCHOR_OF "anchorOf" IS_STRING "isString"
}

terms! {
    /// Where things come from.
    prov "http://www.w3.org/ns/prov#":
    WAS_DERIVED_FROM "wasDerivedFrom" WAS_ATTRIBUTED_TO "wasAttributedTo"
    SOFTWARE_AGENT "SoftwareAgent"
}

terms! {
    /// Ids of records.
    dcterms "http://purl.org/dc/terms/":
    IDENTIFIER "identifier"
}

terms! {
    /// Other names.
    skos "http://www.w3.org/2004/02/skos/core#":
    ALT_LABEL "altLabel"
}

terms! {
    /// The same entity elsewhere, where the user says so.
    owl "http://www.w3.org/2002/07/owl#":
    SAME_AS "sameAs"
}

terms! {
    /// Nanopublications.
    np "http://www.nanopub.org/nschema#":
    NANOPUBLICATION "Nanopublication" HAS_ASSERTION "hasAssertion"
    HAS_PROVENANCE "hasProvenance" HAS_PUBLICATION_INFO "hasPublicationInfo"
}

/// Where nanopublications stand until their owner signs and names them.
pub const NANOPUB_BASE: &str = "http://purl.org/nanopub/temp/";

/// The classes of entities, by the word that records use for a kind.
pub const CLASSES: [(&str, NamedNodeRef<'static>); 9] = [
    ("person", schema::PERSON),
    ("organisation", schema::ORGANIZATION),
    ("country", schema::COUNTRY),
    ("place", schema::PLACE),
    ("outlet", schema::NEWS_MEDIA_ORGANIZATION),
    ("account", dx::ACCOUNT),
    ("group", dx::GROUP),
    ("event", schema::EVENT),
    ("thing", schema::THING),
];

/// The properties of links, by the word that records use for a kind.
pub const LINKS: [(&str, NamedNodeRef<'static>); 7] = [
    ("denies", dx::DENIES),
    ("disputes", dx::DISPUTES),
    ("answers", dx::ANSWERS),
    ("supports", dx::SUPPORTS),
    ("restates", dx::RESTATES),
    ("elaborates", dx::ELABORATES),
    ("exemplifies", dx::EXEMPLIFIES),
];

/// Returns the IRI that stands for a word of a table, else that of its last entry.
pub fn by_word(
    table: &'static [(&'static str, NamedNodeRef<'static>)],
    word: &str,
) -> NamedNodeRef<'static> {
    let mut all = table.iter();
    let found = all.find(|(name, _)| *name == word).or(table.last());
    found.map_or(schema::THING, |(_, iri)| *iri)
}

/// Returns an IRI by its prefix, for people to read.
pub fn shortened(iri: &str) -> String {
    let mut all = PREFIXES.iter();
    let short = all.find_map(|(prefix, namespace)| Some((prefix, iri.strip_prefix(namespace)?)));
    match short {
        Some((prefix, name)) => format!("{prefix}:{name}"),
        None => format!("<{iri}>"),
    }
}

/// dixit itself, as the author of nanopublications.
pub const DIXIT: &str = "https://w3id.org/dixit";
