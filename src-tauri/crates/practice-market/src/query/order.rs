//! `$sort`, and the order of values. Must not know filters.

use std::cmp::Ordering;

use serde_json::Value;

use super::{
    QueryError,
    node::{Kind, Node},
    path::Path,
};

/// The order of records: several paths, each up or down.
#[derive(Debug, Clone, Default)]
pub struct Order {
    keys: Vec<(Path, Direction)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

impl Order {
    /// Reads `{"bumped_at": -1, …}`.
    pub fn read(sort: Option<&Value>) -> Result<Self, QueryError> {
        let fields = match sort {
            None => return Ok(Self::default()),
            Some(Value::Object(fields)) => fields,
            Some(_) => return Err(QueryError::BadOperand("$sort", "an object")),
        };
        let keys = fields
            .iter()
            .map(|(path, direction)| Ok((Path::new(path), read_direction(direction)?)))
            .collect::<Result<_, QueryError>>()?;
        Ok(Self { keys })
    }

    /// Which of two documents comes first.
    pub fn compare<N: Node>(&self, left: &N, right: &N) -> Ordering {
        self.keys
            .iter()
            .map(|(path, direction)| {
                let order = total(path.first(left), path.first(right));
                match direction {
                    Direction::Up => order,
                    Direction::Down => order.reverse(),
                }
            })
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }
}

fn read_direction(value: &Value) -> Result<Direction, QueryError> {
    let number = value
        .as_i64()
        .or_else(|| value.as_str().and_then(|text| text.parse().ok()));
    match number {
        Some(1) => Ok(Direction::Up),
        Some(-1) => Ok(Direction::Down),
        _ => Err(QueryError::BadOperand("$sort", "1 or -1 for each field")),
    }
}

/// Compares two values of the same kind; values of different kinds have no order.
pub fn compare<L: Node, R: Node>(left: &L, right: &R) -> Option<Ordering> {
    match (left.kind(), right.kind()) {
        (Kind::Number(left), Kind::Number(right)) => left.partial_cmp(&right),
        (Kind::Text(left), Kind::Text(right)) => Some(left.cmp(right)),
        (Kind::Bool(left), Kind::Bool(right)) => Some(left.cmp(&right)),
        (Kind::Null, Kind::Null) => Some(Ordering::Equal),
        _ => None,
    }
}

/// For sorting every value has a place: missing and null, numbers, texts, the rest, truth values.
fn total<N: Node>(left: Option<&N>, right: Option<&N>) -> Ordering {
    let compared = left
        .zip(right)
        .and_then(|(left, right)| compare(left, right));
    compared.unwrap_or_else(|| rank(left).cmp(&rank(right)))
}

fn rank<N: Node>(value: Option<&N>) -> u8 {
    match value.map(Node::kind) {
        None | Some(Kind::Null) => 0,
        Some(Kind::Number(_)) => 1,
        Some(Kind::Text(_)) => 2,
        Some(Kind::Object(_)) => 3,
        Some(Kind::Array(_)) => 4,
        Some(Kind::Bool(_)) => 5,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn sorts_by_several_keys_with_missing_first() {
        let mut records = [
            json!({"n": 1, "a": 1, "b": 2}),
            json!({"n": 2, "a": 1, "b": 3}),
            json!({"n": 3, "b": 1}),
            json!({"n": 4, "a": 0.5}),
        ];
        let order = Order::read(Some(&json!({"a": 1, "b": -1}))).expect("an order");
        records.sort_by(|left, right| order.compare(left, right));
        let names: Vec<_> = records.iter().map(|record| record["n"].clone()).collect();
        assert_eq!(names, [json!(3), json!(4), json!(2), json!(1)]);
    }
}
