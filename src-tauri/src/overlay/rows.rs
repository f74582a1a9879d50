//! The listings in the order in which the player reads them. While they are read, nothing moves: what is new waits, what
//! is gone stays in its place, and what changes does so in its place.
//!
//! Must not know: the page, how listings are asked for, how they are shown.

use item_parsers::listing::Listing;
use market_client::Answer;

/// One listing in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub listing: Listing,
    /// It was sold or taken back, and stays for the one who reads.
    pub gone: bool,
}

/// The rows of one answer of the market.
#[derive(Debug, Default)]
pub struct Rows {
    shown: Vec<Row>,
    /// Somebody is reading: the mouse or the keyboard is in the list, or it is scrolled.
    read: bool,
    /// How many have gone since the question was asked.
    gone: usize,
}

impl Rows {
    /// The rows as they are to be drawn.
    #[must_use]
    pub fn shown(&self) -> &[Row] {
        &self.shown
    }

    /// How many have gone since the question was asked.
    #[must_use]
    pub fn gone(&self) -> usize {
        self.gone
    }

    /// How many listings of the answer wait to be shown.
    #[must_use]
    pub fn waiting(&self, answer: &Answer) -> usize {
        let waits = |listing: &&Listing| !self.shown.iter().any(|row| row.listing.id == listing.id);
        answer.listings.iter().filter(waits).count()
    }

    /// Another question was asked.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The answer has changed.
    pub fn follow(&mut self, answer: &Answer) {
        for row in &mut self.shown {
            let id = &row.listing.id;
            match answer.listings.iter().find(|listing| listing.id == *id) {
                Some(listing) => {
                    row.listing.clone_from(listing);
                    row.gone = false;
                }
                None if !row.gone && is_gone(&row.listing, answer) => {
                    row.gone = true;
                    self.gone += 1;
                }
                None => {}
            }
        }
        // What is empty cannot be read.
        if !self.read || self.shown.is_empty() {
            self.catch_up(answer);
        }
    }

    /// The player begins or ends to read; `true` when the rows have changed by that.
    pub fn read(&mut self, on: bool, answer: &Answer) -> bool {
        self.read = on;
        !on && self.catch_up(answer)
    }

    /// Shows the rows as the answer has them; `true` when that changes any.
    pub fn catch_up(&mut self, answer: &Answer) -> bool {
        let is = |row: &Row, listing: &Listing| !row.gone && row.listing == *listing;
        let pairs = || self.shown.iter().zip(&answer.listings);
        if self.shown.len() == answer.listings.len() && pairs().all(|(row, one)| is(row, one)) {
            return false;
        }
        let row = |listing: &Listing| Row {
            listing: listing.clone(),
            gone: false,
        };
        self.shown = answer.listings.iter().map(row).collect();
        true
    }
}

/// Whether a listing that is missing is gone; it may have been pushed out of an answer that was cut at its limit.
fn is_gone(listing: &Listing, answer: &Answer) -> bool {
    let cut = answer.total > answer.listings.len();
    // Sorted by the last bump, the newest first. Moments are all written alike, so they compare as texts.
    let last = answer.listings.last().map(|last| &last.bumped_at);
    !cut || last.is_none_or(|last| listing.bumped_at >= *last)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::*;

    /// Listings by id and price; the age in minutes grows along the answer.
    fn answer(listings: &[(&str, &str)]) -> Answer {
        let listing = |(age, (id, price)): (usize, &(&str, &str))| {
            let bumped = format!("2024-10-04T00:{:02}:00.000Z", 59 - age);
            let record =
                json!({"_id": id, "price": price, "bumped_at": bumped, "item": {"name": "Ring"}});
            Listing::from_market(&record).expect("a listing")
        };
        Answer {
            listings: listings.iter().enumerate().map(listing).collect(),
            total: listings.len(),
            took: Duration::ZERO,
            age: Duration::ZERO,
            fresh: Vec::new(),
        }
    }

    fn read(listings: &[(&str, &str)]) -> (Rows, Answer) {
        let answer = answer(listings);
        let mut rows = Rows::default();
        rows.follow(&answer);
        assert!(!rows.read(true, &answer), "nothing changes by reading");
        (rows, answer)
    }

    /// `a 0.5`, and `b 1 gone`.
    fn drawn(rows: &Rows) -> Vec<String> {
        let words = |row: &Row| {
            let price = row.listing.price.as_deref().unwrap_or_default();
            let gone = if row.gone { " gone" } else { "" };
            format!("{} {price}{gone}", row.listing.id)
        };
        rows.shown().iter().map(words).collect()
    }

    #[test]
    fn unread_rows_are_those_of_the_answer() {
        let mut rows = Rows::default();
        rows.follow(&answer(&[("a", "1"), ("b", "2")]));
        assert_eq!(drawn(&rows), ["a 1", "b 2"]);
        let next = answer(&[("c", "3"), ("b", "4")]);
        rows.follow(&next);
        assert_eq!(drawn(&rows), ["c 3", "b 4"]);
        assert_eq!((rows.waiting(&next), rows.gone()), (0, 1));
    }

    #[test]
    fn what_is_read_keeps_its_place_and_what_is_new_waits() {
        let (mut rows, _) = read(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let next = answer(&[("d", "9"), ("c", "5"), ("a", "1"), ("e", "8")]);
        rows.follow(&next);
        assert_eq!(drawn(&rows), ["a 1", "b 2 gone", "c 5"]);
        assert_eq!((rows.waiting(&next), rows.gone()), (2, 1));
        assert!(rows.read(false, &next));
        assert_eq!(drawn(&rows), ["d 9", "c 5", "a 1", "e 8"]);
        assert!(!rows.read(false, &next), "nothing has changed since");
    }

    #[test]
    fn what_waits_is_shown_when_it_is_asked_for_and_reading_goes_on() {
        let (mut rows, _) = read(&[("a", "1")]);
        let next = answer(&[("b", "2"), ("a", "1")]);
        rows.follow(&next);
        assert!(rows.catch_up(&next));
        assert_eq!(drawn(&rows), ["b 2", "a 1"]);
        rows.follow(&answer(&[("c", "3"), ("b", "2"), ("a", "1")]));
        assert_eq!(drawn(&rows), ["b 2", "a 1"]);
    }

    #[test]
    fn what_waits_may_go_unseen_and_what_was_gone_may_come_back() {
        let (mut rows, _) = read(&[("a", "1"), ("b", "2")]);
        rows.follow(&answer(&[("c", "3"), ("b", "2")]));
        let back = answer(&[("a", "1"), ("b", "2")]);
        rows.follow(&back);
        assert_eq!(drawn(&rows), ["a 1", "b 2"]);
        assert_eq!(rows.waiting(&back), 0);
    }

    #[test]
    fn all_may_go_and_are_still_there_to_read() {
        let (mut rows, _) = read(&[("a", "1")]);
        let none = answer(&[]);
        rows.follow(&none);
        assert_eq!(drawn(&rows), ["a 1 gone"]);
        assert!(rows.read(false, &none));
        assert!(rows.shown().is_empty());
    }

    #[test]
    fn what_is_pushed_out_of_a_cut_answer_is_not_gone() {
        let (mut rows, before) = read(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let mut next = before.clone();
        // One is sold, and the oldest makes room for a new one.
        let mut new = before.listings[0].clone();
        new.id = "d".into();
        next.listings = vec![new, before.listings[1].clone()];
        next.total = 3;
        rows.follow(&next);
        assert_eq!(drawn(&rows), ["a 1 gone", "b 2", "c 3"]);
    }
}
