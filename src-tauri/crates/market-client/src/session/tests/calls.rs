//! Calls: each leaves exactly once, with its own answer or a reason.

use super::*;

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
