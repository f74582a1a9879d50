//! Where the items of the practice game lie, from the same data that the game is drawn from.

use anyhow::{Context, Result};
use serde_json::Value;

/// The grid's upper left corner in the game's window, and the size of a cell, in CSS pixels; as in the page's `layout.ts`.
const GRID: (i32, i32) = (60, 96);
const CELL: i32 = 48;

/// The names of all items, in their order.
///
/// # Errors
/// When the inventory cannot be read.
pub fn names() -> Result<Vec<String>> {
    let name = |item: &Value| Some(item["id"].as_str()?.to_owned());
    items()?
        .iter()
        .map(|item| name(item).context("each item has a name"))
        .collect()
}

fn items() -> Result<Vec<Value>> {
    let items: Value = serde_json::from_str(include_str!(
        "../../src-tauri/crates/practice-market/data/inventory.json"
    ))?;
    items
        .as_array()
        .or_else(|| items.get("items").and_then(Value::as_array))
        .cloned()
        .context("the inventory is a list")
}

/// The middle of an item's upper left cell, in the practice game's window.
///
/// # Errors
/// When the inventory has no such item.
pub fn place_of(id: &str) -> Result<(i32, i32)> {
    let items = items()?;
    let item = items
        .iter()
        .find(|item| item["id"] == id)
        .with_context(|| format!("no item {id} in the inventory"))?;
    let number = |key: &str| {
        item[key]
            .as_i64()
            .and_then(|n| i32::try_from(n).ok())
            .with_context(|| format!("{id} has no {key}"))
    };
    let middle = |cell: i32| cell * CELL + CELL / 2;
    Ok((
        GRID.0 + middle(number("column")?),
        GRID.1 + middle(number("row")?),
    ))
}

/// A place in the window where no item lies.
#[must_use]
pub fn empty_place() -> (i32, i32) {
    (940, 20)
}
