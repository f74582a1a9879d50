//! The errors of the field's server framework, in the form in which they travel. Must not know who
//! raises them.

use serde_json::{Value, json};

/// An error as an answer carries it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {message}")]
pub struct FeathersError {
    name: &'static str,
    class_name: &'static str,
    /// As of HTTP.
    pub code: u16,
    /// For the user of the client, in English.
    pub message: String,
}

impl FeathersError {
    fn new(
        name: &'static str,
        class_name: &'static str,
        code: u16,
        message: impl Into<String>,
    ) -> Self {
        Self {
            name,
            class_name,
            code,
            message: message.into(),
        }
    }

    /// 400: the call makes no sense.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new("BadRequest", "bad-request", 400, message)
    }

    /// 401: the call needs a login that is not there (any more).
    pub fn not_authenticated(message: impl Into<String>) -> Self {
        Self::new("NotAuthenticated", "not-authenticated", 401, message)
    }

    /// 403: the call is not for this user.
    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::new("Forbidden", "forbidden", 403, message)
    }

    /// 404: no such service or record.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new("NotFound", "not-found", 404, message)
    }

    /// 405: the service does not have this method.
    pub fn method_not_allowed(message: impl Into<String>) -> Self {
        Self::new("MethodNotAllowed", "method-not-allowed", 405, message)
    }

    /// The object that travels.
    pub fn to_json(&self) -> Value {
        json!({
            "name": self.name,
            "message": self.message,
            "code": self.code,
            "className": self.class_name,
            "errors": {},
        })
    }
}
