//! The market's `find market/listing` query for an item.
//!
//! Exact ids are asked for where there are any; a name that must be a pattern is escaped and anchored.
//! Must not know: how the query is sent, what is answered.

use serde_json::{Map, Value, json};

use crate::filter::{Bounds, Filter, Target};
use crate::item::{Cast, Item, Quality};

/// Where and how much to search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    pub ladder: bool,
    pub hardcore: bool,
    /// At most so many listings; the server gives 250 at most.
    pub limit: u32,
    /// Listings touched at or after this time (ISO 8601); empty for any time.
    pub updated_since: String,
}

/// The query for listings like `item`, with the filters that are on.
#[must_use]
pub fn listing_query(item: &Item, filters: &[Filter], scope: &Scope) -> Value {
    let mut query = Map::new();
    query.insert("type".into(), json!("item"));
    query.insert("$limit".into(), json!(scope.limit));
    query.insert("$skip".into(), json!(0));
    query.insert("accepted_offer_id".into(), Value::Null);
    if !scope.updated_since.is_empty() {
        query.insert("updated_at".into(), json!({"$gte": scope.updated_since}));
    }
    query.insert("$sort".into(), json!({"bumped_at": -1}));
    query.insert(
        "$resolve".into(),
        json!({"user": {"in_game_account": true}}),
    );
    query.insert("is_hardcore".into(), json!(scope.hardcore));
    query.insert("is_ladder".into(), json!(scope.ladder));
    identity(item, &mut query);
    add_conditions(filters, &mut query);
    Value::Object(query)
}

/// The query for listings like `item` that ended, of the archive: sold ones, too.
#[must_use]
pub fn archive_query(item: &Item, filters: &[Filter], scope: &Scope) -> Value {
    let mut query = listing_query(item, filters, scope);
    if let Value::Object(fields) = &mut query {
        fields.remove("accepted_offer_id");
    }
    query
}

/// What the filters that are on ask for, whatever the item is.
#[must_use]
pub fn conditions(filters: &[Filter]) -> Map<String, Value> {
    let mut query = Map::new();
    add_conditions(filters, &mut query);
    query
}

fn add_conditions(filters: &[Filter], query: &mut Map<String, Value>) {
    let mut modifiers = Vec::new();
    for filter in filters.iter().filter(|filter| filter.on) {
        condition(filter, query, &mut modifiers);
    }
    if !modifiers.is_empty() {
        query.insert(
            "item.modifiers".into(),
            object([("$all", Value::Array(modifiers))]),
        );
    }
}

/// A small object; a vector's worth of keys is cheaper so than through text.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Object(
        fields
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

/// Which item it is, whatever its rolls.
fn identity(item: &Item, query: &mut Map<String, Value>) {
    let mut put = |key: &str, value: Value| query.insert(key.to_owned(), value);
    if !item.identified {
        put("item.is_identified", json!(false));
        put_base(item, query);
        put_quality(item, query);
        return;
    }
    if let Some(id) = item.unique_id {
        put("item.unique.id", json!(id));
        return;
    }
    if !item.unique_candidates.is_empty() {
        put("item.unique.id", json!({"$in": item.unique_candidates}));
        return;
    }
    if let Some(key) = item.runeword_key {
        put("item.runeword.key", json!(key));
        return;
    }
    match item.quality {
        Some(quality @ (Quality::Unique | Quality::Set)) => {
            put("item.quality.name", json!(quality.name()));
            put("item.name", name_pattern(&item.name));
        }
        Some(quality) if quality.has_affixes() => {
            put("item.quality.name", json!(quality.name()));
            put_type(item, query);
        }
        _ => {
            let worn = item
                .base_row()
                .is_some_and(|base| base.is_armor() || base.is_weapon());
            if worn {
                put("item.is_runeword", json!(false));
                put_quality(item, query);
            }
            put_base(item, query);
        }
    }
}

/// Rare weapons and maps are sold by their base; of other things any base of the type will do.
fn put_type(item: &Item, query: &mut Map<String, Value>) {
    match item.base_row() {
        Some(base) if !base.is_weapon() && !base.is("map") => {
            query.insert("item.base.type_code".into(), json!(base.type_code));
        }
        _ => put_base(item, query),
    }
}

/// The base by its code, and where its type stands for several forms, any of them.
fn put_base(item: &Item, query: &mut Map<String, Value>) {
    let condition = match (item.base_code, item.base_candidates.as_slice()) {
        (Some(code), []) => json!(code),
        (_, candidates @ [_, ..]) => json!({"$in": candidates}),
        (None, []) => {
            query.insert("item.name".into(), name_pattern(&item.name));
            return;
        }
    };
    query.insert("item.base_code".into(), condition);
}

/// Normal and Superior bases are bought for the same use, Inferior ones are not.
fn put_quality(item: &Item, query: &mut Map<String, Value>) {
    let condition = match item.quality {
        Some(Quality::Normal | Quality::Superior) => {
            json!({"$in": [Quality::Normal.name(), Quality::Superior.name()]})
        }
        Some(quality) => json!(quality.name()),
        None => return,
    };
    query.insert("item.quality.name".into(), condition);
}

/// Exactly this name, in any case.
fn name_pattern(name: &str) -> Value {
    json!({"$regex": format!("^{}\\s*$", regex::escape(name.trim())), "$options": "i"})
}

fn condition(filter: &Filter, query: &mut Map<String, Value>, modifiers: &mut Vec<Value>) {
    let mut put = |key: &str, value: Value| query.insert(key.to_owned(), value);
    match &filter.target {
        Target::Ethereal(is) => {
            put("item.is_ethereal", json!(is));
        }
        Target::Corrupted(is) => {
            put("item.corrupted", json!(is));
        }
        Target::Base(code) => {
            put("item.base_code", json!(code));
        }
        Target::Sockets => {
            if let Some(range) = range(filter.bounds) {
                put("item.socket_count", range);
            }
        }
        Target::ItemLevel => {
            if let Some(range) = range(filter.bounds) {
                put("item.item_level", range);
            }
        }
        Target::Modifier { index, .. } => modifiers.push(modifier(filter, *index)),
        Target::Cast { name, cast } => {
            modifiers.push(object([("$elemMatch", cast_match(name, *cast))]));
        }
    }
}

/// One property within its bounds; any of the readings where there are several.
fn modifier(filter: &Filter, index: usize) -> Value {
    let range = range(filter.bounds);
    if let Target::Modifier {
        name,
        param,
        alternatives,
        ..
    } = &filter.target
        && alternatives.is_empty()
    {
        return object([("$elemMatch", reading(&[name], &[*param], index, range))]);
    }
    let readings = filter.target.readings();
    let mut names: Vec<&str> = readings.iter().map(|reading| reading.name).collect();
    names.sort_unstable();
    names.dedup();
    let mut params: Vec<Option<i64>> = readings.iter().map(|reading| reading.param).collect();
    params.sort_unstable();
    params.dedup();
    // Every name with every param: one condition says it all.
    if names.len() * params.len() == readings.len() {
        return object([("$elemMatch", reading(&names, &params, index, range))]);
    }
    let any = readings
        .iter()
        .map(|one| reading(&[one.name], &[one.param], index, range.clone()));
    let any = Value::Array(any.collect());
    object([("$elemMatch", object([("$or", any)]))])
}

fn reading(names: &[&str], params: &[Option<i64>], index: usize, range: Option<Value>) -> Value {
    let mut row = Map::new();
    row.insert(
        "name".into(),
        one_of(names.iter().map(|name| Value::from(*name)).collect()),
    );
    let params: Vec<Value> = params
        .iter()
        .flatten()
        .map(|param| Value::from(*param))
        .collect();
    if !params.is_empty() {
        row.insert("values.0".into(), one_of(params));
    }
    if let Some(range) = range {
        row.insert(format!("values.{index}"), range);
    }
    Value::Object(row)
}

/// The value itself, or any of several.
fn one_of(mut values: Vec<Value>) -> Value {
    if values.len() == 1 {
        values.remove(0)
    } else {
        object([("$in", Value::Array(values))])
    }
}

/// The order of these numbers in `values` is not known, so all of them are asked for wherever they are.
fn cast_match(name: &str, cast: Cast) -> Value {
    let numbers: Vec<i64> = cast.searched().collect();
    // An empty `$all` finds nothing.
    if numbers.is_empty() {
        json!({"name": name})
    } else {
        json!({"name": name, "values": {"$all": numbers}})
    }
}

/// `{"$gte": …, "$lte": …}`, or `None` where both ends are open.
fn range(bounds: Option<Bounds>) -> Option<Value> {
    let bounds = bounds?;
    let mut range = Map::new();
    if let Some(min) = bounds.min {
        range.insert("$gte".into(), number(min));
    }
    if let Some(max) = bounds.max {
        range.insert("$lte".into(), number(max));
    }
    if range.is_empty() {
        None
    } else {
        Some(Value::Object(range))
    }
}

/// Whole numbers without `.0`.
pub(crate) fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        json!(value as i64)
    } else {
        json!(value)
    }
}
