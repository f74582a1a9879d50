//! The log: a file in the settings folder for the overlay, stderr for the command line.
//!
//! Tokens and clipboard texts are never given to it: their types cannot be printed, and nothing here could hide them later.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::reload;

const FILE_NAME: &str = "haggle.log";
/// A longer log of an earlier run is kept as `haggle.old.log` and a new one begun.
const ROTATE_BYTES: u64 = 2 << 20;

/// Where lines go.
pub enum Destination<'a> {
    Stderr,
    Folder(&'a Path),
}

/// How much is logged from now on.
pub struct Level(Box<dyn Fn(EnvFilter) -> Result<(), reload::Error> + Send + Sync>);

impl Level {
    /// Logs at another level (`error`, `warn`, `info`, `debug`, `trace`) from now on.
    ///
    /// # Errors
    /// When the log is gone.
    pub fn set(&self, level: &str) -> Result<(), reload::Error> {
        (self.0)(filter(level))
    }
}

/// Starts logging at `level` (`error`, `warn`, `info`, `debug`, `trace`).
///
/// # Errors
/// When the log file cannot be opened.
pub fn start(level: &str, destination: &Destination<'_>) -> io::Result<Level> {
    let builder = tracing_subscriber::fmt().with_ansi(false);
    // A second start in one process (tests) keeps the first: that is no fault.
    let (started, level) = match destination {
        Destination::Stderr => {
            let builder = builder
                .with_writer(io::stderr)
                .without_time()
                .with_env_filter(filter(level))
                .with_filter_reloading();
            let handle = builder.reload_handle();
            let level = Level(Box::new(move |filter| handle.reload(filter)));
            (builder.try_init(), level)
        }
        Destination::Folder(folder) => {
            let builder = builder
                .with_writer(LogFile::open(folder)?)
                .with_env_filter(filter(level))
                .with_filter_reloading();
            let handle = builder.reload_handle();
            let level = Level(Box::new(move |filter| handle.reload(filter)));
            (builder.try_init(), level)
        }
    };
    if started.is_err() {
        tracing::debug!("logging was started before");
    }
    Ok(level)
}

fn filter(level: &str) -> EnvFilter {
    EnvFilter::new(format!(
        "warn,haggle={level},market_client={level},game_desktop={level},practice_market={level}"
    ))
}

/// The path of the log in a settings folder.
#[must_use]
pub fn path(folder: &Path) -> PathBuf {
    folder.join(FILE_NAME)
}

struct LogFile(Arc<File>);

impl LogFile {
    fn open(folder: &Path) -> io::Result<Self> {
        let path = path(folder);
        if fs::metadata(&path).is_ok_and(|metadata| metadata.len() > ROTATE_BYTES) {
            fs::rename(&path, folder.join("haggle.old.log"))?;
        }
        let mut options = File::options();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Self(Arc::new(options.open(path)?)))
    }
}

impl<'a> MakeWriter<'a> for LogFile {
    type Writer = &'a File;

    fn make_writer(&'a self) -> Self::Writer {
        &self.0
    }
}
