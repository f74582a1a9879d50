//! Listings from JSON in one pass, whatever kind a field has: what is of another kind counts as missing.
//!
//! Must not know: what a listing is worth, or what is done with it.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Absent, ListedItem, ListedModifier};

/// A listing's fields as they are written.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct ListingFields {
    pub _id: Text,
    pub price: Text,
    pub hr_price: Number,
    pub user_id: Text,
    pub user: Object<UserFields>,
    pub bumped_at: Text,
    pub created_at: Text,
    pub updated_at: Text,
    pub accepted_offer_id: Present,
    pub item: Object<ItemFields>,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct UserFields {
    pub _id: Text,
    pub username: Text,
    pub in_game_account: Text,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct ItemFields {
    pub account_id: Text,
    name: Text,
    hash: Text,
    base_code: Text,
    base: Object<BaseFields>,
    quality: Object<QualityFields>,
    unique: Object<UniqueFields>,
    runeword: Object<RunewordFields>,
    item_level: Whole,
    is_ethereal: Flag,
    corrupted: Flag,
    is_identified: Flag,
    socket_count: Whole,
    quantity: Whole,
    socketed: Option<List<Object<SocketedFields>>>,
    modifiers: List<Object<ModifierFields>>,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct BaseFields {
    type_code: Text,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct QualityFields {
    name: Text,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct UniqueFields {
    id: Whole,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct RunewordFields {
    key: Text,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct SocketedFields {
    base_code: Text,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct ModifierFields {
    name: Text,
    values: List<Number>,
    label: Text,
    corrupted: Flag,
}

impl From<ItemFields> for ListedItem {
    fn from(item: ItemFields) -> Self {
        Self {
            name: item.name.0.unwrap_or_default(),
            hash: item.hash.0,
            base_code: item.base_code.0,
            type_code: item.base.0.and_then(|base| base.type_code.0),
            quality: item.quality.0.and_then(|quality| quality.name.0),
            unique_id: item.unique.0.and_then(|unique| unique.id.0),
            runeword_key: item.runeword.0.and_then(|runeword| runeword.key.0),
            item_level: item.item_level.0,
            ethereal: item.is_ethereal.0.unwrap_or(false),
            corrupted: item.corrupted.0.unwrap_or(false),
            identified: item.is_identified.0.unwrap_or(true),
            sockets: item.socket_count.0.unwrap_or(0),
            quantity: item.quantity.0,
            socketed: item.socketed.map(base_codes),
            modifiers: item
                .modifiers
                .0
                .into_iter()
                .filter_map(|row| row.0.and_then(ModifierFields::into_row))
                .collect(),
            absent: Absent {
                ethereal: item.is_ethereal.0.is_none(),
                corrupted: item.corrupted.0.is_none(),
                sockets: item.socket_count.0.is_none(),
            },
        }
    }
}

fn base_codes(socketed: List<Object<SocketedFields>>) -> Vec<String> {
    let filled = socketed.0.into_iter().filter_map(|item| item.0);
    let mut codes: Vec<String> = filled.filter_map(|item| item.base_code.0).collect();
    codes.sort_unstable();
    codes
}

impl ModifierFields {
    fn into_row(self) -> Option<ListedModifier> {
        Some(ListedModifier {
            name: self.name.0?,
            values: self
                .values
                .0
                .into_iter()
                .map(|value| value.0.unwrap_or(f64::NAN))
                .collect(),
            label: self.label.0.unwrap_or_default(),
            corrupted: self.corrupted.0.unwrap_or(false),
        })
    }
}

/// Text with something in it; a number counts.
#[derive(Default)]
pub(super) struct Text(pub Option<String>);

/// A number.
#[derive(Default, Clone, Copy)]
pub(super) struct Number(pub Option<f64>);

/// A whole number.
#[derive(Default, Clone, Copy)]
struct Whole(Option<i64>);

/// Yes or no.
#[derive(Default, Clone, Copy)]
struct Flag(Option<bool>);

/// Anything but `null`.
#[derive(Default, Clone, Copy)]
pub(super) struct Present(pub bool);

/// An object.
pub(super) struct Object<T>(pub Option<T>);

/// A list; each entry is as lenient as its own kind.
struct List<T>(Vec<T>);

impl<T> Default for Object<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// A value that is no list and no object, or the news that it is one.
enum Plain<'a> {
    Text(&'a str),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Flag(bool),
    Null,
    Compound,
}

/// What can be made of any JSON value.
trait FromPlain {
    fn from_plain(value: Plain<'_>) -> Self;
}

impl FromPlain for Text {
    fn from_plain(value: Plain<'_>) -> Self {
        Self(match value {
            Plain::Text(text) => Some(text.trim())
                .filter(|text| !text.is_empty())
                .map(str::to_owned),
            Plain::Signed(number) => Some(number.to_string()),
            Plain::Unsigned(number) => Some(number.to_string()),
            Plain::Float(number) => {
                serde_json::Number::from_f64(number).map(|number| number.to_string())
            }
            Plain::Flag(_) | Plain::Null | Plain::Compound => None,
        })
    }
}

impl FromPlain for Number {
    fn from_plain(value: Plain<'_>) -> Self {
        Self(match value {
            Plain::Signed(number) => Some(number as f64),
            Plain::Unsigned(number) => Some(number as f64),
            Plain::Float(number) => Some(number),
            _ => None,
        })
    }
}

impl FromPlain for Whole {
    fn from_plain(value: Plain<'_>) -> Self {
        Self(match value {
            Plain::Signed(number) => Some(number),
            Plain::Unsigned(number) => i64::try_from(number).ok(),
            _ => None,
        })
    }
}

impl FromPlain for Flag {
    fn from_plain(value: Plain<'_>) -> Self {
        Self(match value {
            Plain::Flag(flag) => Some(flag),
            _ => None,
        })
    }
}

impl FromPlain for Present {
    fn from_plain(value: Plain<'_>) -> Self {
        Self(!matches!(value, Plain::Null))
    }
}

struct PlainVisitor<T>(PhantomData<T>);

impl<'de, T: FromPlain> Visitor<'de> for PlainVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }
    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok(T::from_plain(Plain::Text(text)))
    }
    fn visit_i64<E>(self, number: i64) -> Result<T, E> {
        Ok(T::from_plain(Plain::Signed(number)))
    }
    fn visit_u64<E>(self, number: u64) -> Result<T, E> {
        Ok(T::from_plain(Plain::Unsigned(number)))
    }
    fn visit_f64<E>(self, number: f64) -> Result<T, E> {
        Ok(T::from_plain(Plain::Float(number)))
    }
    fn visit_bool<E>(self, flag: bool) -> Result<T, E> {
        Ok(T::from_plain(Plain::Flag(flag)))
    }
    fn visit_unit<E>(self) -> Result<T, E> {
        Ok(T::from_plain(Plain::Null))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        skip_list(list)?;
        Ok(T::from_plain(Plain::Compound))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        skip_object(map)?;
        Ok(T::from_plain(Plain::Compound))
    }
}

macro_rules! deserialize_plain {
    ($($name:ident),*) => {
        $(impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.deserialize_any(PlainVisitor(PhantomData))
            }
        })*
    };
}

deserialize_plain!(Text, Number, Whole, Flag, Present);

/// Visits one kind of compound value; everything else is `None`.
macro_rules! other_kinds_are_missing {
    ($missing:expr) => {
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("any value")
        }
        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            Ok($missing)
        }
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok($missing)
        }
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok($missing)
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok($missing)
        }
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok($missing)
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok($missing)
        }
    };
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Object<T>;

    other_kinds_are_missing!(Object(None));

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Object<T>, A::Error> {
        skip_list(list)?;
        Ok(Object(None))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(|fields| Object(Some(fields)))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ObjectVisitor(PhantomData))
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;

    other_kinds_are_missing!(List(Vec::new()));

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<List<T>, A::Error> {
        let mut all = Vec::new();
        while let Some(entry) = list.next_element()? {
            all.push(entry);
        }
        Ok(List(all))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<List<T>, A::Error> {
        skip_object(map)?;
        Ok(List(Vec::new()))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ListVisitor(PhantomData))
    }
}

fn skip_list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<(), A::Error> {
    while list.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

fn skip_object<'de, A: MapAccess<'de>>(mut map: A) -> Result<(), A::Error> {
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}
