//! How sellers write prices.

use rand::{Rng, seq::IndexedRandom};

/// What a Worldstone Shard is worth, in HR.
const SHARD: f64 = 0.01;

/// Runes that sellers ask for, with their worth in HR as sellers see it.
const RUNES: [(&str, f64); 10] = [
    ("um", 0.08),
    ("mal", 0.1),
    ("ist", 0.15),
    ("gul", 0.2),
    ("vex", 0.4),
    ("ohm", 0.6),
    ("lo", 0.75),
    ("sur", 0.75),
    ("ber", 1.0),
    ("jah", 1.0),
];

/// A price in a seller's words, and the figure that a few sellers give besides.
pub fn note(hr: f64, rng: &mut impl Rng) -> (Option<String>, Option<f64>) {
    let tidy = tidy(hr);
    match rng.random_range(0..100) {
        0..=1 => (Some(String::new()), Some(tidy)),
        2..=3 => (None, Some(tidy)),
        4 => (Some("offer".into()), None),
        5..=12 => (Some(words(tidy, rng)), Some(0.0)),
        13..=17 => (Some(figure(tidy)), Some(tidy)),
        _ => (Some(words(tidy, rng)), None),
    }
}

fn words(hr: f64, rng: &mut impl Rng) -> String {
    let shards = (hr / SHARD).round();
    let figure = figure(hr);
    match rng.random_range(0..20) {
        0..=3 if shards <= 40.0 => format!("{shards}wss"),
        4..=5 if shards <= 40.0 => format!("{shards} wss"),
        6 if shards <= 20.0 => format!("{figure} or {shards} wss"),
        7 => figure.trim_start_matches('0').to_owned(),
        8 => format!("{figure} hr"),
        9 if hr >= 1.0 => format!("{figure}  hrs"),
        10 => format!("{figure}hr obo"),
        11..=14 => rune(hr, rng).unwrap_or(figure),
        _ => figure,
    }
}

/// The rune or two that are worth about as much, where there are any.
fn rune(hr: f64, rng: &mut impl Rng) -> Option<String> {
    let near = |worth: f64| (worth / hr - 1.0).abs() < 0.12;
    let one: Vec<String> = RUNES
        .iter()
        .filter(|(_, worth)| near(*worth))
        .map(|(name, _)| (*name).to_owned())
        .collect();
    if let (Some(name), true) = (one.choose(rng), rng.random_bool(0.7)) {
        return Some(match rng.random_range(0..4) {
            0 => format!("{name} obo"),
            1 => {
                let mut letters = name.chars();
                let first = letters.next().map(|letter| letter.to_ascii_uppercase());
                first.into_iter().chain(letters).collect()
            }
            _ => name.clone(),
        });
    }
    let pairs: Vec<String> = RUNES
        .iter()
        .flat_map(|first| RUNES.iter().map(move |second| (first, second)))
        .filter(|(first, second)| near(first.1 + second.1))
        .map(|(first, second)| match first.0 == second.0 {
            true => format!("2 {}", first.0),
            false => format!("{} + {}", first.0, second.0),
        })
        .collect();
    pairs.choose(rng).cloned()
}

/// Sellers think in round figures.
fn tidy(hr: f64) -> f64 {
    let step = match hr {
        hr if hr < 0.1 => 0.01,
        hr if hr < 1.0 => 0.05,
        hr if hr < 3.0 => 0.25,
        _ => 0.5,
    };
    // Rounded again, since a step such as 0.05 is not exact.
    let tidy = ((hr / step).round() * step * 100.0).round() / 100.0;
    tidy.max(0.01)
}

fn figure(hr: f64) -> String {
    format!("{hr}")
}

#[cfg(test)]
mod tests {
    use rand::{SeedableRng, rngs::StdRng};

    use super::*;

    #[test]
    fn figures_are_round() {
        for (hr, expected) in [
            (0.034, 0.03),
            (0.31, 0.3),
            (1.6, 1.5),
            (4.2, 4.0),
            (0.0, 0.01),
        ] {
            assert_eq!(tidy(hr), expected, "{hr}");
        }
    }

    #[test]
    fn notes_vary_and_mostly_have_no_figure() {
        let mut rng = StdRng::seed_from_u64(1);
        let notes: Vec<_> = (0..500).map(|_| note(0.4, &mut rng)).collect();
        let has = |text: &str| notes.iter().any(|(note, _)| note.as_deref() == Some(text));
        for text in ["0.4", ".4", "vex", "2 gul", "offer", "", "0.4 hr"] {
            assert!(has(text), "{text}");
        }
        let figures = notes
            .iter()
            .filter(|(_, figure)| figure.is_some_and(|hr| hr > 0.0));
        assert!(figures.count() < 100);
    }
}
