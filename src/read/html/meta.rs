//! Who wrote a page, when, where: from its head and its JSON-LD.

use super::{
    super::date,
    dom::{Page, squeeze},
    linked::Linked,
};
use std::collections::HashMap;

/// What a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Meta {
    pub(super) url: Option<String>,
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
    pub(super) language: Option<String>,
    /// Whether the page calls itself an article.
    pub(super) is_article: bool,
    /// Whether it calls itself something else.
    pub(super) is_website: bool,
}

/// Reads the head; of several sources the more exact one counts.
pub(super) fn read(page: &Page, linked: Option<&Linked>) -> Meta {
    let names = names(page);
    let meta = |keys: &[&str]| keys.iter().find_map(|key| names.get(*key)).cloned();
    let told = |field: fn(&Linked) -> &Option<String>| linked.and_then(|l| field(l).clone());
    let kind = meta(&["og:type"]).unwrap_or_default().to_ascii_lowercase();
    let published = meta(&[
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "date",
    ]);
    let is_article = linked.is_some()
        || kind.contains("article")
        || names.contains_key("article:published_time")
        || has_property(page, "articleBody");
    let author = meta(&[
        "author",
        "parsely-author",
        "dc.creator",
        "byl",
        "article:author",
    ]);
    let author = told(|l| &l.author).or(author).or_else(|| byline(page));
    Meta {
        url: canonical(page)
            .or_else(|| meta(&["og:url"]))
            .or_else(|| told(|l| &l.url)),
        title: told(|l| &l.headline)
            .or_else(|| meta(&["og:title", "twitter:title"]))
            .or_else(|| heading(page))
            .map(|words| plain(&words)),
        author: author.and_then(|words| person(&words)),
        publisher: told(|l| &l.publisher)
            .or_else(|| meta(&["og:site_name", "dc.publisher", "application-name"]))
            .map(|words| plain(&words)),
        published: told(|l| &l.published)
            .and_then(|d| date::normal(&d))
            .or_else(|| published.and_then(|d| date::normal(&d)))
            .or_else(|| time(page)),
        language: language(page)
            .or_else(|| told(|l| &l.language))
            .or_else(|| meta(&["og:locale", "content-language"]))
            .and_then(|tag| tag_of(&tag)),
        is_article,
        is_website: !is_article && kind == "website",
    }
}

/// Collects `meta` by name, property or itemprop, in lower case; the first counts.
fn names(page: &Page) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for at in page.named("meta") {
        let meta = &page.elements[at];
        let keys = ["property", "name", "itemprop", "http-equiv"];
        let key = keys.iter().find_map(|key| meta.attribute(key));
        let value = squeeze(meta.attribute("content").unwrap_or_default());
        if let Some(key) = key.filter(|_| !value.is_empty()) {
            found
                .entry(key.trim().to_ascii_lowercase())
                .or_insert(value);
        }
    }
    found
}

fn has_property(page: &Page, property: &str) -> bool {
    page.elements
        .iter()
        .any(|e| e.has_word("itemprop", property))
}

fn canonical(page: &Page) -> Option<String> {
    let mut links = page.named("link").map(|at| &page.elements[at]);
    let link = links.find(|link| link.has_word("rel", "canonical"))?;
    let address = link.attribute("href")?.trim();
    address.starts_with("http").then(|| address.to_owned())
}

/// The heading of the page, else its title without the name of the site.
fn heading(page: &Page) -> Option<String> {
    let mut headings = page.named("h1").map(|at| page.text(at));
    let heading = headings.find(|words| words.split(' ').count() > 2);
    heading.or_else(|| {
        let title = page.named("title").next().map(|at| page.text(at))?;
        let parts = [" | ", " — ", " – ", " - ", " :: "].iter();
        let short = parts.filter_map(|part| title.rsplit_once(part)).next();
        let (main, site) = short.unwrap_or((&title, ""));
        let words = |text: &str| text.split(' ').count();
        let kept = if words(main) > words(site) {
            main
        } else {
            &title
        };
        (!kept.is_empty()).then(|| kept.to_owned())
    })
}

/// The name beside `rel="author"` or in a byline.
fn byline(page: &Page) -> Option<String> {
    let marked = |e: &super::dom::Element| {
        e.has_word("rel", "author")
            || e.has_word("itemprop", "author")
            || ["byline", "author", "author-name", "byline-name"]
                .iter()
                .any(|class| e.has_word("class", class))
    };
    let mut all = page.elements.iter().enumerate();
    let (at, _) = all.find(|(_, element)| marked(element))?;
    Some(page.text(at))
}

/// Takes "By" off, and what is no name: an address, a sentence.
fn person(words: &str) -> Option<String> {
    let words = plain(words);
    let words = ["By ", "by ", "BY "]
        .iter()
        .find_map(|by| words.strip_prefix(by))
        .unwrap_or(&words);
    let nobody = words.eq_ignore_ascii_case("admin");
    let good = !nobody && !words.is_empty() && !words.contains("://") && words.len() <= 120;
    good.then(|| words.to_owned())
}

/// Some write their references twice over: `&amp;amp;`.
fn plain(words: &str) -> String {
    let words = squeeze(words);
    match words.contains('&') {
        true => squeeze(&Page::parse(&words.replace('<', "&lt;")).text(0)),
        false => words,
    }
}

fn time(page: &Page) -> Option<String> {
    let marked = |e: &&super::dom::Element| {
        e.has_word("itemprop", "datePublished") || e.attribute("pubdate").is_some()
    };
    let times = || page.named("time").map(|at| &page.elements[at]);
    let first = page.elements.iter().find(marked).into_iter();
    let mut dates = first.chain(times()).filter_map(|e| {
        let words = e.attribute("datetime").or_else(|| e.attribute("content"))?;
        date::normal(words)
    });
    dates.next()
}

fn language(page: &Page) -> Option<String> {
    let at = page.named("html").next()?;
    page.elements[at].attribute("lang").map(str::to_owned)
}

/// Makes a BCP 47 tag of what pages write.
fn tag_of(words: &str) -> Option<String> {
    let tag = words.split(',').next()?.trim().replace('_', "-");
    let parts: Vec<&str> = tag.split('-').collect();
    let letters = |part: &&str| part.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = parts.first().is_some_and(|p| (2..=3).contains(&p.len()));
    let good = first
        && parts
            .iter()
            .all(|p| letters(p) && (1..=8).contains(&p.len()));
    good.then_some(tag)
}
