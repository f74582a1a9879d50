//! What the market says of its own accord: Feathers' service events and its own `… pushed` ones.
//!
//! Must not know who listens.

use serde_json::Value;

/// One event of a service.
#[derive(Clone, PartialEq, Debug)]
pub struct ServiceEvent {
    /// Such as `market/listing`; the whole name where it has no kind.
    pub service: String,
    /// What happened.
    pub kind: EventKind,
    /// The record, or whatever came with it.
    pub data: Value,
}

/// What an event says of its record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EventKind {
    /// A new record.
    Created,
    /// Some fields changed.
    Patched,
    /// The record was replaced.
    Updated,
    /// The record is gone.
    Removed,
    /// A message for this player (`social/message pushed`, `system/notification pushed`).
    Pushed,
    /// Anything else, by its name.
    Other(String),
}

impl ServiceEvent {
    /// Reads the payload of an event packet, `["<service> <kind>", data]`; `None` where it is not of that form.
    pub(crate) fn parse(payload: &str) -> Option<Self> {
        let Ok(Value::Array(parts)) = serde_json::from_str(payload) else {
            return None;
        };
        let mut parts = parts.into_iter();
        let Value::String(name) = parts.next()? else {
            return None;
        };
        let data = parts.next().unwrap_or(Value::Null);
        let (service, kind) = match name.rsplit_once(' ') {
            Some((service, kind)) => (service.to_owned(), EventKind::of(kind)),
            None => (name, EventKind::Other(String::new())),
        };
        Some(Self {
            service,
            kind,
            data,
        })
    }

    /// The `_id` of the record, where it has one.
    #[must_use]
    pub fn record_id(&self) -> Option<&str> {
        self.data.get("_id")?.as_str()
    }
}

impl EventKind {
    fn of(word: &str) -> Self {
        match word {
            "created" => Self::Created,
            "patched" => Self::Patched,
            "updated" => Self::Updated,
            "removed" => Self::Removed,
            "pushed" => Self::Pushed,
            other => Self::Other(other.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_service_and_kind() {
        for (payload, service, kind, data) in [
            (
                r#"["market/listing created",{"_id":"a"}]"#,
                "market/listing",
                EventKind::Created,
                json!({"_id":"a"}),
            ),
            (
                r#"["system/notification pushed",{"type":"offer_received"}]"#,
                "system/notification",
                EventKind::Pushed,
                json!({"type":"offer_received"}),
            ),
            (
                r#"["hello"]"#,
                "hello",
                EventKind::Other(String::new()),
                Value::Null,
            ),
            (
                r#"["game/stash saved",1]"#,
                "game/stash",
                EventKind::Other("saved".into()),
                json!(1),
            ),
        ] {
            let event = ServiceEvent::parse(payload).expect(payload);
            assert_eq!(
                event,
                ServiceEvent {
                    service: service.into(),
                    kind,
                    data
                }
            );
        }
        for odd in ["", "{}", "[]", "[1]", "[null,{}]"] {
            assert_eq!(ServiceEvent::parse(odd), None, "{odd}");
        }
    }
}
