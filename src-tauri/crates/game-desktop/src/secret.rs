//! Keeps a secret for this user alone, where the system offers more than a file's permissions.
//!
//! Must not know what the secret is for.

use std::io;

use crate::platform;

/// The bytes as only this user can read them; `None` where the system has nothing of the kind.
///
/// # Errors
/// When the system has it and refuses.
pub fn protect(bytes: &[u8]) -> io::Result<Option<Vec<u8>>> {
    platform::protect(bytes)
}

/// What [`protect`] was given.
///
/// # Errors
/// When it was another user or computer, or the system has nothing of the kind.
pub fn unprotect(bytes: &[u8]) -> io::Result<Vec<u8>> {
    platform::unprotect(bytes)
}
