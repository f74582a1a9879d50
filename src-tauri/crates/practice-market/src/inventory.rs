//! The practice game's items, for the window that draws them. Must not know listings or links.

use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;

use crate::{
    recipe::{self, Recipe},
    record,
};

/// Columns of the inventory.
pub const COLUMNS: u8 = 10;
/// Rows of the inventory.
pub const ROWS: u8 = 8;

/// An item that lies in the practice inventory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PracticeItem {
    pub id: String,
    /// As the game shows it, e.g. `Raven Frost`.
    pub name: String,
    /// The base item, e.g. `Ring`.
    pub base: String,
    /// e.g. `Unique`, as the game writes it.
    pub quality: String,
    pub is_runeword: bool,
    /// The leftmost square, from 0.
    pub column: u8,
    /// The topmost square, from 0.
    pub row: u8,
    /// In squares.
    pub width: u8,
    pub height: u8,
    /// The lines below name and base.
    pub tooltip: Vec<String>,
    /// Exactly what the game copies.
    pub clipboard: String,
    /// What to draw: `ring`, `helm`, `sword` …
    pub glyph: String,
}

/// The items of the practice inventory; none overlaps another.
pub fn items() -> Vec<PracticeItem> {
    recipe::all().iter().map(item).collect()
}

fn item(recipe: &Recipe) -> PracticeItem {
    let market = &recipe.market;
    let text = |name: &str| recipe.clipboard.get(name).and_then(Value::as_str);
    let is_runeword = recipe.clipboard.get("runeword").is_some();
    // Listings of items with affixes are named after the base, the game shows their own names.
    let own_name = match text("quality") {
        Some("Rare" | "Crafted" | "Magic") => text("name"),
        _ => None,
    };
    let name = text("runeword").or(own_name).unwrap_or(&market.name);
    PracticeItem {
        id: recipe.id.clone(),
        name: name.to_owned(),
        base: market.base.name.clone(),
        quality: text("quality").unwrap_or_default().to_owned(),
        is_runeword,
        column: recipe.column,
        row: recipe.row,
        width: market.base.size.width,
        height: market.base.size.height,
        tooltip: tooltip(recipe),
        clipboard: copied(&recipe.clipboard),
        glyph: recipe.glyph.clone(),
    }
}

fn tooltip(recipe: &Recipe) -> Vec<String> {
    let own = &recipe.own;
    let mut lines = Vec::new();
    if let Some(defense) = own.defense {
        lines.push(format!("Defense: {defense}"));
    }
    if let Some(quantity) = own.quantity {
        lines.push(format!("Quantity: {quantity}"));
    }
    if recipe.market.level > 1 {
        lines.push(format!("Required Level: {}", recipe.market.level));
    }
    lines.extend(record::property_lines(
        &recipe.market,
        &record::own_rolls(recipe),
    ));
    let sockets = match (own.ethereal, own.sockets) {
        (false, 0) => None,
        (true, 0) => Some("Ethereal".to_owned()),
        (false, n) => Some(format!("Socketed ({n})")),
        (true, n) => Some(format!("Ethereal, Socketed ({n})")),
    };
    lines.extend(sockets);
    lines
}

/// Writes an item as the game does: two blanks a level, keys sorted, `/` escaped.
fn copied(clipboard: &Value) -> String {
    // Slashes stand only inside texts.
    format!("{:#}", sorted(clipboard)).replace('/', "\\/")
}

/// The order of keys must not depend on how the JSON library was built.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by(|left, right| left.0.cmp(right.0));
            fields
                .into_iter()
                .map(|(key, value)| (key.clone(), sorted(value)))
                .collect()
        }
        Value::Array(values) => values.iter().map(sorted).collect(),
        value => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_item_overlaps_another_or_hangs_out() {
        let mut taken = HashSet::new();
        for item in items() {
            for column in item.column..item.column + item.width {
                for row in item.row..item.row + item.height {
                    assert!(column < COLUMNS && row < ROWS, "{} hangs out", item.id);
                    assert!(taken.insert((column, row)), "{} overlaps", item.id);
                }
            }
        }
    }

    #[test]
    fn ids_are_unique_and_texts_are_complete() {
        let items = items();
        let ids: HashSet<_> = items.iter().map(|item| &item.id).collect();
        assert_eq!(ids.len(), items.len());
        assert!(items.len() >= 20);
        for item in &items {
            assert!(
                !item.name.is_empty() && !item.glyph.is_empty(),
                "{}",
                item.id
            );
            let open = item.tooltip.iter().find(|line| line.contains(['{', '}']));
            assert_eq!(open, None, "{}", item.id);
        }
    }

    #[test]
    fn own_rolls_fit_the_recipe() {
        for recipe in recipe::all() {
            let market = &recipe.market;
            assert_eq!(
                recipe.own.values.len(),
                market.modifiers.len(),
                "{}",
                recipe.id
            );
            for (modifier, values) in market.modifiers.iter().zip(&recipe.own.values) {
                let Some(values) = values else { continue };
                assert_eq!(
                    values.len(),
                    modifier.values.len(),
                    "{} {}",
                    recipe.id,
                    modifier.name
                );
                for (at, value) in values.iter().enumerate() {
                    let fits = match (modifier.roll, &modifier.pick) {
                        (Some(roll), _) if roll.at == at => (roll.min..=roll.max).contains(value),
                        (_, Some(pick)) if pick.at == at => {
                            pick.of.iter().any(|choice| choice.value == *value)
                        }
                        _ => modifier.values[at] == *value,
                    };
                    assert!(fits, "{} {} {value}", recipe.id, modifier.name);
                }
            }
            assert_eq!(
                record::own_rolls(recipe).slam.is_some(),
                recipe.own.slam.is_some()
            );
        }
    }

    #[test]
    fn texts_are_copied_as_the_game_writes_them() {
        let items = items();
        let boots = items
            .iter()
            .find(|item| item.id == "rare-boots")
            .expect("boots");
        assert!(
            boots
                .clipboard
                .starts_with("{\n  \"defense\": 60,\n  \"iLevel\": 86,\n")
        );
        assert!(boots.clipboard.contains("Faster Run\\/Walk"));
    }
}
