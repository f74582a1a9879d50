//! JSON values kept small: thousands of listings have the same names, labels and keys, which are kept
//! once. Must not know what the values are.

use std::{collections::HashSet, sync::Arc};

use serde_json::{Number, Value};

use crate::query::{Kind, Node};

/// A JSON value that does not change.
#[derive(Debug, Clone)]
pub enum Document {
    Null,
    Bool(bool),
    Number(Number),
    Text(Arc<str>),
    Array(Box<[Document]>),
    /// Sorted by key.
    Object(Box<[(Arc<str>, Document)]>),
}

/// Texts that are kept once.
#[derive(Debug, Default)]
pub struct Texts {
    known: HashSet<Arc<str>>,
    /// How many may be known before those that nobody uses any more are forgotten.
    bound: usize,
}

/// Looking for unused texts is not worth while for fewer.
const MIN_BOUND: usize = 4096;

impl Texts {
    fn keep(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.known.get(text) {
            return Arc::clone(known);
        }
        if self.known.len() >= self.bound {
            self.known.retain(|text| Arc::strong_count(text) > 1);
            self.bound = MIN_BOUND.max(2 * self.known.len());
        }
        let kept: Arc<str> = text.into();
        self.known.insert(Arc::clone(&kept));
        kept
    }
}

impl Document {
    /// Keeps a value; its keys and texts among those known.
    pub fn new(value: &Value, texts: &mut Texts) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::Text(texts.keep(text)),
            Value::Array(elements) => {
                let elements = elements.iter().map(|element| Self::new(element, texts));
                Self::Array(elements.collect())
            }
            Value::Object(fields) => {
                let mut fields: Vec<_> = fields
                    .iter()
                    .map(|(key, value)| (texts.keep(key), Self::new(value, texts)))
                    .collect();
                fields.sort_by(|left, right| left.0.cmp(&right.0));
                Self::Object(fields.into())
            }
        }
    }

    /// The value that was kept.
    pub fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Text(text) => Value::String(text.as_ref().to_owned()),
            Self::Array(elements) => elements.iter().map(Self::to_value).collect(),
            Self::Object(fields) => fields
                .iter()
                .map(|(key, value)| (key.as_ref().to_owned(), value.to_value()))
                .collect(),
        }
    }

    /// The text of a field.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.field(key)? {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Node for Document {
    fn kind(&self) -> Kind<'_, Self> {
        match self {
            Self::Null => Kind::Null,
            Self::Bool(value) => Kind::Bool(*value),
            Self::Number(number) => Kind::Number(number.as_f64().unwrap_or(f64::NAN)),
            Self::Text(text) => Kind::Text(text),
            Self::Array(elements) => Kind::Array(elements),
            Self::Object(fields) => Kind::Object(fields.len()),
        }
    }

    fn field(&self, key: &str) -> Option<&Self> {
        let Self::Object(fields) = self else {
            return None;
        };
        let place = fields.binary_search_by(|(own, _)| own.as_ref().cmp(key));
        place.ok().map(|place| &fields[place].1)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let value = json!({"b": [1, 2.5, null, true], "a": {"b": "b", "": ""}, "z": -3});
        let document = Document::new(&value, &mut Texts::default());
        assert_eq!(document.to_value(), value);
        assert_eq!(document.field("a").and_then(|a| a.text("b")), Some("b"));
        assert!(document.field("c").is_none());
    }

    #[test]
    fn equal_texts_are_kept_once() {
        let mut texts = Texts::default();
        Document::new(
            &json!([{"name": "x"}, {"name": "x"}, {"x": "name"}]),
            &mut texts,
        );
        assert_eq!(texts.known.len(), 2);
    }

    #[test]
    fn unused_texts_are_forgotten() {
        let mut texts = Texts::default();
        let kept = Document::new(&json!({"used": "still"}), &mut texts);
        for no in 0..10 * MIN_BOUND {
            Document::new(&json!(no.to_string()), &mut texts);
        }
        assert!(texts.known.len() <= MIN_BOUND);
        assert!(texts.known.contains("still"));
        assert_eq!(kept.text("used"), Some("still"));
    }
}
