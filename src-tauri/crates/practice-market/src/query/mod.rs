//! The query engine: a documented part of MongoDB's query language over JSON documents ([`Node`]).
//! Pure: must not know what the documents are, or how they are kept.
//!
//! Understood in a filter: equality with any value, `$eq $ne $gt $gte $lt $lte $in $nin $exists
//! $regex (+ $options) $all $elemMatch $size $not $and $or $nor`, and dotted paths that go through
//! arrays (`item.modifiers.name`, `values.0`). Beside the filter: `$sort $limit $skip $resolve`.
//! Values of different kinds never compare (`"5"` is not over 4), a missing field equals `null`,
//! and dates are compared as the texts that they travel as. Anything else that starts with `$` is a
//! [`QueryError`].

mod filter;
mod node;
mod order;
mod path;
mod regexp;

use serde_json::{Map, Value};

pub use filter::Filter;
pub use node::{Kind, Node};
pub use order::{Order, compare};

/// Answers hold at most this many records, whatever `$limit` says.
pub const MAX_LIMIT: usize = 250;
/// Answers hold this many records when there is no `$limit`.
pub const DEFAULT_LIMIT: usize = 10;

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    #[error("Invalid query parameter {0}")]
    UnknownOperator(String),
    #[error("{0} needs {1}")]
    BadOperand(&'static str, &'static str),
    #[error("Invalid pattern: {0}")]
    BadPattern(String),
    #[error("The query is nested too deeply")]
    TooDeep,
}

/// A whole `find` query: which records, in which order, which page of them.
#[derive(Debug, Clone)]
pub struct Query {
    pub filter: Filter,
    pub order: Order,
    /// Clamped to [`MAX_LIMIT`].
    pub limit: usize,
    pub skip: usize,
    /// The names of what is to be added to each record, e.g. `user`.
    pub resolve: Vec<String>,
}

impl Query {
    /// Reads a query as it travels.
    pub fn read(query: &Map<String, Value>) -> Result<Self, QueryError> {
        let mut filter = query.clone();
        let order = Order::read(filter.remove("$sort").as_ref())?;
        let limit = match filter.remove("$limit") {
            None => DEFAULT_LIMIT,
            Some(limit) => count(&limit)
                .ok_or(QueryError::BadOperand("$limit", "a number"))?
                .min(MAX_LIMIT),
        };
        let skip = match filter.remove("$skip") {
            None => 0,
            Some(skip) => count(&skip).ok_or(QueryError::BadOperand("$skip", "a number"))?,
        };
        let resolve = match filter.remove("$resolve") {
            None => Vec::new(),
            Some(Value::Object(wanted)) => wanted
                .into_iter()
                .filter(|(_, how)| *how != Value::Bool(false))
                .map(|(name, _)| name)
                .collect(),
            Some(_) => return Err(QueryError::BadOperand("$resolve", "an object")),
        };
        Ok(Self {
            filter: Filter::read(&filter)?,
            order,
            limit,
            skip,
            resolve,
        })
    }
}

/// Numbers may come as texts, as they do in an address.
fn count(value: &Value) -> Option<usize> {
    match value {
        Value::Number(number) => number.as_u64().and_then(|n| usize::try_from(n).ok()),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(query: &Value) -> Result<Query, QueryError> {
        Query::read(query.as_object().expect("an object"))
    }

    #[test]
    fn limits_are_clamped_and_have_a_default() {
        let limit = |query| read(&query).expect("a query").limit;
        assert_eq!(limit(json!({})), 10);
        assert_eq!(limit(json!({"$limit": 3})), 3);
        assert_eq!(limit(json!({"$limit": "3"})), 3);
        assert_eq!(limit(json!({"$limit": 5000})), 250);
        assert_eq!(limit(json!({"$limit": 0})), 0);
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for query in [
            json!({"$limit": []}),
            json!({"$skip": -1}),
            json!({"$resolve": 1}),
            json!({"$where": "true"}),
            json!({"a": {"$near": 1}}),
            json!({"$sort": {"a": 2}}),
        ] {
            assert!(read(&query).is_err(), "{query}");
        }
    }

    #[test]
    fn what_is_to_be_resolved() {
        let query = read(&json!({"$resolve": {"user": {"in_game_account": true}, "x": false}}));
        assert_eq!(query.expect("a query").resolve, ["user"]);
    }
}
