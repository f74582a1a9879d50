//! The data file of the practice inventory, typed. Must not know listings or links.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::query::{Kind, Node};

const INVENTORY: &str = include_str!("../data/inventory.json");
const SELLERS: &str = include_str!("../data/sellers.json");

/// One item of the practice inventory, and how others' listings of it are made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    pub id: String,
    pub glyph: String,
    pub column: u8,
    pub row: u8,
    /// What the game copies.
    pub clipboard: Value,
    pub own: Own,
    pub market: Market,
}

/// The practice item's own rolls.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Own {
    pub item_level: u32,
    #[serde(default)]
    pub ethereal: bool,
    #[serde(default)]
    pub sockets: u32,
    pub defense: Option<u32>,
    pub quantity: Option<u32>,
    pub slam: Option<OwnSlam>,
    /// For each modifier of the market's record its values, or nothing where the item lacks it.
    pub values: Vec<Option<Vec<i64>>>,
}

/// What corruption did to the practice item.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnSlam {
    pub no: i64,
    #[serde(default)]
    pub values: Vec<i64>,
}

/// How the market stores such items, and how they differ.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Market {
    pub name: String,
    pub base: Base,
    pub quality: Value,
    /// Required character level.
    pub level: u32,
    pub item_level: (u32, u32),
    /// Numbers of sockets; one is drawn.
    pub sockets: Vec<u32>,
    /// The share of ethereal ones.
    pub ethereal: f64,
    pub modifiers: Vec<Modifier>,
    pub price: Price,
    /// How many listings there are.
    pub listings: u32,
    /// The share of listings of items much like the practice item.
    #[serde(default)]
    pub alike: f64,
    /// Further fields of the market's record, such as `unique`.
    #[serde(default)]
    pub identity: Map<String, Value>,
    pub defense: Option<(u32, u32)>,
    /// Pieces in a stack.
    pub stack: Option<(u32, u32)>,
    #[serde(default)]
    pub corruption: Vec<Slam>,
    /// The share of corrupted ones.
    #[serde(default)]
    pub corrupted: f64,
}

/// A base item as the market stores it.
#[derive(Debug, Clone, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    pub id: String,
    pub name: String,
    pub category: String,
    pub codes: Value,
    pub requirements: Map<String, Value>,
    pub size: Size,
    pub stackable: bool,
    #[serde(rename = "type")]
    pub kind: String,
    pub type_code: String,
}

/// In squares of the inventory.
#[derive(Debug, Clone, Copy, Deserialize, serde::Serialize)]
pub struct Size {
    pub width: u8,
    pub height: u8,
}

/// A modifier as the market stores it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Modifier {
    pub name: String,
    /// The text; `{0}` is the first value, `{pick}` what was picked.
    pub label: String,
    pub priority: u32,
    pub values: Vec<i64>,
    pub roll: Option<Roll>,
    pub pick: Option<Pick>,
    /// The share of listings that have it.
    pub chance: Option<f64>,
    /// How much its roll counts in the price.
    #[serde(default)]
    pub worth: f64,
}

/// The range that one of the values is drawn from.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roll {
    pub at: usize,
    pub min: i64,
    pub max: i64,
    #[serde(default = "one")]
    pub step: i64,
}

fn one() -> i64 {
    1
}

/// One of several fixed values, e.g. of classes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pick {
    pub at: usize,
    pub of: Vec<Choice>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub value: i64,
    pub text: String,
}

/// An outcome of corruption.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slam {
    pub no: i64,
    pub weight: u32,
    /// What it does to the price, as a modifier's `worth`.
    pub worth: f64,
    pub modifier: Option<Modifier>,
    /// The number of sockets that it gives, one is drawn.
    #[serde(default)]
    pub sockets: Vec<u32>,
}

/// In HR.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    pub low: f64,
    pub high: f64,
}

/// All recipes, in the order of the file.
pub fn all() -> &'static [Recipe] {
    static ALL: LazyLock<Vec<Recipe>> = LazyLock::new(|| {
        serde_json::from_str(INVENTORY).expect("data/inventory.json has the form of a recipe")
    });
    &ALL
}

/// The recipe of such items as a listing's `item`.
pub fn of_item(item: &impl Node) -> Option<&'static Recipe> {
    let is = |key: &str, wanted: &str| match item.field(key).map(Node::kind) {
        Some(Kind::Text(text)) => text == wanted,
        _ => false,
    };
    all()
        .iter()
        .find(|recipe| is("name", &recipe.market.name) && is("base_code", &recipe.market.base.id))
}

/// Invented names of sellers.
pub fn seller_names() -> &'static [String] {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        serde_json::from_str(SELLERS).expect("data/sellers.json is a list of names")
    });
    &NAMES
}
