//! What is played in one check, drawn from a seed: the item, what the game does with it, and what others do meanwhile.

use std::time::Duration;

use haggle_tests::stand_in::{Manner, Play};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::json;

/// Bases whose names the panel shows as they are.
const BASES: [&str; 12] = [
    "Cap",
    "Full Helm",
    "Crown",
    "Quilted Armor",
    "Chain Mail",
    "Full Plate Mail",
    "Buckler",
    "Kite Shield",
    "Long Sword",
    "Battle Axe",
    "War Hammer",
    "Long Bow",
];

/// An item as the panel names it; no two checks hover the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hovered {
    pub name: String,
    pub level: u64,
}

impl Hovered {
    fn number(number: u64) -> Self {
        let bases = BASES.len() as u64;
        let base = usize::try_from(number % bases).unwrap_or_default();
        Self {
            name: BASES[base].to_owned(),
            level: 1 + number / bases,
        }
    }

    fn copied(&self) -> String {
        json!({
            "iLevel": self.level,
            "location": "Inventory",
            "quality": "Normal",
            "type": self.name,
        })
        .to_string()
    }
}

/// What the game does with the hovered item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Copying {
    Prompt,
    Late,
    TooLate,
    NothingHovered,
    Slow,
    Pieces,
    BreaksOff,
    OtherJson,
    OtherText,
    Bytes,
    Huge,
    Empty,
    Image,
    Refuses,
    Silent,
    Dies,
}

/// What another program does at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meanwhile {
    Nothing,
    CopiesText,
    /// As clipboard managers do.
    BringsUpAnOlderItem,
}

/// One check.
#[derive(Debug, Clone)]
pub struct Plan {
    pub number: u64,
    pub item: Hovered,
    pub copying: Copying,
    pub meanwhile: Meanwhile,
    pub play: Play,
    /// Another program copied this before the chord.
    pub copied_before: Option<Manner>,
    pub pressed_twice: bool,
    /// The panel is closed before the next check.
    pub closes: bool,
    /// The check begins only when nothing of earlier ones is under way any more.
    pub waits_for_late_copies: bool,
}

/// Draws plans.
pub struct Dice {
    random: StdRng,
    number: u64,
}

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self {
            random: StdRng::seed_from_u64(seed),
            number: 0,
        }
    }

    pub fn plan(&mut self) -> Plan {
        let number = self.number;
        self.number += 1;
        let item = Hovered::number(number);
        // The first checks teach Haggle whose the game's copies are.
        let copying = if number < 2 {
            Copying::Prompt
        } else {
            self.copying()
        };
        let meanwhile = if number < 2 {
            Meanwhile::Nothing
        } else {
            self.meanwhile()
        };
        let older = Hovered::number(number.saturating_sub(self.random.random_range(1..=3)));
        Plan {
            number: number + 1,
            copying,
            meanwhile,
            play: Play {
                game: self.game(copying, &item),
                other: self.other(meanwhile, &older),
            },
            copied_before: self.copied_before(number, &older),
            pressed_twice: self.random.random_bool(0.05),
            closes: self.random.random_bool(0.7),
            waits_for_late_copies: self.random.random_bool(0.3),
            item,
        }
    }

    fn copying(&mut self) -> Copying {
        match self.random.random_range(0..100) {
            0..32 => Copying::Prompt,
            32..50 => Copying::Late,
            50..60 => Copying::TooLate,
            60..68 => Copying::NothingHovered,
            68..72 => Copying::Slow,
            72..78 => Copying::Pieces,
            78..80 => Copying::BreaksOff,
            80..83 => Copying::OtherJson,
            83..86 => Copying::OtherText,
            86..89 => Copying::Bytes,
            89..91 => Copying::Huge,
            91..93 => Copying::Empty,
            93..95 => Copying::Image,
            95..97 => Copying::Refuses,
            97..98 => Copying::Silent,
            _ => Copying::Dies,
        }
    }

    fn meanwhile(&mut self) -> Meanwhile {
        match self.random.random_range(0..100) {
            0..80 => Meanwhile::Nothing,
            80..90 => Meanwhile::CopiesText,
            _ => Meanwhile::BringsUpAnOlderItem,
        }
    }

    fn millis(&mut self, range: std::ops::Range<u64>) -> Duration {
        Duration::from_millis(self.random.random_range(range))
    }

    fn game(&mut self, copying: Copying, item: &Hovered) -> Option<(Duration, Manner)> {
        let text = item.copied();
        let after = match copying {
            Copying::Late => self.millis(20..250),
            Copying::TooLate => self.millis(420..1_400),
            _ => self.millis(0..12),
        };
        let manner = match copying {
            Copying::NothingHovered => return None,
            Copying::Prompt | Copying::Late | Copying::TooLate => Manner::Text(text),
            Copying::Slow => Manner::Slow(text, self.millis(20..200)),
            Copying::Pieces => Manner::Pieces(text),
            Copying::BreaksOff => Manner::BreaksOff("[".repeat(8 * 1024)),
            Copying::OtherJson => Manner::Text(self.other_json(item)),
            Copying::OtherText => Manner::Text("the sword of a thousand truths".to_owned()),
            Copying::Bytes => Manner::Bytes(self.bytes()),
            Copying::Huge => Manner::Text(" ".repeat(3 << 20) + &text),
            Copying::Empty => Manner::Text(String::new()),
            Copying::Image => Manner::Image,
            Copying::Refuses => Manner::Refuses,
            Copying::Silent => Manner::Silent,
            Copying::Dies => Manner::Dies,
        };
        Some((after, manner))
    }

    /// JSON that is no item: of another program, or the item's own cut off somewhere.
    fn other_json(&mut self, item: &Hovered) -> String {
        let text = item.copied();
        match self.random.random_range(0..4) {
            0 => json!({"name": "haggle", "version": 1}).to_string(),
            1 => "[1, 2, 3]".to_owned(),
            2 => "null".to_owned(),
            _ => text[..self.random.random_range(1..text.len())].to_owned(),
        }
    }

    fn bytes(&mut self) -> Vec<u8> {
        let length = self.random.random_range(1..4_000);
        (0..length).map(|_| self.random.random()).collect()
    }

    fn other(&mut self, meanwhile: Meanwhile, older: &Hovered) -> Option<(Duration, Manner)> {
        let text = match meanwhile {
            Meanwhile::Nothing => return None,
            Meanwhile::CopiesText => "a letter to a friend".to_owned(),
            Meanwhile::BringsUpAnOlderItem => older.copied(),
        };
        Some((self.millis(0..300), Manner::Text(text)))
    }

    fn copied_before(&mut self, number: u64, older: &Hovered) -> Option<Manner> {
        let manner = match self.random.random_range(0..100) {
            0..80 => return None,
            80..90 => Manner::Text(format!("a letter, number {number}")),
            90..95 => Manner::Text(older.copied()),
            95..97 => Manner::Image,
            97..98 => Manner::Silent,
            _ => Manner::Dies,
        };
        Some(manner)
    }
}
