//! Dates as pages and dumps write them, made ISO 8601.

/// Returns a date, or date and time, in ISO 8601; none for what is no date.
///
/// Understands ISO 8601 with its usual liberties, the dates of mail and HTTP
/// headers, and days with the month in English.
pub(super) fn normal(words: &str) -> Option<String> {
    let words = words.trim();
    iso(words).or_else(|| named_month(words))
}

fn iso(words: &str) -> Option<String> {
    let date = words.get(..10).and_then(dashed).map(|day| (day, 10));
    let (day, length) = date.or_else(|| Some((compact(words.get(..8)?)?, 8)))?;
    let rest = words[length..].trim_start();
    if rest.is_empty() {
        return Some(day);
    }
    let time = rest.strip_prefix(['T', 't']).unwrap_or(rest);
    Some(format!("{day}T{}", clock(time)?))
}

fn dashed(words: &str) -> Option<String> {
    let mut parts = words.split(['-', '/']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    date(year, number(month, 2)?, day)
}

fn compact(words: &str) -> Option<String> {
    date(
        words.get(..4)?,
        number(words.get(4..6)?, 2)?,
        words.get(6..8)?,
    )
}

fn date(year: &str, month: u32, day: &str) -> Option<String> {
    let (year, day) = (number(year, 4)?, number(day, 2)?);
    let possible = (1..=12).contains(&month) && (1..=31).contains(&day) && year > 0;
    possible.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn number(digits: &str, length: usize) -> Option<u32> {
    let good = (1..=length).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    good.then(|| digits.parse().ok())?
}

/// `12:00`, `12:00:30.5 Z`, `12:00:30 +0200`, `12:00:30+02:00`.
fn clock(words: &str) -> Option<String> {
    let zone_at = words.find(['Z', 'z', '+', '-', ' ']);
    let (time, zone) = words.split_at(zone_at.unwrap_or(words.len()));
    let mut parts = time.split(':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let seconds = parts.next().unwrap_or("00");
    let (second, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    let second = number(second, 2)?;
    let digits = fraction.bytes().all(|b| b.is_ascii_digit());
    if hour > 23 || minute > 59 || second > 60 || !digits || parts.next().is_some() {
        return None;
    }
    let fraction = match fraction {
        "" => String::new(),
        digits => format!(".{digits}"),
    };
    let zone = zone_of(zone.trim())?;
    Some(format!("{hour:02}:{minute:02}:{second:02}{fraction}{zone}"))
}

fn zone_of(words: &str) -> Option<String> {
    match words {
        "" => return Some(String::new()),
        "Z" | "z" | "GMT" | "UTC" => return Some("Z".to_owned()),
        _ => {}
    }
    let sign = words.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    let digits = words[1..].replace(':', "");
    let all = digits.bytes().all(|b| b.is_ascii_digit());
    match digits.len() {
        4 if all => Some(format!("{sign}{}:{}", &digits[..2], &digits[2..])),
        2 if all => Some(format!("{sign}{digits}:00")),
        _ => None,
    }
}

/// `Wed, 03 May 2023 12:00:00 GMT`, `3 May 2023`, `May 3, 2023`.
fn named_month(words: &str) -> Option<String> {
    let mut parts: Vec<&str> = words
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() > 3 && month(parts[0]).is_none() && number(parts[0], 2).is_none() {
        parts.remove(0);
    }
    let (first, second, year) = (parts.first()?, parts.get(1)?, parts.get(2)?);
    let day = match (month(first), month(second)) {
        (Some(month), None) => date(year, month, second),
        (None, Some(month)) => date(year, month, first),
        _ => None,
    }?;
    match parts.get(3..).unwrap_or_default() {
        [] => Some(day),
        [time, zone @ ..] if time.contains(':') => Some(format!(
            "{day}T{}",
            clock(&format!("{time} {}", zone.concat()))?
        )),
        _ => Some(day),
    }
}

fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    if word.len() < 3 {
        return None;
    }
    let at = MONTHS.iter().position(|m| m.starts_with(&word))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn dates_of_pages_become_iso_8601() {
        for (words, expected) in [
            ("2023-05-03", Some("2023-05-03")),
            ("20230503", Some("2023-05-03")),
            ("2023-05-03T12:00:30Z", Some("2023-05-03T12:00:30Z")),
            ("2023-05-03 12:00", Some("2023-05-03T12:00:00")),
            (
                "2023-05-03T12:00:30.25+0200",
                Some("2023-05-03T12:00:30.25+02:00"),
            ),
            (
                "Wed, 03 May 2023 12:00:00 GMT",
                Some("2023-05-03T12:00:00Z"),
            ),
            ("May 3, 2023", Some("2023-05-03")),
            ("3 Sept. 2023", Some("2023-09-03")),
            ("May 3, 2023 at 4pm", Some("2023-05-03")),
            ("2023-13-03", None),
            ("2023-05-03T25:00", None),
            ("yesterday", None),
            ("", None),
            ("é2023-05é", None),
        ] {
            assert_eq!(normal(words).as_deref(), expected, "{words}");
        }
    }
}
