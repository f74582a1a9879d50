//! Which documents a query means. Must not know pages, order, or what the documents are.

use std::cmp::Ordering;

use regex::Regex;
use serde_json::{Map, Value};

use super::{
    QueryError,
    node::{Kind, Node},
    order::compare,
    path::Path,
    regexp,
};

/// Deeper queries are refused, so that reading and matching never run out of stack.
const MAX_DEPTH: usize = 32;

/// A compiled filter: all of its clauses must hold.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    clauses: Vec<Clause>,
}

#[derive(Debug, Clone)]
enum Clause {
    And(Vec<Filter>),
    Or(Vec<Filter>),
    Nor(Vec<Filter>),
    Field(Path, Vec<Test>),
}

/// A condition on the values that a path leads to.
#[derive(Debug, Clone)]
enum Test {
    Equal(Value),
    Compare(Comparison, Value),
    OneOf(Vec<Value>),
    Pattern(Regex),
    Exists(bool),
    Size(usize),
    /// An element of an array that is a document.
    Element(Filter),
    /// An element of an array by its value.
    ElementValue(Vec<Test>),
    All(Vec<Test>),
    Not(Vec<Test>),
}

#[derive(Debug, Clone, Copy)]
enum Comparison {
    Greater,
    AtLeast,
    Less,
    AtMost,
}

impl Comparison {
    fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Greater => order.is_gt(),
            Self::AtLeast => order.is_ge(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
        }
    }
}

impl Filter {
    /// Compiles a filter.
    pub fn read(filter: &Map<String, Value>) -> Result<Self, QueryError> {
        read_filter(filter, 0)
    }

    /// Whether the document is one of those meant.
    pub fn matches<N: Node>(&self, document: &N) -> bool {
        self.clauses.iter().all(|clause| match clause {
            Clause::And(filters) => filters.iter().all(|filter| filter.matches(document)),
            Clause::Or(filters) => filters.iter().any(|filter| filter.matches(document)),
            Clause::Nor(filters) => !filters.iter().any(|filter| filter.matches(document)),
            Clause::Field(path, tests) => tests.iter().all(|test| test.holds_at(path, document)),
        })
    }
}

impl Test {
    fn holds_at<N: Node>(&self, path: &Path, document: &N) -> bool {
        match self {
            Self::Not(tests) => !tests.iter().all(|test| test.holds_at(path, document)),
            Self::All(tests) => {
                !tests.is_empty() && tests.iter().all(|test| test.holds_at(path, document))
            }
            Self::Exists(wanted) => path.any(document, |value| value.is_some()) == *wanted,
            _ => path.any(document, |value| self.holds_for(value)),
        }
    }

    /// Whether one value, or one element of it, passes.
    fn holds_for<N: Node>(&self, value: Option<&N>) -> bool {
        let array = match value.map(Node::kind) {
            Some(Kind::Array(elements)) => Some(elements),
            _ => None,
        };
        let mut elements = array.unwrap_or_default().iter();
        match self {
            Self::Size(size) => array.is_some_and(|elements| elements.len() == *size),
            Self::Element(filter) => elements.any(|element| {
                matches!(element.kind(), Kind::Object(_)) && filter.matches(element)
            }),
            Self::ElementValue(tests) => {
                elements.any(|element| tests.iter().all(|test| test.holds_for(Some(element))))
            }
            Self::Not(tests) => !tests.iter().all(|test| test.holds_for(value)),
            Self::All(tests) => tests.iter().all(|test| test.holds_for(value)),
            Self::Exists(wanted) => value.is_some() == *wanted,
            Self::Equal(_) | Self::Compare(..) | Self::OneOf(_) | Self::Pattern(_) => {
                self.holds_alone(value) || elements.any(|one| self.holds_alone(Some(one)))
            }
        }
    }

    /// Whether this very value passes, not looking into arrays.
    fn holds_alone<N: Node>(&self, value: Option<&N>) -> bool {
        match self {
            Self::Equal(wanted) => equal(value, wanted),
            Self::OneOf(wanted) => wanted.iter().any(|wanted| equal(value, wanted)),
            Self::Compare(comparison, bound) => value
                .and_then(|value| compare(value, bound))
                .is_some_and(|order| comparison.holds(order)),
            Self::Pattern(pattern) => match value.map(Node::kind) {
                Some(Kind::Text(text)) => pattern.is_match(text),
                _ => false,
            },
            _ => false,
        }
    }
}

fn equal<N: Node>(value: Option<&N>, wanted: &Value) -> bool {
    let Some(value) = value else {
        return wanted.is_null();
    };
    match (value.kind(), wanted) {
        (Kind::Array(values), Value::Array(wanted)) => {
            values.len() == wanted.len()
                && values
                    .iter()
                    .zip(wanted)
                    .all(|(value, wanted)| equal(Some(value), wanted))
        }
        (Kind::Object(count), Value::Object(wanted)) => {
            count == wanted.len()
                && wanted.iter().all(|(key, wanted)| {
                    value
                        .field(key)
                        .is_some_and(|value| equal(Some(value), wanted))
                })
        }
        _ => compare(value, wanted).is_some_and(Ordering::is_eq),
    }
}

fn read_filter(filter: &Map<String, Value>, depth: usize) -> Result<Filter, QueryError> {
    if depth > MAX_DEPTH {
        return Err(QueryError::TooDeep);
    }
    let clauses = filter
        .iter()
        .map(|(key, value)| match key.as_str() {
            "$and" => Ok(Clause::And(read_filters("$and", value, depth)?)),
            "$or" => Ok(Clause::Or(read_filters("$or", value, depth)?)),
            "$nor" => Ok(Clause::Nor(read_filters("$nor", value, depth)?)),
            key if key.starts_with('$') => Err(QueryError::UnknownOperator(key.to_owned())),
            path => Ok(Clause::Field(
                Path::new(path),
                read_tests(value, depth + 1)?,
            )),
        })
        .collect::<Result<_, _>>()?;
    Ok(Filter { clauses })
}

fn read_filters(
    name: &'static str,
    value: &Value,
    depth: usize,
) -> Result<Vec<Filter>, QueryError> {
    let filters = match value {
        Value::Array(filters) if !filters.is_empty() => filters,
        _ => return Err(QueryError::BadOperand(name, "a list of queries")),
    };
    filters
        .iter()
        .map(|filter| match filter {
            Value::Object(filter) => read_filter(filter, depth + 1),
            _ => Err(QueryError::BadOperand(name, "a list of queries")),
        })
        .collect()
}

/// Reads what stands at a field: operators, or a value that it must equal.
fn read_tests(value: &Value, depth: usize) -> Result<Vec<Test>, QueryError> {
    if depth > MAX_DEPTH {
        return Err(QueryError::TooDeep);
    }
    match value {
        Value::Object(operators) if has_operators(operators) => operators
            .iter()
            .filter(|(name, _)| *name != "$options")
            .map(|(name, operand)| read_test(name, operand, operators, depth))
            .collect(),
        value => Ok(vec![Test::Equal(value.clone())]),
    }
}

fn has_operators(fields: &Map<String, Value>) -> bool {
    fields.keys().any(|key| key.starts_with('$'))
}

fn read_test(
    name: &str,
    operand: &Value,
    beside: &Map<String, Value>,
    depth: usize,
) -> Result<Test, QueryError> {
    let compared = |comparison| Ok(Test::Compare(comparison, operand.clone()));
    match name {
        "$eq" => Ok(Test::Equal(operand.clone())),
        "$ne" => Ok(Test::Not(vec![Test::Equal(operand.clone())])),
        "$gt" => compared(Comparison::Greater),
        "$gte" => compared(Comparison::AtLeast),
        "$lt" => compared(Comparison::Less),
        "$lte" => compared(Comparison::AtMost),
        "$in" => Ok(Test::OneOf(list("$in", operand)?.clone())),
        "$nin" => Ok(Test::Not(vec![Test::OneOf(list("$nin", operand)?.clone())])),
        "$exists" => match operand {
            Value::Bool(wanted) => Ok(Test::Exists(*wanted)),
            _ => Err(QueryError::BadOperand("$exists", "true or false")),
        },
        "$size" => match operand.as_u64().and_then(|size| usize::try_from(size).ok()) {
            Some(size) => Ok(Test::Size(size)),
            None => Err(QueryError::BadOperand("$size", "a whole number")),
        },
        "$regex" => read_pattern(operand, beside),
        "$not" => match operand {
            Value::Object(operators) if has_operators(operators) => {
                Ok(Test::Not(read_tests(operand, depth + 1)?))
            }
            _ => Err(QueryError::BadOperand("$not", "operators")),
        },
        "$all" => {
            let tests = list("$all", operand)?
                .iter()
                .map(|wanted| read_one_of_all(wanted, depth))
                .collect::<Result<_, _>>()?;
            Ok(Test::All(tests))
        }
        "$elemMatch" => read_element(operand, depth),
        other => Err(QueryError::UnknownOperator(other.to_owned())),
    }
}

fn read_one_of_all(wanted: &Value, depth: usize) -> Result<Test, QueryError> {
    match wanted
        .as_object()
        .and_then(|wanted| wanted.get("$elemMatch"))
    {
        Some(element) => read_element(element, depth),
        None => Ok(Test::Equal(wanted.clone())),
    }
}

fn read_element(operand: &Value, depth: usize) -> Result<Test, QueryError> {
    match operand {
        Value::Object(fields) if is_value_level(fields) => {
            Ok(Test::ElementValue(read_tests(operand, depth + 1)?))
        }
        Value::Object(fields) => Ok(Test::Element(read_filter(fields, depth + 1)?)),
        _ => Err(QueryError::BadOperand("$elemMatch", "an object")),
    }
}

/// `{"$gte": 5}` speaks of elements that are values, `{"$or": […]}` of elements that are documents.
fn is_value_level(fields: &Map<String, Value>) -> bool {
    has_operators(fields)
        && !["$and", "$or", "$nor"]
            .iter()
            .any(|key| fields.contains_key(*key))
}

fn read_pattern(operand: &Value, beside: &Map<String, Value>) -> Result<Test, QueryError> {
    let Value::String(pattern) = operand else {
        return Err(QueryError::BadOperand("$regex", "a text"));
    };
    let options = match beside.get("$options") {
        None => "",
        Some(Value::String(options)) => options,
        Some(_) => return Err(QueryError::BadOperand("$options", "a text")),
    };
    Ok(Test::Pattern(regexp::compile(pattern, options)?))
}

fn list<'a>(name: &'static str, operand: &'a Value) -> Result<&'a Vec<Value>, QueryError> {
    operand
        .as_array()
        .ok_or(QueryError::BadOperand(name, "a list"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    /// The names of the documents of the cases that match.
    fn found(filter: &Value) -> Vec<u64> {
        let documents = [
            json!({"no": 1, "a": 5, "tags": ["x", "y"], "item": {"name": "Raven Frost", "modifiers": [
                {"name": "dexterity", "values": [20]}, {"name": "corrupted", "values": [0, 7]}]}}),
            json!({"no": 2, "a": 5.0, "tags": [], "item": {"name": "raven", "modifiers": [
                {"name": "dexterity", "values": [15]}, {"name": "mana", "values": [20]}]}}),
            json!({"no": 3, "a": "5", "tags": "x", "b": null}),
            json!({"no": 4, "a": [1, 9], "b": {"c": 1}}),
        ];
        let filter = Filter::read(filter.as_object().expect("an object")).expect("a filter");
        documents
            .iter()
            .filter(|document| filter.matches(*document))
            .filter_map(|document| document["no"].as_u64())
            .collect()
    }

    fn check(filter: &Value, expected: &[u64]) {
        assert_eq!(found(filter), expected, "{filter}");
    }

    #[test]
    fn equality() {
        check(&json!({}), &[1, 2, 3, 4]);
        check(&json!({"a": 5}), &[1, 2]);
        check(&json!({"a": {"$eq": "5"}}), &[3]);
        check(&json!({"a": {"$ne": 5}}), &[3, 4]);
        check(&json!({"a": 9}), &[4]);
        check(&json!({"a": [1, 9]}), &[4]);
        check(&json!({"b": null}), &[1, 2, 3]);
        check(&json!({"b": {"c": 1.0}}), &[4]);
        check(&json!({"b": {"$exists": true}}), &[3, 4]);
        check(&json!({"b": {"$exists": false}}), &[1, 2]);
        check(&json!({"a": {"$in": [1, "5"]}}), &[3, 4]);
        check(&json!({"a": {"$nin": [1, "5"]}}), &[1, 2]);
        check(&json!({"b": {"$in": [7, null]}}), &[1, 2, 3]);
    }

    #[test]
    fn comparison() {
        check(&json!({"a": {"$gt": 5}}), &[4]);
        check(&json!({"a": {"$gte": 5}}), &[1, 2, 4]);
        check(&json!({"a": {"$lt": 5}}), &[4]);
        check(&json!({"a": {"$gte": "5"}}), &[3]);
        check(&json!({"a": {"$gte": 2, "$lte": 8}}), &[1, 2, 4]);
        check(&json!({"a": {"$elemMatch": {"$gte": 2, "$lte": 8}}}), &[]);
        check(&json!({"a": {"$elemMatch": {"$gte": 2, "$lte": 9}}}), &[4]);
        check(&json!({"a": {"$not": {"$gte": 5}}}), &[3]);
    }

    #[test]
    fn patterns() {
        check(&json!({"item.name": {"$regex": "^raven"}}), &[2]);
        check(
            &json!({"item.name": {"$regex": "^raven$", "$options": "i"}}),
            &[2],
        );
        check(
            &json!({"item.name": {"$regex": "^raven", "$options": "i"}}),
            &[1, 2],
        );
        check(&json!({"tags": {"$regex": "x"}}), &[1, 3]);
    }

    #[test]
    fn arrays() {
        check(&json!({"tags": "x"}), &[1, 3]);
        check(&json!({"tags": {"$all": ["x", "y"]}}), &[1]);
        check(&json!({"tags": {"$size": 0}}), &[2]);
        check(&json!({"item.modifiers.name": "mana"}), &[2]);
        check(&json!({"item.modifiers.0.values.0": 15}), &[2]);
        check(&json!({"item.modifiers.values.1": 7}), &[1]);
        check(
            &json!({"item.modifiers": {"$elemMatch": {"name": "dexterity", "values.0": {"$gte": 20}}}}),
            &[1],
        );
        check(
            &json!({"item.modifiers": {"$all": [
                {"$elemMatch": {"name": "dexterity", "values.0": {"$lte": 20}}},
                {"$elemMatch": {"name": "mana"}}]}}),
            &[2],
        );
        check(
            &json!({"item.modifiers": {"$elemMatch": {"$or": [{"name": "mana"}, {"name": "corrupted"}]}}}),
            &[1, 2],
        );
        check(
            &json!({"item.modifiers": {"$not": {"$elemMatch": {"name": "corrupted"}}}}),
            &[2, 3, 4],
        );
        check(&json!({"item.modifiers": {"$all": []}}), &[]);
    }

    #[test]
    fn logic() {
        check(&json!({"$or": [{"a": "5"}, {"no": 1}]}), &[1, 3]);
        check(&json!({"$and": [{"a": 5}, {"no": 1}]}), &[1]);
        check(&json!({"$nor": [{"a": 5}, {"no": 4}]}), &[3]);
    }

    /// Values such as clients may send, with operators in all places.
    fn any_value() -> impl Strategy<Value = Value> {
        let key = prop_oneof![
            "[ab]",
            "[ab]\\.[0-9]",
            "\\PC{0,3}",
            Just("$and".into()),
            Just("$or".into()),
            Just("$not".into()),
            Just("$in".into()),
            Just("$all".into()),
            Just("$gte".into()),
            Just("$elemMatch".into()),
            Just("$regex".into()),
            Just("$size".into()),
        ];
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i8>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "\\PC{0,4}".prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 40, 4, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(key.clone(), inner, 0..4)
                    .prop_map(|fields| fields.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_filter_is_refused_or_decides(filter in any_value(), document in any_value()) {
            let Value::Object(fields) = &filter else { return Ok(()) };
            if let Ok(read) = Filter::read(fields) {
                let opposite = json!({"$nor": [filter]});
                let opposite = Filter::read(opposite.as_object().expect("an object"));
                prop_assert_eq!(read.matches(&document), !opposite.expect("a filter").matches(&document));
            }
        }

        #[test]
        fn a_document_matches_its_own_fields(document in any_value()) {
            let Value::Object(fields) = &document else { return Ok(()) };
            for (key, value) in fields {
                // Keys that are paths or operators mean something else, and so do operators inside.
                if key.contains(['.', '$']) || value.to_string().contains('$') {
                    continue;
                }
                let mut filter = Map::new();
                filter.insert(key.clone(), value.clone());
                prop_assert!(Filter::read(&filter).expect("a filter").matches(&document));
            }
        }
    }

    #[test]
    fn refusals() {
        let mut deep = json!({"a": 1});
        for _ in 0..100 {
            deep = json!({"$and": [deep]});
        }
        for filter in [
            json!({"a": {"$foo": 1}}),
            json!({"a": {"$gte": 1, "b": 2}}),
            json!({"$or": []}),
            json!({"$or": [1]}),
            json!({"a": {"$in": 1}}),
            json!({"a": {"$regex": "("}}),
            json!({"a": {"$regex": "(a{999}){999}"}}),
            json!({"a": {"$regex": "a", "$options": "q"}}),
            json!({"a": {"$elemMatch": 1}}),
            json!({"a": {"$not": 1}}),
            deep,
        ] {
            let read = Filter::read(filter.as_object().expect("an object"));
            assert!(read.is_err(), "{filter}");
        }
    }
}
