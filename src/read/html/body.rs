//! The article's own words: which part of the page they stand in, paragraph by paragraph.

use super::dom::{Child, Page, is_block, squeeze};

/// A paragraph, heading or list item.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) text: String,
    /// How much of it is links, in bytes.
    linked: usize,
    /// The element it stands in.
    owner: usize,
}

impl Block {
    fn is_heading(&self, page: &Page) -> bool {
        page.elements[self.owner].is(&["h1", "h2", "h3", "h4", "h5", "h6"])
    }

    fn is_mostly_links(&self) -> bool {
        self.linked * 2 > self.text.len()
    }

    /// Whether it reads as a sentence: words, and an end.
    pub(super) fn is_sentence(&self) -> bool {
        let ends = ['.', '!', '?', '…', '”', '"', '’', '»', ':', '。'];
        let end = self.text.trim_end_matches([')', ']', ' ']);
        self.text.split(' ').count() >= 4 && end.ends_with(ends) && !self.is_mostly_links()
    }

    /// Longer ones say more for their place, up to a point.
    fn points(&self, page: &Page) -> f64 {
        if self.is_heading(page) || self.is_mostly_links() || self.text.len() < 25 {
            return 0.0;
        }
        let length = self.text.len().min(800) as f64;
        if self.is_sentence() {
            length
        } else {
            length / 4.0
        }
    }
}

/// Cuts what is not clutter into blocks, in the order of the page.
pub(super) fn blocks(page: &Page, clutter: &[bool]) -> Vec<Block> {
    let mut cutter = Cutter {
        page,
        clutter,
        blocks: Vec::new(),
        text: String::new(),
        linked: 0,
        breaks: 0,
    };
    cutter.element(0, 0, false);
    cutter.cut(0);
    cutter.blocks
}

struct Cutter<'p> {
    page: &'p Page,
    clutter: &'p [bool],
    blocks: Vec<Block>,
    text: String,
    linked: usize,
    /// How many line breaks came last.
    breaks: usize,
}

impl Cutter<'_> {
    fn element(&mut self, at: usize, owner: usize, in_link: bool) {
        if self.clutter[at] {
            return;
        }
        let element = &self.page.elements[at];
        let block = is_block(&element.name);
        let owner_here = if block { at } else { owner };
        if block {
            self.cut(owner);
        }
        if element.name == "br" {
            self.line_break(owner);
        }
        let in_link = in_link || element.name == "a";
        for child in &element.children {
            match child {
                Child::Text(text) => self.words(text, in_link),
                Child::Element(child) => self.element(*child, owner_here, in_link),
            }
        }
        if block {
            self.cut(at);
        }
    }

    fn words(&mut self, text: &str, in_link: bool) {
        if !text.trim().is_empty() {
            self.breaks = 0;
        }
        if in_link {
            self.linked += text.trim().len();
        }
        self.text.push_str(text);
    }

    /// Two line breaks make a paragraph, where pages have no better.
    fn line_break(&mut self, owner: usize) {
        self.breaks += 1;
        if self.breaks == 2 {
            self.cut(owner);
        } else {
            self.text.push(' ');
        }
    }

    fn cut(&mut self, owner: usize) {
        let text = squeeze(&self.text);
        if !text.is_empty() {
            self.blocks.push(Block {
                text,
                linked: self.linked,
                owner,
            });
        }
        self.text.clear();
        self.linked = 0;
    }
}

/// Returns the blocks of the article among those of the page.
pub(super) fn article<'b>(page: &Page, blocks: &'b [Block], title: Option<&str>) -> Vec<&'b Block> {
    let Some(best) = best(page, blocks) else {
        return Vec::new();
    };
    let whole = surroundings(page, best);
    let within = |block: &Block, part: usize| {
        block.owner == part || page.ancestors(block.owner).any(|above| above == part)
    };
    let chosen = blocks.iter().filter(|block| within(block, whole));
    let chosen = chosen.filter(|block| {
        let near = within(block, best);
        let standing = near || (block.is_sentence() && block.text.len() >= 60);
        standing && is_text(page, block, title)
    });
    let mut chosen: Vec<&Block> = chosen.collect();
    // A heading with nothing under it heads something that was left out.
    while chosen.last().is_some_and(|block| block.is_heading(page)) {
        chosen.pop();
    }
    chosen.dedup_by(|a, b| a.text == b.text);
    chosen
}

/// Finds the element whose own paragraphs weigh most.
fn best(page: &Page, blocks: &[Block]) -> Option<usize> {
    let mut scores = vec![0.0; page.elements.len()];
    let mut totals = vec![0.0; page.elements.len()];
    for block in blocks {
        let points = block.points(page);
        let own = std::iter::once(block.owner);
        let owner = &page.elements[block.owner];
        // A paragraph speaks for what it stands in, running text for itself.
        let inner = owner.is(&["p", "li", "blockquote", "pre", "dd", "dt"]);
        let mut share = 1.0;
        for above in own
            .clone()
            .chain(page.ancestors(block.owner))
            .skip(usize::from(inner))
            .take(3)
        {
            scores[above] += points * share;
            share /= 2.0;
        }
        own.chain(page.ancestors(block.owner))
            .for_each(|above| totals[above] += points);
    }
    let weighed = scores.iter().enumerate();
    let weighed = weighed.map(|(at, score)| (at, score * bonus(page, at)));
    let (mut best, score) = weighed.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    if score <= 0.0 {
        return None;
    }
    // Where the text goes on beside it, in sections, the part around is meant.
    loop {
        let parent = page.elements[best].parent;
        let beside = totals[parent] - totals[best];
        if best == 0
            || page.elements[best].is(&["article", "main", "body"])
            || beside < totals[best] / 4.0
        {
            return Some(best);
        }
        best = parent;
    }
}

fn bonus(page: &Page, at: usize) -> f64 {
    let element = &page.elements[at];
    let names = [
        "article-body",
        "article__body",
        "story-body",
        "entry-content",
        "post-content",
        "article-content",
    ];
    if element.has_word("itemprop", "articleBody")
        || names.iter().any(|n| element.has_word("class", n))
    {
        2.0
    } else if element.is(&["article", "main"]) {
        1.3
    } else {
        1.0
    }
}

/// The one `article` around it, which may hold a lead paragraph above the body.
fn surroundings(page: &Page, best: usize) -> usize {
    let mut above = page.ancestors(best);
    above
        .find(|&at| page.elements[at].name == "article")
        .unwrap_or(best)
}

fn is_text(page: &Page, block: &Block, title: Option<&str>) -> bool {
    let words = block.text.split(' ').count();
    if block.is_heading(page) {
        let is_title =
            page.elements[block.owner].name == "h1" || title == Some(block.text.as_str());
        return !is_title && !block.is_mostly_links() && !is_label(&block.text);
    }
    if block.is_mostly_links() || is_label(&block.text) {
        return false;
    }
    block.is_sentence() || words >= 6 || block.text.ends_with(['.', '!', '?', '”', '"'])
}

/// Lines that pages put between paragraphs.
fn is_label(text: &str) -> bool {
    const BEGINNINGS: [&str; 27] = [
        "we value your privacy",
        "we use cookies",
        "this site uses cookies",
        "privacy is important to",
        "you have read your last",
        "already a subscriber",
        "read more",
        "also read",
        "read also",
        "see also",
        "related:",
        "related articles",
        "related stories",
        "advertisement",
        "sponsored",
        "share this",
        "sign up",
        "subscribe",
        "click here",
        "follow us",
        "photo:",
        "image:",
        "picture:",
        "©",
        "copyright",
        "all rights reserved",
        "continue reading",
    ];
    let short = text.chars().take(24).collect::<String>().to_lowercase();
    let beginning = BEGINNINGS
        .iter()
        .any(|beginning| short.starts_with(beginning));
    beginning && text.len() < 160
}
