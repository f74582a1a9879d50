//! A client that knows bytes only: requests over TCP, and websocket frames written by hand, so that
//! the market is not judged by the library that it is built on.
#![allow(dead_code, reason = "each test program uses its own part")]

use std::collections::VecDeque;

use practice_market::PracticeMarket;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// An answer over HTTP.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("a JSON body")
    }
}

/// `127.0.0.1:PORT`.
pub fn address(market: &PracticeMarket) -> String {
    market.market_url().replace("ws://", "")
}

/// Sends one request on a connection of its own.
pub async fn request(market: &PracticeMarket, method: &str, path: &str, body: &str) -> Answer {
    let headers = format!(
        "Connection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n",
        body.len()
    );
    let mut stream = send(market, &format!("{method} {path}"), &headers, body).await;
    let mut text = String::new();
    stream.read_to_string(&mut text).await.expect("an answer");
    let (headers, body) = text.split_once("\r\n\r\n").expect("headers");
    Answer {
        status: status(headers),
        headers: headers.to_lowercase(),
        body: body.to_owned(),
    }
}

async fn send(market: &PracticeMarket, target: &str, headers: &str, body: &str) -> TcpStream {
    let address = address(market);
    let mut stream = TcpStream::connect(&address).await.expect("a connection");
    let request = format!("{target} HTTP/1.1\r\nHost: {address}\r\n{headers}\r\n{body}");
    stream
        .write_all(request.as_bytes())
        .await
        .expect("a request");
    stream
}

fn status(headers: &str) -> u16 {
    let word = headers.split(' ').nth(1).expect("a status");
    word.parse().expect("a number")
}

/// The target of a good link.
pub const LINK: &str = "/socket.io/?EIO=3&transport=websocket";

/// What comes on a link.
#[derive(Debug, PartialEq, Eq)]
pub enum Received {
    Text(String),
    /// A close frame, with its code.
    Closed(Option<u16>),
    /// The connection ended without one.
    Gone,
}

/// A client of the market.
pub struct Client {
    stream: TcpStream,
    bytes: Vec<u8>,
    next_ack: u64,
    /// Events that came while an answer was waited for.
    pub events: VecDeque<Value>,
}

impl Client {
    /// A link that is past the handshake.
    pub async fn open(market: &PracticeMarket) -> Self {
        let mut client = Self::connect(market, LINK).await.expect("a link");
        let handshake = client.text().await;
        assert!(handshake.starts_with("0{"), "{handshake}");
        assert_eq!(client.text().await, "40");
        client
    }

    /// A link that logged in.
    pub async fn logged_in(market: &PracticeMarket, username: &str) -> Self {
        let mut client = Self::open(market).await;
        let token = market.token(username);
        client.log_in(&token).await.expect("a login");
        client
    }

    /// Asks for a websocket; the status where there is none.
    pub async fn connect(market: &PracticeMarket, target: &str) -> Result<Self, u16> {
        let headers = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                       Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
        let stream = send(market, &format!("GET {target}"), headers, "").await;
        let mut client = Self {
            stream,
            bytes: Vec::new(),
            next_ack: 0,
            events: VecDeque::new(),
        };
        let end = loop {
            let found = client.bytes.windows(4).position(|four| four == b"\r\n\r\n");
            if let Some(end) = found {
                break end + 4;
            }
            assert!(client.fill().await, "the connection ended in the headers");
        };
        let headers: Vec<u8> = client.bytes.drain(..end).collect();
        match status(&String::from_utf8_lossy(&headers)) {
            101 => Ok(client),
            status => Err(status),
        }
    }

    async fn fill(&mut self) -> bool {
        matches!(self.stream.read_buf(&mut self.bytes).await, Ok(1..))
    }

    /// Sends a text frame, masked with zeros.
    pub async fn send(&mut self, text: &str) {
        let length = text.len();
        let mut frame = vec![0x81];
        match (u8::try_from(length), u16::try_from(length)) {
            (Ok(short @ 0..126), _) => frame.push(0x80 | short),
            (_, Ok(middle)) => {
                frame.push(0x80 | 126);
                frame.extend(middle.to_be_bytes());
            }
            _ => {
                frame.push(0x80 | 127);
                frame.extend((length as u64).to_be_bytes());
            }
        }
        frame.extend([0; 4]);
        frame.extend(text.as_bytes());
        self.stream.write_all(&frame).await.expect("a frame sent");
    }

    /// Waits for the next frame.
    pub async fn next(&mut self) -> Received {
        loop {
            if let Some((kind, payload)) = self.take_frame() {
                match kind {
                    1 => return Received::Text(String::from_utf8(payload).expect("UTF-8")),
                    8 => {
                        let code = payload.first_chunk().map(|two| u16::from_be_bytes(*two));
                        return Received::Closed(code);
                    }
                    other => panic!("a frame of kind {other}"),
                }
            }
            if !self.fill().await {
                return Received::Gone;
            }
        }
    }

    fn take_frame(&mut self) -> Option<(u8, Vec<u8>)> {
        let [first, second, rest @ ..] = self.bytes.as_slice() else {
            return None;
        };
        assert_eq!(first & 0x80, 0x80, "a frame in one piece");
        let (header, length) = match second {
            126 => (4, usize::from(u16::from_be_bytes(*rest.first_chunk()?))),
            127 => {
                let length = u64::from_be_bytes(*rest.first_chunk()?);
                (10, usize::try_from(length).expect("a length"))
            }
            short => (2, usize::from(*short)),
        };
        let kind = first & 0x0f;
        if self.bytes.len() < header + length {
            return None;
        }
        let frame: Vec<u8> = self.bytes.drain(..header + length).collect();
        Some((kind, frame[header..].to_vec()))
    }

    /// Waits for a text frame.
    pub async fn text(&mut self) -> String {
        match self.next().await {
            Received::Text(text) => text,
            other => panic!("{other:?} instead of a text"),
        }
    }

    /// Sends a call; its ack id.
    pub async fn start_call(&mut self, args: &Value) -> u64 {
        let ack = self.next_ack;
        self.next_ack += 1;
        self.send(&format!("42{ack}{args}")).await;
        ack
    }

    /// Waits for the next answer to any call.
    pub async fn answer(&mut self) -> (u64, Result<Value, Value>) {
        loop {
            let text = self.text().await;
            if let Some(event) = text.strip_prefix("42") {
                let event = serde_json::from_str(event).expect("an event");
                self.events.push_back(event);
                continue;
            }
            let text = text.strip_prefix("43").expect("an answer");
            let (ack, text) = text.split_at(text.find('[').expect("an array"));
            let answer: Vec<Value> = serde_json::from_str(text).expect("an array");
            let outcome = match answer.as_slice() {
                [Value::Null, result] => Ok(result.clone()),
                [error] => Err(error.clone()),
                other => panic!("{other:?} is no answer"),
            };
            return (ack.parse().expect("an ack id"), outcome);
        }
    }

    /// Calls, and waits for the answer.
    pub async fn call(&mut self, args: Value) -> Result<Value, Value> {
        let ack = self.start_call(&args).await;
        let (answered, outcome) = self.answer().await;
        assert_eq!(answered, ack);
        outcome
    }

    pub async fn log_in(&mut self, token: &str) -> Result<Value, Value> {
        self.call(json!(["create", "security/session", {"strategy": "jwt", "accessToken": token}]))
            .await
    }

    /// Waits for the next event: name and data.
    pub async fn event(&mut self) -> (String, Value) {
        let event = match self.events.pop_front() {
            Some(event) => event,
            None => {
                let text = self.text().await;
                let event = text.strip_prefix("42").expect("an event");
                serde_json::from_str(event).expect("an event")
            }
        };
        let name = event[0].as_str().expect("a name").to_owned();
        (name, event[1].clone())
    }
}

/// The code of a call's error.
pub fn code(outcome: &Result<Value, Value>) -> u64 {
    let error = outcome.as_ref().expect_err("an error");
    error["code"].as_u64().expect("a code")
}
