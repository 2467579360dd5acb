//! HTML: the article of a web page, and what the page says of itself.
//!
//! Comments, advertisements, banners and lists of other articles are left out;
//! paragraphs stay apart by an empty line.

mod body;
mod clutter;
mod decode;
mod dom;
mod linked;
mod meta;

use super::ReadError;
use crate::article::Article;
use dom::Page;
use meta::Meta;

/// What is known of a page beside its bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    /// Its id, if the page has no address of its own.
    pub(super) id: String,
    /// Where it was fetched from.
    pub(super) url: Option<String>,
    /// The charset of its HTTP header.
    pub(super) charset: Option<String>,
}

/// Reads the article of a page.
pub(super) fn article(bytes: &[u8], about: About) -> Result<Article, ReadError> {
    let html = decode::decode(bytes, about.charset.as_deref());
    let page = Page::parse(&html);
    let told = linked::read(&page);
    let meta = meta::read(&page, told.article.as_ref());
    let text = match text(&page, &meta, told.is_list) {
        Ok(text) => with_told(text, told.article.and_then(|a| a.body)),
        Err(reason) => match told.article.and_then(|a| a.body) {
            Some(body) if body.split(' ').count() >= 10 => paragraphs(&body),
            _ => return Err(ReadError::NoArticle { reason }),
        },
    };
    let url = meta.url.or(about.url);
    Ok(Article {
        id: url.clone().unwrap_or(about.id),
        url,
        title: meta.title,
        author: meta.author,
        publisher: meta.publisher,
        published: meta.published,
        language: meta.language,
        text: Some(text),
        ..Article::default()
    })
}

/// Finds the article's text, or why there is none.
fn text(page: &Page, meta: &Meta, is_list: bool) -> Result<String, &'static str> {
    let clutter = clutter::marks(page);
    let blocks = body::blocks(page, &clutter);
    if blocks.is_empty() {
        return Err("the page holds no text");
    }
    let chosen = body::article(page, &blocks, meta.title.as_deref());
    let sentences = chosen.iter().filter(|block| block.is_sentence());
    let (count, length) = sentences.fold((0, 0), |(n, l), block| (n + 1, l + block.text.len()));
    if count == 0 {
        return Err("the page holds no running text");
    }
    let teasers = page.named("article").filter(|&at| !clutter[at]).count();
    if !meta.is_article && (is_list || teasers > 2 || meta.is_website && count < 5) {
        return Err("the page lists others");
    }
    // Without a word of the page itself there must be enough to tell by.
    if !meta.is_article && length < 200 {
        return Err("too little running text for a page that calls itself no article");
    }
    let lines: Vec<&str> = chosen.iter().map(|block| block.text.as_str()).collect();
    Ok(lines.join("\n\n"))
}

/// Where most of the article is in the JSON-LD alone, that is the text.
fn with_told(text: String, body: Option<String>) -> String {
    match body.map(|body| paragraphs(&body)) {
        Some(body) if body.len() > 3 * text.len() && !body.contains("</") => body,
        _ => text,
    }
}

fn paragraphs(body: &str) -> String {
    let lines = body.split('\n').map(dom::squeeze);
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n\n")
}
