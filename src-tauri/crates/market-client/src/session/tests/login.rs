//! The login: asked first, refused once, ended with notice.

use super::*;

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
    let ack = sent_ack(&world.find(2));
    let out = world.step(Input::Frame(&format!("43{ack}{EXPIRED}")));
    assert_eq!(out, [Output::Answer(2, Err(CallError::LoginNeeded))]);
    assert_eq!(world.session.status(), LinkStatus::LoginExpired);
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

/// A write that the market refused because the login had ended.
fn held() -> World {
    let mut world = World::live(Some(token(9_000)));
    let ack = sent_ack(&world.create(1));
    let out = world.step(Input::Frame(&format!("43{ack}{EXPIRED}")));
    assert_eq!(out, [], "nobody is told yet");
    assert_eq!(world.session.status(), LinkStatus::LoginExpired);
    world
}

/// Logs in again; the market answers so.
fn again(world: &mut World, account: &str) -> Vec<Output> {
    let login = world.step(Input::LogIn {
        id: 9,
        token: token(90_000),
    });
    let ack = sent_ack(&login);
    world.step(Input::Frame(&format!("43{ack}{account}")))
}

#[test]
fn a_write_that_an_ended_login_refused_is_finished_after_the_next() {
    let mut world = held();
    assert_eq!(world.later(60.0), [Output::Send(Frame("2".into()))]);
    world.step(Input::Frame("3"));
    let out = again(&mut world, ACCOUNT);
    let ack = sent_ack(&out);
    let out = world.step(Input::Frame(&format!("43{ack}[null,1]")));
    assert_eq!(out, [Output::Answer(1, Ok(json!(1).into()))]);
    assert!(world.session.calls.is_empty());
}

#[test]
fn a_write_is_not_made_as_another_user() {
    let mut world = held();
    let out = again(&mut world, OTHER);
    assert!(
        out.contains(&Output::Answer(1, Err(CallError::OtherUser))),
        "{out:?}"
    );
    assert!(
        !out.iter().any(|output| ack_of(output).is_some()),
        "{out:?}"
    );
    assert!(world.session.calls.is_empty());
}

#[test]
fn a_write_that_waited_for_a_link_is_not_made_as_another_user() {
    let mut world = World::live(Some(token(9_000)));
    world.step(Input::Closed(LinkProblem::Cut));
    assert_eq!(world.create(1), []);
    world.step(Input::LogIn {
        id: 9,
        token: token(90_000),
    });
    assert_eq!(world.later(2.0), [Output::Connect(Dialect::V3)]);
    world.step(Input::Opened);
    world.step(Input::Frame(OPEN));
    let ack = sent_ack(&world.step(Input::Frame("40")));
    let out = world.step(Input::Frame(&format!("43{ack}{OTHER}")));
    assert!(
        out.contains(&Output::Answer(1, Err(CallError::OtherUser))),
        "{out:?}"
    );
    assert!(
        !out.iter().any(|output| ack_of(output).is_some()),
        "{out:?}"
    );
}

#[test]
fn a_held_write_ends_with_its_time_a_logout_or_the_program() {
    let mut world = held();
    let out = world.later(LOGIN_WAIT.as_secs_f64());
    assert!(
        out.contains(&Output::Answer(1, Err(CallError::LoginNeeded))),
        "{out:?}"
    );
    assert!(
        held()
            .step(Input::LogOut)
            .contains(&Output::Answer(1, Err(CallError::LoginNeeded)))
    );
    assert!(
        held()
            .step(Input::Stop)
            .contains(&Output::Answer(1, Err(CallError::Stopped)))
    );
    let mut world = held();
    world.step(Input::Cancel(1));
    assert!(world.session.calls.is_empty());
}

#[test]
fn a_held_write_outlives_its_link() {
    let mut world = held();
    world.step(Input::Closed(LinkProblem::Cut));
    assert_eq!(world.later(31.0), [Output::Connect(Dialect::V3)]);
    world.step(Input::Opened);
    world.step(Input::Frame(OPEN));
    let login = world.step(Input::Frame("40"));
    assert!(
        !login.iter().any(is_login),
        "an ended login is not tried again"
    );
    let ack = sent_ack(&again(&mut world, ACCOUNT));
    let out = world.step(Input::Frame(&format!("43{ack}[null,1]")));
    assert_eq!(out, [Output::Answer(1, Ok(json!(1).into()))]);
}
