//! The log: a file in the settings folder for the overlay, stderr for the command line.
//!
//! The file does not grow without bound: a long one is kept as the old one, and a new one begun.
//!
//! Tokens and clipboard texts are never given to it: their types cannot be printed, and nothing here could hide them later.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::reload;

const FILE_NAME: &str = "haggle.log";
const OLD_FILE_NAME: &str = "haggle.old.log";
/// No log is longer, but for its last line.
const MOST_BYTES: u64 = 2 << 20;

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
                .with_writer(LogFile::open(folder, MOST_BYTES)?)
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

/// The log's file, which is begun anew when it is too long.
struct LogFile {
    folder: PathBuf,
    most_bytes: u64,
    open: Mutex<Open>,
}

struct Open {
    file: File,
    bytes: u64,
}

impl LogFile {
    fn open(folder: &Path, most_bytes: u64) -> io::Result<Self> {
        Ok(Self {
            folder: folder.to_owned(),
            most_bytes,
            open: Mutex::new(Open::at(&path(folder))?),
        })
    }
}

impl Open {
    fn at(path: &Path) -> io::Result<Self> {
        let mut options = File::options();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        let bytes = file.metadata()?.len();
        Ok(Self { file, bytes })
    }
}

impl Write for &LogFile {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.bytes > self.most_bytes {
            let path = path(&self.folder);
            fs::rename(&path, self.folder.join(OLD_FILE_NAME))?;
            *open = Open::at(&path)?;
        }
        let written = open.file.write(line)?;
        open.bytes += u64::try_from(written).unwrap_or(u64::MAX);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.file.flush()
    }
}

impl<'a> MakeWriter<'a> for LogFile {
    type Writer = &'a Self;

    fn make_writer(&'a self) -> Self::Writer {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_log_is_kept_as_the_old_one_while_the_program_runs() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let length = |name: &str| fs::metadata(folder.path().join(name)).map(|file| file.len());
        let log = LogFile::open(folder.path(), 100)?;
        for _ in 0..32 {
            (&log).write_all(b"a line of the log\n")?;
        }
        assert!((1..=118).contains(&length(FILE_NAME)?));
        assert!((101..=118).contains(&length(OLD_FILE_NAME)?));
        // The next run goes on where this one ended.
        let before = length(FILE_NAME)?;
        (&LogFile::open(folder.path(), 100)?).write_all(b"more\n")?;
        assert_eq!(length(FILE_NAME)?, before + 5);
        Ok(())
    }
}
