//! Languages: the models read English alone, so others are recognised first.

use std::fmt;

/// Bytes that are looked at.
const SAMPLE: usize = 4096;

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
    // Names and quotations mislead the detector less when function words are counted beside it;
    // where there are many, it need not be asked.
    let (words, known) = count(sample);
    let share = known as f32 / words.max(1) as f32;
    if share >= 0.1 && is_latin(sample) {
        return Ok(());
    }
    let Some(info) = whatlang::detect(sample) else {
        return Ok(());
    };
    let language = info.lang();
    let clear = info.script() != whatlang::Script::Latin
        || info.is_reliable() && share < 0.1
        || share < 0.02 && words > 20;
    if language == whatlang::Lang::Eng || !clear {
        Ok(())
    } else {
        Err(NotEnglish {
            language: language.code(),
        })
    }
}

/// Whether more Latin letters stand in a text than characters of all other scripts.
fn is_latin(text: &str) -> bool {
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let others = text.bytes().filter(|b| *b >= 0xc0).count();
    letters > others
}

/// Counts words, and English function words among them.
fn count(text: &str) -> (usize, usize) {
    let words = text.split(|c: char| !c.is_alphabetic());
    words
        .filter(|w| !w.is_empty())
        .fold((0, 0), |(all, known), w| {
            (all + 1, known + usize::from(is_function_word(w)))
        })
}

/// Words without which hardly any English sentence does, sorted; none has more than five letters.
const FUNCTION_WORDS: &[&[u8]] = &[
    b"about", b"an", b"and", b"are", b"as", b"at", b"been", b"but", b"by", b"for", b"from", b"had",
    b"has", b"have", b"he", b"her", b"him", b"his", b"if", b"is", b"it", b"not", b"of", b"on",
    b"said", b"says", b"she", b"that", b"the", b"their", b"there", b"they", b"this", b"to", b"was",
    b"we", b"were", b"when", b"which", b"who", b"will", b"with", b"would", b"you",
];

/// Whether hardly any English sentence does without a word.
fn is_function_word(word: &str) -> bool {
    let mut lower = [0; 5];
    let Some(lower) = lower.get_mut(..word.len()) else {
        return false;
    };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    FUNCTION_WORDS.binary_search(&&*lower).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_function_words_are_sorted() {
        assert!(FUNCTION_WORDS.is_sorted());
    }

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
