//! What two claims are compared by: words, names, numbers, what turns a sentence round.

use super::sketch::{Sketch, mix};
use crate::stem::stem;
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

/// A claim's wording, prepared.
#[derive(Debug)]
pub(super) struct Wording {
    /// The telling words as hashes of their stems, sorted, names and numbers among them.
    pub(super) words: Vec<Word>,
    /// Who acts, where the wording begins with it or says "by": the one, and whether it was "by".
    pub(super) agent: Option<Agent>,
    /// Whether "not" and the like stand in it an odd number of times.
    pub(super) negated: bool,
    /// Whether it only may be: "might".
    pub(super) possible: bool,
    /// Whether it is yet to be: "will".
    pub(super) future: bool,
    /// Whether it holds for a part alone: "only", "nearly", "part of".
    pub(super) partial: bool,
    pub(super) sketch: Sketch,
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Agent {
    pub(super) word: u64,
    /// Whether it is somebody, as far as a word tells.
    pub(super) person: bool,
    /// Whether it stands behind "by".
    pub(super) by: bool,
}

/// A telling word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word {
    pub(super) hash: u64,
    pub(super) sort: Sort,
}

/// What sort of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Plain,
    /// Somebody or something that acts: "mayor", "bank".
    Actor,
    Name,
    Number,
}

/// A claim with fewer telling words says too little to be known again.
const LEAST: usize = 4;

const EMPTY: &str = "a an the this that these those it its he him his she her hers they them their we us our i me my you \
    your who whom whose which what when where why how there here in on at of to for from by with as into over under about \
    during between against through out off and or but if so than then too also only just very more most \
    is are was were be been being am has have had having do does did done will would shall should can could may might must \
    say said says one any other own such some same new now still yet even ever again further per via";

const NEGATIVE: &str = "not no never none nobody nothing neither nor without cannot unable fail failed fails failing refuse \
    refused refuses refusing deny denied denies denying reject rejected rejects lack lacked lacks lacking false untrue unlikely \
    hardly";

const POSSIBLE: &str =
    "may might could possibly perhaps maybe likely unlikely if whether allegedly";

const FUTURE: &str = "will would shall going plan plans planned intend intends intended due";

const PARTIAL: &str = "only just part parts partly nearly almost least mainly mostly";

const NUMBERS: &str = "zero - two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
    seventeen eighteen nineteen twenty";

const AMOUNTS: &str = "thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions \
    billion billions dozen dozens half third quarter first second fourth fifth last all every most few many several both twice \
    double";

const TITLES: &str = "mr mrs ms miss dr prof professor sir lord lady president minister prime secretary general senator judge \
    justice king queen captain chief sgt inspector mayor governor";

const ACTORS: &str = "mayor minister president chairman chairwoman chair director governor senator judge prosecutor doctor captain \
    coach teacher king queen pope police army navy union company hospital school bank court government opposition council \
    parliament ministry agency spokesman spokeswoman owner driver worker student farmer soldier officer lawyer husband wife \
    father mother son daughter brother sister man woman boy girl team club party church university regulator insurer investor \
    manager player striker witness victim suspect officer official firefighter pilot passenger neighbour neighbor crowd guard troop rebel \
    protester resident engineer patient customer colleague group gang shareholder tenant villager goalkeeper referee actor singer writer editor journalist";

/// What the lists say of a word, a bit a list.
fn lists(word: &str) -> u8 {
    static WORDS: OnceLock<HashMap<&'static str, u8>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let lists = [EMPTY, NEGATIVE, POSSIBLE, FUTURE, TITLES, ACTORS, PARTIAL];
        let mut out = HashMap::new();
        for (bit, list) in lists.into_iter().enumerate() {
            for word in list.split_whitespace() {
                *out.entry(word).or_insert(0) |= 1 << bit;
            }
        }
        out
    });
    words.get(word).copied().unwrap_or(0)
}

const IS_EMPTY: u8 = 1;
const IS_NEGATIVE: u8 = 2;
const IS_POSSIBLE: u8 = 4;
const IS_FUTURE: u8 = 8;
const IS_TITLE: u8 = 16;
const IS_ACTOR: u8 = 32;
const IS_PARTIAL: u8 = 64;

impl Wording {
    /// Takes a wording and the names of the entities in it; nothing where it tells too little.
    pub(super) fn new<'n>(text: &str, names: impl Iterator<Item = &'n str>) -> Option<Self> {
        let named: BTreeSet<String> = names
            .flat_map(str::split_whitespace)
            .filter(|w| w.starts_with(char::is_uppercase))
            .map(str::to_lowercase)
            .collect();
        let mut out = Self {
            words: Vec::new(),
            agent: None,
            negated: false,
            possible: false,
            future: false,
            partial: false,
            sketch: Sketch::new(&[]),
        };
        let (mut is, mut by, mut first) = (false, false, true);
        // Whether all words so far are names: "Mila Roth" acts as "Roth".
        let mut named_so_far = true;
        for token in tokens(text) {
            let lower = token.to_lowercase().replace('’', "'");
            is |= matches!(
                lower.as_str(),
                "is" | "are" | "was" | "were" | "been" | "be" | "being"
            );
            let told = out.take(token, &lower, first, &named);
            let capital = token.starts_with(char::is_uppercase);
            if let Some(word) = told {
                let begins = out.words.len() == 1 || capital && named_so_far;
                let owns = lower.ends_with("'s") || lower.ends_with("s'");
                out.acts(word, owns, capital, by, begins);
            }
            named_so_far &= capital;
            by = is && lower == "by" || by && told.is_none();
            first = false;
        }
        out.settle();
        (out.words.len() >= LEAST).then_some(out)
    }

    fn settle(&mut self) {
        self.words.sort_unstable();
        self.words.dedup_by_key(|w| w.hash);
        let hashes: Vec<u64> = self.words.iter().map(|w| w.hash).collect();
        self.sketch = Sketch::new(&hashes);
    }

    /// Notes who acts: what the wording begins with, unless it says "by whom".
    fn acts(&mut self, word: Word, owns: bool, capital: bool, by: bool, begins: bool) {
        let named = capital || matches!(word.sort, Sort::Name | Sort::Actor);
        // "by the end", "by 12 percent"
        let by = by && word.sort != Sort::Number && word.hash != hash(&stem("end"));
        if by || begins {
            self.agent = Some(Agent {
                // What somebody owns acts, not he.
                word: if owns { 0 } else { word.hash },
                person: named && !owns,
                by,
            });
        }
    }

    /// Takes a word in, and returns it if it tells something.
    fn take(
        &mut self,
        token: &str,
        lower: &str,
        first: bool,
        named: &BTreeSet<String>,
    ) -> Option<Word> {
        let bare = lower.strip_suffix("'s").unwrap_or(lower);
        let kind = lists(bare);
        let is = |bit| kind & bit != 0;
        let not = lower.ends_with("n't");
        self.negated ^= is(IS_NEGATIVE) || not;
        // "in May" is no "may".
        let capital = token.starts_with(char::is_uppercase);
        self.possible |= is(IS_POSSIBLE) && (first || !capital);
        self.partial |= is(IS_PARTIAL);
        self.future |= is(IS_FUTURE) || lower.ends_with("'ll");
        let name = capital && (!first || named.contains(bare));
        let actor = is(IS_ACTOR)
            || ["s", "es"]
                .iter()
                .filter_map(|end| bare.strip_suffix(end))
                .any(|one| lists(one) & IS_ACTOR != 0);
        let (hash, sort) = if let Some(number) = number(bare) {
            (hash(&number), Sort::Number)
        } else if name && !is(IS_TITLE) {
            (hash(bare), Sort::Name)
        } else if bare.len() < 2 || not || is(IS_EMPTY | IS_NEGATIVE) {
            return None;
        } else {
            let sort = if actor { Sort::Actor } else { Sort::Plain };
            (hash(&stem(bare)), sort)
        };
        let word = Word { hash, sort };
        self.words.push(word);
        Some(word)
    }
}

/// The words of a text; those with a hyphen in their parts.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let marks = |c: char| "'’.,".contains(c);
    text.split(move |c: char| !(c.is_alphanumeric() || marks(c)))
        .map(move |token| token.trim_matches(marks))
        .filter(|token| !token.is_empty())
}

/// The hash of a word's letters, the same everywhere and always.
pub(super) fn hash(word: &str) -> u64 {
    word.bytes().fold(0, |key, byte| mix(key ^ u64::from(byte)))
}

/// A number in one spelling: "12", "twelve", "1,200".
fn number(lower: &str) -> Option<String> {
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(lower.replace(',', ""));
    }
    static WORDS: OnceLock<HashMap<&'static str, String>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let small = NUMBERS.split_whitespace().enumerate();
        let amounts = AMOUNTS.split_whitespace();
        small
            .map(|(number, word)| (word, number.to_string()))
            .chain(amounts.map(|word| (word, word.trim_end_matches('s').to_owned())))
            .collect()
    });
    words.get(lower).cloned()
}
