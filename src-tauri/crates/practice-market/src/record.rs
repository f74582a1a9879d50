//! An item as the market's records hold it, built from a recipe and rolls. Must not know prices,
//! sellers or randomness.

use serde_json::{Map, Value, json};

use crate::recipe::{Market, Modifier, Recipe, Slam};

/// What differs between two items of one recipe.
#[derive(Debug, Clone, Default)]
pub struct Rolls {
    pub item_level: u32,
    pub ethereal: bool,
    pub sockets: u32,
    pub defense: Option<u32>,
    pub quantity: Option<u32>,
    /// For each modifier its values, or nothing where the item lacks it.
    pub values: Vec<Option<Vec<i64>>>,
    /// The outcome's place in the recipe, and the values of what it added.
    pub slam: Option<(usize, Vec<i64>)>,
}

/// The own rolls of the practice item.
pub fn own_rolls(recipe: &Recipe) -> Rolls {
    let own = &recipe.own;
    let slam = own.slam.as_ref().and_then(|slam| {
        let place = recipe
            .market
            .corruption
            .iter()
            .position(|outcome| outcome.no == slam.no)?;
        Some((place, slam.values.clone()))
    });
    Rolls {
        item_level: own.item_level,
        ethereal: own.ethereal,
        sockets: own.sockets,
        defense: own.defense,
        quantity: own.quantity,
        values: own.values.clone(),
        slam,
    }
}

/// The lines that a tooltip shows below the item's name: its modifiers, in the game's order.
pub fn property_lines(market: &Market, rolls: &Rolls) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for modifier in modifiers(market, rolls) {
        // The market keeps elemental damage twice, and lengths without a text.
        if modifier.label != "undefined" && !lines.contains(&modifier.label) {
            lines.push(modifier.label);
        }
    }
    lines
}

/// The market's record of the item.
pub fn item(market: &Market, rolls: &Rolls) -> Value {
    let modifiers = modifiers(market, rolls);
    let labels: Vec<&str> = modifiers
        .iter()
        .map(|modifier| modifier.label.as_str())
        .collect();
    let slam = rolls
        .slam
        .as_ref()
        .and_then(|(place, _)| market.corruption.get(*place));
    let mut item = json!({
        "base": market.base,
        "base_code": market.base.id,
        "category": market.base.category,
        "corrupted": slam.is_some(),
        "desecrated": false,
        "format_version": 103,
        "is_ethereal": rolls.ethereal,
        "is_identified": true,
        "is_runeword": false,
        "is_simple": modifiers.is_empty(),
        "is_socketed": rolls.sockets > 0,
        "item_level": rolls.item_level,
        "name": market.name,
        "properties": labels,
        "quality": market.quality,
        "requirements": requirements(market),
        "socket_count": rolls.sockets,
        "socketed_count": 0,
    });
    if let Value::Object(fields) = &mut item {
        fields.extend(market.identity.clone());
        if let Some(slam) = slam {
            let names: Vec<&str> = slam
                .modifier
                .iter()
                .map(|added| added.name.as_str())
                .collect();
            fields.insert("corruptions".into(), json!(names));
        }
        if let Some(defense) = rolls.defense {
            fields.insert("defense".into(), json!({"total": defense}));
        }
        if let Some(quantity) = rolls.quantity {
            fields.insert("quantity".into(), json!(quantity));
        }
        let modifiers = modifiers.into_iter().map(Built::into_json).collect();
        fields.insert("modifiers".into(), Value::Array(modifiers));
    }
    item
}

fn requirements(market: &Market) -> Value {
    let mut requirements = json!({"dexterity": 0, "strength": 0});
    if let Value::Object(fields) = &mut requirements {
        fields.extend(market.base.requirements.clone());
        fields.insert("level".into(), json!(market.level));
    }
    requirements
}

/// A modifier with its values, ready to be written.
struct Built {
    name: String,
    label: String,
    priority: u32,
    values: Vec<i64>,
    range: Option<(i64, i64)>,
    corrupted: bool,
}

impl Built {
    fn new(modifier: &Modifier, values: &[i64]) -> Self {
        Self {
            name: modifier.name.clone(),
            label: label(modifier, values),
            priority: modifier.priority,
            values: values.to_vec(),
            range: modifier.roll.map(|roll| (roll.min, roll.max)),
            corrupted: false,
        }
    }

    fn into_json(self) -> Value {
        let mut fields = Map::new();
        fields.insert("name".into(), json!(self.name));
        fields.insert("label".into(), json!(self.label));
        fields.insert("priority".into(), json!(self.priority));
        fields.insert("values".into(), json!(self.values));
        if let Some((min, max)) = self.range {
            fields.insert("min".into(), json!(min));
            fields.insert("max".into(), json!(max));
        }
        if self.corrupted {
            fields.insert("corrupted".into(), json!(true));
        }
        Value::Object(fields)
    }
}

/// The modifiers of an item, highest priority first as the market lists them.
fn modifiers(market: &Market, rolls: &Rolls) -> Vec<Built> {
    let mut built: Vec<Built> = market
        .modifiers
        .iter()
        .zip(&rolls.values)
        .filter_map(|(modifier, values)| Some(Built::new(modifier, values.as_ref()?)))
        .collect();
    if let Some((place, values)) = &rolls.slam
        && let Some(slam) = market.corruption.get(*place)
    {
        add_corruption(&mut built, market, slam, values);
    }
    built.sort_by_key(|modifier| std::cmp::Reverse(modifier.priority));
    built
}

fn add_corruption(built: &mut Vec<Built>, market: &Market, slam: &Slam, values: &[i64]) {
    built.push(Built {
        name: "corrupted".into(),
        label: "Corrupted".into(),
        priority: 246,
        values: vec![0, slam.no],
        range: None,
        corrupted: false,
    });
    let Some(added) = &slam.modifier else { return };
    let there = built
        .iter()
        .position(|modifier| modifier.name == added.name);
    // What raises a property that was there already is one modifier with it.
    match (there, values) {
        (Some(place), [more, ..]) => {
            let raised = &mut built[place];
            if let Some(value) = raised.values.first_mut() {
                *value += more;
            }
            if let Some(modifier) = market.modifiers.iter().find(|one| one.name == added.name) {
                raised.label = label(modifier, &raised.values);
            }
            raised.corrupted = true;
        }
        _ => built.push(Built {
            corrupted: true,
            range: None,
            ..Built::new(added, values)
        }),
    }
}

fn label(modifier: &Modifier, values: &[i64]) -> String {
    let mut label = modifier.label.clone();
    for (place, value) in values.iter().enumerate() {
        label = label.replace(&format!("{{{place}}}"), &value.to_string());
    }
    if let Some(pick) = &modifier.pick {
        let picked = values.get(pick.at);
        let text = pick
            .of
            .iter()
            .find(|choice| Some(&choice.value) == picked)
            .map_or("", |choice| choice.text.as_str());
        label = label.replace("{pick}", text);
    }
    label
}
