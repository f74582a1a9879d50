//! Ends a `poll` from another thread, by a byte on a socket pair.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;

use crate::backend::Wake;

/// The end that is polled.
pub struct Waker {
    read: UnixStream,
    write: Arc<UnixStream>,
}

/// The end that wakes.
pub struct WakeHandle(Arc<UnixStream>);

impl Waker {
    pub fn new() -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        read.set_nonblocking(true)?;
        write.set_nonblocking(true)?;
        Ok(Self {
            read,
            write: Arc::new(write),
        })
    }

    pub fn handle(&self) -> WakeHandle {
        WakeHandle(Arc::clone(&self.write))
    }

    /// Takes all bytes off, so that the next `poll` waits again.
    pub fn drain(&self) {
        let mut bytes = [0; 64];
        while (&self.read)
            .read(&mut bytes)
            .is_ok_and(|n| n == bytes.len())
        {}
    }
}

impl AsFd for Waker {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.read.as_fd()
    }
}

impl Wake for WakeHandle {
    fn wake(&self) {
        // A full socket wakes as well, and a closed one has nobody to wake.
        let _ = (&*self.0).write(&[1]);
    }
}
