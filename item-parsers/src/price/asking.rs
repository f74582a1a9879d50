use thiserror::Error;

use super::{Rates, hr_of_note};

/// The longest price that is sent, in characters.
pub const LONGEST: usize = 100;
/// More than anything is worth, in HR.
const DEAREST: f64 = 1_000_000.0;

/// A price as the player asks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Asking {
    /// In the player's own words.
    pub text: String,
    /// In HR, where the words say so much.
    pub hr: Option<f64>,
}

/// Why a text is no price, each with what to write instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadPrice {
    #[error("The price is empty. Write an amount in HR (0.5), runes (2 gul) or “offer”.")]
    Empty,
    #[error("The price is {0} characters long; the market shows at most {LONGEST}. Shorten it.")]
    TooLong(usize),
    #[error(
        "The price has a character that the market's readers do not know. Write plain letters and numbers, such as 0.5."
    )]
    OddCharacter,
    #[error("A price is above 0. Write an amount in HR (0.5), runes (2 gul) or “offer”.")]
    NotAboveZero,
    #[error("The price is beyond all measure. Write it in HR, such as 0.5.")]
    TooMuch,
}

impl Asking {
    /// Reads what a player typed. Words without an amount (`offer`) are a price, too.
    ///
    /// # Errors
    /// What no buyer could read, or nobody would pay.
    pub fn parse(text: &str, rates: &Rates) -> Result<Self, BadPrice> {
        let text = text.trim();
        let length = text.chars().count();
        if length == 0 {
            return Err(BadPrice::Empty);
        }
        if length > LONGEST {
            return Err(BadPrice::TooLong(length));
        }
        // Fractions and digits of other scripts are numbers to some readers and letters to others.
        let odd = |letter: char| letter.is_control() || (letter.is_numeric() && !letter.is_ascii());
        if text.chars().any(odd) {
            return Err(BadPrice::OddCharacter);
        }
        if let Ok(number) = text.parse::<f64>() {
            check(number)?;
        }
        let hr = hr_of_note(text, rates).map(|worth| worth.hr);
        if text.starts_with('-') {
            return Err(BadPrice::NotAboveZero);
        }
        if let Some(hr) = hr {
            check(hr)?;
        }
        Ok(Self {
            text: text.to_owned(),
            hr,
        })
    }
}

impl Asking {
    /// The same with the seller's terms and a note behind the price, as sellers write them: `0.5 obo, perfect`. What
    /// it is worth stays what the price says.
    ///
    /// # Errors
    /// A note that makes it too long, or that buyers could not read.
    pub fn with_terms(self, negotiable: bool, note: &str) -> Result<Self, BadPrice> {
        let mut text = self.text;
        if negotiable && !says_negotiable(&text) {
            text.push_str(" obo");
        }
        let note = note.trim();
        if !note.is_empty() {
            if note.chars().any(char::is_control) {
                return Err(BadPrice::OddCharacter);
            }
            text.push_str(", ");
            text.push_str(note);
        }
        let length = text.chars().count();
        if length > LONGEST {
            return Err(BadPrice::TooLong(length));
        }
        Ok(Self { text, hr: self.hr })
    }

    /// The same with the terms and the note of the price that it takes the place of: `0.7` in place of
    /// `0.5 obo, perfect` is `0.7 obo, perfect`. Only an amount alone takes them over, and only from behind an amount.
    ///
    /// # Errors
    /// A note that makes it too long.
    pub fn in_place_of(self, old: &str, rates: &Rates) -> Result<Self, BadPrice> {
        let alone = !says_any(&self.text, FIRM)
            && terms(&self.text, rates)
                .is_some_and(|(negotiable, note)| !negotiable && note.is_empty());
        match terms(old, rates) {
            Some((negotiable, note)) if alone => self.with_terms(negotiable, &note),
            _ => Ok(self),
        }
    }
}

/// Whether less may be offered, and the note, of `AMOUNT[ obo][, NOTE]`; `None` of words of any other kind.
fn terms(text: &str, rates: &Rates) -> Option<(bool, String)> {
    let is_amount = |part: &str| hr_of_note(part, rates).is_some();
    let is_odd = |part: &str| is_amount(part) || part.chars().any(char::is_control);
    let parts: Vec<&str> = text.split(", ").collect();
    // `2 gul, ist` is one amount.
    let amounts = parts.iter().take_while(|part| is_amount(part)).count();
    let (amounts, note) = parts.split_at(amounts);
    let told_apart = !amounts.is_empty() && !note.iter().any(|part| is_odd(part));
    told_apart.then(|| {
        (
            amounts.iter().any(|part| says_negotiable(part)),
            note.join(", "),
        )
    })
}

/// The words say already that less may be offered.
fn says_negotiable(text: &str) -> bool {
    says_any(text, &["obo", "offer", "offers", "neg"])
}

/// The words say that nothing less will do.
const FIRM: &[&str] = &["firm"];

fn says_any(text: &str, words: &[&str]) -> bool {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| words.contains(&word))
}

fn check(hr: f64) -> Result<(), BadPrice> {
    if hr.is_nan() || hr <= 0.0 {
        Err(BadPrice::NotAboveZero)
    } else if hr > DEAREST {
        Err(BadPrice::TooMuch)
    } else {
        Ok(())
    }
}
