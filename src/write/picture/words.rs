//! Clipping and wrapping the words of boxes.

/// Returns the words on one line, without control and direction characters.
///
/// Direction marks could turn the words of a name around those beside it.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter_map(cleaned) {
        if c != ' ' || !out.is_empty() && !out.ends_with(' ') {
            out.push(c);
        }
    }
    while out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Returns what [`clean`] makes of a character, if it leaves it.
pub(crate) fn cleaned(c: char) -> Option<char> {
    match c {
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => None,
        '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        '\u{fffe}' | '\u{ffff}' => Some('\u{fffd}'),
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => Some('\u{fffd}'),
        c => Some(c),
    }
}

/// Returns at most so many characters, the last an ellipsis where it was cut.
pub(crate) fn clip(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Breaks words into lines whose measure stays within a width.
///
/// A word too long for a line is broken inside. Where more than `most` lines
/// are needed, the last one ends in an ellipsis.
pub(crate) fn wrap(
    text: &str,
    width: f32,
    most: usize,
    measure: impl Fn(&str) -> f32,
) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        let joined = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if measure(&joined) <= width {
            *line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(String::new());
        }
        if lines.len() > most {
            break;
        }
        break_word(word, width, &mut lines, &measure);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            shorten(last, width, &measure);
        }
    }
    lines
}

/// Puts a word on the last, empty line, and on further ones where it is too long.
fn break_word(word: &str, width: f32, lines: &mut Vec<String>, measure: &impl Fn(&str) -> f32) {
    let mut line = lines.pop().unwrap_or_default();
    for c in word.chars() {
        line.push(c);
        if measure(&line) > width && line.chars().count() > 1 {
            line.pop();
            lines.push(std::mem::take(&mut line));
            line.push(c);
        }
    }
    lines.push(line);
}

fn shorten(line: &mut String, width: f32, measure: &impl Fn(&str) -> f32) {
    line.push('…');
    while measure(line) > width && line.chars().count() > 2 {
        line.pop();
        line.pop();
        let kept = line.trim_end().len();
        line.truncate(kept);
        line.push('…');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_within_the_width() {
        let measure = |line: &str| line.chars().count() as f32;
        let text = "a claim of some words and anextraordinarilylongone at its end";
        for width in [4.0, 10.0, 30.0] {
            let lines = wrap(text, width, 40, measure);
            assert!(lines.iter().all(|line| measure(line) <= width), "{lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
        assert_eq!(wrap(text, 10.0, 2, measure), ["a claim of", "some word…"]);
    }

    #[test]
    fn cleaning_leaves_words_in_place() {
        assert_eq!(clean(" a\u{0}\n\tb\u{202e}c "), "a\u{fffd} bc");
        assert_eq!(clip("abcdef", 4), "abc…");
    }
}
