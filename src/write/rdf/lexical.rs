//! Values as XML Schema writes them: dates and decimals.

use oxrdf::{NamedNodeRef, vocab::xsd};

/// Returns the datatype of a date or time written as XML Schema writes it.
///
/// Anything else has none, and is then a plain string.
pub(super) fn date_type(text: &str) -> Option<NamedNodeRef<'static>> {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let year = parts.next().and_then(|y| number(y, 4)).filter(|&y| y > 0)?;
    let month = parts.next().map(|m| number(m, 2));
    let day = parts.next().map(|d| number(d, 2));
    if parts.next().is_some() {
        return None;
    }
    match (month, day, time) {
        (None, None, None) => Some(xsd::G_YEAR),
        (Some(month), None, None) => is_month(month?).then_some(xsd::G_YEAR_MONTH),
        (Some(month), Some(day), None) => is_day(year, month?, day?).then_some(xsd::DATE),
        (Some(month), Some(day), Some(time)) => {
            (is_day(year, month?, day?) && is_time(time)).then_some(xsd::DATE_TIME)
        }
        _ => None,
    }
}

fn number(digits: &str, length: usize) -> Option<u32> {
    let whole = digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit());
    whole.then(|| digits.parse().ok())?
}

fn is_month(month: u32) -> bool {
    (1..=12).contains(&month)
}

fn is_day(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    is_month(month) && (1..=last).contains(&day)
}

/// Hours, minutes and seconds, perhaps with a fraction and a zone.
fn is_time(time: &str) -> bool {
    let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone);
    let (clock, fraction) = match clock.split_once('.') {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (clock, None),
    };
    let parts: Vec<Option<u32>> = clock.split(':').map(|part| number(part, 2)).collect();
    let clock = matches!(parts[..], [Some(0..=23), Some(0..=59), Some(0..=59)]);
    let fraction = fraction.is_none_or(|f| !f.is_empty() && f.bytes().all(|b| b.is_ascii_digit()));
    clock && fraction && is_zone(zone)
}

fn is_zone(zone: &str) -> bool {
    let Some(offset) = zone.strip_prefix(['+', '-']) else {
        return zone.is_empty() || zone == "Z";
    };
    let parts: Vec<Option<u32>> = offset.split(':').map(|part| number(part, 2)).collect();
    matches!(
        parts[..],
        [Some(0..=13), Some(0..=59)] | [Some(14), Some(0)]
    )
}

/// Returns the shortest decimal that reads back as the same number.
///
/// Zero has no sign, as in XML Schema's canonical form. What has three places at
/// most, as our own confidences have, is spelled from its digits: the search for
/// the shortest costs several times as much.
pub(super) fn decimal(value: f64) -> String {
    let places = (value * 1000.0).round();
    if !(1.0..1000.0).contains(&places) || places / 1000.0 != value {
        return (value + 0.0).to_string();
    }
    let places = places as u16;
    let mut out = String::from("0.");
    for place in [places / 100, places / 10 % 10, places % 10] {
        out.push(char::from(b'0' + place as u8));
    }
    out.truncate(out.trim_end_matches('0').len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_the_shortest_that_read_back() {
        for thousandth in -10..2010 {
            let value = f64::from(thousandth) / 1000.0;
            for value in [value, value.next_up(), value.next_down()] {
                assert_eq!(decimal(value), (value + 0.0).to_string());
            }
        }
        assert_eq!(
            ["0", "0.5", "1e300"].map(|n| decimal(n.parse().expect("a number")).len()),
            [1, 3, 301]
        );
        assert_eq!(decimal(-0.0), "0");
    }

    #[test]
    fn only_what_xml_schema_allows_is_typed() {
        for (text, expected) in [
            ("2023", Some(xsd::G_YEAR)),
            ("2023-05", Some(xsd::G_YEAR_MONTH)),
            ("2024-02-29", Some(xsd::DATE)),
            ("2023-05-03T10:00:00", Some(xsd::DATE_TIME)),
            ("2023-05-03T10:00:00.5+02:00", Some(xsd::DATE_TIME)),
            ("2023-05-03T10:00:00Z", Some(xsd::DATE_TIME)),
            ("2023-02-29", None),
            ("0000-01-01", None),
            ("2023-5-3", None),
            ("2023-05-03T10:00Z", None),
            ("2023-05-03T10:00:00+15:00", None),
            ("2023-05-03T10:00:00.Z", None),
            ("T10:00:00", None),
            ("May 3, 2023", None),
            ("", None),
        ] {
            assert_eq!(date_type(text), expected, "{text}");
        }
    }
}
