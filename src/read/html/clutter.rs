//! What of a page is not the article: comments, advertisements, banners, lists of others.

use super::dom::{Child, Element, Page};

/// Never text of the page.
const UNSEEN: [&str; 19] = [
    "script", "style", "noscript", "template", "head", "title", "svg", "iframe", "object", "video",
    "audio", "canvas", "button", "select", "textarea", "map", "input", "math", "dialog",
];
/// Beside the text, whatever they hold.
const BESIDE: [&str; 5] = ["nav", "aside", "footer", "figure", "menu"];
const ROLES: [&str; 10] = [
    "navigation",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "alertdialog",
    "search",
    "menu",
    "alert",
    "toolbar",
];

/// Words of a class or id that name clutter, however much of it there is.
const SURE: [&str; 43] = [
    "reply",
    "cmp",
    "cmp2",
    "comment",
    "comments",
    "commentlist",
    "disqus",
    "livefyre",
    "respond",
    "replies",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "onetrust",
    "newsletter",
    "paywall",
    "regwall",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "sponsored",
    "sponsor",
    "related",
    "recommended",
    "recommendations",
    "recirculation",
    "recirc",
    "outbrain",
    "taboola",
    "breadcrumb",
    "breadcrumbs",
    "modal",
    "popup",
    "mostread",
    "trending",
    "pagination",
    "noprint",
    "hidden",
    "captions",
    "caption",
    "copyright",
];
/// Beginnings of such words: `relatedposts`, `commentbox`.
const STEMS: [&str; 5] = ["related", "comment", "cookie", "advert", "newsletter"];
/// Words that name clutter unless most of the page stands in it.
const LIKELY: [&str; 39] = [
    "discussion",
    "ad",
    "ads",
    "adslot",
    "promo",
    "promos",
    "promotion",
    "subscribe",
    "subscription",
    "signup",
    "share",
    "sharing",
    "social",
    "sidebar",
    "popular",
    "teaser",
    "teasers",
    "overlay",
    "toolbar",
    "tags",
    "tag",
    "topics",
    "footer",
    "masthead",
    "navbar",
    "navigation",
    "nav",
    "menu",
    "widget",
    "bio",
    "byline",
    "credit",
    "gallery",
    "login",
    "register",
    "banner",
    "meta",
    "timestamp",
    "tools",
];
/// Two words that name it together.
const PAIRS: [(&str, &str); 18] = [
    ("offer", "wall"),
    ("author", "box"),
    ("author", "bio"),
    ("about", "author"),
    ("most", "read"),
    ("most", "viewed"),
    ("read", "more"),
    ("read", "next"),
    ("up", "next"),
    ("more", "stories"),
    ("more", "from"),
    ("more", "on"),
    ("also", "read"),
    ("see", "also"),
    ("sr", "only"),
    ("visually", "hidden"),
    ("screen", "reader"),
    ("sign", "up"),
];

/// Marks every element that is clutter, or stands in it.
pub(super) fn marks(page: &Page) -> Vec<bool> {
    let weights = weights(page);
    let total = weights.first().copied().unwrap_or_default();
    let headed = headed(page);
    let mut marks = vec![false; page.elements.len()];
    // Parents stand before their children.
    for (at, element) in page.elements.iter().enumerate().skip(1) {
        let most = weights[at] * 2 > total;
        marks[at] = marks[element.parent]
            || match verdict(element) {
                Verdict::Clutter => true,
                Verdict::Sure => !headed[at],
                Verdict::Likely => !most && !headed[at],
                Verdict::Text => false,
            };
    }
    marks
}

enum Verdict {
    Text,
    Likely,
    Sure,
    Clutter,
}

fn verdict(element: &Element) -> Verdict {
    let name = element.name.as_str();
    if UNSEEN.contains(&name) || is_amp_part(name) || is_hidden(element) {
        return Verdict::Clutter;
    }
    if matches!(name, "html" | "body" | "main") {
        return Verdict::Text;
    }
    let role = element
        .attribute("role")
        .unwrap_or_default()
        .to_ascii_lowercase();
    if BESIDE.contains(&name) || ROLES.contains(&role.as_str()) {
        return Verdict::Sure;
    }
    let by_name = match name {
        "form" | "header" => Verdict::Likely,
        _ => Verdict::Text,
    };
    let words = words(element);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let paired = words.windows(2).any(|w| PAIRS.contains(&(&*w[0], &*w[1])));
    let begins = |word: &String| STEMS.iter().any(|stem| word.starts_with(stem));
    if paired || has(&SURE) || words.iter().any(begins) {
        // A span inside a sentence is part of it, unless it cannot be seen.
        return match is_inline(name) && !words.iter().any(|w| w == "hidden" || w == "only") {
            true => Verdict::Text,
            false => Verdict::Sure,
        };
    }
    match has(&LIKELY) && !is_inline(name) {
        true => Verdict::Likely,
        false => by_name,
    }
}

/// The parts that AMP brings show advertisements, lists, pictures; few hold the page's text.
fn is_amp_part(name: &str) -> bool {
    let part = name.strip_prefix("amp-");
    part.is_some_and(|part| !matches!(part, "accordion" | "fit-text" | "layout" | "live-list"))
}

fn is_inline(name: &str) -> bool {
    !super::dom::is_block(name)
}

fn is_hidden(element: &Element) -> bool {
    let style = element.attribute("style").unwrap_or_default();
    let style: String = style
        .split_whitespace()
        .collect::<String>()
        .to_ascii_lowercase();
    element.attribute("hidden").is_some()
        || element
            .attribute("aria-hidden")
            .is_some_and(|v| v == "true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// The words of class and id, split as people write them, in lower case.
fn words(element: &Element) -> Vec<String> {
    let mut out = Vec::new();
    for attribute in ["class", "id", "data-component", "data-testid"] {
        for name in element
            .attribute(attribute)
            .unwrap_or_default()
            .split_ascii_whitespace()
        {
            // These say what a part has or may have, not what it is.
            let state = ["has-", "no-", "with-", "is-", "js-", "supports-", "allow-"];
            if !state.iter().any(|prefix| name.starts_with(prefix)) {
                split(name, &mut out);
            }
        }
    }
    out
}

fn split(name: &str, out: &mut Vec<String>) {
    let mut word = String::new();
    let mut lower = false;
    for c in name.chars() {
        let ends = !c.is_alphanumeric() || (c.is_uppercase() && lower);
        if ends && !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        lower = c.is_lowercase();
    }
    if !word.is_empty() {
        out.push(word);
    }
}

/// How long the paragraphs inside each element are together.
fn weights(page: &Page) -> Vec<usize> {
    let mut weights = vec![0; page.elements.len()];
    for (at, element) in page.elements.iter().enumerate().rev() {
        if UNSEEN.contains(&element.name.as_str()) {
            weights[at] = 0;
            continue;
        }
        let own = element.children.iter().map(|child| match child {
            Child::Text(text) => text.trim().len(),
            Child::Element(_) => 0,
        });
        // What is short is a label or a link.
        weights[at] += own.filter(|&length| length > 40).sum::<usize>();
        if at > 0 {
            weights[element.parent] += weights[at];
        }
    }
    weights
}

/// Marks every element around a main heading.
fn headed(page: &Page) -> Vec<bool> {
    let mut marks = vec![false; page.elements.len()];
    for heading in page.named("h1") {
        // Where the way up is marked, the rest of it is too.
        for above in page.ancestors(heading) {
            if std::mem::replace(&mut marks[above], true) {
                break;
            }
        }
    }
    marks
}
