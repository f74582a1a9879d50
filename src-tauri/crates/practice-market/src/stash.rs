//! What the practice game's stash holds, in the market's form. Must not know calls or listings.

use std::{
    sync::{Mutex, MutexGuard},
    time::Duration,
};

use serde_json::{Value, json};

use crate::{
    clock,
    controls::lock,
    generate::hex,
    recipe::{self, Recipe},
    record,
    user::User,
};

/// What a new user has listed before: the item, the price, and how many hours ago it was bumped. One
/// of them can be bumped again.
const LISTED_BEFORE: [(&str, &str, u64); 3] = [
    ("draculs", "0.5", 20),
    ("facet", "ist", 3),
    ("guardianship", "15wss", 1),
];

/// A stash, the same for every account.
pub(crate) struct Stash {
    items: Mutex<Vec<Value>>,
    pub currency: Value,
}

impl Stash {
    /// The practice inventory's items.
    pub fn of_practice_game() -> Self {
        let items = recipe::all().iter().map(stash_item).collect();
        // Pieces in the currency tab, in groups as the real stash has them.
        let currency = json!({
            "runes": {"r30": 2, "r26": 3},
            "gems": {"perfect": {"amethyst": 14}},
            "boss": {"mini_uber": {"terror": 3}},
            "wss": 37,
        });
        Self {
            items: Mutex::new(items),
            currency,
        }
    }

    /// The items that lie in it now.
    pub fn items(&self) -> MutexGuard<'_, Vec<Value>> {
        lock(&self.items)
    }

    /// The listings that a new user finds.
    pub fn listed_before(&self, user: &User, now: Duration) -> Vec<Value> {
        LISTED_BEFORE
            .iter()
            .filter_map(|(id, price, hours)| {
                let recipe = recipe::all().iter().find(|recipe| recipe.id == *id)?;
                let bumped = now.saturating_sub(Duration::from_secs(hours * 60 * 60));
                Some(listed(&stash_item(recipe), user, price, bumped))
            })
            .collect()
    }
}

fn stash_item(recipe: &Recipe) -> Value {
    let mut item = record::item(&recipe.market, &record::own_rolls(recipe));
    if let Value::Object(fields) = &mut item {
        fields.insert("hash".into(), json!(hex::of_text(&recipe.id, 40)));
        fields.insert(
            "location".into(),
            json!({"storage": "Stash", "stash_page": 1, "zone": "Stored"}),
        );
        fields.insert(
            "position".into(),
            json!({"column": recipe.column, "row": recipe.row}),
        );
    }
    item
}

fn listed(item: &Value, user: &User, price: &str, bumped: Duration) -> Value {
    let mut item = item.clone();
    if let Value::Object(fields) = &mut item {
        fields.insert("account_id".into(), json!(user.account()));
    }
    let hash = item.get("hash").and_then(Value::as_str).unwrap_or_default();
    let bumped = clock::iso(bumped);
    json!({
        "_id": hex::of_text(&format!("{} {hash}", user.id), 24),
        "user_id": user.id,
        "type": "item",
        "is_hardcore": false,
        "is_ladder": true,
        "item": item,
        "price": price,
        "bumped_at": bumped,
        "created_at": bumped,
        "updated_at": bumped,
        "user_last_online": bumped,
        "user_last_ingame": bumped,
        "created_by_id": user.id,
        "updated_by_id": user.id,
    })
}
