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
use std::time::{Duration, Instant};

use thiserror::Error;
use tokio::io::AsyncReadExt;

#[cfg(windows)]
use pipe::{Listener, connect};
#[cfg(unix)]
use socket::{Listener, connect};

/// How long the one that runs may take to answer a knock. It may be at its start or at its end, where nobody hears yet or
/// any more.
const PATIENCE: Duration = Duration::from_secs(3);
/// What Windows says of a pipe whose every end is taken, by its number (`ERROR_PIPE_BUSY`).
const PIPE_BUSY: i32 = 231;
/// Between two looks at one that starts or ends; nothing tells of that.
const AGAIN: Duration = Duration::from_millis(50);

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

    /// Claims the folder, or has the one that holds it show itself: then there is nothing to claim.
    ///
    /// # Errors
    /// As [`Self::claim`], and where the one that holds it does not answer.
    pub async fn claim_or_show(folder: &Path) -> Result<Option<Self>, InstanceError> {
        Self::claim_or_show_within(folder, PATIENCE).await
    }

    async fn claim_or_show_within(
        folder: &Path,
        patience: Duration,
    ) -> Result<Option<Self>, InstanceError> {
        let end = Instant::now() + patience;
        loop {
            match Self::claim(folder) {
                Err(InstanceError::AlreadyRunning) => {}
                claimed => return claimed.map(Some),
            }
            let left = end.saturating_duration_since(Instant::now());
            match knock(folder, left).await {
                Ok(()) => return Ok(None),
                Err(error) if hears_nobody(&error) && !left.is_zero() => {
                    tokio::time::sleep(AGAIN).await;
                }
                Err(error) => return Err(InstanceError::Silent(error)),
            }
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
                Err(error) => {
                    tracing::warn!(%error, "one was not heard");
                    tokio::time::sleep(AGAIN).await;
                }
            }
        }
    }
}

/// Knocks at the door of the one that has the folder.
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

/// Whether the door is not there, or just being opened.
fn hears_nobody(error: &io::Error) -> bool {
    let absent = matches!(
        error.kind(),
        ErrorKind::NotFound | ErrorKind::ConnectionRefused
    );
    absent || (cfg!(windows) && error.raw_os_error() == Some(PIPE_BUSY))
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
            let second = Instance::claim_or_show(folder.path()).await;
            assert!(second.expect("it answers").is_none());
            heard.recv().await.expect("a knock");
        }
        answering.abort();
        answering.await.expect_err("it hears until it is ended");
        let gone = Instance::claim_or_show_within(folder.path(), Duration::ZERO).await;
        let gone = gone.expect_err("nobody hears").to_string();
        assert!(gone.contains("task manager"), "{gone}");
    }

    #[tokio::test]
    async fn one_that_starts_is_waited_for_and_one_that_ends_is_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Instance::claim(folder.path()).expect("free");
        let later = Instance::claim_or_show(folder.path());
        let opens = async {
            tokio::task::yield_now().await;
            let door = first.door().expect("a door");
            let hearing = door.answer(|| {});
            let _ = tokio::time::timeout(PATIENCE, hearing).await;
        };
        tokio::select! {
            shown = later => assert!(shown.expect("it answers").is_none()),
            () = opens => panic!("nobody has knocked"),
        }
        let later = Instance::claim_or_show(folder.path());
        let ends = async {
            tokio::task::yield_now().await;
            drop(first);
        };
        let (claimed, ()) = tokio::join!(later, ends);
        assert!(claimed.expect("free in the end").is_some());
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
