//! Random interleavings of answers, events, cuts, logins and deadlines.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use serde_json::Value;

use super::*;

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
    /// Writes that the market may have carried out.
    writes_sent: HashSet<u64>,
    /// Whose the writes are.
    owners: HashMap<CallId, String>,
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
            owners: HashMap::new(),
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
                let user = self.world.session.user.as_ref();
                let owner = self.owners.get(&n);
                // Without a user the market refuses it.
                assert!(
                    owner.is_none() || user.is_none() || owner == user,
                    "nobody writes for another"
                );
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
            None if which.is_multiple_of(2) => format!("43{ack}{ACCOUNT}"),
            None => format!("43{ack}{OTHER}"),
        };
        if let Some(n) = number.filter(|n| refuse && !self.answered.contains_key(n)) {
            self.writes_sent.remove(&n);
        }
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
                let owner = self.world.session.user.clone().filter(|_| write);
                self.owners.extend(owner.map(|owner| (id, owner)));
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
        book.world.advance(WITHIN.max(LOGIN_WAIT));
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
