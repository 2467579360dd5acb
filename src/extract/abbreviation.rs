//! Abbreviations: whose full stop ends no sentence.

/// Abbreviations, without their full stop, that keep it.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "sens", "rep", "reps", "gov", "govs", "gen", "lt",
    "col", "maj", "capt", "cmdr", "sgt", "adm", "brig", "rev", "hon", "pres", "st", "jr", "sr",
    "inc", "corp", "co", "ltd", "bros", "vs", "v", "no", "nos", "jan", "feb", "mar", "apr", "aug",
    "sept", "sep", "oct", "nov", "dec", "ala", "ariz", "ark", "calif", "colo", "conn", "del",
    "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mass", "mich", "minn", "mo", "mont",
    "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "etc",
    "al", "approx", "dept", "est", "messrs", "mt", "ft", "supt", "atty", "asst", "ph.d",
];

/// Whether a full stop behind a word belongs to it.
pub(super) fn keeps_stop(word: &str) -> bool {
    let mut chars = word.chars();
    let one = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    let dotted = word.len() > 2
        && word.as_bytes()[1..].iter().step_by(2).all(|&b| b == b'.')
        && word.len() % 2 == 1;
    // "no." and "co." end sentences more often than they abbreviate.
    let capital = word.starts_with(|c: char| c.is_uppercase())
        || matches!(word, "etc" | "vs" | "v" | "al" | "approx" | "est");
    one || dotted
        || (capital && word.len() < 7 && ABBREVIATIONS.iter().any(|a| word.eq_ignore_ascii_case(a)))
}
