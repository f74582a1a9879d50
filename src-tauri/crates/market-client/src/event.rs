//! What the market says of its own accord: Feathers' service events and its own `… pushed` ones.
//!
//! Must not know who listens.

use serde_json::Value;

use crate::services::Message;

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

/// What the market tells this player.
#[derive(Clone, PartialEq, Debug)]
pub enum Notice {
    /// Somebody made an offer for one of the player's listings.
    OfferReceived {
        /// Which, where the market says.
        listing_id: Option<String>,
    },
    /// Somebody wrote.
    Message(Message),
    /// Another notification, by its type; may be empty.
    Other(String),
}

impl Notice {
    /// Reads `system/notification pushed` and `social/message pushed`; other events tell this player nothing.
    #[must_use]
    pub fn of(event: &ServiceEvent) -> Option<Self> {
        if event.kind != EventKind::Pushed {
            return None;
        }
        match event.service.as_str() {
            "social/message" => Message::parse(&event.data).map(Self::Message),
            "system/notification" => Some(Self::of_notification(&event.data)),
            _ => None,
        }
    }

    fn of_notification(data: &Value) -> Self {
        let text = |pointer: &str| data.pointer(pointer).and_then(Value::as_str);
        match text("/type") {
            Some("offer_received") => Self::OfferReceived {
                listing_id: text("/data/listing_id").map(str::to_owned),
            },
            other => Self::Other(other.unwrap_or_default().to_owned()),
        }
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

    #[test]
    fn what_is_pushed_is_for_the_player() {
        let pushed = |service: &str, data| ServiceEvent {
            service: service.to_owned(),
            kind: EventKind::Pushed,
            data,
        };
        let offer = json!({"_id":"n","type":"offer_received","data":{"listing_id":"l"}});
        assert_eq!(
            Notice::of(&pushed("system/notification", offer)),
            Some(Notice::OfferReceived {
                listing_id: Some("l".into())
            })
        );
        for (data, kind) in [(json!({"type":"new"}), "new"), (json!(7), "")] {
            let notice = Notice::of(&pushed("system/notification", data));
            assert_eq!(notice, Some(Notice::Other(kind.into())));
        }
        let message = Notice::of(&pushed("social/message", json!({"content":" hi "})));
        assert!(matches!(message, Some(Notice::Message(message)) if message.content == "hi"));
        assert_eq!(Notice::of(&pushed("social/message", json!({}))), None);
        let mut created = pushed("social/message", json!({"content":"hi"}));
        created.kind = EventKind::Created;
        assert_eq!(Notice::of(&created), None);
    }
}
