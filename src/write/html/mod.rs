//! One page that shows the evidence: drawing, articles with marks, table.
//!
//! Everything stands in one file and nothing is fetched. The page's policy
//! allows its own script and style alone, by their hashes, so nothing that a
//! record holds could run even if it got through the escaping.

mod controls;
mod marks;
mod table;

use super::{
    picture::{Options, Picture, Texts, Whole, clean, heading},
    svg::{self, Hooks},
    xml::escape,
};
use crate::graph::{ArticleRef, KnowledgeGraph, StatementRef, iri::iri_from_url};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes the graph as one self-contained page.
///
/// # Errors
///
/// Those of the writer.
pub fn write(graph: &KnowledgeGraph, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let statements = graph.statements().enumerate();
    let whole = Whole::new(graph, options);
    let page = Page {
        graph,
        options,
        numbers: statements.map(|(at, s)| (s.node(), at + 1)).collect(),
        texts: Texts::new(graph),
        all: Picture::of(&whole, options),
        whole,
    };
    page.head(out)?;
    controls::write(&page, out)?;
    page.views(out)?;
    page.articles(out)?;
    table::write(&page, out)?;
    page.foot(out)
}

/// A graph with what the page's parts need of it.
struct Page<'g> {
    graph: &'g KnowledgeGraph,
    options: &'g Options,
    /// Of each statement its number in the table, from 1.
    numbers: Hooks,
    texts: Texts<'g>,
    whole: Whole<'g>,
    /// The drawing of all articles.
    all: Picture,
}

impl Page<'_> {
    fn head(&self, out: &mut impl Write) -> io::Result<()> {
        let style = format!("{STYLE}{}", svg::THEME);
        writeln!(
            out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{}</title>\n<style>{style}</style>\n</head>\n<body>",
            base64(&Sha256::digest(SCRIPT)),
            base64(&Sha256::digest(&style)),
            escape(&self.all.title)
        )?;
        writeln!(
            out,
            "<header>\n<h1>{}</h1>\n<p class=\"dim\">{}</p>\n</header>",
            escape(&self.all.title),
            escape(&self.all.credits.join(" "))
        )
    }

    /// Writes the drawing of all, and one of each article where there are several.
    fn views(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(
            out,
            "<main>\n<section id=\"views\" aria-label=\"Diagram\">\n<div id=\"pane\">\n<div class=\"bar\" id=\"zoom\" hidden>\
             <button type=\"button\" data-zoom=\"in\" aria-label=\"Zoom in\">+</button>\
             <button type=\"button\" data-zoom=\"out\" aria-label=\"Zoom out\">−</button>\
             <button type=\"button\" data-zoom=\"fit\">Fit</button></div>"
        )?;
        self.view(0, &self.all, out)?;
        if self.graph.articles().nth(1).is_some() {
            let articles = self.graph.articles().zip(self.by_article());
            for (number, (article, statements)) in articles.enumerate() {
                let nodes: Vec<_> = statements.iter().map(|(_, s)| s.node()).collect();
                let mut picture = Picture::within(&self.whole, self.options, Some(&nodes));
                picture.title = clean(heading(article.head()));
                self.view(number + 1, &picture, out)?;
            }
        }
        writeln!(
            out,
            "</div>\n<div id=\"evidence\" aria-live=\"polite\"><p class=\"dim\">Choose a line, a marked word or a row \
             to see the words it comes from.</p></div>\n</section>"
        )
    }

    fn view(&self, number: usize, picture: &Picture, out: &mut impl Write) -> io::Result<()> {
        let hidden = if number > 0 { " hidden" } else { "" };
        writeln!(
            out,
            "<div class=\"view\" data-a=\"{number}\" tabindex=\"0\" role=\"group\" \
             aria-label=\"Diagram; arrow keys move, plus and minus zoom\"{hidden}>"
        )?;
        svg::write_inline(self.graph, picture, &self.texts, &self.numbers, out)?;
        writeln!(out, "</div>")
    }

    fn articles(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(
            out,
            "<section id=\"articles\" aria-label=\"Articles\" tabindex=\"0\">"
        )?;
        let articles = self.graph.articles().zip(self.by_article());
        for (at, (article, statements)) in articles.enumerate() {
            self.article(at + 1, article, &statements, out)?;
        }
        writeln!(out, "</section>\n</main>")
    }

    /// Returns the statements of each article, with their numbers in the table.
    fn by_article(&self) -> Vec<Vec<(usize, StatementRef<'_>)>> {
        let nodes = self.graph.articles().map(|article| article.node());
        let order: BTreeMap<_, _> = nodes.enumerate().map(|(at, node)| (node, at)).collect();
        let mut all = vec![Vec::new(); order.len()];
        for (at, statement) in self.graph.statements().enumerate() {
            let article = statement.article().map(|article| article.node());
            if let Some(&place) = article.and_then(|node| order.get(&node)) {
                all[place].push((at + 1, statement));
            }
        }
        all
    }

    fn article(
        &self,
        number: usize,
        article: ArticleRef<'_>,
        statements: &[(usize, StatementRef<'_>)],
        out: &mut impl Write,
    ) -> io::Result<()> {
        let head = article.head();
        let title = escape(heading(head));
        let title = match head.url.as_deref().and_then(web_address) {
            Some(url) => format!(
                "<a href=\"{}\" rel=\"noopener noreferrer\">{title}</a>",
                escape(&url)
            ),
            None => title,
        };
        let by = [&head.author, &head.publisher, &head.published];
        let by: Vec<_> = by
            .into_iter()
            .flatten()
            .map(|words| escape(words))
            .collect();
        writeln!(
            out,
            "<article data-a=\"{number}\">\n<h2>{title}</h2>\n<p class=\"dim\">{}</p>",
            by.join(" · ")
        )?;
        match head.text.as_deref() {
            Some(text) if !text.trim().is_empty() => {
                let language = head.language.as_deref().filter(|tag| is_tag(tag));
                let language = language
                    .map(|tag| format!(" lang=\"{tag}\""))
                    .unwrap_or_default();
                write!(out, "<div class=\"text\" dir=\"auto\"{language}>")?;
                marks::write(text, statements, out)?;
                writeln!(out, "</div>")?;
            }
            _ => writeln!(out, "<p class=\"dim\">The record has no text.</p>")?,
        }
        writeln!(out, "</article>")
    }

    fn foot(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "<script>{SCRIPT}</script>\n</body>\n</html>")
    }
}

/// Returns an address that a link may lead to: of the web alone.
fn web_address(url: &str) -> Option<String> {
    let iri = iri_from_url(url)?;
    let lower = iri.to_ascii_lowercase();
    let known = lower.starts_with("https://") || lower.starts_with("http://");
    known.then_some(iri)
}

fn is_tag(tag: &str) -> bool {
    !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// RFC 4648 base 64, with padding, as policies write hashes.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            if place <= chunk.len() {
                out.push(char::from(
                    ALPHABET[(bits >> (18 - 6 * place) & 63) as usize],
                ));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        assert_eq!(base64(b"foobar"), "Zm9vYmFy");
        assert_eq!(base64(b"fooba"), "Zm9vYmE=");
        assert_eq!(base64(b"foob"), "Zm9vYg==");
    }

    #[test]
    fn only_the_web_is_linked() {
        assert_eq!(
            web_address("https://a.example/b").as_deref(),
            Some("https://a.example/b")
        );
        for bad in [
            "javascript:alert(1)",
            " jAvascript://x",
            "data:text/html,x",
            "file:///etc",
        ] {
            assert_eq!(web_address(bad), None);
        }
    }
}
