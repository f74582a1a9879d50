//! What a player typed into the form of an item, kept until the item is listed.

use std::collections::BTreeMap;

use item_parsers::Item;
use item_parsers::price::{Asking, BadPrice, Rates};
use serde::{Deserialize, Serialize};

/// Drafts of so many items are kept; the oldest goes first.
const MOST: usize = 50;

/// What was typed for one item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub price: String,
    pub note: String,
    /// Or best offer, rather than firm.
    pub negotiable: bool,
}

impl Draft {
    /// The price as it is sent.
    ///
    /// # Errors
    /// A price or a note that no buyer could read.
    pub fn asking(&self) -> Result<Asking, BadPrice> {
        Asking::parse(&self.price, Rates::usual())?.with_terms(self.negotiable, &self.note)
    }
}

/// The drafts of all items, by [`key`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Drafts(BTreeMap<String, Kept>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    /// Grows with each change; the smallest is the oldest.
    no: u64,
    #[serde(flatten)]
    draft: Draft,
}

impl Drafts {
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Draft> {
        self.0.get(key).map(|kept| &kept.draft)
    }

    /// Keeps a draft, at the cost of the oldest one where there are too many.
    pub fn put(&mut self, key: &str, draft: Draft) {
        let newest = self.0.values().map(|kept| kept.no).max().unwrap_or(0);
        let no = newest.saturating_add(1);
        self.0.insert(key.to_owned(), Kept { no, draft });
        while self.0.len() > MOST {
            let oldest = self.0.iter().min_by_key(|(_, kept)| kept.no);
            let Some(oldest) = oldest.map(|(key, _)| key.clone()) else {
                return;
            };
            self.0.remove(&oldest);
        }
    }

    pub fn remove(&mut self, key: &str) {
        self.0.remove(key);
    }
}

/// What tells an item from others of its kind, in one line: the same for the same item, wherever it lies.
#[must_use]
pub fn key(item: &Item) -> String {
    let base = item.base_code.unwrap_or_default();
    let level = item.item_level.unwrap_or_default();
    let mut parts = vec![
        item.name.clone(),
        format!("{base} {level} {} {}", item.sockets, item.ethereal),
    ];
    parts.extend(item.modifiers.iter().map(|modifier| modifier.text.clone()));
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(price: &str) -> Draft {
        Draft {
            price: price.to_owned(),
            ..Draft::default()
        }
    }

    #[test]
    fn the_oldest_draft_makes_room_and_a_changed_one_is_new() {
        let mut drafts = Drafts::default();
        for no in 0..MOST {
            drafts.put(&format!("{no:03}"), draft("1"));
        }
        drafts.put("000", draft("2"));
        drafts.put("one more", draft("3"));
        assert_eq!(drafts.get("000"), Some(&draft("2")));
        assert_eq!(drafts.get("001"), None);
        assert_eq!(drafts.get("one more"), Some(&draft("3")));
        drafts.remove("000");
        assert_eq!(drafts.get("000"), None);
    }

    #[test]
    fn drafts_are_read_as_they_were_written() {
        let mut drafts = Drafts::default();
        drafts.put("a", draft("0.5"));
        let text = serde_json::to_string(&drafts).expect("writes");
        assert_eq!(
            serde_json::from_str::<Drafts>(&text).expect("reads"),
            drafts
        );
    }
}
