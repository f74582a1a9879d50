//! What of a query can be told from a record alone: the plain fields. Cheap enough to be asked of every event.
//!
//! Must not know the operators of the market; what it cannot tell, it lets through.

use serde_json::Value;

/// Whether the record may fit the query; `false` only where it surely does not.
pub fn may_fit(query: &Value, record: &Value) -> bool {
    let Value::Object(conditions) = query else {
        return true;
    };
    conditions
        .iter()
        .filter(|(field, _)| !field.starts_with('$'))
        .all(|(field, condition)| may_hold(condition, at(record, field)))
}

/// The value at a path such as `item.base.type_code`.
fn at<'a>(record: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(record, |value, part| &value[part])
}

fn may_hold(condition: &Value, value: &Value) -> bool {
    match condition {
        Value::Object(operators) => match operators.get("$in") {
            Some(Value::Array(choices)) => choices.iter().any(|choice| equal(choice, value)),
            // Bounds, patterns, lists of modifiers.
            _ => true,
        },
        plain => equal(plain, value),
    }
}

/// `7` and `7.0` are one number; what is absent is `null`.
fn equal(one: &Value, other: &Value) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn plain_fields_decide_and_the_rest_is_let_through() {
        let query = json!({
            "type": "item", "$limit": 50, "accepted_offer_id": null, "is_ladder": true,
            "item.unique.id": {"$in": [276, 277]},
            "item.item_level": {"$gte": 80},
            "item.modifiers": {"$all": [{"$elemMatch": {"name": "strength"}}]},
        });
        let record = json!({
            "type": "item", "is_ladder": true,
            "item": {"unique": {"id": 276.0}, "item_level": 1, "modifiers": []},
        });
        assert!(may_fit(&query, &record));
        for (field, other) in [
            ("/type", json!("offer")),
            ("/is_ladder", json!(false)),
            ("/item/unique/id", json!(9)),
            ("/item/unique/id", json!(null)),
            ("/item", json!("gone")),
        ] {
            let mut changed = record.clone();
            *changed.pointer_mut(field).expect("a field") = other;
            assert!(!may_fit(&query, &changed), "{field}");
        }
        let mut sold = record.clone();
        sold["accepted_offer_id"] = json!("an offer");
        assert!(!may_fit(&query, &sold));
        assert!(!may_fit(&query, &json!(7)));
        assert!(may_fit(&json!({}), &record));
    }
}
