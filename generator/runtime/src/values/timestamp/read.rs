//! The texts that are moments.

use std::borrow::Cow;

use jiff::civil::Time;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::fmt::temporal::Pieces;

use super::{CYCLE, Timestamp};

const HOUR: i32 = 3600;

/// Reads `YYYY-MM-DDThh:mm:ssZ`, the form in which nearly all come, at a third of what the general parser costs.
pub(super) fn usual(text: &str) -> Option<Timestamp> {
    let text: &[u8; 20] = text.as_bytes().try_into().ok()?;
    let [c1, c0, y1, y0, b'-', m1, m0, b'-', d1, d0, b'T', rest @ ..] = text else {
        return None;
    };
    let [h1, h0, b':', n1, n0, b':', s1, s0, b'Z'] = rest else {
        return None;
    };
    let year = i32::from(pair(c1, c0)?) * 100 + i32::from(pair(y1, y0)?);
    let (month, day) = (pair(m1, m0)?, pair(d1, d0)?);
    let (hour, minute, second) = (pair(h1, h0)?, pair(n1, n0)?, pair(s1, s0)?);
    let time = Time::new(hour, minute, second, 0).ok()?;
    Timestamp::at(year, month, day, time, 0)
}

fn pair(tens: &u8, ones: &u8) -> Option<i8> {
    let is_number = tens.is_ascii_digit() && ones.is_ascii_digit();
    is_number.then(|| ((tens - b'0') * 10 + (ones - b'0')) as i8)
}

/// Reads a date and a time of RFC 3339, and the other forms of ISO 8601 that jiff reads. Without an offset it is UTC.
///
/// It is for what jiff's own timestamps are not. jiff has no year after 9999, no 24:00 and no tenth digit of a fraction, so it is given a text without them.
pub(super) fn rfc_3339(text: &str) -> Option<Timestamp> {
    let (year, rest) = split_year(text)?;
    // Every 400 years have the same days.
    let near = 2000 + year.rem_euclid(400);
    let mut near_text = match year == near && !text.starts_with(['+', '-']) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(format!("{near}{rest}")),
    };
    let time = near_text.find(['T', 't', ' '])? + 1;
    let is_end_of_day = near_text.get(time..)?.starts_with("24");
    if is_end_of_day {
        near_text.to_mut().replace_range(time..time + 2, "23");
    }
    if let Some((begin, end)) = superfluous_digits(&near_text, time) {
        near_text.to_mut().replace_range(begin..end, "");
    }
    let pieces = Pieces::parse(&*near_text).ok()?;
    let time = pieces.time()?;
    let offset = match (pieces.to_numeric_offset(), pieces.time_zone_annotation()) {
        (Some(offset), _) => offset.seconds(),
        (None, None) => 0,
        // The rules of time zones are not at hand.
        (None, Some(_)) => return None,
    };
    let offset = match is_end_of_day {
        true if time.minute() == 0 && time.second() == 0 && time.subsec_nanosecond() == 0 => {
            offset - HOUR
        }
        true => return None,
        false => offset,
    };
    let date = pieces.date();
    let year = i32::from(date.year()) + (year - near);
    Timestamp::at(year, date.month(), date.day(), time, offset)
}

/// The year, of four digits or of a sign and six, and what follows.
fn split_year(text: &str) -> Option<(i32, &str)> {
    let is_signed = text.starts_with(['+', '-']);
    let (year, rest) = text.split_at_checked(if is_signed { 7 } else { 4 })?;
    let mut digits = year.bytes().skip(usize::from(is_signed));
    let is_year = digits.all(|byte| byte.is_ascii_digit());
    is_year.then_some((year.parse().ok()?, rest))
}

/// Where the digits of a fraction are that follow the ninth.
fn superfluous_digits(text: &str, time: usize) -> Option<(usize, usize)> {
    let fraction = time + text.get(time..)?.find(['.', ','])? + 1;
    let digits = text.get(fraction..)?.bytes();
    let digits = digits.take_while(u8::is_ascii_digit).count();
    (digits > 9).then_some((fraction + 9, fraction + digits))
}

/// Reads a date and a time of RFC 2822; whether the day of the week is the right one does not matter.
pub(super) fn rfc_2822(text: &str) -> Option<Timestamp> {
    let is_year = |word: &&str| {
        (4..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parser = DateTimeParser::new().relaxed_weekday(true);
    let Some(year_text) = text.split_ascii_whitespace().find(is_year) else {
        return parser.parse_timestamp(text).ok().map(Timestamp::of_jiff);
    };
    // As above, the year is one of which jiff has all days.
    let year: i64 = year_text.parse().ok()?;
    let near = 2000 + year.rem_euclid(400);
    let near_text = text.replacen(year_text, &near.to_string(), 1);
    let moment = Timestamp::of_jiff(parser.parse_timestamp(near_text).ok()?);
    Timestamp::new(moment.seconds + (year - near) / 400 * CYCLE, moment.nanos)
}
