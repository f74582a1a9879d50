//! Which chord asks for which command, and what is wrong with each. Pure.

use crate::event::{ChordProblem, ChordState, Outcome};
use crate::labels::Labels;
use crate::{Chord, Command};

/// The chords of the settings and their state.
#[derive(Debug)]
pub struct Chords {
    states: Vec<ChordState>,
    bound: Vec<Chord>,
}

impl Chords {
    /// The chords of the settings; where two commands have the same one, the first keeps it.
    pub fn new(chords: &[(Command, Chord)], labels: &Labels) -> Self {
        let mut states: Vec<ChordState> = Vec::with_capacity(chords.len());
        for &(command, chord) in chords {
            let first = states.iter().find(|state| state.chord == chord);
            let problem = first.map(|first| ChordProblem::Doubled {
                chord,
                other: first.command,
            });
            states.push(ChordState {
                command,
                chord,
                label: labels.chord(chord),
                bound: false,
                problem,
            });
        }
        Self {
            states,
            bound: Vec::new(),
        }
    }

    /// All states, where at least one chord is doubled.
    pub fn doubled(&self) -> Option<Vec<ChordState>> {
        self.states
            .iter()
            .any(is_doubled)
            .then(|| self.states.clone())
    }

    /// The keyboard prints other signs; all states, where one is called otherwise.
    pub fn relabel(&mut self, labels: &Labels) -> Option<Vec<ChordState>> {
        let before = self.states.clone();
        for state in &mut self.states {
            state.label = labels.chord(state.chord);
        }
        (self.states != before).then(|| self.states.clone())
    }

    /// What is to be bound while the game has the keyboard.
    pub fn wanted(&self, panel: bool) -> Vec<Chord> {
        let mut wanted: Vec<Chord> = self
            .states
            .iter()
            .filter(|state| !is_doubled(state))
            .map(|state| state.chord)
            .collect();
        if panel {
            wanted.push(Chord::ESCAPE);
        }
        wanted
    }

    /// Remembers what is bound; false where that is so already.
    pub fn set_bound(&mut self, wanted: &[Chord]) -> bool {
        let news = self.bound != wanted;
        self.bound = wanted.to_vec();
        news
    }

    /// The command behind a chord.
    pub fn command(&self, chord: Chord) -> Option<Command> {
        self.states
            .iter()
            .find(|state| state.chord == chord)
            .map(|state| state.command)
    }

    /// Takes in how binding went; all states, where one changed. What is not in `results` was given back.
    pub fn bound(&mut self, results: &[Outcome]) -> Option<Vec<ChordState>> {
        let before = self.states.clone();
        for state in self.states.iter_mut().filter(|state| !is_doubled(state)) {
            let result = results.iter().find(|(chord, _)| *chord == state.chord);
            state.bound = matches!(result, Some((_, None)));
            if let Some((_, problem)) = result {
                state.problem.clone_from(problem);
            }
        }
        (self.states != before).then(|| self.states.clone())
    }
}

fn is_doubled(state: &ChordState) -> bool {
    matches!(state.problem, Some(ChordProblem::Doubled { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chord(text: &str) -> Chord {
        text.parse().expect("a chord")
    }

    fn chords() -> Chords {
        let chords = [
            (Command::Check, chord("Ctrl+D")),
            (Command::CheckPinned, chord("Ctrl+Alt+D")),
            (Command::Settings, chord("Ctrl+D")),
        ];
        Chords::new(&chords, &Labels::default())
    }

    #[test]
    fn chords_are_called_as_the_layout_prints_them() {
        let mut chords = chords();
        let printed = Labels::read(|key| (key.name() == "D").then_some('в'));
        let labels = |states: Vec<ChordState>| -> Vec<String> {
            states.into_iter().map(|state| state.label).collect()
        };
        let states = chords.relabel(&printed).expect("news");
        assert_eq!(labels(states), ["Ctrl+В", "Ctrl+Alt+В", "Ctrl+В"]);
        assert_eq!(chords.relabel(&printed), None);
    }

    #[test]
    fn the_first_keeps_a_doubled_chord() {
        let chords = chords();
        let states = chords.doubled().expect("one is doubled");
        let other = Command::Check;
        assert_eq!(states[0].problem, None);
        assert_eq!(
            states[2].problem,
            Some(ChordProblem::Doubled {
                chord: chord("Ctrl+D"),
                other
            })
        );
        assert_eq!(chords.wanted(false), [chord("Ctrl+D"), chord("Ctrl+Alt+D")]);
        assert_eq!(chords.command(chord("Ctrl+D")), Some(Command::Check));
        assert_eq!(chords.wanted(true).last(), Some(&Chord::ESCAPE));
    }

    #[test]
    fn only_a_change_is_reported() {
        let mut chords = chords();
        let (check, pinned) = (chord("Ctrl+D"), chord("Ctrl+Alt+D"));
        let taken = Some(ChordProblem::Taken { chord: pinned });
        let results = [(check, None), (pinned, taken.clone())];
        let states = chords.bound(&results).expect("news");
        assert!(states[0].bound && !states[1].bound && !states[2].bound);
        assert_eq!(states[1].problem, taken);
        assert_eq!(chords.bound(&results), None);
        let given_back = chords.bound(&[]).expect("news");
        assert!(!given_back[0].bound);
        assert_eq!(given_back[1].problem, taken);
        let free = chords.bound(&[(pinned, None), (Chord::ESCAPE, None)]);
        assert_eq!(free.expect("news")[1].problem, None);
    }
}
