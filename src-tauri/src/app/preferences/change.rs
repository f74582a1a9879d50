//! One change of the settings: what it does to them, or why it cannot be. Pure.
//!
//! Must not know where settings are kept, nor who asks.

use game_desktop::{Chord, ChordError, ChordProblem, Command};

use crate::bridge::{Refused, SettingChange};
use crate::settings::{COPY_LIMIT_RANGE, Key, SCALE_RANGE, Settings};
use crate::texts::{Text, Texts};

/// Asks the system whether a chord is free; what is wrong with it otherwise.
pub type Probe<'a> = &'a dyn Fn(Chord) -> Option<ChordProblem>;

/// How a change is judged, and in which words.
#[derive(Clone, Copy)]
pub struct Judge<'a> {
    pub texts: Texts,
    pub probe: Probe<'a>,
}

/// Makes one change; nothing is changed where it is refused.
pub fn apply(
    settings: &mut Settings,
    change: SettingChange,
    judge: Judge<'_>,
) -> Result<(), Refused> {
    match change {
        SettingChange::Chord { command, chord } => judge.set_chord(settings, &command, &chord)?,
        SettingChange::Ladder { on } => settings.realm.ladder = on,
        SettingChange::Hardcore { on } => settings.realm.hardcore = on,
        SettingChange::GameAccount { name } => name.trim().clone_into(&mut settings.game_account),
        SettingChange::GameTitle { title } if title.trim().is_empty() => {
            let text = judge.texts.get(Text::SettingsTitleEmptyText);
            return Err(refused(Key::GameTitle.name(), text));
        }
        SettingChange::GameTitle { title } => title.trim().clone_into(&mut settings.game_title),
        SettingChange::RestoreClipboard { on } => settings.restore_clipboard = on,
        SettingChange::WatchCopies { on } => settings.watch_copies = on,
        SettingChange::CopyLimit { ms } if ms.is_finite() => {
            let (least, most) = COPY_LIMIT_RANGE;
            // What is below the range becomes 0, and what is above it the largest number.
            settings.copy_limit_ms = (ms.round() as u64).clamp(least, most);
        }
        SettingChange::Scale { scale } if scale.is_finite() => {
            settings.scale = scale.clamp(SCALE_RANGE.0, SCALE_RANGE.1);
        }
        SettingChange::CopyLimit { .. } | SettingChange::Scale { .. } => {}
        SettingChange::Place { place } => settings.place = place.into(),
        SettingChange::Economy { on } => settings.economy = on,
        SettingChange::UpdateNotice { on } => settings.update_notice = on,
        SettingChange::Language { choice } => settings.language = choice,
        SettingChange::LogLevel { level } => settings.log_level = level.into(),
    }
    Ok(())
}

/// Sets one setting to what it is by default; nothing is changed where that is refused.
pub fn reset(settings: &mut Settings, name: &str, judge: Judge<'_>) -> Result<(), Refused> {
    let usual = Settings::default();
    match Key::named(name) {
        Some(Key::Chord(command)) => match usual.hotkeys.0.get(&command) {
            Some(chord) => judge.take_chord(settings, command, *chord)?,
            None => tracing::error!(name, "a command has no chord by default"),
        },
        Some(key) => key.bring(&usual, settings),
        None => tracing::warn!(name, "there is no such setting"),
    }
    Ok(())
}

/// The commands and their chords.
pub fn chords(settings: &Settings) -> impl Iterator<Item = (Command, &Chord)> {
    Command::ALL
        .into_iter()
        .filter_map(|command| Some((command, settings.hotkeys.0.get(&command)?)))
}

impl Judge<'_> {
    fn set_chord(self, settings: &mut Settings, name: &str, chord: &str) -> Result<(), Refused> {
        let refused = |text: String| refused(name, text);
        let known = |known: &Command| known.name() == name;
        let Some(command) = Command::ALL.into_iter().find(known) else {
            let text = Text::ChordWrongCommand { command: name };
            return Err(refused(self.texts.get(text)));
        };
        let chord: Chord = chord
            .parse()
            .map_err(|error: ChordError| refused(self.texts.chord_error(&error)))?;
        self.take_chord(settings, command, chord)
    }

    fn take_chord(
        self,
        settings: &mut Settings,
        command: Command,
        chord: Chord,
    ) -> Result<(), Refused> {
        if settings.hotkeys.0.get(&command) == Some(&chord) {
            return Ok(());
        }
        let refused = |text: String| refused(command.name(), text);
        let doubled = chords(settings).find(|(other, held)| *other != command && **held == chord);
        if let Some((other, _)) = doubled {
            return Err(refused(self.texts.get(Text::ChordWrongUsed {
                chord: &chord.shown(),
                other: &self.texts.command(other),
            })));
        }
        if let Some(problem) = (self.probe)(chord) {
            return Err(refused(self.texts.chord_problem(&problem)));
        }
        settings.hotkeys.0.insert(command, chord);
        Ok(())
    }
}

/// A refusal of a change of this setting.
pub fn refused(key: &str, text: String) -> Refused {
    Refused {
        key: key.to_owned(),
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FREE: Judge<'static> = Judge {
        texts: Texts::ENGLISH,
        probe: &|_| None,
    };

    fn changed(change: SettingChange) -> (Settings, Result<(), Refused>) {
        let mut settings = Settings::default();
        let result = apply(&mut settings, change, FREE);
        (settings, result)
    }

    fn chord(command: &str, chord: &str) -> SettingChange {
        SettingChange::Chord {
            command: command.to_owned(),
            chord: chord.to_owned(),
        }
    }

    #[test]
    fn every_command_has_a_chord() {
        let settings = Settings::default();
        assert_eq!(chords(&settings).count(), Command::ALL.len());
        assert_eq!(settings.hotkeys.0.len(), Command::ALL.len());
    }

    #[test]
    fn a_chord_is_changed() {
        let (settings, result) = changed(chord("check", "Ctrl+F"));
        assert_eq!(result, Ok(()));
        assert_eq!(settings.hotkeys.0[&Command::Check].to_string(), "Ctrl+F");
    }

    #[test]
    fn chords_that_cannot_work_are_refused_with_words() {
        for (command, keys) in [
            ("check", "Ctrl+O"),
            ("check", "D"),
            ("check", ""),
            ("fly", "Ctrl+F"),
            ("check", "Ctrl+Ctrl"),
        ] {
            let (settings, result) = changed(chord(command, keys));
            let refused = result.expect_err(keys);
            assert!(!refused.text.is_empty());
            assert_eq!(refused.key, command);
            assert_eq!(settings, Settings::default(), "{keys}");
        }
    }

    #[test]
    fn a_chord_that_another_program_holds_is_refused() {
        let mut settings = Settings::default();
        let taken = Judge {
            probe: &|chord| Some(ChordProblem::Taken { chord }),
            ..FREE
        };
        let refused = apply(&mut settings, chord("check", "Ctrl+F"), taken).expect_err("taken");
        assert!(refused.text.contains("Another program"), "{}", refused.text);
        assert_eq!(settings, Settings::default());
        // The one that it has already is not asked for anew: this program may hold it.
        apply(&mut settings, chord("check", "Ctrl+KeyD"), taken).expect("no change");
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn each_setting_goes_back_to_its_default_alone() {
        let (mut settings, _) = changed(chord("check", "Ctrl+F"));
        settings.scale = 1.5;
        reset(&mut settings, "check", FREE).expect("is free");
        assert_eq!(
            Key::differing(&Settings::default(), &settings),
            [Key::Scale]
        );
        reset(&mut settings, "scale", FREE).expect("is known");
        assert_eq!(settings, Settings::default());
        assert_eq!(reset(&mut settings, "fly", FREE), Ok(()));
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn a_default_chord_that_is_in_use_is_refused() {
        let (mut settings, _) = changed(chord("check", "Ctrl+F"));
        apply(&mut settings, chord("list", "Ctrl+D"), FREE).expect("free now");
        let refused = reset(&mut settings, "check", FREE).expect_err("in use");
        assert!(refused.text.contains("List the hovered item"));
        assert_eq!(settings.hotkeys.0[&Command::Check].to_string(), "Ctrl+F");
    }

    #[test]
    fn an_empty_title_is_refused_and_numbers_are_kept_in_range() {
        let title = "  ".to_owned();
        assert!(changed(SettingChange::GameTitle { title }).1.is_err());
        let scale = |scale| changed(SettingChange::Scale { scale }).0.scale;
        assert!((scale(7.0) - 1.6).abs() < f64::EPSILON);
        assert!((scale(f64::NAN) - 1.0).abs() < f64::EPSILON);
        let limit = |ms| changed(SettingChange::CopyLimit { ms }).0.copy_limit_ms;
        assert_eq!(
            [limit(-1.0), limit(300.4), limit(1e9), limit(f64::INFINITY)],
            [50, 300, 2_000, 400]
        );
    }
}
