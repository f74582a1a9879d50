//! Prices in sellers' own words.

use super::Rates;

/// What a note is worth, and how that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Worth {
    pub hr: f64,
    /// How the number came about, for the player: `10 × wss at 0.01 HR`.
    pub reason: String,
}

/// The longest note that is read; sellers write a few words.
const MAX_BYTES: usize = 200;

/// Stands between the ends of a range.
const RANGE: &str = "-";

/// Words that say HR, and words that say nothing about the amount.
const HR_WORDS: &[&str] = &["hr", "hrs"];
const FILLERS: &[&str] = &[
    "obo", "bo", "o", "b/o", "c/o", "each", "ea", "only", "firm", "for", "rune", "runes", "b",
    "worth", "of", "x",
];

/// What the note is worth in HR, or `None` where it names no amount (`offer`, empty, a chat).
///
/// Terms joined by `+`, `and`, `&` or `,` are added: `2 gul + ist`. Of choices (`/`, `|`, `or`) the first that
/// can be read counts: `0.15/ist`, `.10 or 10 wss`; `1/2 hr` is a fraction. Of a range the lower end counts.
/// A number alone is HR.
#[must_use]
pub fn hr_of_note(note: &str, rates: &Rates) -> Option<Worth> {
    if note.len() > MAX_BYTES {
        return None;
    }
    let note = fraction(&decimal_commas(&note.to_lowercase()));
    let note = note
        .replace(" or ", "/")
        .replace(" and ", "+")
        .replace(['&', ','], "+");
    note.split(['/', '|']).find_map(|choice| sum(choice, rates))
}

/// `0,5` is `0.5`; `gul, ist` stays.
fn decimal_commas(note: &str) -> String {
    let characters: Vec<char> = note.chars().collect();
    let digit = |place: Option<usize>| {
        place
            .and_then(|place| characters.get(place))
            .is_some_and(char::is_ascii_digit)
    };
    let at = |(place, character): (usize, &char)| {
        let between = *character == ',' && digit(place.checked_sub(1)) && digit(Some(place + 1));
        if between { '.' } else { *character }
    };
    characters.iter().enumerate().map(at).collect()
}

/// `1/2` and `1/4 hr` as decimals; `1/10wss` is a choice.
fn fraction(note: &str) -> String {
    let whole = || note.to_owned();
    let Some((before, after)) = note.split_once('/') else {
        return whole();
    };
    let digits = after.len()
        - after
            .trim_start_matches(|digit: char| digit.is_ascii_digit())
            .len();
    let (below, rest) = after.split_at(digits);
    let says_hr =
        rest.trim().is_empty() || HR_WORDS.iter().any(|word| rest.trim().starts_with(word));
    match (before.trim().parse::<u32>(), below.parse::<u32>()) {
        (Ok(above), Ok(below)) if above < below && says_hr => {
            format!("{} {rest}", f64::from(above) / f64::from(below))
        }
        _ => whole(),
    }
}

/// All terms of one choice; one that cannot be read spoils it.
fn sum(choice: &str, rates: &Rates) -> Option<Worth> {
    let mut hr = 0.0;
    let mut reasons = Vec::new();
    for part in choice
        .split('+')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        for term in terms(&words(part), rates) {
            let term = term?;
            hr += term.hr;
            reasons.push(term.reason);
        }
    }
    (hr > 0.0 && hr.is_finite()).then(|| Worth {
        hr,
        reason: reasons.join(" + "),
    })
}

/// `1 hr 50 wss` is two terms: a number after an amount with its unit begins another.
fn terms(words: &[String], rates: &Rates) -> Vec<Option<Worth>> {
    let is_unit = |word: &String| HR_WORDS.contains(&word.as_str()) || rates.hr(word).is_some();
    let (mut starts, mut amount, mut complete) = (vec![0], false, false);
    for (place, word) in words.iter().enumerate() {
        let more = words[place..].iter().any(is_unit);
        if number(word).is_some() {
            if complete && more {
                starts.push(place);
                complete = false;
            }
            amount = true;
        } else if is_unit(word) {
            complete = amount;
        }
    }
    let ends = starts.iter().skip(1).copied().chain([words.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| term(&words[*start..end], rates))
        .collect()
}

/// `10wss`, `2 gul`, `ber obo`, `1  hrs`, `.5`
fn term(words: &[String], rates: &Rates) -> Option<Worth> {
    let mut amount: Option<f64> = None;
    let mut unit: Option<(String, f64)> = None;
    let mut range = false;
    for word in words {
        if word == RANGE {
            range = amount.is_some() && unit.is_none();
        } else if let Some(number) = number(word) {
            amount = match amount {
                None => Some(number),
                Some(lower) if range => Some(lower.min(number)),
                Some(_) => return None, // Two numbers side by side: no telling what they mean.
            };
        } else if HR_WORDS.contains(&word.as_str()) {
            set(&mut unit, "HR", 1.0)?;
        } else if let Some(hr) = rates.hr(word) {
            set(&mut unit, word, hr)?;
        } else if !FILLERS.contains(&word.as_str()) {
            return None;
        }
    }
    let (amount, unit) = match (amount, unit) {
        (Some(amount), Some(unit)) => (amount, unit),
        (Some(amount), None) => (amount, ("HR".to_owned(), 1.0)),
        (None, Some(unit)) => (1.0, unit),
        (None, None) => return None,
    };
    let hr = amount * unit.1;
    let amount = crate::wording::decimal(amount);
    let reason = if unit.0 == "HR" {
        format!("{amount} HR")
    } else {
        format!(
            "{amount} × {} at {} HR",
            unit.0,
            crate::wording::decimal(unit.1)
        )
    };
    Some(Worth { hr, reason })
}

/// A second unit in one term cannot be read.
fn set(unit: &mut Option<(String, f64)>, name: &str, hr: f64) -> Option<()> {
    if unit.as_ref().is_some_and(|(known, _)| known != name) {
        return None;
    }
    *unit = Some((name.to_owned(), hr));
    Some(())
}

/// Runs of digits and runs of letters; blanks and marks part them.
fn words(part: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for character in part.chars() {
        let kind = match character {
            '0'..='9' | '.' => Some(true),
            letter if letter.is_alphabetic() => Some(false),
            '-' | '–' => {
                words.push(RANGE.to_owned());
                None
            }
            _ => None,
        };
        match kind {
            Some(_) if kind == last => {
                if let Some(word) = words.last_mut() {
                    word.push(character);
                }
            }
            Some(_) => words.push(character.to_string()),
            None => {}
        }
        last = kind;
    }
    words
}

/// `.5`, `0.15`, `10`
fn number(word: &str) -> Option<f64> {
    if !word.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    word.trim_end_matches('.').parse().ok()
}
