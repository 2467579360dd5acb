//! Attributions: who is said to have said what.

use super::Reading;
use super::calibration::Calibration;
use super::context::contexts;
use super::draft::Draft;
use super::lattice::Lattice;
use super::lexicon::Lexicon;
use super::models::{Models, content_and_span, models};
use super::rank::{self, Ranked, Sight};
use super::rate::Rates;
use super::span::{self, Proposal, Scene};
use super::{Tag, content, cue, framed, statements};
use crate::relation::Relations;
use std::ops::Range;
use std::sync::OnceLock;

/// One attribution: the bytes of its source, cue and content, each in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Who says it; empty when the text does not tell.
    pub source: Vec<Range<usize>>,
    /// The words that attribute.
    pub cue: Vec<Range<usize>>,
    /// What is said.
    pub content: Vec<Range<usize>>,
    /// How probable it is that the three are right, 0 to 1.
    pub confidence: f32,
}

/// Finds a reading's attributions, in the order of their cues.
///
/// Those less probable than the default threshold are left out.
pub fn attributions(reading: &Reading<'_>) -> Vec<Attribution> {
    let models = models();
    attributions_above(reading, models.calibration.threshold)
}

/// Finds the attributions whose confidence is at least `least`.
///
/// Below the default threshold precision falls and recall rises.
pub fn attributions_above(reading: &Reading<'_>, least: f32) -> Vec<Attribution> {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    let lexicon = LEXICON.get_or_init(|| Lexicon::new(Relations::builtin()));
    let scenes: Vec<_> = reading
        .sentences
        .iter()
        .map(|s| super::scene::Scene::new(reading, s))
        .collect();
    let frames = statements::frames(reading, &scenes, lexicon, Rates::builtin());
    among(reading, &frames, least)
}

/// Finds attributions where the frames are known; these are in the order of their cues.
pub fn among(reading: &Reading<'_>, frames: &[Draft], least: f32) -> Vec<Attribution> {
    let models = models();
    attributed(
        reading,
        &ranked(reading, models, frames),
        &models.calibration,
        least,
    )
}

/// Gives those of at least so much confidence, in the order of their cues.
#[doc(hidden)]
pub fn attributed(
    reading: &Reading<'_>,
    ranked: &[Ranked],
    calibration: &Calibration,
    least: f32,
) -> Vec<Attribution> {
    let mut found: Vec<_> = ranked
        .iter()
        .map(|r| (calibration.confidence(r.score), &r.proposal))
        .filter(|(confidence, _)| *confidence >= least)
        .collect();
    found.sort_by_key(|(_, p)| p.cue.tokens.start);
    found
        .into_iter()
        .map(|(confidence, p)| attribution(reading, p, confidence))
        .collect()
}

/// Every stage in turn.
fn ranked(reading: &Reading<'_>, models: &Models, frames: &[Draft]) -> Vec<Ranked> {
    let contexts = contexts(reading);
    let sentences = &reading.sentences;
    let mut bases = Vec::with_capacity(contexts.len());
    let pair = content_and_span();
    let guesses = content::guesses(sentences, |at| {
        let (guess, base) = content::both(pair, &contexts, at);
        bases.push(base);
        guess
    });
    let cues = cue::candidates(
        &models.cue,
        &models.keep,
        &contexts,
        &guesses,
        sentences,
        cue::LEAST,
    );
    let marks = span::marks(contexts.len(), &cues);
    let scene = Scene {
        contexts: &contexts,
        guesses: &guesses,
        sentences,
        begun: &marks.0,
        cued: &marks.1,
    };
    let mut lattice = Lattice::default();
    let mut proposals: Vec<Vec<Proposal>> = cues
        .iter()
        .map(|c| span::proposals(&models.span, &bases, scene, c, &mut lattice))
        .collect();
    framed::add(scene, frames, &mut proposals);
    let sight = Sight {
        scene,
        all: &proposals,
        frames,
    };
    rank::choose(&proposals, &rank::scores(&models.rank, sight))
}

fn attribution(reading: &Reading<'_>, p: &Proposal, confidence: f32) -> Attribution {
    let bytes = |runs: &[Range<usize>]| runs.iter().map(|r| reading.bytes(r.clone())).collect();
    Attribution {
        source: bytes(&unquoted(reading, &p.source)),
        cue: vec![reading.bytes(p.cue.tokens.clone())],
        content: bytes(&p.content),
        confidence,
    }
}

/// Sources without the marks of what they say: `” he` is he.
fn unquoted(reading: &Reading<'_>, source: &[Range<usize>]) -> Vec<Range<usize>> {
    let mark = |at: usize| matches!(reading.tokens[at].tag, Tag::OpenQuote | Tag::CloseQuote);
    let trim = |run: &Range<usize>| {
        let start = run.clone().find(|&at| !mark(at))?;
        let last = run.clone().rfind(|&at| !mark(at))?;
        Some(start..last + 1)
    };
    source.iter().filter_map(trim).collect()
}
