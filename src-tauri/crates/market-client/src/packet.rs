//! The frames of Engine.IO 3 and 4 with the packets of socket.io 2 to 4 inside: text to [`Packet`] and back.
//!
//! Must not know sessions, calls or Feathers: payloads stay text here.
//! Source: the public protocol descriptions of engine.io and socket.io.

use serde::Deserialize;

/// The two dialects that are understood. They differ in who pings and who connects first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Dialect {
    /// Engine.IO 3 with socket.io 2: the client pings, the server sends `40` of its own accord.
    V3,
    /// Engine.IO 4 with socket.io 3 and later: the server pings, the client asks with `40`.
    V4,
}

impl Dialect {
    /// The number for the query `EIO=`.
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::V3 => 3,
            Self::V4 => 4,
        }
    }

    pub(crate) fn other(self) -> Self {
        match self {
            Self::V3 => Self::V4,
            Self::V4 => Self::V3,
        }
    }
}

/// One frame from the server.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Packet<'a> {
    /// The Engine.IO handshake.
    Open(Handshake),
    /// Engine.IO close.
    Close,
    /// A ping with its data, which the pong repeats.
    Ping(&'a str),
    /// A pong.
    Pong,
    /// Known and of no use to a websocket: upgrade, noop.
    Idle,
    /// socket.io: the namespace is open. From socket.io 3 on the session is named.
    Connected { named: bool },
    /// socket.io: the server ends the session, though the socket stays open.
    Disconnect,
    /// socket.io: an event; with an id the server wants an ack.
    Event { ack: Option<u64>, payload: &'a str },
    /// socket.io: the answer to a call.
    Ack { id: u64, payload: &'a str },
    /// socket.io: the server refuses the connection.
    Error(&'a str),
    /// socket.io: an event with binary parts, which the market never needs.
    BinaryEvent { ack: Option<u64> },
    /// socket.io: an answer with binary parts.
    BinaryAck { id: u64 },
    /// A packet of a namespace that was never asked for.
    OtherNamespace,
}

/// The handshake's times, in milliseconds; both come from the server alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Handshake {
    pub(crate) ping_interval: u64,
    pub(crate) ping_timeout: u64,
}

/// What is wrong with a frame. Its content is not part of it: that may be private.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub(crate) enum PacketError {
    #[error("an empty frame")]
    Empty,
    #[error("an unknown kind of frame")]
    UnknownFrame,
    #[error("an unknown kind of packet")]
    UnknownPacket,
    #[error("a handshake that cannot be read")]
    Handshake,
    #[error("an answer without a usable id")]
    AckId,
}

/// Reads one text frame.
pub(crate) fn decode(frame: &str) -> Result<Packet<'_>, PacketError> {
    let (kind, rest) = split_digit(frame).ok_or(if frame.is_empty() {
        PacketError::Empty
    } else {
        PacketError::UnknownFrame
    })?;
    match kind {
        0 => serde_json::from_str(rest)
            .map(Packet::Open)
            .map_err(|_| PacketError::Handshake),
        1 => Ok(Packet::Close),
        2 => Ok(Packet::Ping(rest)),
        3 => Ok(Packet::Pong),
        4 => message(rest),
        5 | 6 => Ok(Packet::Idle),
        _ => Err(PacketError::UnknownFrame),
    }
}

fn message(text: &str) -> Result<Packet<'_>, PacketError> {
    let (kind, rest) = split_digit(text).ok_or(PacketError::UnknownPacket)?;
    // Binary packets name the number of their attachments first: `51-["event",…]`.
    let rest = match kind {
        5 | 6 => rest
            .split_once('-')
            .map(|(_, rest)| rest)
            .ok_or(PacketError::UnknownPacket)?,
        _ => rest,
    };
    if rest.starts_with('/') && !rest.starts_with("/,") {
        return Ok(Packet::OtherNamespace);
    }
    let rest = rest.strip_prefix("/,").unwrap_or(rest);
    match kind {
        0 => Ok(Packet::Connected {
            named: rest.starts_with('{'),
        }),
        1 => Ok(Packet::Disconnect),
        2 => {
            let (ack, payload) = split_id(rest)?;
            Ok(Packet::Event { ack, payload })
        }
        3 => {
            let (id, payload) = split_id(rest)?;
            let id = id.ok_or(PacketError::AckId)?;
            Ok(Packet::Ack { id, payload })
        }
        4 => Ok(Packet::Error(rest)),
        5 => Ok(Packet::BinaryEvent {
            ack: split_id(rest)?.0,
        }),
        6 => Ok(Packet::BinaryAck {
            id: split_id(rest)?.0.ok_or(PacketError::AckId)?,
        }),
        _ => Err(PacketError::UnknownPacket),
    }
}

fn split_digit(text: &str) -> Option<(u8, &str)> {
    let first = *text.as_bytes().first()?;
    first.is_ascii_digit().then(|| (first - b'0', &text[1..]))
}

fn split_id(text: &str) -> Result<(Option<u64>, &str), PacketError> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, payload) = text.split_at(end);
    if digits.is_empty() {
        return Ok((None, payload));
    }
    let id = digits.parse().map_err(|_| PacketError::AckId)?;
    Ok((Some(id), payload))
}

/// A ping, as Engine.IO 3 clients send it.
pub(crate) const PING: &str = "2";
/// The connect packet of socket.io 3 and later.
pub(crate) const CONNECT: &str = "40";

/// A pong with the ping's data.
pub(crate) fn pong(data: &str) -> String {
    format!("3{data}")
}

/// A call: an event that wants an ack.
pub(crate) fn call(ack: u64, payload: &str) -> String {
    format!("42{ack}{payload}")
}

/// The empty ack for a server that asked for one.
pub(crate) fn empty_ack(id: u64) -> String {
    format!("43{id}[]")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_recorded_frames() {
        let open = Handshake {
            ping_interval: 25_000,
            ping_timeout: 5_000,
        };
        for (frame, packet) in [
            (
                r#"0{"sid":"Zx","upgrades":[],"pingInterval":25000,"pingTimeout":5000}"#,
                Packet::Open(open),
            ),
            (
                r#"0{"sid":"Zx","upgrades":[],"pingInterval":25000,"pingTimeout":5000,"maxPayload":1000000}"#,
                Packet::Open(open),
            ),
            ("1", Packet::Close),
            ("2", Packet::Ping("")),
            ("2probe", Packet::Ping("probe")),
            ("3", Packet::Pong),
            ("6", Packet::Idle),
            ("40", Packet::Connected { named: false }),
            (r#"40{"sid":"a"}"#, Packet::Connected { named: true }),
            ("40/chat,", Packet::OtherNamespace),
            ("41", Packet::Disconnect),
            (
                r#"42["market/listing created",{}]"#,
                Packet::Event {
                    ack: None,
                    payload: r#"["market/listing created",{}]"#,
                },
            ),
            (
                r#"427["x"]"#,
                Packet::Event {
                    ack: Some(7),
                    payload: r#"["x"]"#,
                },
            ),
            (r#"42/admin,["x"]"#, Packet::OtherNamespace),
            (
                r#"4316[null,{"total":0}]"#,
                Packet::Ack {
                    id: 16,
                    payload: r#"[null,{"total":0}]"#,
                },
            ),
            (
                r#"44{"message":"no"}"#,
                Packet::Error(r#"{"message":"no"}"#),
            ),
            (r#"44"no""#, Packet::Error(r#""no""#)),
            (
                r#"451-["x",{"_placeholder":true,"num":0}]"#,
                Packet::BinaryEvent { ack: None },
            ),
            (
                r#"461-12[{"_placeholder":true,"num":0}]"#,
                Packet::BinaryAck { id: 12 },
            ),
        ] {
            assert_eq!(decode(frame), Ok(packet), "{frame}");
        }
    }

    #[test]
    fn refuses_what_is_none() {
        for (frame, error) in [
            ("", PacketError::Empty),
            ("é", PacketError::UnknownFrame),
            ("9", PacketError::UnknownFrame),
            ("0{}", PacketError::Handshake),
            ("0", PacketError::Handshake),
            ("4", PacketError::UnknownPacket),
            ("49", PacketError::UnknownPacket),
            ("45", PacketError::UnknownPacket),
            ("43[null]", PacketError::AckId),
            ("4399999999999999999999[]", PacketError::AckId),
        ] {
            assert_eq!(decode(frame), Err(error), "{frame}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(frame in "\\PC{0,40}") {
            let _ = decode(&frame);
        }

        #[test]
        fn reads_back_any_call(ack: u64, text in "\\[\\PC{0,40}\\]") {
            let frame = call(ack, &text);
            prop_assert_eq!(
                decode(&frame),
                Ok(Packet::Event { ack: Some(ack), payload: text.as_str() })
            );
        }
    }
}
