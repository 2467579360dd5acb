//! A page as a tree, as far as finding an article needs it.
//!
//! Tags are closed as browsers close them in all but odd cases (tables inside
//! paragraphs, formatting across blocks): enough for text, at a tenth of the
//! cost of the full algorithm.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// Deeper elements become siblings, so that a hostile page cannot exhaust the
/// stack; real pages stay under a hundred.
const DEPTH: usize = 200;

/// A page: its elements in the order they begin, the first being the root.
pub(super) struct Page {
    pub(super) elements: Vec<Element>,
}

pub(super) struct Element {
    pub(super) name: String,
    pub(super) parent: usize,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Child>,
}

pub(super) enum Child {
    Element(usize),
    Text(String),
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether an attribute holds a word, such as a class.
    pub(super) fn has_word(&self, attribute: &str, word: &str) -> bool {
        let words = self.attribute(attribute).unwrap_or_default();
        words
            .split_ascii_whitespace()
            .any(|w| w.eq_ignore_ascii_case(word))
    }

    pub(super) fn is(&self, names: &[&str]) -> bool {
        names.contains(&self.name.as_str())
    }
}

impl Page {
    /// Parses a page; nothing in it is an error.
    pub(super) fn parse(html: &str) -> Self {
        let mut builder = Builder::new();
        let mut emitter = DefaultEmitter::<()>::default();
        // Scripts, styles and titles hold text, whatever it looks like.
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => builder.start(&tag),
                Token::EndTag(tag) => builder.end(&String::from_utf8_lossy(&tag.name)),
                Token::String(text) => builder.text(&String::from_utf8_lossy(&text)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        Page {
            elements: builder.elements,
        }
    }

    /// Returns every element of a name, in order.
    pub(super) fn named<'p>(&'p self, name: &'p str) -> impl Iterator<Item = usize> + 'p {
        let all = self.elements.iter().enumerate();
        all.filter(move |(_, e)| e.name == name).map(|(at, _)| at)
    }

    /// Returns the text inside an element, blanks run together.
    pub(super) fn text(&self, at: usize) -> String {
        let mut out = String::new();
        self.gather(at, &mut out);
        squeeze(&out)
    }

    fn gather(&self, at: usize, out: &mut String) {
        for child in &self.elements[at].children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Element(child) => {
                    self.gather(*child, out);
                    out.push(' ');
                }
            }
        }
    }

    /// Returns the elements around one, the nearest first.
    pub(super) fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let up = |at: &usize| Some(self.elements[*at].parent);
        let all = std::iter::successors(Some(at), move |at| up(at).filter(|_| *at != 0));
        all.skip(1)
    }
}

/// Runs blanks together and takes them off the ends.
pub(super) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}') {
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            // A soft hyphen is no letter of the word.
            out.extend(word.chars().filter(|&c| c != '\u{ad}'));
        }
    }
    out
}

struct Builder {
    elements: Vec<Element>,
    open: Vec<usize>,
}

const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "span", "strong", "tt", "u",
];
/// What an end tag of another element does not reach through.
const WALLS: [&str; 6] = ["td", "th", "table", "button", "object", "template"];

/// The elements that stand by themselves, sorted.
const BLOCKS: [&str; 43] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Which elements stand by themselves, on lines of their own.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

impl Builder {
    fn new() -> Self {
        let root = Element {
            name: "#root".to_owned(),
            parent: 0,
            attributes: Vec::new(),
            children: Vec::new(),
        };
        Self {
            elements: vec![root],
            open: vec![0],
        }
    }

    fn name(&self, depth: usize) -> &str {
        &self.elements[self.open[depth]].name
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        // Many pages leave the end of the head out.
        if is_block(&name) {
            self.close_for("body");
        }
        self.close_for(&name);
        let attributes = tag.attributes.iter().map(|(key, value)| {
            let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            (words(key), words(value))
        });
        let attributes = attributes.collect();
        let parent = self.open.last().copied().unwrap_or_default();
        let at = self.elements.len();
        self.elements[parent].children.push(Child::Element(at));
        let has_end = !VOID.contains(&name.as_str());
        self.elements.push(Element {
            name,
            parent,
            attributes,
            children: Vec::new(),
        });
        if has_end && self.open.len() < DEPTH {
            self.open.push(at);
        }
    }

    /// Closes what the beginning of another element ends.
    fn close_for(&mut self, name: &str) {
        let (closed, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "option" => (&["option"], &["select"]),
            "a" => (&["a"], &["td", "th", "table"]),
            "body" => (&["head"], &[]),
            _ if is_block(name) => (&["p"], &WALLS),
            _ => return,
        };
        for depth in (1..self.open.len()).rev() {
            let open = self.name(depth);
            if closed.contains(&open) {
                self.open.truncate(depth);
                return;
            }
            if within.contains(&open) {
                return;
            }
        }
    }

    fn end(&mut self, name: &str) {
        let formatting = FORMATTING.contains(&name);
        for depth in (1..self.open.len()).rev() {
            let open = self.name(depth);
            if open == name {
                self.open.truncate(depth);
                return;
            }
            let wall = WALLS.contains(&open) && !matches!(name, "table" | "tr" | "tbody");
            if wall || (formatting && is_block(open)) {
                return;
            }
        }
    }

    fn text(&mut self, text: &str) {
        let at = self.open.last().copied().unwrap_or_default();
        self.elements[at]
            .children
            .push(Child::Text(text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCKS, is_block};

    #[test]
    fn the_blocks_are_sorted() {
        assert!(BLOCKS.is_sorted_by(|a, b| a < b));
        assert!(BLOCKS.into_iter().all(is_block));
        assert!(!is_block("span"));
    }
}
