//! Names that people type: what has one, and which was probably meant where nothing has.

/// Finds what is called by a name or one of its file extensions, in any case.
pub(crate) fn called<T: Copy>(
    all: &[T],
    word: &str,
    names: impl Fn(T) -> (&'static str, &'static [&'static str]),
) -> Option<T> {
    let word = word.to_ascii_lowercase();
    let is = |one: &T| {
        let (name, extensions) = names(*one);
        name == word || extensions.contains(&word.as_str())
    };
    all.iter().copied().find(is)
}

/// Says which of some words was probably meant, or names them all.
pub(crate) fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> String {
    let words: Vec<_> = words.collect();
    let near = words.iter().map(|w| (distance(word, w), *w)).min();
    match near {
        Some((far, near)) if far <= near.len() / 3 + 1 => format!("; did you mean `{near}`?"),
        _ if words.len() <= 14 => format!("; allowed here: {}", words.join(", ")),
        _ => String::new(),
    }
}

/// Counts the letters to change, add or leave out (Levenshtein).
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(64).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_changes() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
