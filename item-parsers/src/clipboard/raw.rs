//! The clipboard's JSON as it stands. A value of another kind than expected is passed over, never an error.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::charset;
use crate::catalog;
use crate::item::Quality;

/// Any JSON text.
pub(super) enum Top<'a> {
    Object(Box<RawItem<'a>>),
    Other,
}

/// An item's keys.
#[derive(Debug, Default)]
pub(crate) struct RawItem<'a> {
    pub name: Option<Cow<'a, str>>,
    pub type_name: Option<Cow<'a, str>>,
    pub quality: Option<Cow<'a, str>>,
    pub location: Option<Cow<'a, str>>,
    pub set: Option<Cow<'a, str>>,
    pub runeword: Option<Cow<'a, str>>,
    pub defense: Option<i64>,
    pub item_level: Option<i64>,
    pub quantity: Option<i64>,
    pub sockets: Option<i64>,
    pub ethereal: bool,
    pub is_gem: bool,
    pub is_rune: bool,
    pub is_runeword: bool,
    pub unidentified: bool,
    pub stats: Vec<RawStat<'a>>,
    pub socketed: Vec<RawItem<'a>>,
    pub unknown: Vec<Cow<'a, str>>,
}

/// A row of `stats`.
#[derive(Debug, Default)]
pub(crate) struct RawStat<'a> {
    pub name: Option<Cow<'a, str>>,
    pub skill: Option<Cow<'a, str>>,
    pub charges: Option<Cow<'a, str>>,
    pub stat_id: Option<i64>,
    pub value: Option<i64>,
    pub level: Option<i64>,
    pub chance: Option<i64>,
    pub range: Option<(i64, i64)>,
    pub corrupted: bool,
}

impl RawItem<'_> {
    /// Whether the object is an item at all: it has a type, and a quality, level or known base with it.
    pub fn is_item(&self) -> bool {
        let Some(type_name) = &self.type_name else {
            return false;
        };
        self.item_level.is_some()
            || self
                .quality
                .as_deref()
                .is_some_and(|quality| Quality::from_name(quality).is_some())
            || !catalog::bases_by_clipboard_type(&charset::clean(type_name)).is_empty()
    }
}

impl<'de> Deserialize<'de> for Top<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(
            match deserializer.deserialize_any(Loose::<RawItem>::default())? {
                Some(raw) => Self::Object(Box::new(raw)),
                None => Self::Other,
            },
        )
    }
}

/// What an object is made of, key by key.
trait Keyed<'de>: Default {
    fn read<A: MapAccess<'de>>(&mut self, key: Cow<'de, str>, map: &mut A) -> Result<(), A::Error>;
}

impl<'de> Keyed<'de> for RawItem<'de> {
    fn read<A: MapAccess<'de>>(&mut self, key: Cow<'de, str>, map: &mut A) -> Result<(), A::Error> {
        match key.as_ref() {
            "name" => self.name = map.next_value::<Text>()?.0,
            "type" => self.type_name = map.next_value::<Text>()?.0,
            "quality" => self.quality = map.next_value::<Text>()?.0,
            "location" => self.location = map.next_value::<Text>()?.0,
            "set" => self.set = map.next_value::<Text>()?.0,
            "runeword" => self.runeword = map.next_value::<Text>()?.0,
            "defense" => self.defense = map.next_value::<Number>()?.0,
            "iLevel" => self.item_level = map.next_value::<Number>()?.0,
            "quantity" => self.quantity = map.next_value::<Number>()?.0,
            "sockets" => self.sockets = map.next_value::<Number>()?.0,
            "isEthereal" => self.ethereal = map.next_value::<Number>()?.is_set(),
            "isGem" => self.is_gem = map.next_value::<Number>()?.is_set(),
            "isRune" => self.is_rune = map.next_value::<Number>()?.is_set(),
            "isRuneword" => self.is_runeword = map.next_value::<Number>()?.is_set(),
            "unidentified" => self.unidentified = map.next_value::<Number>()?.is_set(),
            "stats" => self.stats = map.next_value::<List<RawStat>>()?.0,
            "socketed" => self.socketed = map.next_value::<List<RawItem>>()?.0,
            _ => {
                map.next_value::<IgnoredAny>()?;
                self.unknown.push(key);
            }
        }
        Ok(())
    }
}

impl<'de> Keyed<'de> for RawStat<'de> {
    fn read<A: MapAccess<'de>>(&mut self, key: Cow<'de, str>, map: &mut A) -> Result<(), A::Error> {
        match key.as_ref() {
            "name" => self.name = map.next_value::<Text>()?.0,
            "skill" => self.skill = map.next_value::<Text>()?.0,
            "charges" => self.charges = map.next_value::<Text>()?.0,
            "stat_id" => self.stat_id = map.next_value::<Number>()?.0,
            "value" => self.value = map.next_value::<Number>()?.0,
            "level" => self.level = map.next_value::<Number>()?.0,
            "chance" => self.chance = map.next_value::<Number>()?.0,
            "corrupted" => self.corrupted = map.next_value::<Number>()?.is_set(),
            "range" => self.range = map.next_value::<LooseOf<Range>>()?.0.and_then(Range::ends),
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// `{"min":15,"max":20}`; a zero end is left out by the game.
#[derive(Default)]
struct Range {
    min: Option<i64>,
    max: Option<i64>,
}

impl Range {
    fn ends(self) -> Option<(i64, i64)> {
        if self.min.is_none() && self.max.is_none() {
            return None;
        }
        let (one, other) = (self.min.unwrap_or(0), self.max.unwrap_or(0));
        Some((one.min(other), one.max(other)))
    }
}

impl<'de> Keyed<'de> for Range {
    fn read<A: MapAccess<'de>>(&mut self, key: Cow<'de, str>, map: &mut A) -> Result<(), A::Error> {
        match key.as_ref() {
            "min" => self.min = map.next_value::<Number>()?.0,
            "max" => self.max = map.next_value::<Number>()?.0,
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// A key, borrowed where it holds no escapes.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = deserializer.deserialize_str(Loose::<Text>::default())?;
        Ok(Self(text.and_then(|text| text.0).unwrap_or_default()))
    }
}

/// A text; anything else is `None`.
#[derive(Default)]
struct Text<'a>(Option<Cow<'a, str>>);

/// A number; text that is a number counts, booleans are 0 and 1, anything else is `None`.
#[derive(Default)]
struct Number(Option<i64>);

impl Number {
    fn is_set(&self) -> bool {
        self.0.is_some_and(|number| number != 0)
    }
}

/// An array; members of another kind are passed over.
struct List<T>(Vec<T>);

/// An object, or `None` for anything else.
struct LooseOf<T>(Option<T>);

/// Takes whatever comes; a `T` makes of it what it can.
struct Loose<T>(std::marker::PhantomData<T>);

impl<T> Default for Loose<T> {
    fn default() -> Self {
        Self(std::marker::PhantomData)
    }
}

/// What a kind of value makes of each form of JSON. `None`: it is of another kind.
trait Take<'de>: Sized {
    fn integer(_: i64) -> Option<Self> {
        None
    }
    fn float(_: f64) -> Option<Self> {
        None
    }
    fn text(_: Cow<'de, str>) -> Option<Self> {
        None
    }
    fn array<A: SeqAccess<'de>>(mut sequence: A) -> Result<Option<Self>, A::Error> {
        while sequence.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }
    fn object<A: MapAccess<'de>>(mut map: A) -> Result<Option<Self>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

impl<'de> Take<'de> for Text<'de> {
    fn text(text: Cow<'de, str>) -> Option<Self> {
        Some(Self(Some(text)))
    }
}

impl<'de> Take<'de> for Number {
    fn integer(number: i64) -> Option<Self> {
        Some(Self(Some(number)))
    }
    fn float(number: f64) -> Option<Self> {
        // Saturates; nothing in the game comes near.
        Some(Self(Some(number as i64)))
    }
    fn text(text: Cow<'de, str>) -> Option<Self> {
        Some(Self(text.trim().parse().ok()))
    }
}

impl<'de, T: Keyed<'de>> Take<'de> for T {
    fn object<A: MapAccess<'de>>(mut map: A) -> Result<Option<Self>, A::Error> {
        let mut out = Self::default();
        while let Some(key) = map.next_key::<Key>()? {
            out.read(key.0, &mut map)?;
        }
        Ok(Some(out))
    }
}

impl<'de, T: Keyed<'de>> Take<'de> for List<T> {
    fn array<A: SeqAccess<'de>>(mut sequence: A) -> Result<Option<Self>, A::Error> {
        let mut out = Vec::new();
        while let Some(member) = sequence.next_element::<LooseOf<T>>()? {
            out.extend(member.0);
        }
        Ok(Some(Self(out)))
    }
}

impl<'de, T: Take<'de>> Visitor<'de> for Loose<T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("any JSON")
    }
    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(T::integer(i64::from(value)))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(T::integer(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(T::integer(i64::try_from(value).unwrap_or(i64::MAX)))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(T::float(value))
    }
    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(T::text(Cow::Owned(value.to_owned())))
    }
    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(T::text(Cow::Borrowed(value)))
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<Self::Value, A::Error> {
        T::array(sequence)
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::object(map)
    }
}

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(deserializer
            .deserialize_any(Loose::<Self>::default())?
            .unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(deserializer
            .deserialize_any(Loose::<Self>::default())?
            .unwrap_or_default())
    }
}

impl<'de, T: Keyed<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(deserializer
            .deserialize_any(Loose::<Self>::default())?
            .unwrap_or(Self(Vec::new())))
    }
}

impl<'de, T: Keyed<'de>> Deserialize<'de> for LooseOf<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(deserializer.deserialize_any(Loose::<T>::default())?))
    }
}
