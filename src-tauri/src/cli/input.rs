//! `haggle item` and `haggle query`: from text to item and query, without a network.

use std::fs::File;
use std::io::{self, Read};

use anyhow::Context;
use item_parsers::query::{self, Scope};
use item_parsers::{Item, NotAnItem, filter};

use super::args::Source;
use super::{Exit, print};
use crate::clock;
use crate::settings::Realm;

/// More than any item has; what is longer is refused by its first bytes.
const MAX_BYTES: u64 = 32 << 20;

/// Reads the item that a command is about, or says why there is none.
pub fn read(source: &Source) -> anyhow::Result<Result<Item, NotAnItem>> {
    let mut bytes = Vec::new();
    match &source.file {
        Some(path) => File::open(path)
            .and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes))
            .with_context(|| {
                format!(
                    "{} cannot be read: name a file with an item's text, or give the text on stdin",
                    path.display()
                )
            })?,
        None => io::stdin()
            .lock()
            .take(MAX_BYTES)
            .read_to_end(&mut bytes)
            .context("stdin cannot be read")?,
    };
    Ok(item_parsers::parse_any_bytes(&bytes))
}

/// `haggle item`
pub fn item(source: &Source) -> anyhow::Result<Exit> {
    with_item(source, |item| {
        if source.json {
            print::json(item)
        } else {
            Ok(print::result(&print::item_text(item))?)
        }
    })
}

/// `haggle query`: always JSON, since a query is.
pub fn query(source: &Source, realm: Realm) -> anyhow::Result<Exit> {
    with_item(source, |item| {
        print::json(&query::listing_query(
            item,
            &filter::preselect(item),
            &scope(realm, 50),
        ))
    })
}

/// The part of the market that is searched: listings touched in the last three days.
pub fn scope(realm: Realm, limit: u32) -> Scope {
    realm.scope(limit, clock::listings_since(clock::utc_now()))
}

fn with_item(
    source: &Source,
    go_on: impl FnOnce(&Item) -> anyhow::Result<()>,
) -> anyhow::Result<Exit> {
    match read(source)? {
        Ok(item) => go_on(&item).map(|()| Exit::Done),
        Err(error) => {
            print::problem(&error.to_string());
            Ok(Exit::NotAnItem)
        }
    }
}
