//! A call as the client framed it, told apart into method, service, id, data and query. Must not
//! know what the services do.

use serde_json::{Map, Value};

use crate::feathers_error::FeathersError;

/// What is to be done with a service.
#[derive(Debug, Clone, PartialEq)]
pub enum Method {
    Find,
    Get(Value),
    Create(Value),
    Patch(Value, Value),
    Remove(Value),
}

impl Method {
    /// The name on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Get(_) => "get",
            Self::Create(_) => "create",
            Self::Patch(..) => "patch",
            Self::Remove(_) => "remove",
        }
    }
}

/// One call.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    pub method: Method,
    /// Without slashes at the ends, e.g. `market/listing`.
    pub service: String,
    pub query: Map<String, Value>,
}

impl Call {
    /// Reads `[method, service, …]`. Missing arguments are `null`, a missing query is empty.
    pub fn from_args(args: Vec<Value>) -> Result<Self, FeathersError> {
        let mut args = args.into_iter();
        let method = text(args.next())
            .ok_or_else(|| FeathersError::bad_request("A call needs the name of a method"))?;
        let service = text(args.next())
            .ok_or_else(|| FeathersError::bad_request("A call needs the name of a service"))?;
        let mut next = || args.next().unwrap_or_default();
        let method = match method.as_str() {
            "find" => Method::Find,
            "get" => Method::Get(next()),
            "create" => Method::Create(next()),
            "patch" => Method::Patch(next(), next()),
            "remove" => Method::Remove(next()),
            other => return Err(not_supported(other)),
        };
        let query = match next() {
            Value::Object(query) => query,
            Value::Null => Map::new(),
            _ => return Err(FeathersError::bad_request("The query must be an object")),
        };
        Ok(Self {
            method,
            service: service.trim_matches('/').to_owned(),
            query,
        })
    }
}

fn text(value: Option<Value>) -> Option<String> {
    match value {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

/// The answer to a method that the service does not have.
pub fn not_supported(method: &str) -> FeathersError {
    FeathersError::method_not_allowed(format!("Method '{method}' not supported by this endpoint"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(args: &Value) -> Result<Call, FeathersError> {
        Call::from_args(args.as_array().cloned().unwrap_or_default())
    }

    #[test]
    fn forms_of_calls() {
        let call =
            read(&json!(["patch", "/market/listing/", "1", {"price": "2"}])).expect("a call");
        assert_eq!(call.service, "market/listing");
        assert_eq!(
            call.method,
            Method::Patch(json!("1"), json!({"price": "2"}))
        );
        let call = read(&json!(["find", "market/listing", {"$limit": 2}])).expect("a call");
        assert_eq!(call.query.get("$limit"), Some(&json!(2)));
    }

    #[test]
    fn calls_that_make_no_sense() {
        let code = |args: Value| read(&args).map(|_| 0).unwrap_or_else(|error| error.code);
        assert_eq!(code(json!([])), 400);
        assert_eq!(code(json!(["find"])), 400);
        assert_eq!(code(json!(["find", "a", 7])), 400);
        assert_eq!(code(json!(["conjure", "a"])), 405);
    }
}
