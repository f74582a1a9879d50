//! What the engine needs to know of a document, however it is kept. Must not know filters.

use serde_json::Value;

/// A JSON value, in any form.
pub trait Node: Sized {
    /// What it is.
    fn kind(&self) -> Kind<'_, Self>;
    /// A field of an object; nothing where it is none.
    fn field(&self, key: &str) -> Option<&Self>;
}

/// The kinds of JSON values.
#[derive(Debug, Clone, Copy)]
pub enum Kind<'a, N> {
    Null,
    Bool(bool),
    Number(f64),
    Text(&'a str),
    Array(&'a [N]),
    /// With the number of its fields.
    Object(usize),
}

impl Node for Value {
    fn kind(&self) -> Kind<'_, Self> {
        match self {
            Self::Null => Kind::Null,
            Self::Bool(value) => Kind::Bool(*value),
            Self::Number(number) => Kind::Number(number.as_f64().unwrap_or(f64::NAN)),
            Self::String(text) => Kind::Text(text),
            Self::Array(elements) => Kind::Array(elements),
            Self::Object(fields) => Kind::Object(fields.len()),
        }
    }

    fn field(&self, key: &str) -> Option<&Self> {
        self.as_object()?.get(key)
    }
}
