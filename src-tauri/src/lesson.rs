//! The practice session's lesson as a pure state machine: it sees what the panel shows, and ticks off what the player has
//! really done, in whatever order.
//!
//! Must not know: who shows the lesson, keys, windows.

use game_desktop::{Chord, Command};

use crate::bridge::{Check, LessonState, LessonStep, LessonTask, LessonView, Panel, Search, View};
use crate::settings::Hotkeys;

/// Everything to be learned, in the order in which it is best learned, with the hotkey that does it.
const TASKS: [(LessonTask, Option<Command>); 4] = [
    (LessonTask::Check, Some(Command::Check)),
    (LessonTask::Filter, None),
    (LessonTask::Pin, Some(Command::CheckPinned)),
    (LessonTask::List, Some(Command::List)),
];

/// How far the player is.
#[derive(Debug, Default)]
pub struct Lesson {
    done: Vec<LessonTask>,
    /// The check whose filters were changed and not searched with yet.
    changed: Option<u64>,
}

impl Lesson {
    /// Takes in what the panel shows now; the step that this ticked off, if any, last of several.
    pub fn see(&mut self, view: &View) -> Option<LessonTask> {
        let before = self.done.len();
        if let Panel::Check(check) = &view.panel {
            self.see_check(view.capture, check);
        }
        // Only what was listed just now can be undone.
        if view.notices.iter().any(|notice| notice.undo_ms.is_some()) {
            self.did(LessonTask::List);
        }
        self.done.get(before..).and_then(<[_]>::last).copied()
    }

    fn see_check(&mut self, capture: u64, check: &Check) {
        let answered = !matches!(check.search, Search::Waiting { .. });
        if matches!(&check.search, Search::Found(found) if !found.rows.is_empty()) {
            self.did(LessonTask::Check);
        }
        if check.filters_changed {
            self.changed = Some(capture);
        } else if self.changed == Some(capture) && answered {
            self.changed = None;
            self.did(LessonTask::Filter);
        }
        if check.pinned {
            self.did(LessonTask::Pin);
        }
    }

    fn did(&mut self, task: LessonTask) {
        if !self.done.contains(&task) {
            self.done.push(task);
        }
    }

    /// What the page draws, with the hotkeys as they are set.
    #[must_use]
    pub fn view(&self, hotkeys: &Hotkeys) -> LessonView {
        let is_done = |task: LessonTask| self.done.contains(&task);
        let next = TASKS.iter().find(|(task, _)| !is_done(*task));
        let steps = TASKS.iter().map(|(task, command)| {
            let chord = command.and_then(|command| hotkeys.0.get(&command));
            LessonStep {
                task: *task,
                keys: chord.map(Chord::shown).unwrap_or_default(),
                state: match next {
                    _ if is_done(*task) => LessonState::Done,
                    Some((next, _)) if next == task => LessonState::Next,
                    _ => LessonState::Later,
                },
            }
        });
        LessonView {
            steps: steps.collect(),
        }
    }
}

#[cfg(test)]
mod tests;
