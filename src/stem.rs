//! Stems: one key for the words of a family, so that "denial" meets "denied".
//!
//! Rough on purpose: a stem is compared and never shown. It knows no part of speech.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Words of one family whose endings do not tell, or that news uses for one another;
/// the first of a line stands for all.
const FAMILIES: &str = "
tell told
speak spoke spoken speech
know knew known knowledge
write wrote written
take took taken
give gave given
break broke broken
steal stole stolen theft loot rob
lose lost loss
pay paid
shoot shot
build built construct
fall fell fallen
fight fought
fly flew flown flight
find found
send sent
meet met
hold held
keep kept
leave left
lead led
win won
choose chose chosen choice
hide hid hidden conceal
drive drove driven
bring brought
seek sought
think thought
teach taught
see saw seen
go went gone
begin began begun start launch
become became
come came
run ran
rise rose risen
prove proof proven
believe belief
kill murder assassinate slay slain die died dying dead death
attack assault raid strike struck
bribe corrupt graft kickback
poison contaminate pollute
buy bought purchase acquire acquisition takeover
sell sold sale divest
close shut
end finish halt stop
cheat defraud fraud swindle
lie lied mislead misled deceive
leak spill
vote ballot election elect poll
child children kid pupil
man men
woman women
person people
doctor physician
police officer
cost price
money fund cash
wage pay salary
job work employ
company firm business
blast explosion explode
crash collide collision
injure injury injuries injured hurt wound
resign quit
house home
";

/// Endings that inflect a word or make another part of speech of it, the longest first.
const ENDINGS: &[&str] = &[
    "izations", "isations", "ization", "isation", "ications", "ication", "ations", "ements",
    "itions", "atory", "ation", "ement", "ments", "ition", "ances", "ences", "ators", "ment",
    "ance", "ence", "ator", "ings", "ions", "able", "ible", "ness", "ives", "ies", "ied", "ity",
    "ing", "ion", "ive", "ate", "ery", "als", "ers", "ors", "ure", "ed", "es", "al", "er", "or",
    "ly", "s",
];

/// Returns the stem of a word in lower case.
pub(crate) fn stem(word: &str) -> String {
    if let Some(known) = families().get(word) {
        return known.clone();
    }
    let bare = bare(word);
    families().get(&bare).cloned().unwrap_or(bare)
}

/// Takes the ending off, where enough of the word is left.
fn bare(word: &str) -> String {
    if !word.is_ascii() || word.len() < 4 {
        return word.to_owned();
    }
    let ending = ENDINGS
        .iter()
        .filter(|e| word.ends_with(**e))
        .find(|e| leaves_enough(word, e));
    let mut stem = &word.as_bytes()[..word.len() - ending.map_or(0, |e| e.len())];
    // "deny", "deni-al"; "accuse", "accus-ation"; "stopp-ed", "cross".
    while stem.len() > 3
        && matches!(stem[stem.len() - 1], b'e' | b'y' | b'i')
        && !stem.ends_with(b"sy")
    {
        stem = &stem[..stem.len() - 1];
    }
    if stem.len() > 3 && stem[stem.len() - 1] == stem[stem.len() - 2] {
        stem = &stem[..stem.len() - 1];
    }
    String::from_utf8_lossy(stem).into_owned()
}

fn leaves_enough(word: &str, ending: &str) -> bool {
    let rest = &word[..word.len().saturating_sub(ending.len())];
    let least = if ending.len() > 2 { 3 } else { 2 };
    rest.len() >= least
        && match ending {
            "s" => !rest.ends_with(['s', 'u', 'i']),
            "ed" | "es" => !rest.ends_with('e'),
            _ => true,
        }
}

fn families() -> &'static BTreeMap<String, String> {
    static FOUND: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let mut out = BTreeMap::new();
        for line in FAMILIES.lines() {
            let first = bare(line.split(' ').next().unwrap_or_default());
            for word in line.split(' ') {
                out.entry(word.to_owned()).or_insert_with(|| first.clone());
                out.entry(bare(word)).or_insert_with(|| first.clone());
            }
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn families_share_a_stem() {
        for family in [
            "deny denied denies denial denying",
            "accuse accused accusation accusations accuses",
            "allege alleged allegation allegations",
            "attack attacked attacks assault raid",
            "propose proposed proposal proposals",
            "bought buys buying purchase",
            "cross crossing crossings crossed",
            "injured injuries hurt wounded",
            "resigned resignation resigns quit",
            "died death killed killing",
        ] {
            let stems: Vec<_> = family.split(' ').map(stem).collect();
            assert!(stems.iter().all(|s| *s == stems[0]), "{family}: {stems:?}");
        }
    }

    #[test]
    fn others_stay_apart() {
        for (a, b) in [
            ("need", "new"),
            ("minister", "ministry"),
            ("buy", "sell"),
            ("bus", "busy"),
            ("close", "cloud"),
        ] {
            assert_ne!(stem(a), stem(b), "{a} {b}");
        }
    }

    #[test]
    fn any_word_has_a_stem() {
        for word in ["", "a", "ies", "é", "ß", "ss", "ingings", "😀ing"] {
            let _ = stem(word);
        }
    }
}
