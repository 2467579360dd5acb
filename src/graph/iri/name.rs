//! IRIs of articles and entities: from addresses and names.

use super::{Base, key::Key};
use crate::article::{Article, Entity, EntityKind, MentionForm};
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use oxrdf::NamedNode;
use std::collections::BTreeSet;

/// Returns the article's URL as an IRI, else one from its id and text.
pub(in crate::graph) fn article_iri(article: &Article, base: &Base) -> String {
    if let Some(url) = &article.url
        && let Some(iri) = iri_from_url(url)
        && !is_derived(&iri, "article", base)
    {
        return iri;
    }
    let text = article.text.as_deref().unwrap_or_default();
    let key = Key::new("article").field(&article.id).field(text).name();
    format!("{}article/{key}", base.0)
}

/// Says whether an IRI is of those that are derived for anything but one kind.
///
/// A record could else name a person by the IRI of another's claim.
fn is_derived(iri: &str, but: &str, base: &Base) -> bool {
    const KINDS: [&str; 7] = [
        "appearance",
        "article",
        "claim",
        "entity",
        "link",
        "relation",
        "statement",
    ];
    let rest = iri.strip_prefix(base.as_str());
    let kind = rest.and_then(|rest| Some(rest.split_once('/')?.0));
    kind.is_some_and(|kind| kind != but && KINDS.contains(&kind))
}

/// Makes a valid IRI without a fragment of a web address, if it is one.
pub fn iri_from_url(url: &str) -> Option<String> {
    let url = url.trim();
    let url = url.split('#').next().unwrap_or_default();
    let (scheme, rest) = url.split_once(':')?;
    if scheme.is_empty() || rest.trim_matches('/').is_empty() {
        return None;
    }
    let escaped = escape_iri(url);
    NamedNode::new(escaped).ok().map(NamedNode::into_string)
}

/// Percent-encodes what an IRI must not hold.
fn escape_iri(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let kept = match c {
            '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | ' ' => false,
            // Bidirectional marks are forbidden by RFC 3987, 4.1.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => false,
            _ => !c.is_control() && !c.is_whitespace(),
        };
        if kept {
            out.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

/// Returns the user's own IRIs, else some from kind and name.
///
/// Two entities of one article that share kind and name are told apart by
/// their ids, and then neither is joined with one of another article.
pub(super) fn entity_iris(entities: &[Entity], doc: &str, base: &Base) -> Vec<String> {
    let given = given_iris(entities, doc, base);
    let is_given: Vec<bool> = given.iter().map(Option::is_some).collect();
    let named = entities.iter().zip(given);
    let mut all: Vec<String> = named
        .map(|(entity, given)| given.unwrap_or_else(|| name_iri(entity, None, doc, base)))
        .collect();
    let shared: HashSet<String> = shared(&all).into_iter().map(str::to_owned).collect();
    for ((entity, iri), given) in entities.iter().zip(&mut all).zip(is_given) {
        if !given && shared.contains(iri.as_str()) {
            *iri = name_iri(entity, Some(&entity.id), doc, base);
        }
    }
    all
}

/// Returns the user's own IRIs that can be used: of equal ones, that of the least id.
fn given_iris(entities: &[Entity], doc: &str, base: &Base) -> Vec<Option<String>> {
    let given = entities.iter().map(|entity| {
        let iri = entity.iri.as_deref().filter(|iri| *iri != doc)?;
        if is_derived(iri, "entity", base) {
            return None;
        }
        NamedNode::new(iri).ok().map(NamedNode::into_string)
    });
    let mut given: Vec<Option<String>> = given.collect();
    let mut least: HashMap<String, &str> = HashMap::new();
    for (entity, iri) in entities.iter().zip(&given) {
        if let Some(iri) = iri {
            let id = least.entry(iri.clone()).or_insert(&entity.id);
            *id = (*id).min(&entity.id);
        }
    }
    for (entity, given) in entities.iter().zip(&mut given) {
        let kept = given.take_if(|iri| least.get(iri.as_str()) == Some(&entity.id.as_str()));
        *given = kept;
    }
    given
}

fn name_iri(entity: &Entity, id: Option<&str>, doc: &str, base: &Base) -> String {
    let kind = entity.kind.name();
    let name = if entity.name.is_empty() {
        &entity.id
    } else {
        &entity.name
    };
    let mut key = Key::new("entity").field(kind).field(name);
    if id.is_some() || is_the_articles_own(entity) {
        key = key.field(doc);
    }
    // Two of one name whom the user tells apart elsewhere are two here.
    let others: BTreeSet<&str> = entity.same_as.iter().map(String::as_str).collect();
    if !others.is_empty() {
        key = key.field("same as").field(&others.len().to_string());
        key = key.fields(others);
    }
    if let Some(id) = id {
        key = key.field(id);
    }
    let mut iri = String::with_capacity(base.0.len() + 80);
    iri.extend([base.as_str(), "entity/", kind, "/"]);
    write_slug(name, &mut iri);
    key.write_short(&mut iri);
    iri
}

/// Says whether nothing makes an entity more than what one article calls so.
///
/// Two papers' "residents", or "the person familiar with the matter", are not
/// the same people; nor need two be whom the papers call "Mason" alone.
fn is_the_articles_own(entity: &Entity) -> bool {
    let name = entity.name.trim();
    let mut forms = entity.mentions.iter().map(|mention| mention.form);
    let in_text = !entity.mentions.is_empty();
    let unnamed =
        in_text && forms.all(|f| matches!(f, MentionForm::Nominal | MentionForm::Pronoun));
    let surname =
        in_text && entity.kind == EntityKind::Person && !name.contains(char::is_whitespace);
    name.is_empty() || entity.kind == EntityKind::Group || unnamed || surname
}

/// Returns what occurs more than once.
fn shared(iris: &[String]) -> HashSet<&str> {
    let mut seen = HashSet::with_capacity(iris.len());
    let all = iris.iter().map(String::as_str);
    all.filter(|iri| !seen.insert(*iri)).collect()
}

/// Appends a readable piece of a name, ending in `-` unless empty.
fn write_slug(name: &str, out: &mut String) {
    let start = out.len();
    let mut parted = true;
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
            parted = false;
        } else if !parted {
            out.push('-');
            parted = true;
        }
        if out.len() - start >= 40 {
            break;
        }
    }
    if !parted {
        out.push('-');
    }
}
