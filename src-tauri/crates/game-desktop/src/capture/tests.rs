//! The transitions one by one, and random interleavings of them.

use proptest::prelude::*;

use super::*;

const GAME: Owner = Owner(1);
const LIMIT: Duration = Duration::from_millis(400);

fn chord(now: Instant) -> Input {
    Input::Chord {
        command: Command::Check,
        pressed: now,
    }
}

fn item() -> Content {
    Content::Text("ring".to_owned())
}

#[test]
fn the_keys_are_put_back_with_the_copy_or_after_a_while() {
    let (mut capture, t) = (Capture::new(LIMIT), Instant::now());
    capture.step(chord(t), t);
    assert_eq!(capture.step(Input::Saved, t), [Output::SendKeys]);
    assert_eq!(capture.deadline(), Some(t + KEYS_LIMIT));
    let late = t + KEYS_LIMIT;
    assert_eq!(capture.step(Input::Tick, late), [Output::SettleKeys]);
    assert_eq!(capture.deadline(), Some(t + LIMIT));
    assert_eq!(
        capture.step(Input::ClipboardChanged(GAME), late),
        [Output::Read]
    );
    capture.step(chord(t), late);
    let sent = capture.step(Input::Saved, late);
    assert_eq!(sent, []);
    let changed = capture.step(Input::ClipboardChanged(GAME), late);
    assert_eq!(changed, [Output::SettleKeys, Output::Read]);
}

#[test]
fn a_change_before_the_keys_does_not_count() {
    let (mut capture, t) = (Capture::new(LIMIT), Instant::now());
    capture.step(chord(t), t);
    assert_eq!(capture.step(Input::ClipboardChanged(GAME), t), []);
    assert_eq!(capture.step(Input::Read(item()), t), []);
}

#[test]
fn a_change_while_reading_is_read_again() {
    let (mut capture, t) = (Capture::new(LIMIT), Instant::now());
    capture.step(chord(t), t);
    capture.step(Input::Saved, t);
    capture.step(Input::ClipboardChanged(GAME), t);
    assert_eq!(
        capture.step(Input::ClipboardChanged(GAME), t),
        [Output::Read]
    );
    let outputs = capture.step(Input::Read(item()), t);
    assert!(matches!(
        outputs[..],
        [Output::Captured { .. }, Output::Restore]
    ));
    assert!(!capture.is_busy());
}

#[test]
fn a_copy_that_was_owed_too_long_is_forgotten() {
    let (mut capture, t) = (Capture::new(LIMIT), Instant::now());
    capture.step(chord(t), t);
    capture.step(Input::Saved, t);
    let missed = capture.step(Input::Tick, t + LIMIT);
    assert!(matches!(missed.last(), Some(Output::Missed { .. })));
    let later = t + OWED_LIMIT;
    capture.step(chord(later), later);
    capture.step(Input::Saved, later);
    capture.step(Input::ClipboardChanged(GAME), later);
    capture.step(Input::Read(item()), later);
    assert!(!capture.is_busy());
}

#[test]
fn a_miss_right_after_an_item_puts_the_clipboard_back() {
    let (mut capture, t) = (Capture::new(LIMIT), Instant::now());
    // Over nothing, so that a copy is owed; then over an item, and over nothing again.
    capture.step(chord(t), t);
    capture.step(Input::Saved, t);
    capture.step(Input::Tick, t + LIMIT);
    let t = t + LIMIT;
    capture.step(chord(t), t);
    capture.step(Input::Saved, t);
    capture.step(Input::ClipboardChanged(GAME), t);
    capture.step(Input::Read(item()), t);
    let begun = capture.step(chord(t), t);
    assert!(
        !begun.contains(&Output::Save),
        "the item is no clipboard of the player's"
    );
    let missed = capture.step(Input::Tick, t + LIMIT);
    assert_eq!(missed.last(), Some(&Output::Restore));
}

fn inputs() -> impl Strategy<Value = Vec<(u8, u64)>> {
    prop::collection::vec((0u8..8, 0u64..200), 0..80)
}

proptest! {
    /// Whatever comes in whatever order: nothing is told of an older check once a newer one began, an item comes only
    /// after the keys and a change, every state but idle has a deadline, and the player's clipboard is put back: what the
    /// game copied is never left there, nor saved as the player's.
    #[test]
    fn no_order_breaks_a_check(inputs in inputs()) {
        let (mut capture, mut now) = (Capture::new(LIMIT), Instant::now());
        let (mut newest, mut sent, mut changed) = (CaptureId(0), false, false);
        let mut holds_copy = false;
        for (kind, millis) in inputs {
            now += Duration::from_millis(millis);
            let input = match kind {
                0 => chord(now),
                1 => Input::Saved,
                2 => Input::ClipboardChanged(GAME),
                3 => Input::Read(item()),
                4 => Input::ReadFailed,
                5 => Input::GameBlurred,
                6 => Input::SendFailed,
                _ => Input::Tick,
            };
            let copied = sent && input == Input::ClipboardChanged(GAME);
            changed |= copied;
            holds_copy |= copied && capture.is_busy();
            for output in capture.step(input, now) {
                match output {
                    Output::Started { capture, .. } => {
                        prop_assert!(capture > newest);
                        (newest, sent, changed) = (capture, false, false);
                    }
                    Output::SendKeys => sent = true,
                    Output::Save => prop_assert!(!holds_copy),
                    Output::Restore => holds_copy = false,
                    Output::Captured { capture, stamps, .. } => {
                        prop_assert_eq!(capture, newest);
                        prop_assert!(sent && changed);
                        prop_assert!(stamps.keys_sent <= stamps.changed && stamps.changed <= stamps.read);
                    }
                    Output::Missed { capture, .. } => prop_assert_eq!(capture, newest),
                    _ => {}
                }
            }
            prop_assert_eq!(capture.is_busy(), capture.deadline().is_some());
            prop_assert!(capture.is_busy() || !holds_copy);
        }
    }
}
