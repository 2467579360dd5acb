//! Parts of speech, by a greedy perceptron.

use super::feature::{Lexeme, mix};
use super::model::Sparse;
use super::sentence::Sentence;
use super::table::Table;

macro_rules! tags {
    ($($name:ident $penn:literal,)*) => {
        /// A part of speech, as the Penn treebank names it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Tag { $($name,)* }

        impl Tag {
            /// Every tag, in the order of its number.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name in the Penn treebank.
            pub fn penn(self) -> &'static str {
                match self { $(Self::$name => $penn,)* }
            }
        }
    };
}

tags! {
    Unknown "X", Cc "CC", Cd "CD", Dt "DT", Ex "EX", Fw "FW", In "IN", Jj "JJ", Jjr "JJR", Jjs "JJS", Ls "LS",
    Md "MD", Nn "NN", Nns "NNS", Nnp "NNP", Nnps "NNPS", Pdt "PDT", Pos "POS", Prp "PRP", PrpS "PRP$", Rb "RB",
    Rbr "RBR", Rbs "RBS", Rp "RP", Sym "SYM", To "TO", Uh "UH", Vb "VB", Vbd "VBD", Vbg "VBG", Vbn "VBN",
    Vbp "VBP", Vbz "VBZ", Wdt "WDT", Wp "WP", WpS "WP$", Wrb "WRB", Comma ",", Stop ".", Colon ":", Dollar "$",
    Hash "#", Open "-LRB-", Close "-RRB-", OpenQuote "``", CloseQuote "''",
}

impl Tag {
    /// The tag of a name in the Penn treebank.
    pub fn from_penn(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| t.penn() == name)
    }

    /// Whether it is a verb's, modals left out.
    pub fn is_verb(self) -> bool {
        (Self::Vb..=Self::Vbz).contains(&self)
    }

    /// Whether it is a verb's with a tense: VBD, VBP, VBZ, MD.
    pub fn is_finite(self) -> bool {
        matches!(self, Self::Vbd | Self::Vbp | Self::Vbz | Self::Md)
    }

    /// Whether it is a noun's, common or proper.
    pub fn is_noun(self) -> bool {
        (Self::Nn..=Self::Nnps).contains(&self)
    }

    /// Whether it is a proper noun's.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Nnp | Self::Nnps)
    }

    /// Whether it is a mark's.
    pub fn is_mark(self) -> bool {
        self >= Self::Comma
    }
}

/// How many features one token has.
pub const FEATURES: usize = 19;

/// Fills a token's features, given the two tags before it.
pub fn features(words: &[Lexeme], at: usize, before: [u8; 2], out: &mut [u32; FEATURES]) {
    let none = Lexeme::default();
    let w = |d: isize| {
        at.checked_add_signed(d)
            .and_then(|i| words.get(i))
            .unwrap_or(&none)
    };
    let (p1, p2) = (u32::from(before[1]), u32::from(before[0]));
    let (w0, l1, l2, r1, r2) = (w(0), w(-1), w(-2), w(1), w(2));
    let shape = u32::from(w0.shape);
    *out = [
        mix(1, w0.word, shape & 7),
        mix(2, w0.suffix3, p1),
        mix(3, w0.suffix2, shape),
        mix(4, p1, p2),
        mix(5, w0.word, p1),
        mix(6, l1.word, w0.suffix3),
        mix(7, l2.word, 0),
        mix(8, r1.word, w0.suffix3),
        mix(9, r2.word, 0),
        mix(10, w0.suffix3, r1.suffix3),
        mix(11, shape, p1),
        mix(12, shape, u32::from(r1.shape)),
        mix(13, r1.word, p1),
        mix(14, l1.suffix3, w0.word),
        mix(15, w0.suffix4, shape & 7),
        mix(16, w0.prefix, shape & 7),
        mix(17, r1.suffix3, p1),
        mix(18, w0.word, r1.word),
        mix(19, p1 * 64 + p2, w0.suffix3),
    ];
}

/// What tags.
#[derive(Clone, Debug, Default)]
pub struct Tagger {
    /// Words that have one tag alone, by [`key`].
    pub words: Table,
    /// The weights for all others.
    pub weights: Sparse,
}

/// What [`Tagger::words`] knows a word by: its hash, and whether it has a capital.
pub fn key(word: &Lexeme) -> u32 {
    word.word ^ u32::from(word.shape & 7 != 0)
}

/// Tags a sentence's words.
pub(super) fn tag(
    tagger: &Tagger,
    words: &[Lexeme],
    sentence: &Sentence,
    mut put: impl FnMut(usize, Tag),
) {
    let words = &words[sentence.tokens.clone()];
    let mut before = [0u8; 2];
    let mut hashes = [0u32; FEATURES];
    for at in 0..words.len() {
        let class = match (words[at].fixed, tagger.words.get(key(&words[at]))) {
            (0, 0) => {
                features(words, at, before, &mut hashes);
                tagger.weights.best(&hashes)
            }
            (0, known) => known,
            (fixed, _) => fixed,
        };
        put(
            sentence.tokens.start + at,
            Tag::ALL
                .get(class as usize)
                .copied()
                .unwrap_or(Tag::Unknown),
        );
        before = [before[1], class];
    }
}
