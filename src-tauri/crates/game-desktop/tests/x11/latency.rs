//! How long a check takes on this machine. Printed, not asserted.
#![allow(clippy::print_stdout)]

use std::time::{Duration, Instant};

use game_desktop::{Config, Event, Stamps};

use crate::display::{Manager, on_display};
use crate::game::{OnCopy, Saw};
use crate::hand::{CTRL, D};
use crate::session::Session;

const CHECKS: usize = 200;

#[test]
#[ignore = "a measurement: cargo test -p game-desktop --release --test x11 latency -- --ignored --nocapture"]
fn latency() {
    on_display(Manager::Openbox, || {
        let session = Session::armed(Config::default());
        session.game.on_copy(OnCopy::Text("{ring}".repeat(200)));
        let mut all: Vec<(Instant, Stamps)> = Vec::new();
        for _ in 0..CHECKS {
            session.hand.press(CTRL);
            let before = Instant::now();
            session.hand.press(D);
            let stamps = session.until("an item", |event| match event {
                Event::Captured { stamps, .. } => Some(*stamps),
                _ => None,
            });
            all.push((before, stamps));
            session.hand.release(D);
            session.hand.release(CTRL);
            session.game.saw(|saw| *saw == Saw::Copied);
        }
        let row = |name: &str, step: &dyn Fn(&(Instant, Stamps)) -> Duration| {
            let mut times: Vec<Duration> = all.iter().map(step).collect();
            times.sort();
            let (median, worst) = (times[CHECKS / 2], times[CHECKS - 1 - CHECKS / 100]);
            println!("{name}: median {median:?}, p99 {worst:?}");
        };
        let at = |step: Option<Instant>| step.expect("every step has its time");
        row("press sent → press seen", &|(before, s)| {
            s.pressed.duration_since(*before)
        });
        row("press seen → keys sent", &|(_, s)| {
            at(s.keys_sent) - s.pressed
        });
        row("keys sent → clipboard changed", &|(_, s)| {
            at(s.changed) - at(s.keys_sent)
        });
        row("changed → read", &|(_, s)| at(s.read) - at(s.changed));
        row("press sent → read", &|(before, s)| at(s.read) - *before);
    });
}
