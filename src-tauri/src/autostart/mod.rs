//! Start with the system: whether Haggle is started when its user logs in. What holds is read from the system, never
//! remembered.
//!
//! Must not know who asks, nor how it is shown.

#[cfg(target_os = "linux")]
mod desktop_entry;
#[cfg(windows)]
mod registry;

use std::path::{Path, PathBuf};

use thiserror::Error;

/// The word that tells the program that nobody started it by hand: it shows nothing.
pub const BACKGROUND: &str = "--background";

/// How it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    On,
    Off,
    #[cfg_attr(windows, allow(dead_code, reason = "the library does not compare"))]
    /// Something else is started under Haggle's name: a copy that lies elsewhere.
    Elsewhere(PathBuf),
}

/// Why it cannot be read or set.
#[derive(Debug, Error)]
pub enum AutostartError {
    #[error("it is not known where this program lies ({0})")]
    NoProgram(std::io::Error),
    #[cfg_attr(windows, allow(dead_code, reason = "the registry does not say it"))]
    #[error("there is no home folder to put it into")]
    NoFolder,
    #[cfg_attr(windows, allow(dead_code, reason = "the registry does not say it"))]
    #[error(
        "{path} cannot be used ({source}): make it writable, or set it in the system’s own settings"
    )]
    File {
        path: PathBuf,
        source: std::io::Error,
    },
    #[cfg_attr(not(any(windows, test)), allow(dead_code, reason = "Linux says more"))]
    #[error("the system refuses ({0}): set it in the system’s own settings")]
    Refused(String),
}

/// Where programs are entered that start with the system.
pub trait Autostart: Send + std::fmt::Debug {
    /// How it stands now.
    ///
    /// # Errors
    /// Where the system does not tell.
    fn state(&self) -> Result<State, AutostartError>;

    /// Enters this program, or takes it out.
    ///
    /// # Errors
    /// Where the system refuses.
    fn set(&self, on: bool) -> Result<(), AutostartError>;
}

/// What is started: a program and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Launch {
    pub program: PathBuf,
    pub words: Vec<String>,
}

impl Launch {
    /// This very program, shown to nobody, with the settings of this folder where it is not the usual one.
    ///
    /// # Errors
    /// Where the system does not tell where it lies.
    pub fn of_this_program(config_dir: Option<&Path>) -> Result<Self, AutostartError> {
        let own = std::env::current_exe().map_err(AutostartError::NoProgram)?;
        // A program in an AppImage lies in a folder that is gone with its process.
        let image = std::env::var_os("APPDIR")
            .filter(|folder| own.starts_with(folder))
            .and_then(|_| std::env::var_os("APPIMAGE"));
        let program = image.map_or(own, PathBuf::from);
        let mut words = vec![BACKGROUND.to_owned()];
        if let Some(folder) = config_dir {
            let folder = std::path::absolute(folder).map_err(AutostartError::NoProgram)?;
            words.push("--config-dir".to_owned());
            words.push(folder.display().to_string());
        }
        Ok(Self { program, words })
    }
}

/// The system's own way for this program.
///
/// # Errors
/// Where the system does not tell where the program lies, or has no place for it.
pub fn of_system(config_dir: Option<&Path>) -> Result<Box<dyn Autostart>, AutostartError> {
    let launch = Launch::of_this_program(config_dir)?;
    #[cfg(target_os = "linux")]
    return Ok(Box::new(desktop_entry::DesktopEntry::of_user(launch)?));
    #[cfg(windows)]
    return Ok(Box::new(registry::Registry::new(&launch)?));
}

/// A system that remembers what it was told, and refuses where it is told to.
#[cfg(test)]
pub mod fake {
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::{Autostart, AutostartError, State};

    #[derive(Debug, Default)]
    pub struct Fake {
        on: AtomicBool,
        refuses: Mutex<bool>,
    }

    impl Fake {
        pub fn refusing() -> Self {
            Self {
                on: AtomicBool::new(false),
                refuses: Mutex::new(true),
            }
        }
    }

    impl Autostart for Fake {
        fn state(&self) -> Result<State, AutostartError> {
            Ok(match self.on.load(Ordering::Relaxed) {
                true => State::On,
                false => State::Off,
            })
        }

        fn set(&self, on: bool) -> Result<(), AutostartError> {
            if *self.refuses.lock().expect("nobody panicked") {
                return Err(AutostartError::Refused("no".to_owned()));
            }
            self.on.store(on, Ordering::Relaxed);
            Ok(())
        }
    }
}
