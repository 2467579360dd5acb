//! The corpus's scorer: attributions found against attributions marked.

use crate::corpus::Gold;
use std::collections::BTreeMap;
use std::ops::Range;

/// The scorer's own words of a text.
pub struct Words {
    /// Where each begins and ends, and whether it is more than a mark.
    words: Vec<(Range<usize>, bool)>,
    marks: Vec<usize>,
}

const MARKS: &str = "\"“”„‟″«»＂〝〞";

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

impl Words {
    pub fn new(text: &str) -> Self {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let end = |i: usize| chars.get(i).map_or(text.len(), |c| c.0);
        let (mut words, mut i) = (Vec::new(), 0);
        while i < chars.len() {
            let (start, c) = chars[i];
            i += 1;
            if is_word(c) {
                loop {
                    while chars.get(i).is_some_and(|c| is_word(c.1)) {
                        i += 1;
                    }
                    let inner = chars.get(i).is_some_and(|c| "’'.,-‑".contains(c.1));
                    if !(inner && chars.get(i + 1).is_some_and(|c| is_word(c.1))) {
                        break;
                    }
                    i += 1;
                }
                words.push((start..end(i), true));
            } else if !c.is_whitespace() {
                words.push((start..end(i), false));
            }
        }
        let marks = chars
            .iter()
            .filter(|c| MARKS.contains(c.1))
            .map(|c| c.0)
            .collect();
        Self { words, marks }
    }

    /// The words that some spans touch, marks left out unless there is nothing else.
    pub fn of(&self, spans: &[Range<usize>]) -> Vec<u32> {
        let mut all = Vec::new();
        for s in spans {
            let from = self.words.partition_point(|w| w.0.end <= s.start);
            all.extend(
                (from..self.words.len())
                    .take_while(|&i| self.words[i].0.start < s.end)
                    .map(|i| i as u32),
            );
        }
        all.sort_unstable();
        all.dedup();
        let words: Vec<u32> = all
            .iter()
            .copied()
            .filter(|&i| self.words[i as usize].1)
            .collect();
        if words.is_empty() { all } else { words }
    }

    fn quoted(&self, text: &str, spans: &[Range<usize>]) -> bool {
        spans.iter().any(|s| {
            let before = text[..s.start]
                .chars()
                .next_back()
                .map_or(0, char::len_utf8);
            let after = text[s.end..].chars().next().map_or(0, char::len_utf8);
            let from = self.marks.partition_point(|&m| m < s.start - before);
            self.marks.get(from).is_some_and(|&m| m < s.end + after)
        })
    }
}

/// An attribution as the scorer sees it.
pub struct Packed {
    source: Vec<u32>,
    cue: Vec<u32>,
    content: Vec<u32>,
    quoted: bool,
}

impl Packed {
    pub fn new(words: &Words, text: &str, a: &Gold) -> Self {
        Self {
            source: words.of(&a.source),
            cue: words.of(&a.cue),
            content: words.of(&a.content),
            quoted: words.quoted(text, &a.content),
        }
    }
}

fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}

pub fn jaccard(a: &[u32], b: &[u32]) -> f32 {
    let n = shared(a, b);
    if a.is_empty() && b.is_empty() {
        1.0
    } else {
        n as f32 / (a.len() + b.len() - n) as f32
    }
}

pub fn cue(g: &Packed, p: &Packed) -> bool {
    shared(&g.cue, &p.cue) > 0
}

pub fn source(g: &Packed, p: &Packed) -> bool {
    g.source.is_empty() && p.source.is_empty()
        || !g.source.is_empty() && !p.source.is_empty() && jaccard(&g.source, &p.source) >= 0.5
}

pub fn soft(g: &Packed, p: &Packed) -> bool {
    !g.content.is_empty() && !p.content.is_empty() && jaccard(&g.content, &p.content) >= 0.5
}

pub fn exact(g: &Packed, p: &Packed) -> bool {
    !g.content.is_empty() && g.content == p.content
}

pub fn full(g: &Packed, p: &Packed) -> bool {
    cue(g, p) && source(g, p) && soft(g, p)
}

type Test = fn(&Packed, &Packed) -> bool;

/// When an attribution is right, under each name.
const TESTS: [(&str, Test); 6] = [
    ("cue", cue),
    ("cue+source", |g, p| cue(g, p) && source(g, p)),
    ("cue+content", |g, p| cue(g, p) && soft(g, p)),
    ("full", full),
    ("exact", |g, p| cue(g, p) && source(g, p) && exact(g, p)),
    ("source+content", |g, p| source(g, p) && soft(g, p)),
];

/// Right, found and marked, under each name.
#[derive(Default, Clone)]
pub struct Scores(pub BTreeMap<String, [usize; 3]>);

impl Scores {
    pub fn f1(&self, name: &str) -> f64 {
        let [tp, p, g] = self.0.get(name).copied().unwrap_or_default();
        200.0 * tp as f64 / (p + g).max(1) as f64
    }

    pub fn pr(&self, name: &str) -> (f64, f64) {
        let [tp, p, g] = self.0.get(name).copied().unwrap_or_default();
        (
            100.0 * tp as f64 / p.max(1) as f64,
            100.0 * tp as f64 / g.max(1) as f64,
        )
    }

    fn add(&mut self, name: &str, counts: [usize; 3]) {
        let mine = self.0.entry(name.to_string()).or_default();
        (0..3).for_each(|n| mine[n] += counts[n]);
    }

    /// Counts one article in.
    pub fn article(&mut self, gold: &[Packed], found: &[Packed]) {
        for (name, test) in TESTS {
            let matched = matching(gold, found, test);
            self.add(
                name,
                [matched.iter().flatten().count(), found.len(), gold.len()],
            );
            if name == "full" {
                self.classes(gold, found, &matched);
            }
        }
        self.runs(gold, found);
    }

    /// Counts what is quoted and what is not, each by itself.
    fn classes(&mut self, gold: &[Packed], found: &[Packed], matched: &[Option<usize>]) {
        for (class, want) in [("quoted", true), ("indirect", false)] {
            let right = matched
                .iter()
                .enumerate()
                .filter(|(i, m)| m.is_some() && gold[*i].quoted == want)
                .count();
            let wrong = found
                .iter()
                .enumerate()
                .filter(|(j, p)| p.quoted == want && !matched.contains(&Some(*j)))
                .count();
            self.add(
                class,
                [
                    right,
                    right + wrong,
                    gold.iter().filter(|g| g.quoted == want).count(),
                ],
            );
        }
    }

    /// Counts the runs of contents, whoever says them.
    fn runs(&mut self, gold: &[Packed], found: &[Packed]) {
        let runs = |all: &[Packed]| {
            let mut out: Vec<Vec<u32>> = all.iter().flat_map(|p| split(&p.content)).collect();
            out.sort();
            out.dedup();
            out
        };
        let (g, p) = (runs(gold), runs(found));
        let soft = matching(&g, &p, |a, b| jaccard(a, b) >= 0.5)
            .iter()
            .flatten()
            .count();
        let exact = g.iter().filter(|r| p.binary_search(r).is_ok()).count();
        self.add("span soft", [soft, p.len(), g.len()]);
        self.add("span exact", [exact, p.len(), g.len()]);
    }

    pub fn show(&self, title: &str) {
        let names = [
            "full",
            "quoted",
            "indirect",
            "cue",
            "cue+source",
            "cue+content",
            "exact",
            "span soft",
            "span exact",
        ];
        let line: Vec<String> = names
            .iter()
            .map(|n| format!("{n} {:.1}", self.f1(n)))
            .collect();
        let (p, r) = self.pr("full");
        println!("{title:12} {} | P {p:.1} R {r:.1}", line.join("  "));
    }
}

/// Neighbouring words form one run; close to what the scorer does, which joins over marks.
fn split(words: &[u32]) -> Vec<Vec<u32>> {
    let mut out: Vec<Vec<u32>> = Vec::new();
    for &w in words {
        match out.last_mut() {
            Some(run) if run.last().is_some_and(|&l| w <= l + 4) => run.push(w),
            _ => out.push(vec![w]),
        }
    }
    out
}

/// For each of one side its partner on the other, as many pairs as can be.
pub fn matching<T>(gold: &[T], found: &[T], test: impl Fn(&T, &T) -> bool) -> Vec<Option<usize>> {
    let edges: Vec<Vec<usize>> = gold
        .iter()
        .map(|g| (0..found.len()).filter(|&j| test(g, &found[j])).collect())
        .collect();
    let mut partner: Vec<Option<usize>> = vec![None; found.len()];
    for i in 0..gold.len() {
        let mut seen = vec![false; found.len()];
        grow(i, &edges, &mut partner, &mut seen);
    }
    let mut out = vec![None; gold.len()];
    for (j, i) in partner.iter().enumerate() {
        if let Some(i) = i {
            out[*i] = Some(j);
        }
    }
    out
}

fn grow(i: usize, edges: &[Vec<usize>], partner: &mut [Option<usize>], seen: &mut [bool]) -> bool {
    for &j in &edges[i] {
        if !seen[j] {
            seen[j] = true;
            if partner[j].is_none_or(|other| grow(other, edges, partner, seen)) {
                partner[j] = Some(i);
                return true;
            }
        }
    }
    false
}
