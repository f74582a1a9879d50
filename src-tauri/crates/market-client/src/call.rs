//! A Feathers call as an array, and the answer that its ack carries.
//!
//! Must not know ack ids, links or time.

use std::fmt;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::error::CallError;
use crate::token::scrub;

/// Longest text of the market's that is kept of an error, in characters.
const MAX_MESSAGE: usize = 300;

/// One call of a Feathers service. `query` may be `Null`, which means none.
#[derive(Clone, PartialEq, Debug)]
pub enum Call {
    /// Many records by a query.
    Find {
        /// Such as `market/listing`.
        service: String,
        /// Mongo-like.
        query: Value,
    },
    /// One record by its id.
    Get {
        /// Such as `game/stash`.
        service: String,
        /// The record's id; for a stash the account's name.
        id: String,
        /// Mongo-like.
        query: Value,
    },
    /// A new record.
    Create {
        /// Such as `market/listing`.
        service: String,
        /// The record.
        data: Value,
        /// Mongo-like.
        query: Value,
    },
    /// Some fields of a record.
    Patch {
        /// Such as `market/listing`.
        service: String,
        /// The record's id.
        id: String,
        /// The fields that change.
        data: Value,
        /// Mongo-like.
        query: Value,
    },
    /// A record goes.
    Remove {
        /// Such as `market/listing`.
        service: String,
        /// The record's id.
        id: String,
        /// Mongo-like.
        query: Value,
    },
}

impl Call {
    /// A `find` of a service.
    #[must_use]
    pub fn find(service: &str, query: Value) -> Self {
        Self::Find {
            service: service.to_owned(),
            query,
        }
    }

    /// A `get` of one record.
    #[must_use]
    pub fn get(service: &str, id: &str, query: Value) -> Self {
        Self::Get {
            service: service.to_owned(),
            id: id.to_owned(),
            query,
        }
    }

    /// A `create` of a record.
    #[must_use]
    pub fn create(service: &str, data: Value) -> Self {
        Self::Create {
            service: service.to_owned(),
            data,
            query: Value::Null,
        }
    }

    /// A `patch` of some fields.
    #[must_use]
    pub fn patch(service: &str, id: &str, data: Value) -> Self {
        Self::Patch {
            service: service.to_owned(),
            id: id.to_owned(),
            data,
            query: Value::Null,
        }
    }

    /// A `remove` of one record.
    #[must_use]
    pub fn remove(service: &str, id: &str) -> Self {
        Self::Remove {
            service: service.to_owned(),
            id: id.to_owned(),
            query: Value::Null,
        }
    }

    /// The service that is called.
    #[must_use]
    pub fn service(&self) -> &str {
        match self {
            Self::Find { service, .. }
            | Self::Get { service, .. }
            | Self::Create { service, .. }
            | Self::Patch { service, .. }
            | Self::Remove { service, .. } => service,
        }
    }

    /// Whether the call changes something: such a call is never sent twice.
    #[must_use]
    pub fn is_write(&self) -> bool {
        !matches!(self, Self::Find { .. } | Self::Get { .. })
    }

    /// The array that goes over the wire.
    pub(crate) fn payload(&self) -> String {
        let or_empty = |query: &Value| {
            if query.is_null() {
                json!({})
            } else {
                query.clone()
            }
        };
        match self {
            Self::Find { service, query } => json!(["find", service, or_empty(query)]),
            Self::Get { service, id, query } => json!(["get", service, id, or_empty(query)]),
            Self::Create {
                service,
                data,
                query,
            } => {
                json!(["create", service, data, or_empty(query)])
            }
            Self::Patch {
                service,
                id,
                data,
                query,
            } => {
                json!(["patch", service, id, data, or_empty(query)])
            }
            Self::Remove { service, id, query } => json!(["remove", service, id, or_empty(query)]),
        }
        .to_string()
    }
}

/// What a call was answered, as its text: whoever asked knows what it is to be read as. The answer of a login holds the
/// token, so `Debug` shows its length alone.
#[derive(Clone, PartialEq)]
pub(crate) struct Answer {
    text: String,
    heard: Option<Instant>,
}

impl Answer {
    fn new(text: String) -> Self {
        Self { text, heard: None }
    }

    /// The answer's JSON.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The answer as any JSON.
    pub(crate) fn value(&self) -> Result<Value, serde_json::Error> {
        serde_json::from_str(&self.text)
    }

    /// When its frame came off the socket, for traces.
    pub(crate) fn heard(&self) -> Option<Instant> {
        self.heard
    }

    pub(crate) fn heard_at(self, moment: Instant) -> Self {
        Self {
            heard: Some(moment),
            ..self
        }
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answer({} bytes)", self.text.len())
    }
}

/// Reads the array of an ack: `[null, result]`, `[error]`, or nothing at all. The result itself is not looked into.
pub(crate) fn answer(payload: &str, write: bool) -> Result<Answer, CallError> {
    let result = payload
        .strip_prefix("[null,")
        .and_then(|rest| rest.strip_suffix(']'));
    if let Some(result) = result {
        return Ok(Answer::new(result.to_owned()));
    }
    let mut parts = match serde_json::from_str(payload) {
        Ok(Value::Array(parts)) => parts.into_iter(),
        Ok(_) => return Err(malformed("not a list", write)),
        Err(_) => return Err(malformed("not JSON", write)),
    };
    match parts.next() {
        None | Some(Value::Null) => {
            let result = parts.next().unwrap_or_default();
            Ok(Answer::new(result.to_string()))
        }
        Some(error) => Err(refusal(&error)),
    }
}

/// An answer that cannot be read; that of a write leaves open what became of it.
pub(crate) fn malformed(reason: &str, write: bool) -> CallError {
    CallError::Malformed {
        reason: reason.to_owned(),
        outcome_unknown: write,
    }
}

/// Reads a Feathers error, however much of it is there.
fn refusal(error: &Value) -> CallError {
    let text = |key: &str| error.get(key).and_then(Value::as_str).map(clean);
    let name = text("name").unwrap_or_default();
    let code = code(error.get("code")).or_else(|| code_of_name(&name));
    if code == Some(401) {
        return CallError::LoginNeeded;
    }
    let message = text("message")
        .or_else(|| error.as_str().map(clean))
        .filter(|message| !message.is_empty())
        .unwrap_or_else(|| "it gave no reason".to_owned());
    CallError::Refused {
        code,
        name,
        message,
    }
}

/// The market's own words of an error answer; empty where there are none.
pub(crate) fn error_words(payload: &str) -> String {
    let value: Value = serde_json::from_str(payload).unwrap_or(Value::Null);
    let error = value.get(0).unwrap_or(&value);
    error
        .get("message")
        .and_then(Value::as_str)
        .or_else(|| error.as_str())
        .map(clean)
        .unwrap_or_default()
}

/// How long the market asks to be left alone: seconds in the error's data, at most ten minutes.
pub(crate) fn retry_after(payload: &str) -> Option<Duration> {
    let value: Value = serde_json::from_str(payload).ok()?;
    let data = value.get(0)?.get("data")?;
    let seconds = ["retryAfter", "retry_after", "retry-after"]
        .into_iter()
        .find_map(|key| data.get(key)?.as_f64())?;
    let asked = Duration::try_from_secs_f64(seconds).ok()?;
    Some(asked.min(Duration::from_secs(600)))
}

fn code(value: Option<&Value>) -> Option<u16> {
    match value? {
        Value::Number(number) => number.as_u64()?.try_into().ok(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn code_of_name(name: &str) -> Option<u16> {
    match name {
        "BadRequest" => Some(400),
        "NotAuthenticated" => Some(401),
        "Forbidden" => Some(403),
        "NotFound" => Some(404),
        "MethodNotAllowed" => Some(405),
        "TooManyRequests" => Some(429),
        _ => None,
    }
}

/// One line, of a bounded length, without a token in it.
fn clean(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    scrub(line.trim()).chars().take(MAX_MESSAGE).collect()
}

#[cfg(test)]
impl From<Value> for Answer {
    fn from(value: Value) -> Self {
        Self::new(value.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_feathers_arrays() {
        for (call, payload, write) in [
            (
                Call::find("market/listing", json!({"$limit":1})),
                r#"["find","market/listing",{"$limit":1}]"#,
                false,
            ),
            (
                Call::get("game/stash", "me", Value::Null),
                r#"["get","game/stash","me",{}]"#,
                false,
            ),
            (
                Call::create("market/listing", json!({"price":"1"})),
                r#"["create","market/listing",{"price":"1"},{}]"#,
                true,
            ),
            (
                Call::patch("market/listing", "7", json!({"price":"1"})),
                r#"["patch","market/listing","7",{"price":"1"},{}]"#,
                true,
            ),
            (
                Call::remove("market/listing", "7"),
                r#"["remove","market/listing","7",{}]"#,
                true,
            ),
        ] {
            assert_eq!(call.payload(), payload);
            assert_eq!(call.is_write(), write);
        }
    }

    #[test]
    fn answers_are_read_leniently() {
        let refused = |code, name: &str, message: &str| {
            Err(CallError::Refused {
                code,
                name: name.to_owned(),
                message: message.to_owned(),
            })
        };
        for (payload, answered) in [
            (r#"[null,{"total":1}]"#, Ok(json!({"total":1}))),
            (r"[ null, [1,2] ]", Ok(json!([1, 2]))),
            ("[null]", Ok(Value::Null)),
            ("[]", Ok(Value::Null)),
            (
                r#"[{"name":"NotAuthenticated","message":"jwt expired","code":401,"className":"not-authenticated","errors":{}}]"#,
                Err(CallError::LoginNeeded),
            ),
            (
                r#"[{"name":"NotAuthenticated"}]"#,
                Err(CallError::LoginNeeded),
            ),
            (
                r#"[{"name":"NotFound","message":"No record\nfound","code":404}]"#,
                refused(Some(404), "NotFound", "No record found"),
            ),
            (r#"[{"message":"oops"}]"#, refused(None, "", "oops")),
            (
                r#"[{"message":"oops","code":"503"}]"#,
                refused(Some(503), "", "oops"),
            ),
            (r#"["oops"]"#, refused(None, "", "oops")),
            (r"[{}]", refused(None, "", "it gave no reason")),
            (
                r#"[{"message":"jwt eyJhbGciOi.eyJ.x_-y is bad"}]"#,
                refused(None, "", "jwt (hidden) is bad"),
            ),
        ] {
            let answer = answer(payload, false).map(|answer| answer.value().expect("JSON"));
            assert_eq!(answer, answered, "{payload}");
        }
    }

    #[test]
    fn an_answer_is_shown_as_its_length_alone() {
        let answer = answer(r#"[null,{"accessToken":"eyJhbGciOi.eyJ.x_-y"}]"#, true);
        let shown = format!("{answer:?}");
        assert!(!shown.contains("eyJ"), "{shown}");
        assert_eq!(shown, "Ok(Answer(37 bytes))");
    }

    #[test]
    fn an_unreadable_answer_to_a_write_leaves_the_outcome_open() {
        for payload in ["", "{}", "[null,", "7"] {
            assert!(!answer(payload, false).expect_err(payload).outcome_unknown());
            assert!(answer(payload, true).expect_err(payload).outcome_unknown());
        }
    }
}
