//! Windows: the user's own `Run` key, by the `auto-launch` library, which also heeds what the Task Manager switched off.

use auto_launch::{AutoLaunch, AutoLaunchBuilder, WindowsEnableMode};

use super::{Autostart, AutostartError, Launch, State};

/// The entry of this program.
pub struct Registry(AutoLaunch);

impl std::fmt::Debug for Registry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Registry")
    }
}

impl Registry {
    /// An entry that starts this.
    pub fn new(launch: &Launch) -> Result<Self, AutostartError> {
        // The library joins the words by blanks, and quotes none.
        let words: Vec<String> = launch.words.iter().map(|word| quote(word)).collect();
        AutoLaunchBuilder::new()
            .set_app_name("Haggle")
            .set_app_path(&format!("\"{}\"", launch.program.display()))
            .set_windows_enable_mode(WindowsEnableMode::CurrentUser)
            .set_args(&words)
            .build()
            .map(Self)
            .map_err(|error| refused(&error))
    }
}

impl Autostart for Registry {
    fn state(&self) -> Result<State, AutostartError> {
        match self.0.is_enabled() {
            Ok(true) => Ok(State::On),
            Ok(false) => Ok(State::Off),
            Err(error) => Err(refused(&error)),
        }
    }

    fn set(&self, on: bool) -> Result<(), AutostartError> {
        let done = if on {
            self.0.enable()
        } else {
            self.0.disable()
        };
        done.map_err(|error| refused(&error))
    }
}

fn quote(word: &str) -> String {
    if word.contains(' ') {
        format!("\"{word}\"")
    } else {
        word.to_owned()
    }
}

fn refused(error: &auto_launch::Error) -> AutostartError {
    AutostartError::Refused(error.to_string())
}
