//! Every transition of the session, with recorded frames and a clock of its own.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::token::sample_jwt;

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

fn is_login(output: &Output) -> bool {
    matches!(output, Output::Send(frame) if frame.0.contains("security/session"))
}

#[test]
fn connects_and_is_ready_without_a_token() {
    let mut world = World::new(None);
    assert_eq!(
        world.session.status(),
        LinkStatus::Connecting { attempt: 1 }
    );
    assert_eq!(world.step(Input::Tick), [Output::Connect(Dialect::V3)]);
    world.step(Input::Opened);
    assert_eq!(
        world.step(Input::Frame("40")).first(),
        Some(&Output::Close),
        "40 comes after the handshake"
    );
    let mut world = World::live(None);
    assert_eq!(world.session.status(), LinkStatus::Ready { account: None });
    let ack = sent_ack(&world.find(7));
    let out = world.step(Input::Frame(&format!(r#"43{ack}[null,{{"total":0}}]"#)));
    assert_eq!(out, [Output::Answer(7, Ok(json!({"total":0}).into()))]);
}

#[test]
fn logs_in_before_anything_else_is_sent() {
    let mut world = World::new(Some(token(9_000)));
    world.step(Input::Tick);
    assert_eq!(world.find(1), []);
    world.step(Input::Opened);
    world.step(Input::Frame(OPEN));
    let out = world.step(Input::Frame("40"));
    assert!(out.len() == 1 && is_login(&out[0]));
    assert_eq!(world.session.status(), LinkStatus::Authenticating);
    assert_eq!(world.find(2), [], "calls wait for the login");
    let out = world.step(Input::Frame(&format!("43{}{ACCOUNT}", sent_ack(&out))));
    assert_eq!(out.iter().filter_map(ack_of).count(), 2);
    assert!(!out.iter().any(is_login));
}

#[test]
fn a_refused_token_is_not_tried_again() {
    for (answer, status) in [
        (
            r#"[{"name":"NotAuthenticated","message":"invalid signature","code":401}]"#,
            LinkStatus::LoginRefused {
                message: "invalid signature".into(),
            },
        ),
        (
            r#"[{"name":"Forbidden","message":"banned","code":403}]"#,
            LinkStatus::LoginRefused {
                message: "banned".into(),
            },
        ),
        (EXPIRED, LinkStatus::LoginExpired),
    ] {
        let mut world = World::new(Some(token(9_000)));
        world.step(Input::Tick);
        world.step(Input::Opened);
        world.step(Input::Frame(OPEN));
        let ack = sent_ack(&world.step(Input::Frame("40")));
        world.step(Input::Frame(&format!("43{ack}{answer}")));
        assert_eq!(world.session.status(), status);
        let out = world.relink();
        assert!(!out.iter().any(is_login), "never in a loop");
        assert_eq!(world.session.status(), status);
        sent_ack(&world.find(1));
        let out = world.step(Input::LogIn {
            id: 2,
            token: token(9_000),
        });
        assert!(is_login(&out[0]), "a new one is tried");
        let out = world.step(Input::Frame(&format!("43{}{ACCOUNT}", sent_ack(&out))));
        assert!(matches!(out[0], Output::LoggedIn(2, Ok(_))));
    }
}

#[test]
fn a_login_that_could_not_be_checked_is_tried_three_times() {
    let mut world = World::new(Some(token(9_000)));
    world.step(Input::Tick);
    for round in 1..=3 {
        world.step(Input::Opened);
        world.step(Input::Frame(OPEN));
        let ack = sent_ack(&world.step(Input::Frame("40")));
        let out = world.step(Input::Frame(&format!(
            r#"43{ack}[{{"name":"GeneralError","message":"no database","code":500}}]"#
        )));
        if round < 3 {
            assert_eq!(out, [Output::Close]);
            assert!(matches!(
                world.session.status(),
                LinkStatus::Waiting {
                    reason: LinkProblem::LoginNotChecked(_),
                    ..
                }
            ));
            assert_eq!(world.later(31.0), [Output::Connect(Dialect::V3)]);
        }
    }
    assert_eq!(
        world.session.status(),
        LinkStatus::LoginRefused {
            message: "no database".into()
        }
    );
}

#[test]
fn a_newer_login_takes_the_place_of_an_older_one() {
    let mut world = World::live(None);
    let first = world.step(Input::LogIn {
        id: 1,
        token: token(9_000),
    });
    let second = world.step(Input::LogIn {
        id: 2,
        token: token(9_001),
    });
    assert_eq!(second, [Output::LoggedIn(1, Err(CallError::Superseded))]);
    // The older answer is not the newer login's; the newer token goes out after it.
    let out = world.step(Input::Frame(&format!("43{}{ACCOUNT}", sent_ack(&first))));
    assert!(out.len() == 1 && is_login(&out[0]));
    let out = world.step(Input::Frame(&format!("43{}{ACCOUNT}", sent_ack(&out))));
    assert!(matches!(out[0], Output::LoggedIn(2, Ok(_))));
}

#[test]
fn a_login_waits_for_its_connection_and_no_longer_than_its_time() {
    let mut world = World::new(None);
    world.step(Input::Tick);
    world.step(Input::LogIn {
        id: 1,
        token: token(9_000),
    });
    world.step(Input::OpenFailed(LinkProblem::NoSuchHost));
    world.later(5.0);
    let mut out = Vec::new();
    for _ in 0..20 {
        out.extend(world.step(Input::OpenFailed(LinkProblem::NoSuchHost)));
        out.extend(world.later(0.6));
    }
    assert!(out.iter().any(|o| matches!(
        o,
        Output::LoggedIn(
            1,
            Err(CallError::NotReachable(_) | CallError::Deadline { .. })
        )
    )));
}

#[test]
fn logging_out_leaves_the_session() {
    let mut world = World::live(Some(token(9_000)));
    let out = world.step(Input::LogOut);
    assert_eq!(
        out,
        [Output::Close, Output::Connect(Dialect::V3)],
        "at once, on a new link"
    );
    world.step(Input::Opened);
    world.step(Input::Frame(OPEN));
    assert_eq!(world.step(Input::Frame("40")), []);
    assert_eq!(world.session.status(), LinkStatus::Ready { account: None });
}

#[test]
fn expiry_is_announced_before_and_when_it_comes() {
    let mut world = World::live(Some(token(2_000)));
    let soon = |world: &World| world.session.status().account().map(|a| a.expires_soon);
    assert_eq!(soon(&world), Some(false));
    let mut looks = 0;
    while soon(&world) == Some(false) {
        let wake = world.session.next_wake().expect("a time");
        let by = wake.saturating_duration_since(world.now.steady);
        world.advance(by);
        for output in world.step(Input::Tick) {
            if output == Output::Send(Frame(packet::PING.into())) {
                world.step(Input::Frame("3"));
            }
        }
        looks += 1;
        assert!(looks < 200);
    }
    let at = world
        .now
        .wall
        .duration_since(SystemTime::UNIX_EPOCH)
        .expect("after 1970");
    assert_eq!(
        at.as_secs(),
        1_002_000 - 900,
        "woken for the warning itself"
    );
    world.now.wall += Duration::from_secs(900);
    world.step(Input::Tick);
    assert_eq!(world.session.status(), LinkStatus::LoginExpired);
    world.now.wall -= Duration::from_secs(900);
    world.step(Input::Tick);
    assert_eq!(
        soon(&world),
        Some(true),
        "a clock that is set back brings it back"
    );
}

#[test]
fn a_401_on_a_link_whose_login_ended_is_the_end_of_the_login() {
    let mut world = World::live(Some(token(9_000)));
    let ack = sent_ack(&world.create(1));
    let out = world.step(Input::Frame(&format!(
        r#"43{ack}[{{"code":401,"message":"not yours"}}]"#
    )));
    assert_eq!(out, [Output::Answer(1, Err(CallError::LoginNeeded))]);
    assert!(
        world.session.status().account().is_some(),
        "only this call is refused"
    );
    let ack = sent_ack(&world.create(2));
    let out = world.step(Input::Frame(&format!("43{ack}{EXPIRED}")));
    assert_eq!(out, [Output::Answer(2, Err(CallError::LoginNeeded))]);
    assert_eq!(world.session.status(), LinkStatus::LoginExpired);
}

#[test]
fn pings_with_the_handshakes_times_and_wants_an_answer() {
    let mut world = World::live(None);
    assert_eq!(world.later(24.9), []);
    assert_eq!(world.later(0.1), [Output::Send(Frame("2".into()))]);
    assert_eq!(world.step(Input::Frame("3")), []);
    assert_eq!(world.later(25.0), [Output::Send(Frame("2".into()))]);
    assert_eq!(world.later(4.9), []);
    assert_eq!(world.later(0.1), [Output::Close]);
    assert_eq!(
        world.session.status(),
        LinkStatus::Waiting {
            retry_in: Duration::from_millis(500),
            reason: LinkProblem::Silent
        }
    );
}

#[test]
fn a_session_the_server_ends_is_a_close_with_a_reason() {
    for (frame, reason) in [
        ("1", LinkProblem::Ended(String::new())),
        ("41", LinkProblem::Ended(String::new())),
        (
            r#"44{"message":"too many"}"#,
            LinkProblem::Ended("too many".into()),
        ),
        (r#"44"no""#, LinkProblem::Ended("no".into())),
    ] {
        let mut world = World::live(None);
        assert_eq!(world.step(Input::Frame(frame)), [Output::Close]);
        assert!(matches!(
            world.session.status(),
            LinkStatus::Waiting { reason: r, .. } if r == reason
        ));
        assert_eq!(world.later(0.5), [Output::Connect(Dialect::V3)]);
    }
}

#[test]
fn waits_longer_after_each_failure_and_starts_anew_after_success() {
    let mut world = World::new(None);
    world.step(Input::Tick);
    let mut waits = Vec::new();
    for _ in 0..8 {
        world.step(Input::OpenFailed(LinkProblem::NoSuchHost));
        let LinkStatus::Waiting { retry_in, .. } = world.session.status() else {
            panic!("waiting")
        };
        waits.push(retry_in.as_millis());
        assert_eq!(
            world.later(retry_in.as_secs_f64()),
            [Output::Connect(Dialect::V3)]
        );
    }
    assert_eq!(
        waits,
        [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]
    );
    world.step(Input::Opened);
    world.step(Input::Frame(OPEN));
    world.step(Input::Frame("40"));
    world.later(6.0);
    world.step(Input::Closed(LinkProblem::Cut));
    assert!(matches!(
        world.session.status(),
        LinkStatus::Waiting { retry_in, .. } if retry_in == Duration::from_millis(500)
    ));
}

#[test]
fn a_call_of_the_players_shortens_a_long_wait() {
    let mut world = World::new(None);
    world.step(Input::Tick);
    for _ in 0..7 {
        world.step(Input::OpenFailed(LinkProblem::NoSuchHost));
        world.later(30.0);
    }
    world.step(Input::OpenFailed(LinkProblem::NoSuchHost));
    assert_eq!(world.later(1.0), []);
    assert_eq!(world.find(1), [], "not sooner than 2 s after the last try");
    assert_eq!(world.later(1.0), [Output::Connect(Dialect::V3)]);
}

#[test]
fn a_server_of_another_generation_gets_its_dialect() {
    let mut world = World::new(None);
    world.step(Input::Tick);
    let out = world.step(Input::OpenFailed(LinkProblem::Http(400)));
    assert_eq!(
        out,
        [Output::Close, Output::Connect(Dialect::V4)],
        "at once"
    );
    world.step(Input::Opened);
    assert_eq!(
        world.step(Input::Frame(OPEN)),
        [Output::Send(Frame("40".into()))]
    );
    world.step(Input::Frame(r#"40{"sid":"a"}"#));
    assert!(world.session.status().is_connected());
    assert_eq!(world.later(25.0), [], "the server pings");
    assert_eq!(
        world.step(Input::Frame("2")),
        [Output::Send(Frame("3".into()))]
    );
    assert_eq!(world.later(29.9), []);
    assert_eq!(world.later(0.1), [Output::Close]);
    assert_eq!(
        world.later(0.5),
        [Output::Connect(Dialect::V4)],
        "what worked is kept"
    );
    // Both turned down: back to the first, with a wait.
    world.step(Input::OpenFailed(LinkProblem::Http(400)));
    assert_eq!(
        world.step(Input::OpenFailed(LinkProblem::Http(400))),
        [Output::Close]
    );
}

#[test]
fn a_server_that_turns_the_dialect_down_after_the_upgrade_is_understood() {
    let mut world = World::new(None);
    world.step(Input::Tick);
    world.step(Input::Opened);
    let out = world.step(Input::Closed(LinkProblem::NotAMarket));
    assert_eq!(out, [Output::Close, Output::Connect(Dialect::V4)]);
    world.step(Input::Opened);
    let out = world.step(Input::Closed(LinkProblem::NotAMarket));
    assert!(
        !out.iter().any(|o| matches!(o, Output::Connect(_))),
        "no third time: {out:?}"
    );
}

#[test]
fn a_server_that_greets_unasked_is_an_older_one() {
    let mut world = World::new(None);
    world.step(Input::Tick);
    world.step(Input::OpenFailed(LinkProblem::Http(400)));
    world.step(Input::Opened);
    world.step(Input::Frame(OPEN));
    assert_eq!(world.step(Input::Frame("40")), [Output::Close]);
    assert_eq!(world.later(0.5), [Output::Connect(Dialect::V3)]);
}

#[test]
fn only_a_refusal_changes_the_dialect() {
    for problem in [
        LinkProblem::NotAMarket,
        LinkProblem::Cut,
        LinkProblem::Http(503),
    ] {
        let mut world = World::new(None);
        world.step(Input::Tick);
        assert_eq!(world.step(Input::OpenFailed(problem)), [Output::Close]);
        assert_eq!(world.later(0.5), [Output::Connect(Dialect::V3)]);
    }
}

#[test]
fn what_is_no_market_is_left() {
    for frame in ["hello", "0{}", r#"0{"pingInterval":"x"}"#, "", "40"] {
        let mut world = World::new(None);
        world.step(Input::Tick);
        world.step(Input::Opened);
        assert_eq!(world.step(Input::Frame(frame)), [Output::Close], "{frame}");
        assert!(matches!(
            world.session.status(),
            LinkStatus::Waiting {
                reason: LinkProblem::NotAMarket,
                ..
            }
        ));
    }
}

#[test]
fn a_handshake_that_stalls_is_given_up() {
    for steps in 0..3 {
        let mut world = World::new(None);
        world.step(Input::Tick);
        for input in [Input::Opened, Input::Frame(OPEN)].into_iter().take(steps) {
            world.step(input);
        }
        assert_eq!(world.later(10.0), [Output::Close]);
    }
}

#[test]
fn one_odd_frame_does_not_cost_the_calls_under_way() {
    let mut world = World::live(None);
    let ack = sent_ack(&world.find(1));
    for frame in [
        "",
        "garbage",
        "4",
        "43[null]",
        "42{}",
        "4399999[null,1]",
        "40/x,",
        "7",
    ] {
        assert_eq!(world.step(Input::Frame(frame)), [], "{frame}");
    }
    let out = world.step(Input::Frame(&format!("43{ack}[null,1]")));
    assert_eq!(out, [Output::Answer(1, Ok(json!(1).into()))]);
}

#[test]
fn an_unreadable_or_binary_answer_fails_its_own_call_alone() {
    let mut world = World::live(None);
    let first = sent_ack(&world.find(1));
    let second = sent_ack(&world.create(2));
    let third = sent_ack(&world.find(3));
    let error = |out: &[Output]| match out {
        [Output::Answer(id, Err(error))] => (*id, error.clone()),
        other => panic!("{other:?}"),
    };
    let (id, problem) = error(&world.step(Input::Frame(&format!("43{first}[null,"))));
    assert_eq!((id, problem.outcome_unknown()), (1, false));
    let (id, problem) = error(&world.step(Input::Frame(&format!(
        r#"461-{second}[null,{{"_placeholder":true,"num":0}}]"#
    ))));
    assert_eq!((id, problem.outcome_unknown()), (2, true));
    let out = world.step(Input::Frame(&format!("43{third}[null,1]")));
    assert_eq!(out, [Output::Answer(3, Ok(json!(1).into()))]);
}

#[test]
fn events_go_out_and_are_acknowledged_where_asked() {
    let mut world = World::live(None);
    let out = world.step(Input::Frame(r#"429["social/message pushed",{"_id":"m"}]"#));
    assert_eq!(out[0], Output::Send(Frame("439[]".into())));
    assert!(matches!(&out[1], Output::Event(event) if event.record_id() == Some("m")));
    let out = world.step(Input::Frame(r#"451-8["x",{"_placeholder":true,"num":0}]"#));
    assert_eq!(out, [Output::Send(Frame("438[]".into()))]);
}

#[test]
fn a_cut_repeats_reads_once_and_writes_never() {
    let mut world = World::live(None);
    world.find(1);
    world.create(2);
    let lost = world.step(Input::Closed(LinkProblem::Cut));
    assert_eq!(
        lost,
        [
            Output::Close,
            Output::Answer(
                2,
                Err(CallError::LinkLost {
                    outcome_unknown: true
                })
            )
        ]
    );
    world.create(3);
    assert_eq!(world.later(0.5), [Output::Connect(Dialect::V3)]);
    world.step(Input::Opened);
    world.step(Input::Frame(OPEN));
    let out = world.step(Input::Frame("40"));
    assert_eq!(
        out.len(),
        2,
        "the read again, and the write that had not been sent"
    );
    let lost = world.step(Input::Closed(LinkProblem::Cut));
    assert_eq!(
        lost[1..],
        [
            Output::Answer(
                1,
                Err(CallError::LinkLost {
                    outcome_unknown: false
                })
            ),
            Output::Answer(
                3,
                Err(CallError::LinkLost {
                    outcome_unknown: true
                })
            )
        ]
    );
}

#[test]
fn an_answer_too_large_ends_the_read_that_brought_it() {
    let mut world = World::live(None);
    world.find(1);
    let out = world.step(Input::Closed(LinkProblem::TooLarge));
    assert!(matches!(
        out[1],
        Output::Answer(1, Err(CallError::TooLarge { .. }))
    ));
}

#[test]
fn a_request_too_large_never_leaves() {
    let mut world = World::live(None);
    let call = Call::create("market/listing", json!("x".repeat(1_000_000)));
    let out = world.step(Input::Call {
        id: 1,
        call: &call,
        within: WITHIN,
    });
    assert!(matches!(
        out[..],
        [Output::Answer(
            1,
            Err(CallError::TooLarge {
                limit: MAX_FRAME,
                ..
            })
        )]
    ));
}

#[test]
fn a_deadline_takes_its_entry_with_it() {
    let mut world = World::live(None);
    let read = sent_ack(&world.find(1));
    let write = sent_ack(&world.create(2));
    let out = world.later(15.0);
    assert_eq!(
        out,
        [
            Output::Answer(
                1,
                Err(CallError::Deadline {
                    outcome_unknown: false
                })
            ),
            Output::Answer(
                2,
                Err(CallError::Deadline {
                    outcome_unknown: true
                })
            )
        ]
    );
    for ack in [read, write] {
        assert_eq!(world.step(Input::Frame(&format!("43{ack}[null,1]"))), []);
    }
}

#[test]
fn without_a_connection_a_call_ends_with_the_reason() {
    let mut world = World::new(None);
    world.find(1);
    world.create(2);
    for _ in 0..2 {
        world.step(Input::OpenFailed(LinkProblem::NoSuchHost));
        world.later(5.0);
    }
    world.step(Input::OpenFailed(LinkProblem::NoSuchHost));
    let out = world.later(5.0);
    let reason = || Err(CallError::NotReachable(LinkProblem::NoSuchHost.to_string()));
    assert!(out.contains(&Output::Answer(1, reason())));
    assert!(
        out.contains(&Output::Answer(2, reason())),
        "never sent, so its outcome is known"
    );
}

#[test]
fn a_cancelled_call_is_forgotten() {
    let mut world = World::new(None);
    world.create(1);
    world.step(Input::Cancel(1));
    world.step(Input::Opened);
    world.step(Input::Frame(OPEN));
    assert_eq!(world.step(Input::Frame("40")), []);
    let ack = sent_ack(&world.find(2));
    world.step(Input::Cancel(2));
    assert_eq!(world.step(Input::Frame(&format!("43{ack}[null,1]"))), []);
}

#[test]
fn calls_beyond_the_rate_wait_their_turn() {
    let mut world = World::live(None);
    let sent: usize = (0..10).map(|id| world.find(id).len()).sum();
    assert_eq!(sent, 6);
    let wake = world.session.next_wake().expect("a time");
    assert_eq!((wake - world.now.steady).as_millis(), 500);
    assert_eq!(world.later(1.01).len(), 2);
    assert_eq!(world.later(1.01).len(), 2);
    assert_eq!(world.later(1.0), []);
}

#[test]
fn a_market_that_asks_for_a_pause_gets_it() {
    for (data, pause) in [(r#"{"retryAfter":8}"#, 8.0), ("{}", 5.0)] {
        let mut world = World::live(None);
        let ack = sent_ack(&world.find(1));
        let out = world.step(Input::Frame(&format!(
            r#"43{ack}[{{"code":429,"message":"slow down","data":{data}}}]"#
        )));
        assert!(matches!(
            &out[..],
            [Output::Answer(
                1,
                Err(CallError::Refused {
                    code: Some(429),
                    ..
                })
            )]
        ));
        assert_eq!(world.find(2), []);
        assert_eq!(world.later(pause - 0.01), []);
        assert_eq!(world.later(0.02).len(), 1);
    }
}

#[test]
fn after_a_sleep_the_link_is_asked_at_once() {
    let mut world = World::live(None);
    world.now.wall += Duration::from_secs(3_600);
    world.now.steady += Duration::from_secs(1);
    assert_eq!(world.step(Input::Tick), [Output::Send(Frame("2".into()))]);
    assert_eq!(world.later(5.0), [Output::Close]);
    let LinkStatus::Waiting { .. } = world.session.status() else {
        panic!("waiting")
    };
    assert_eq!(world.step(Input::Wake), [Output::Connect(Dialect::V3)]);
}

#[test]
fn stopping_answers_everybody() {
    let mut world = World::live(None);
    world.find(1);
    world.create(2);
    world.step(Input::LogIn {
        id: 3,
        token: token(9_000),
    });
    world.create(4);
    let out = world.step(Input::Stop);
    assert_eq!(
        out,
        [
            Output::Close,
            Output::LoggedIn(3, Err(CallError::Stopped)),
            Output::Answer(1, Err(CallError::Stopped)),
            Output::Answer(
                2,
                Err(CallError::LinkLost {
                    outcome_unknown: true
                })
            ),
            Output::Answer(4, Err(CallError::Stopped)),
        ]
    );
    assert_eq!(world.find(5), [Output::Answer(5, Err(CallError::Stopped))]);
    assert_eq!(world.session.next_wake(), None);
}

#[test]
fn the_token_is_in_no_debug_output() {
    let text = sample_jwt(r#"{"exp":2000000}"#);
    let token = Token::parse(&text).expect("a token");
    let mut world = World::new(Some(token));
    let mut shown = String::new();
    for input in [
        Input::Tick,
        Input::Opened,
        Input::Frame(OPEN),
        Input::Frame("40"),
    ] {
        shown += &format!("{:?}", world.step(input));
    }
    assert!(shown.contains("Frame("));
    assert!(!shown.contains(&text));
    let answer = format!(r#"[{{"code":401,"message":"jwt {text} malformed"}}]"#);
    let out = world.step(Input::Frame(&format!("431{answer}")));
    shown += &format!(
        "{out:?} {:?} {}",
        world.session.status(),
        world.session.status()
    );
    assert!(shown.contains("(hidden)"));
    assert!(!shown.contains(&text));
}

// --- random interleavings -----------------------------------------------------------------------------------------------

#[derive(Clone, Copy, Debug)]
enum Move {
    Read,
    Write,
    Cancel(usize),
    AnswerSome(usize),
    RefuseSome(usize),
    AnswerTwice(usize),
    Event,
    Garbage,
    Cut,
    TooLarge,
    LogIn,
    LogOut,
    Expire,
    Wake,
    Advance(u16),
    ClockJump,
    Progress,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        4 => Just(Move::Read),
        4 => Just(Move::Write),
        1 => any::<usize>().prop_map(Move::Cancel),
        6 => any::<usize>().prop_map(Move::AnswerSome),
        1 => any::<usize>().prop_map(Move::RefuseSome),
        1 => any::<usize>().prop_map(Move::AnswerTwice),
        1 => Just(Move::Event),
        1 => Just(Move::Garbage),
        2 => Just(Move::Cut),
        1 => Just(Move::TooLarge),
        1 => Just(Move::LogIn),
        1 => Just(Move::LogOut),
        1 => Just(Move::Expire),
        1 => Just(Move::Wake),
        4 => (0_u16..20_000).prop_map(Move::Advance),
        1 => Just(Move::ClockJump),
        8 => Just(Move::Progress),
    ];
    prop::collection::vec(one, 1..120)
}

/// A server and a driver that keep book: who asked what, what went out on the present link, who was answered.
struct Book {
    world: World,
    /// Frames on the present link that have no answer yet: ack id and the number inside the call.
    on_link: Vec<(u64, Option<u64>)>,
    link: LinkSide,
    asked: HashMap<CallId, bool>,
    answered: HashMap<CallId, Result<Value, CallError>>,
    cancelled: HashSet<CallId>,
    writes_sent: HashSet<u64>,
    next: CallId,
    logins: HashSet<CallId>,
}

#[derive(Clone, Copy, PartialEq)]
enum LinkSide {
    None,
    Opening,
    Open,
    Handshaken,
    Live,
}

impl Book {
    fn new() -> Self {
        let mut book = Self {
            world: World::new(Some(token(100))),
            on_link: Vec::new(),
            link: LinkSide::None,
            asked: HashMap::new(),
            answered: HashMap::new(),
            cancelled: HashSet::new(),
            writes_sent: HashSet::new(),
            next: 0,
            logins: HashSet::new(),
        };
        book.feed(Input::Tick);
        book
    }

    fn feed(&mut self, input: Input<'_>) {
        let out = self.world.step(input);
        for output in out {
            self.note(output);
        }
    }

    fn note(&mut self, output: Output) {
        match output {
            Output::Connect(_) => {
                assert!(self.link == LinkSide::None, "one link at a time");
                self.link = LinkSide::Opening;
            }
            Output::Close => {
                self.link = LinkSide::None;
                self.on_link.clear();
            }
            Output::Send(frame) => self.note_sent(&frame.0),
            Output::Answer(id, result) => {
                assert!(self.asked.contains_key(&id), "nobody else's answer");
                assert!(!self.cancelled.contains(&id), "nobody waits for it");
                let result = result.map(|answer| answer.value().expect("JSON"));
                assert!(self.answered.insert(id, result).is_none(), "answered twice");
            }
            Output::LoggedIn(id, _) => assert!(self.logins.remove(&id)),
            Output::Event(_) => {}
        }
    }

    fn note_sent(&mut self, frame: &str) {
        assert!(
            self.link != LinkSide::None,
            "nothing is sent without a link"
        );
        let Ok(Packet::Event {
            ack: Some(ack),
            payload,
        }) = packet::decode(frame)
        else {
            return;
        };
        let parts: Value = serde_json::from_str(payload).expect("JSON");
        let number = parts.pointer("/2/n").and_then(Value::as_u64);
        if let Some(n) = number {
            assert!(
                !self.answered.contains_key(&n),
                "an answered call is not sent"
            );
            if parts[0] == "create" {
                assert!(self.writes_sent.insert(n), "a write is never sent twice");
            }
        }
        self.on_link.push((ack, number));
    }

    fn answer(&mut self, which: usize, refuse: bool) -> Option<String> {
        if self.on_link.is_empty() || self.link != LinkSide::Live {
            return None;
        }
        let (ack, number) = self.on_link.remove(which % self.on_link.len());
        let frame = match number {
            _ if refuse => format!("43{ack}{EXPIRED}"),
            Some(n) => format!("43{ack}[null,{n}]"),
            None => format!("43{ack}{ACCOUNT}"),
        };
        self.feed(Input::Frame(&frame));
        Some(frame)
    }

    fn progress(&mut self) {
        match self.link {
            LinkSide::None => {}
            LinkSide::Opening => {
                self.link = LinkSide::Open;
                self.feed(Input::Opened);
            }
            LinkSide::Open => {
                self.link = LinkSide::Handshaken;
                self.feed(Input::Frame(OPEN));
            }
            LinkSide::Handshaken => {
                self.link = LinkSide::Live;
                self.feed(Input::Frame("40"));
            }
            LinkSide::Live => self.feed(Input::Frame("3")),
        }
    }

    fn play(&mut self, step: Move) {
        match step {
            Move::Read | Move::Write => {
                let id = self.next;
                self.next += 1;
                let write = matches!(step, Move::Write);
                self.asked.insert(id, write);
                let call = if write {
                    Call::create("market/listing", json!({"n": id}))
                } else {
                    Call::find("market/listing", json!({"n": id}))
                };
                self.feed(Input::Call {
                    id,
                    call: &call,
                    within: WITHIN,
                });
            }
            Move::Cancel(which) => {
                let open: Vec<CallId> = self.open();
                if let Some(id) = open.get(which % open.len().max(1)) {
                    self.cancelled.insert(*id);
                    self.feed(Input::Cancel(*id));
                }
            }
            Move::AnswerSome(which) => drop(self.answer(which, false)),
            Move::RefuseSome(which) => drop(self.answer(which, true)),
            Move::AnswerTwice(which) => {
                if let Some(frame) = self.answer(which, false) {
                    self.feed(Input::Frame(&frame));
                }
            }
            Move::Event => self.live_frame(r#"42["market/listing created",{"_id":"a"}]"#),
            Move::Garbage => self.live_frame("4zzz"),
            Move::Cut if self.link == LinkSide::Opening => {
                self.feed(Input::OpenFailed(LinkProblem::Cut));
            }
            Move::Cut if self.link != LinkSide::None => self.feed(Input::Closed(LinkProblem::Cut)),
            Move::TooLarge if self.link == LinkSide::Live => {
                self.feed(Input::Closed(LinkProblem::TooLarge));
            }
            Move::LogIn => {
                let id = 1_000_000 + self.next;
                self.next += 1;
                self.logins.insert(id);
                self.feed(Input::LogIn {
                    id,
                    token: token(5_000),
                });
            }
            Move::LogOut => self.feed(Input::LogOut),
            Move::Expire => {
                self.world.now.wall += Duration::from_secs(200);
                self.feed(Input::Tick);
            }
            Move::Wake => self.feed(Input::Wake),
            Move::Advance(ms) => {
                self.world.advance(Duration::from_millis(ms.into()));
                self.feed(Input::Tick);
            }
            Move::ClockJump => {
                self.world.now.wall -= Duration::from_secs(5_000);
                self.feed(Input::Tick);
            }
            Move::Progress => self.progress(),
            Move::Cut | Move::TooLarge => {}
        }
    }

    fn live_frame(&mut self, frame: &str) {
        if self.link == LinkSide::Live {
            self.feed(Input::Frame(frame));
        }
    }

    fn open(&self) -> Vec<CallId> {
        let mut open: Vec<CallId> = self
            .asked
            .keys()
            .filter(|id| !self.answered.contains_key(id) && !self.cancelled.contains(id))
            .copied()
            .collect();
        open.sort_unstable();
        open
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn no_interleaving_mixes_answers_up_hangs_or_writes_twice(moves in moves()) {
        let mut book = Book::new();
        for step in moves {
            book.play(step);
            let next = book.world.session.next_wake();
            prop_assert!(next.is_some_and(|at| at > book.world.now.steady), "always a later tick to come");
        }
        // Whatever happened: after the deadlines nobody waits.
        book.world.advance(WITHIN);
        book.feed(Input::Tick);
        prop_assert_eq!(book.open(), Vec::<CallId>::new());
        prop_assert!(book.logins.is_empty());
        prop_assert!(book.world.session.calls.is_empty(), "nothing is left behind");
        for (id, result) in &book.answered {
            if let Ok(value) = result {
                prop_assert_eq!(value, &json!(id), "its own answer");
            }
            if let Err(error) = result {
                let sent = book.writes_sent.contains(id);
                // A 401 is an answer: the market did not carry the write out.
                let known = *error == CallError::LoginNeeded;
                prop_assert_eq!(error.outcome_unknown(), sent && !known);
            }
        }
    }
}
