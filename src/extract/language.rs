//! Languages: the models read English alone, so others are recognised first.

use std::fmt;

/// Bytes that are looked at.
const SAMPLE: usize = 4096;

/// Words that hardly any English sentence does without.
const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "and", "to", "that", "is", "was", "for", "it", "with", "he", "his", "as", "on",
    "at", "by", "this", "had", "not", "but", "from", "have", "are", "they", "which", "you", "were",
    "her", "she", "there", "would", "their", "we", "him", "been", "has", "when", "who", "will",
    "said", "says", "if", "about", "an",
];

/// Says why a text is not looked through for attributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotEnglish {
    /// The language's code in ISO 639-3.
    pub language: &'static str,
}

impl fmt::Display for NotEnglish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the text seems to be in another language ({}) than English",
            self.language
        )
    }
}

impl std::error::Error for NotEnglish {}

/// Tells whether a text is English, so far as it can be told.
///
/// A text too short to tell passes.
///
/// # Errors
///
/// When the text is clearly in another language.
pub fn check_english(text: &str) -> Result<(), NotEnglish> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let Some(info) = whatlang::detect(sample) else {
        return Ok(());
    };
    let language = info.lang();
    let latin = info.script() == whatlang::Script::Latin;
    // Names and quotations mislead the detector less when function words are counted beside it.
    let clear = if latin {
        info.is_reliable() && function_words(sample) < 0.1
            || function_words(sample) < 0.02 && words(sample) > 20
    } else {
        true
    };
    if language == whatlang::Lang::Eng || !clear {
        Ok(())
    } else {
        Err(NotEnglish {
            language: language.code(),
        })
    }
}

fn words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
        .count()
}

/// The share of words that are English function words.
fn function_words(text: &str) -> f32 {
    let known = |w: &&str| FUNCTION_WORDS.iter().any(|f| f.eq_ignore_ascii_case(w));
    let count = text
        .split(|c: char| !c.is_alphabetic())
        .filter(known)
        .count();
    count as f32 / words(text).max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_told_apart() {
        let other = [
            (
                "deu",
                "Der Sprecher sagte am Montag, die Regierung werde das Gesetz nicht ändern. Die Opposition warf ihm vor, er habe gelogen.",
            ),
            (
                "fra",
                "Le porte-parole a déclaré lundi que le gouvernement ne modifierait pas la loi. L’opposition l’accuse de mentir aux citoyens.",
            ),
            (
                "spa",
                "El portavoz dijo el lunes que el gobierno no cambiará la ley. La oposición lo acusa de haber mentido a los ciudadanos.",
            ),
        ];
        for (code, text) in other {
            assert_eq!(
                check_english(text),
                Err(NotEnglish { language: code }),
                "{text}"
            );
        }
    }

    #[test]
    fn other_scripts_never_pass() {
        for text in [
            "Представитель заявил, что правительство не изменит закон.",
            "发言人周一表示，政府不会修改法律。",
        ] {
            assert!(check_english(text).is_err(), "{text}");
        }
    }

    #[test]
    fn english_and_what_is_too_short_passes() {
        let english = [
            "",
            "SENATE PASSES BILL",
            "Trump: No deal",
            "Putin said Zelenskyy’s Verkhovna Rada ally, Volodymyr Groysman, had met Emmanuel Macron in Paris.",
            "“Wir schaffen das,” Angela Merkel said in Berlin, and she repeated that it was the right thing to do.",
        ];
        for text in english {
            assert_eq!(check_english(text), Ok(()), "{text}");
        }
    }
}
