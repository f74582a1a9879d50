//! What the market holds: listings, archived listings, offers, sellers. Must not know links, calls
//! or who may do what.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::{
    document::{Document, Texts},
    query::Query,
};

/// One kind of records, each an object with `_id`.
#[derive(Debug, Default)]
pub struct Collection {
    records: Vec<Document>,
    texts: Texts,
}

impl Collection {
    pub fn len(&self) -> usize {
        self.records.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Document> {
        self.records.iter()
    }

    /// The page of records that the query asks for: `{total, limit, skip, data}`.
    pub fn find(&self, query: &Query, resolve: impl Fn(&mut Value)) -> Value {
        let mut found: Vec<&Document> = self
            .records
            .iter()
            .filter(|record| query.filter.matches(*record))
            .collect();
        found.sort_by(|left, right| query.order.compare(*left, *right));
        let data: Vec<Value> = found
            .iter()
            .skip(query.skip)
            .take(query.limit)
            .map(|record| {
                let mut record = record.to_value();
                resolve(&mut record);
                record
            })
            .collect();
        json!({"total": found.len(), "limit": query.limit, "skip": query.skip, "data": data})
    }

    pub fn get(&self, id: &str) -> Option<Value> {
        Some(self.records.get(self.place(id)?)?.to_value())
    }

    pub fn insert(&mut self, record: &Value) {
        self.records.push(Document::new(record, &mut self.texts));
    }

    /// Sets fields of a record; its new form.
    pub fn patch(&mut self, id: &str, changes: Map<String, Value>) -> Option<Value> {
        let place = self.place(id)?;
        let mut record = self.records.get(place)?.to_value();
        if let Value::Object(fields) = &mut record {
            fields.extend(changes);
        }
        self.records[place] = Document::new(&record, &mut self.texts);
        Some(record)
    }

    pub fn remove(&mut self, id: &str) -> Option<Value> {
        let place = self.place(id)?;
        Some(self.records.swap_remove(place).to_value())
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.records
            .iter()
            .position(|record| record.text("_id") == Some(id))
    }
}

/// Who offers listings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seller {
    /// 24 hexadecimal digits.
    pub id: String,
    pub username: String,
    /// The game account, in lower case.
    pub account: String,
    /// Whether the seller plays right now.
    pub in_game: bool,
}

/// All records.
#[derive(Debug, Default)]
pub struct Store {
    pub listings: Collection,
    pub archive: Collection,
    pub offers: Collection,
    pub sellers: HashMap<String, Seller>,
}

impl Store {
    /// Adds the seller to a record of a listing, as `$resolve.user` asks for.
    pub fn resolve_user(&self, listing: &mut Value) {
        let seller = listing
            .get("user_id")
            .and_then(Value::as_str)
            .and_then(|id| self.sellers.get(id));
        if let (Some(seller), Value::Object(fields)) = (seller, &mut *listing) {
            fields.insert("user".into(), public_user(seller));
        }
    }
}

/// `in_game_account` is there only while the seller plays.
fn public_user(seller: &Seller) -> Value {
    let mut user = json!({"_id": seller.id, "username": seller.username});
    if let (true, Value::Object(fields)) = (seller.in_game, &mut user) {
        fields.insert("in_game_account".into(), seller.account.clone().into());
    }
    user
}
