//! Who wrote a page, when, where: from its head and its JSON-LD.

use super::{
    super::date,
    dom::{Child, Page, squeeze},
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
    let published = meta(&PUBLISHED);
    let is_article = linked.is_some()
        || kind.contains("article")
        || names.contains_key("article:published_time")
        || has_property(page, "articleBody");
    let author = told(|l| &l.author).and_then(|words| person(&words));
    let author = author.or_else(|| meta(&AUTHORS).and_then(|words| person(&words)));
    let author = author.or_else(|| byline(page).and_then(|words| person(&words)));
    let parts = Parts::new(page);
    Meta {
        url: canonical(page)
            .or_else(|| meta(&["og:url"]))
            .or_else(|| told(|l| &l.url)),
        title: told(|l| &l.headline)
            .or_else(|| meta(&["og:title", "twitter:title"]))
            .or_else(|| heading(page))
            .or_else(|| parts.title.clone())
            .map(|words| plain(&words)),
        author: author.or_else(|| signature(page)),
        publisher: told(|l| &l.publisher)
            .or_else(|| meta(&["og:site_name", "dc.publisher", "application-name"]))
            .or(parts.site)
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

const AUTHORS: [&str; 5] = [
    "author",
    "parsely-author",
    "dc.creator",
    "byl",
    "article:author",
];

const PUBLISHED: [&str; 12] = [
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
];

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

/// The heading of the page.
fn heading(page: &Page) -> Option<String> {
    let mut headings = page.named("h1").map(|at| page.text(at));
    headings.find(|words| words.split(' ').count() > 2)
}

/// What the page's title is made of: the article's, and often the site's name.
#[derive(Default)]
struct Parts {
    title: Option<String>,
    site: Option<String>,
}

impl Parts {
    fn new(page: &Page) -> Self {
        let title = page.named("title").next().map(|at| page.text(at));
        let Some(title) = title.filter(|title| !title.is_empty()) else {
            return Self::default();
        };
        const BETWEEN: [&str; 6] = [" | ", " — ", " – ", " - ", " :: ", " » "];
        let cuts = || BETWEEN.iter();
        let last = cuts().filter_map(|between| title.rsplit_once(between));
        let first = cuts().filter_map(|between| title.split_once(between));
        // What the page itself shows as a line is the article's title.
        let turned = first.map(|(site, main)| (main, site));
        let mut both = last.clone().chain(turned);
        if let Some((main, site)) = both.find(|(main, _)| has_line(page, main)) {
            return Self {
                title: Some(main.to_owned()),
                site: is_site(site).then(|| site.to_owned()),
            };
        }
        let words = |text: &str| text.split(' ').count();
        let longer = last.clone().find(|(main, site)| words(main) > words(site));
        Self {
            title: Some(longer.map_or(&*title, |(main, _)| main).to_owned()),
            site: None,
        }
    }
}

/// Whether some text of the body is this line and no more.
fn has_line(page: &Page, line: &str) -> bool {
    let elements = page.elements.iter().filter(|e| e.name != "title");
    let mut texts = elements
        .flat_map(|e| &e.children)
        .filter_map(|child| match child {
            Child::Text(text) if text.len() >= line.len() => Some(text),
            _ => None,
        });
    texts.any(|text| squeeze(text) == line)
}

/// Sections stand behind a title too; they are no name of a site.
fn is_site(words: &str) -> bool {
    const SECTIONS: [&str; 10] = [
        "news", "home", "sport", "sports", "politics", "opinion", "business", "world", "local",
        "culture",
    ];
    let section = SECTIONS.iter().any(|s| words.eq_ignore_ascii_case(s));
    !section && words.split(' ').count() <= 5
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

/// A line that says "By" and a name, where nothing marks it.
fn signature(page: &Page) -> Option<String> {
    let texts = page.elements.iter().flat_map(|e| &e.children);
    let mut lines = texts.filter_map(|child| match child {
        Child::Text(text) if text.len() < 80 => Some(squeeze(text)),
        _ => None,
    });
    let is_name = |name: &&str| {
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let count = name.split(' ').count();
        (2..=4).contains(&count)
            && name.split(' ').all(capital)
            && name
                .chars()
                .all(|c| c.is_alphabetic() || " .'’-".contains(c))
    };
    lines.find_map(|line| Some(line.strip_prefix("By ").filter(is_name)?.to_owned()))
}

/// Takes "By" and the day off, and what is no name: an address, a sentence.
fn person(words: &str) -> Option<String> {
    let words = plain(words);
    let words = ["By ", "by ", "BY "]
        .iter()
        .find_map(|by| words.strip_prefix(by))
        .unwrap_or(&words);
    let ends = [" | ", " • ", " · ", " – ", " — "];
    let end = ends.iter().filter_map(|end| words.find(end)).min();
    let words = &words[..end.unwrap_or(words.len())];
    let is_day = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let mut commas = words.match_indices(", ");
    let day = commas.find(|(at, comma)| is_day(&words[at + comma.len()..]));
    let words = &words[..day.map_or(words.len(), |(at, _)| at)];
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
