//! Linux: a desktop entry in the user's autostart folder, by the XDG Desktop Application Autostart and Desktop Entry
//! specifications (1.5). Written here since the libraries for it ignore `XDG_CONFIG_HOME`, a path with blanks, and
//! an entry that the desktop's own settings have switched off.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use directories::BaseDirs;

use super::{Autostart, AutostartError, Launch, State};

const FILE: &str = "haggle.desktop";

/// The entry of this program.
#[derive(Debug)]
pub struct DesktopEntry {
    launch: Launch,
    path: PathBuf,
}

impl DesktopEntry {
    /// In the folder of this user.
    pub fn of_user(launch: Launch) -> Result<Self, AutostartError> {
        let dirs = BaseDirs::new().ok_or(AutostartError::NoFolder)?;
        Ok(Self::below(dirs.config_dir(), launch))
    }

    fn below(config: &Path, launch: Launch) -> Self {
        Self {
            launch,
            path: config.join("autostart").join(FILE),
        }
    }

    fn failed(&self, source: io::Error) -> AutostartError {
        AutostartError::File {
            path: self.path.clone(),
            source,
        }
    }

    fn text(&self) -> String {
        let words = self.launch.words.iter().map(String::as_str);
        let program = self.launch.program.to_string_lossy();
        let command: Vec<String> = std::iter::once(&*program).chain(words).map(quote).collect();
        format!(
            "[Desktop Entry]\nType=Application\nName=Haggle\nComment=Prices for Project Diablo 2\nExec={}\nTerminal=false\nStartupNotify=false\n",
            command.join(" ")
        )
    }

    fn write(&self) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(self.text().as_bytes())?;
        file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Autostart for DesktopEntry {
    fn state(&self) -> Result<State, AutostartError> {
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Off),
            Err(error) => return Err(self.failed(error)),
        };
        let value = |key: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(key));
            line.and_then(|rest| rest.trim_start().strip_prefix('='))
                .map(str::trim)
        };
        // The desktop's own settings switch an entry off in one of these ways.
        if value("Hidden") == Some("true") || value("X-GNOME-Autostart-enabled") == Some("false") {
            return Ok(State::Off);
        }
        let program = value("Exec").map(first_word).unwrap_or_default();
        Ok(if Path::new(&program) == self.launch.program {
            State::On
        } else {
            State::Elsewhere(program.into())
        })
    }

    fn set(&self, on: bool) -> Result<(), AutostartError> {
        let done = if on {
            self.write()
        } else {
            match fs::remove_file(&self.path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                removed => removed,
            }
        };
        done.map_err(|error| self.failed(error))
    }
}

/// One word of an `Exec` line: in quotes, its backslashes doubled twice, since the value is unescaped before its words
/// are; `%` begins a field code.
fn quote(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:@+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in word.chars() {
        match c {
            '\\' => quoted.push_str(r"\\\\"),
            '"' | '`' | '$' => {
                quoted.push_str(r"\\");
                quoted.push(c);
            }
            '%' => quoted.push_str("%%"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The program of an `Exec` line.
fn first_word(command: &str) -> String {
    let value = command.replace(r"\\", r"\");
    let Some(quoted) = value.strip_prefix('"') else {
        return value
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned();
    };
    let mut word = String::new();
    let mut letters = quoted.chars();
    while let Some(c) = letters.next() {
        match c {
            '"' => break,
            '\\' => word.extend(letters.next()),
            c => word.push(c),
        }
    }
    word.replace("%%", "%")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(folder: &Path, program: &str) -> DesktopEntry {
        let launch = Launch {
            program: program.into(),
            words: vec![
                "--background".to_owned(),
                "--config-dir".to_owned(),
                "/a b".to_owned(),
            ],
        };
        DesktopEntry::below(folder, launch)
    }

    #[test]
    fn it_is_entered_and_taken_out_and_read_back_from_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let entry = entry(folder.path(), "/opt/haggle");
        assert_eq!(entry.state().expect("is read"), State::Off);
        entry.set(true).expect("is entered");
        assert_eq!(entry.state().expect("is read"), State::On);
        let text = fs::read_to_string(folder.path().join("autostart/haggle.desktop"));
        let text = text.expect("is there");
        assert!(
            text.contains("\nExec=/opt/haggle --background --config-dir \"/a b\"\n"),
            "{text}"
        );
        for _ in 0..2 {
            entry.set(false).expect("is taken out");
            assert_eq!(entry.state().expect("is read"), State::Off);
        }
    }

    #[test]
    fn any_path_is_found_again() {
        let folder = tempfile::tempdir().expect("a folder");
        for program in [
            "/home/a b/haggle",
            r#"/odd/"quoted" \ $HOME `x`/100%/haggle"#,
            "/ünder/haggle",
        ] {
            let entry = entry(folder.path(), program);
            entry.set(true).expect("is entered");
            assert_eq!(entry.state().expect("is read"), State::On, "{program}");
        }
    }

    #[test]
    fn an_entry_that_the_desktop_switched_off_is_off_and_one_of_another_copy_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let entry = entry(folder.path(), "/opt/haggle");
        entry.set(true).expect("is entered");
        for line in ["Hidden=true\n", "X-GNOME-Autostart-enabled = false\n"] {
            fs::write(&entry.path, entry.text() + line).expect("is written");
            assert_eq!(entry.state().expect("is read"), State::Off, "{line}");
        }
        fs::write(&entry.path, "[Desktop Entry]\nExec=/old/haggle\n").expect("is written");
        let elsewhere = State::Elsewhere("/old/haggle".into());
        assert_eq!(entry.state().expect("is read"), elsewhere);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_told_with_its_path() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("autostart"), "in the way").expect("is written");
        let error = entry(folder.path(), "/opt/haggle")
            .set(true)
            .expect_err("no folder");
        assert!(error.to_string().contains("haggle.desktop"), "{error}");
    }
}
