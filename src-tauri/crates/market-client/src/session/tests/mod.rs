//! Every transition of the session, with recorded frames and a clock of its own.

use serde_json::json;

mod calls;
mod interleavings;
mod link;
mod login;

use super::*;
use crate::token::sample_jwt;

const LOGIN_WAIT: Duration = Duration::from_secs(600);
const OPEN: &str = r#"0{"sid":"Zx","upgrades":[],"pingInterval":25000,"pingTimeout":5000}"#;
const WITHIN: Duration = Duration::from_secs(15);
const EXPIRED: &str = r#"[{"name":"NotAuthenticated","message":"jwt expired","code":401,"className":"not-authenticated","errors":{}}]"#;
const ACCOUNT: &str = r#"[null,{"accessToken":"x","user":{"_id":"u","username":"Cain","game":{"accounts":["cain"]}}}]"#;

struct World {
    session: Session,
    now: Now,
}

fn token(expires_in: u64) -> Token {
    let exp = 1_000_000 + expires_in;
    Token::parse(&sample_jwt(&format!(r#"{{"exp":{exp}}}"#))).expect("a token")
}

impl World {
    fn new(token: Option<Token>) -> Self {
        let now = Now {
            steady: Instant::now(),
            wall: SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000),
        };
        let limits = Limits {
            connect: Duration::from_secs(10),
            login: Duration::from_secs(15),
            warn_before_expiry: Duration::from_secs(900),
            backoff: Backoff::default(),
            max_answer: 1 << 24,
            rate: Rate {
                burst: 6,
                per_second: 2.0,
            },
            login_wait: Some(LOGIN_WAIT),
        };
        Self {
            session: Session::new(limits, Box::new(|| 1.0), token, now),
            now,
        }
    }

    /// A session on an open link; with a token it is logged in.
    fn live(token: Option<Token>) -> Self {
        let logs_in = token.is_some();
        let mut world = Self::new(token);
        assert_eq!(world.step(Input::Tick), [Output::Connect(Dialect::V3)]);
        assert_eq!(world.step(Input::Opened), []);
        assert_eq!(world.step(Input::Frame(OPEN)), []);
        let out = world.step(Input::Frame("40"));
        if logs_in {
            let ack = sent_ack(&out);
            world.step(Input::Frame(&format!("43{ack}{ACCOUNT}")));
            assert_eq!(
                world.session.status().account().map(|a| a.id.as_str()),
                Some("u")
            );
        }
        world
    }

    fn step(&mut self, input: Input<'_>) -> Vec<Output> {
        self.session.step(input, self.now)
    }

    fn advance(&mut self, by: Duration) {
        self.now.steady += by;
        self.now.wall += by;
    }

    fn later(&mut self, seconds: f64) -> Vec<Output> {
        self.advance(Duration::from_secs_f64(seconds));
        self.step(Input::Tick)
    }

    fn find(&mut self, id: CallId) -> Vec<Output> {
        self.step(Input::Call {
            id,
            call: &Call::find("market/listing", json!({"n": id})),
            within: WITHIN,
        })
    }

    fn create(&mut self, id: CallId) -> Vec<Output> {
        self.step(Input::Call {
            id,
            call: &Call::create("market/listing", json!({"n": id})),
            within: WITHIN,
        })
    }

    /// Cuts the link and brings up the next one. Gives what was sent on it.
    fn relink(&mut self) -> Vec<Output> {
        self.step(Input::Closed(LinkProblem::Cut));
        assert_eq!(self.later(31.0), [Output::Connect(Dialect::V3)]);
        self.step(Input::Opened);
        self.step(Input::Frame(OPEN));
        self.step(Input::Frame("40"))
    }
}

/// The ack id of the only frame that was sent.
fn sent_ack(out: &[Output]) -> u64 {
    let sent: Vec<u64> = out.iter().filter_map(ack_of).collect();
    assert_eq!(sent.len(), 1, "one call goes out: {out:?}");
    sent[0]
}

fn ack_of(output: &Output) -> Option<u64> {
    match output {
        Output::Send(frame) => match packet::decode(&frame.0) {
            Ok(Packet::Event { ack, .. }) => ack,
            _ => None,
        },
        _ => None,
    }
}

/// The login of somebody else.
const OTHER: &str = r#"[null,{"accessToken":"x","user":{"_id":"other","username":"Gheed"}}]"#;

fn is_login(output: &Output) -> bool {
    matches!(output, Output::Send(frame) if frame.0.contains("security/session"))
}
