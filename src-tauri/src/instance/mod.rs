//! One Haggle a configuration folder: a second one would fight over the same hotkeys. It knocks at the door of the first
//! instead, and ends.
//!
//! Must not know what the first one does then: a knock says nothing.

#[cfg(windows)]
mod pipe;
#[cfg(unix)]
mod socket;

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use thiserror::Error;
use tokio::io::AsyncReadExt;

#[cfg(windows)]
use pipe::{Listener, connect};
#[cfg(unix)]
use socket::{Listener, connect};

/// How long the one that runs may take to answer a knock.
const PATIENCE: Duration = Duration::from_secs(3);

/// Why this process may not run as the overlay.
#[derive(Debug, Error)]
pub enum InstanceError {
    #[error("Haggle is already running")]
    AlreadyRunning,
    #[error(
        "Haggle is already running, but does not answer ({0}): quit it by its icon in the tray or in its settings, under General, or end it in the system's task manager; then start it again"
    )]
    Silent(io::Error),
    #[error(
        "the lock file in the settings folder cannot be used ({0}): make the folder writable or name another with --config-dir DIR"
    )]
    Lock(#[from] io::Error),
}

/// Held while the overlay runs; the system lets go of it however the process ends.
#[derive(Debug)]
pub struct Instance {
    _lock: File,
    folder: PathBuf,
}

impl Instance {
    /// Claims the folder.
    ///
    /// # Errors
    /// When another process holds it, or the lock file cannot be made.
    pub fn claim(folder: &Path) -> Result<Self, InstanceError> {
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join("haggle.lock"))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                _lock: lock,
                folder: folder.to_owned(),
            }),
            Err(TryLockError::WouldBlock) => Err(InstanceError::AlreadyRunning),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Where those who come later knock. Belongs to the runtime that it is made in.
    ///
    /// # Errors
    /// When the system refuses it.
    pub fn door(&self) -> io::Result<Door> {
        Listener::open(&self.folder).map(Door)
    }
}

/// Hears those who come later.
#[derive(Debug)]
pub struct Door(Listener);

impl Door {
    /// Calls `knocked` for each of them, until it is dropped.
    pub async fn answer(mut self, knocked: impl Fn()) {
        loop {
            match self.0.accept().await {
                Ok(()) => knocked(),
                Err(error) => return tracing::error!(%error, "nobody is heard any more"),
            }
        }
    }
}

/// Knocks at the door of the one that has the folder.
///
/// # Errors
/// When it does not answer.
pub async fn show_running(folder: &Path) -> Result<(), InstanceError> {
    knock(folder, PATIENCE).await.map_err(InstanceError::Silent)
}

async fn knock(folder: &Path, patience: Duration) -> io::Result<()> {
    let answer = async {
        // It answers by hanging up.
        match connect(folder).await?.read(&mut [0]).await {
            Err(error) if !hung_up(&error) => Err(error),
            _ => Ok(()),
        }
    };
    tokio::time::timeout(patience, answer).await?
}

fn hung_up(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::BrokenPipe | ErrorKind::ConnectionReset
    )
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc;

    use super::*;

    #[test]
    fn a_folder_is_claimed_once_until_it_is_given_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Instance::claim(folder.path()).expect("free");
        assert!(matches!(
            Instance::claim(folder.path()),
            Err(InstanceError::AlreadyRunning)
        ));
        drop(first);
        Instance::claim(folder.path()).expect("free again");
    }

    #[tokio::test]
    async fn each_later_start_is_heard_by_the_one_that_runs() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Instance::claim(folder.path()).expect("free");
        let (sender, mut heard) = mpsc::unbounded_channel();
        let door = first.door().expect("a door");
        let answering = tokio::spawn(door.answer(move || sender.send(()).expect("is awaited")));
        for _ in 0..3 {
            show_running(folder.path()).await.expect("it answers");
            heard.recv().await.expect("a knock");
        }
        answering.abort();
        answering.await.expect_err("it hears until it is ended");
        let gone = show_running(folder.path()).await.expect_err("nobody hears");
        assert!(gone.to_string().contains("task manager"), "{gone}");
    }

    #[tokio::test]
    async fn one_that_hangs_is_not_waited_for_for_ever() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Instance::claim(folder.path()).expect("free");
        let _unheard = first.door().expect("a door");
        let error = knock(folder.path(), Duration::ZERO)
            .await
            .expect_err("no answer");
        assert_eq!(error.kind(), ErrorKind::TimedOut);
    }
}
