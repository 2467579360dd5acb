//! What can be seen of two statements, one of which may speak against the other.

use super::ground::{BACK, Ground};
use super::point::Aim;
use super::refusal::{NOT, begins_negated, has_not};
use super::verdict::untrue;
use crate::extract::Tag;
use crate::extract::draft::How;

/// How many tokens of a content are looked at for a negation.
const READ: usize = 30;

/// What is seen of one statement by itself.
pub(super) struct Traits {
    length: usize,
    inner: bool,
    noun: bool,
    begins_negated: bool,
    negated_early: bool,
    negated: bool,
    untrue: bool,
    number: bool,
    /// Whether it is one of the three that have most in common with all others.
    central: bool,
    /// Whether somebody else made the statement before it.
    takes_over: bool,
}

impl Traits {
    /// Looks at every statement.
    pub(super) fn all(ground: &Ground<'_, '_>) -> Vec<Self> {
        let mut central: Vec<usize> = (0..ground.drafts.len()).collect();
        central.sort_by(|&a, &b| ground.matter(b).total_cmp(&ground.matter(a)));
        central.truncate(3);
        let new = |at| Self {
            central: central.contains(&at),
            ..Self::new(ground, at)
        };
        (0..ground.drafts.len()).map(new).collect()
    }

    fn new(ground: &Ground<'_, '_>, at: usize) -> Self {
        let not = |t| NOT.contains(&ground.word(t).as_str());
        let number = |t: usize| ground.reading.tokens[t].tag == Tag::Cd;
        Self {
            length: ground.tokens(at).take(8).count(),
            inner: ground.is_inner(at),
            noun: matches!(ground.drafts[at].how, How::Noun | How::Lent),
            begins_negated: begins_negated(ground, at),
            negated_early: has_not(ground, at),
            negated: ground.tokens(at).take(READ).any(not),
            untrue: untrue(ground, at, 12),
            number: ground.tokens(at).any(number),
            central: false,
            takes_over: at.checked_sub(1).is_some_and(|b| !ground.same_side(b, at)),
        }
    }
}

/// Who spoke before a statement: the last others, and the statement at the head of the last one's run.
pub(super) struct Before {
    last: Option<usize>,
    last_but_one: Option<usize>,
    head: Option<usize>,
}

impl Before {
    pub(super) fn new(ground: &Ground<'_, '_>, at: usize) -> Self {
        let others: Vec<usize> = ground.others(at).collect();
        let last = others.first().copied();
        let unlike = |&&b: &&usize| last.is_some_and(|last| !ground.same_source(last, b));
        let near = |b: &usize| ground.views[at].sentence - ground.views[*b].sentence <= 6;
        Self {
            last: last.filter(near),
            last_but_one: others.iter().find(unlike).copied(),
            head: ground.previous(at, 4).map(|b| ground.head_of_run(b)),
        }
    }
}

/// Two statements: `at` may speak against `to`.
pub(super) struct Pair<'p, 'a, 't> {
    pub(super) ground: &'p Ground<'a, 't>,
    pub(super) traits: &'p [Traits],
    pub(super) before: &'p Before,
    /// What a rule finds that `at` speaks against.
    pub(super) ruled: Option<usize>,
    pub(super) at: usize,
    pub(super) to: usize,
}

type Seen = fn(&Pair<'_, '_, '_>) -> bool;

/// All that is looked at, by name: `a` is the statement that may answer, `t` the other.
pub(super) const COLUMNS: &[(&str, Seen)] = &[
    ("bias", |_| true),
    ("a disputes", |p| p.a(&["disputed", "doubted"])),
    ("a rejects", |p| p.a(&["rejected", "dismissed", "opposed"])),
    ("a criticizes", |p| p.ground.accuses(p.at)),
    ("a asks", |p| p.a(&["asked"])),
    ("a holds", |p| p.ground.group(p.at) == "held"),
    ("a wants", |p| {
        matches!(p.ground.group(p.at), "requested" | "committed")
    }),
    ("a supports", |p| p.a(&["supported", "mentioned"])),
    ("a begins negated", |p| p.traits[p.at].begins_negated),
    ("a calls untrue", |p| p.traits[p.at].untrue),
    ("a is empty", |p| p.traits[p.at].length == 0),
    ("a is short", |p| (1..5).contains(&p.traits[p.at].length)),
    ("a is inner", |p| p.traits[p.at].inner),
    ("a has a number", |p| p.traits[p.at].number),
    ("a takes over", |p| p.traits[p.at].takes_over),
    ("a has no source", |p| {
        p.ground.roles[p.at].source.is_empty()
    }),
    ("points at anything", |p| p.points(&[Aim::Any])),
    ("points at a claim", |p| p.points(&[Aim::Claim])),
    ("points at a wish", |p| {
        p.points(&[Aim::Demand, Aim::Plan, Aim::Threat])
    }),
    ("points at nothing", |p| {
        p.ground.views[p.at].point.is_none()
    }),
    ("t says", |p| p.says()),
    ("t stresses", |p| p.t(STRONG)),
    ("t accuses", |p| p.ground.group(p.to) == "accused"),
    ("t denies", |p| p.ground.group(p.to) == "denied"),
    ("t requests", |p| p.ground.group(p.to) == "requested"),
    ("t asks", |p| p.ground.group(p.to) == "questioned"),
    ("t calls", |p| p.t(&["called"])),
    ("t is a headline", |p| p.ground.views[p.to].headline),
    ("t is a noun", |p| p.traits[p.to].noun),
    ("t is empty", |p| p.traits[p.to].length == 0),
    ("t is short", |p| (1..4).contains(&p.traits[p.to].length)),
    ("t is negated early", |p| p.traits[p.to].negated_early),
    ("t is negated", |p| p.traits[p.to].negated),
    ("t is central", |p| p.traits[p.to].central),
    ("same side", |p| p.ground.same_side(p.at, p.to)),
    ("t speaks of a's side", |p| {
        p.ground.speaks_of(p.to, p.at) && !p.ground.aims_at(p.to, p.at)
    }),
    ("a speaks of t's side", |p| {
        p.ground.aims_at(p.at, p.to) || p.ground.speaks_of(p.at, p.to)
    }),
    ("a names t's source", |p| p.names_source()),
    ("nothing shared", |p| p.ground.shared(p.at, p.to) < 0.2),
    ("3 or 4 sentences", |p| (3..=4).contains(&p.sentences())),
    ("5 to 8 sentences", |p| (5..=8).contains(&p.sentences())),
    ("over 8 sentences", |p| p.sentences() > 8),
    ("t comes later", |p| p.to > p.at),
    ("same paragraph", |p| {
        p.ground.views[p.at].paragraph == p.ground.views[p.to].paragraph
    }),
    ("t heads the last run", |p| p.before.head == Some(p.to)),
    ("t's source spoke last", |p| p.is_by(p.before.last)),
    ("t's source spoke last but one", |p| {
        p.is_by(p.before.last_but_one)
    }),
    ("t is its source's last", |p| p.is_latest()),
    ("a rule finds it", |p| p.ruled == Some(p.to)),
    ("a rule finds another", |p| {
        p.ruled.is_some_and(|to| to != p.to)
    }),
];

/// Relations by which somebody stands to what is said.
const STRONG: &[&str] = &[
    "insisted",
    "argued",
    "claimed",
    "suggested",
    "showed",
    "revealed",
    "warned",
];

impl Pair<'_, '_, '_> {
    /// The columns that are true of the two.
    pub(super) fn seen(&self) -> Vec<u8> {
        let all = COLUMNS.iter().enumerate();
        let seen = all.filter(|(_, (_, is_seen))| is_seen(self));
        seen.map(|(column, _)| column as u8).collect()
    }

    fn a(&self, relations: &[&str]) -> bool {
        relations.contains(&self.ground.name(self.at))
    }

    fn t(&self, relations: &[&str]) -> bool {
        relations.contains(&self.ground.name(self.to))
    }

    fn says(&self) -> bool {
        let plain = !self.t(STRONG) && !self.t(&["reported"]);
        self.ground.group(self.to) == "stated" && plain
    }

    fn points(&self, aims: &[Aim]) -> bool {
        self.ground.views[self.at]
            .point
            .is_some_and(|p| aims.contains(&p.at))
    }

    fn sentences(&self) -> usize {
        let views = &self.ground.views;
        views[self.at].sentence.abs_diff(views[self.to].sentence)
    }

    fn names_source(&self) -> bool {
        let roles = self.ground.roles;
        let named = |s: &usize| roles[self.at].about.contains(s);
        roles[self.to].source.iter().any(named) && !self.ground.same_side(self.at, self.to)
    }

    fn is_by(&self, other: Option<usize>) -> bool {
        self.to < self.at && other.is_some_and(|o| self.ground.same_source(o, self.to))
    }

    fn is_latest(&self) -> bool {
        let mut between = self.to + 1..self.at.max(self.to + 1);
        let again = |b| self.ground.same_source(b, self.to) && self.ground.is_told(b);
        self.to < self.at && self.at - self.to <= BACK && !between.any(again)
    }
}
