//! The text frames of Engine.IO 3 with socket.io 2, server side. Pure: must not know sockets,
//! services or time.
//!
//! A frame is the Engine.IO digit, for messages the socket.io digit, an ack id where an answer is
//! wanted, and JSON.

use std::time::Duration;

use serde_json::{Value, json};

use crate::feathers_error::FeathersError;

/// Frames longer than this close the link with [`CLOSE_TOO_BIG`].
pub const MAX_FRAME_BYTES: usize = 1_000_000;
/// The websocket's close code for a frame over [`MAX_FRAME_BYTES`].
pub const CLOSE_TOO_BIG: u16 = 1009;
/// Tells the client that it is connected to the default namespace.
pub const CONNECTED: &str = "40";
/// Tells the client that the namespace is gone, while the link stays.
pub const DISCONNECTED: &str = "41";

/// What a client sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Incoming {
    /// A heartbeat; the payload goes back with the answer.
    Ping(String),
    /// The client leaves.
    Leave,
    /// A call: `[method, service, …]`, with the id that its answer must carry.
    Call { ack: Option<u64>, args: Vec<Value> },
    /// Allowed and without effect (pong, no-op, connecting to the default namespace).
    Idle,
}

/// A frame that no client of this protocol sends; the link is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a malformed frame")]
pub struct Malformed;

/// Reads one text frame of a client.
pub fn read(frame: &str) -> Result<Incoming, Malformed> {
    let (kind, rest) = split_digit(frame)?;
    match kind {
        '1' => Ok(Incoming::Leave),
        '2' => Ok(Incoming::Ping(rest.to_owned())),
        '3' | '6' => Ok(Incoming::Idle),
        '4' => read_message(rest),
        _ => Err(Malformed),
    }
}

fn read_message(message: &str) -> Result<Incoming, Malformed> {
    let (kind, rest) = split_digit(message)?;
    match kind {
        '0' => Ok(Incoming::Idle),
        '1' => Ok(Incoming::Leave),
        '2' => read_event(rest),
        _ => Err(Malformed),
    }
}

fn read_event(event: &str) -> Result<Incoming, Malformed> {
    let json_at = event.find(|c: char| !c.is_ascii_digit()).ok_or(Malformed)?;
    let (ack, text) = event.split_at(json_at);
    let ack = match ack {
        "" => None,
        digits => Some(digits.parse().map_err(|_| Malformed)?),
    };
    let args: Vec<Value> = serde_json::from_str(text).map_err(|_| Malformed)?;
    Ok(Incoming::Call { ack, args })
}

fn split_digit(text: &str) -> Result<(char, &str), Malformed> {
    let mut chars = text.chars();
    let digit = chars.next().ok_or(Malformed)?;
    Ok((digit, chars.as_str()))
}

/// The first frame on a link. Times are sent in milliseconds.
pub fn handshake(sid: &str, ping_interval: Duration, ping_timeout: Duration) -> String {
    let open = json!({
        "sid": sid,
        "upgrades": [],
        "pingInterval": millis(ping_interval),
        "pingTimeout": millis(ping_timeout),
    });
    format!("0{open}")
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// Answers a heartbeat.
pub fn pong(payload: &str) -> String {
    format!("3{payload}")
}

/// The answer to a call: `[null, result]`, or an array with the error alone.
pub fn answer(ack: u64, outcome: &Result<Value, FeathersError>) -> String {
    match outcome {
        Ok(result) => format!("43{ack}[null,{result}]"),
        Err(error) => format!("43{ack}[{}]", error.to_json()),
    }
}

/// A pushed event such as `market/listing created`.
pub fn event(name: &str, data: &Value) -> String {
    format!("42[{},{data}]", Value::from(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(frame: &str, expected: &Result<Incoming, Malformed>) {
        assert_eq!(&read(frame), expected, "{frame:?}");
    }

    #[test]
    fn frames_of_a_client() {
        check("2", &Ok(Incoming::Ping(String::new())));
        check("2probe", &Ok(Incoming::Ping("probe".into())));
        check("1", &Ok(Incoming::Leave));
        check("40", &Ok(Incoming::Idle));
        check("41", &Ok(Incoming::Leave));
        check(
            r#"4217["find","market/listing",{"$limit":1}]"#,
            &Ok(Incoming::Call {
                ack: Some(17),
                args: vec![json!("find"), json!("market/listing"), json!({"$limit": 1})],
            }),
        );
        check(
            r#"42["find"]"#,
            &Ok(Incoming::Call {
                ack: None,
                args: vec![json!("find")],
            }),
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9]{0,4}\\PC{0,12}") {
            // Must not panic; and what is read as a call was framed as one.
            if let Ok(Incoming::Call { .. }) = read(&text) {
                proptest::prop_assert!(text.starts_with("42"));
            }
        }
    }

    #[test]
    fn malformed_frames() {
        let frames = [
            "",
            "x",
            "4",
            "42",
            "421",
            "421{}",
            "42[",
            "9",
            "43[]",
            "4299999999999999999999[]",
        ];
        for frame in frames {
            check(frame, &Err(Malformed));
        }
    }

    #[test]
    fn frames_of_the_server() {
        assert_eq!(answer(3, &Ok(json!({"a": 1}))), r#"433[null,{"a":1}]"#);
        assert_eq!(
            answer(3, &Err(FeathersError::not_authenticated("jwt expired"))),
            r#"433[{"className":"not-authenticated","code":401,"errors":{},"message":"jwt expired","name":"NotAuthenticated"}]"#
        );
        assert_eq!(
            event("market/listing created", &json!({})),
            r#"42["market/listing created",{}]"#
        );
        assert_eq!(
            handshake("a", Duration::from_secs(25), Duration::from_secs(5)),
            r#"0{"pingInterval":25000,"pingTimeout":5000,"sid":"a","upgrades":[]}"#
        );
    }
}
