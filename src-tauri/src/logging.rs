//! The log: a file in the settings folder for the overlay, stderr for the command line.
//!
//! Tokens and clipboard texts are never given to it: their types cannot be printed, and nothing here could hide them later.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

const FILE_NAME: &str = "haggle.log";
/// A longer log of an earlier run is kept as `haggle.old.log` and a new one begun.
const ROTATE_BYTES: u64 = 2 << 20;

/// Where lines go.
pub enum Destination<'a> {
    Stderr,
    Folder(&'a Path),
}

/// Starts logging at `level` (`error`, `warn`, `info`, `debug`, `trace`).
///
/// # Errors
/// When the log file cannot be opened.
pub fn start(level: &str, destination: &Destination<'_>) -> io::Result<()> {
    let filter = EnvFilter::new(format!(
        "warn,haggle={level},market_client={level},game_desktop={level},practice_market={level}"
    ));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false);
    // A second start in one process (tests) keeps the first: that is no fault.
    let started = match destination {
        Destination::Stderr => builder.with_writer(io::stderr).without_time().try_init(),
        Destination::Folder(folder) => builder.with_writer(LogFile::open(folder)?).try_init(),
    };
    if started.is_err() {
        tracing::debug!("logging was started before");
    }
    Ok(())
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
