//! One Haggle a configuration folder: a second one would fight over the same hotkeys.

use std::fs::{File, TryLockError};
use std::path::Path;

use thiserror::Error;

/// Why this process may not run as the overlay.
#[derive(Debug, Error)]
pub enum InstanceError {
    #[error("Haggle is already running: look for its icon in the tray, or end it there first")]
    AlreadyRunning,
    #[error(
        "the lock file in the settings folder cannot be used ({0}): make the folder writable or name another with --config-dir DIR"
    )]
    Lock(#[from] std::io::Error),
}

/// Held while the overlay runs; the system lets go of it however the process ends.
#[derive(Debug)]
pub struct Instance {
    _lock: File,
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
            Ok(()) => Ok(Self { _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(InstanceError::AlreadyRunning),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
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
}
