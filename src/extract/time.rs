//! Times: "Monday", "last week".

use super::Tag;
use super::phrase::Cut;
use std::ops::Range;

/// Days and months that are nothing else.
const TIMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "yesterday",
    "today",
    "tomorrow",
    "tonight",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan.",
    "feb.",
    "aug.",
    "sept.",
    "oct.",
    "nov.",
    "dec.",
];

/// Nouns that tell a time with a word before them: "last week".
const TIME_UNITS: &[&str] = &[
    "morning",
    "afternoon",
    "evening",
    "night",
    "week",
    "month",
    "year",
    "hour",
    "day",
    "weekend",
    "days",
    "weeks",
    "months",
    "years",
    "hours",
    "minutes",
    "moment",
    "time",
];

impl Cut<'_, '_> {
    /// Whether a word names a day or month.
    pub(super) fn begins_time(&self, at: usize) -> bool {
        self.tag(at).is_noun() && self.is(at, TIMES)
    }

    /// Whether a noun phrase tells a time and nothing else.
    pub(super) fn is_time(&self, tokens: Range<usize>) -> bool {
        let last = tokens.end - 1;
        let names = tokens.clone().any(|i| self.begins_time(i));
        let all = tokens.clone().all(|i| {
            self.begins_time(i)
                || self.is(i, TIME_UNITS)
                || matches!(self.tag(i), Tag::Cd | Tag::Dt | Tag::Jj | Tag::Pos)
        });
        let unit = self.is(last, TIME_UNITS)
            && self.is(
                tokens.start,
                &["last", "next", "this", "earlier", "late", "early"],
            );
        all && (names || unit)
    }
}
