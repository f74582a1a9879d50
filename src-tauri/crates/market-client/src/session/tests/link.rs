//! The link: how it comes about, lives and is lost.

use super::*;

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
