//! The door as a socket in the folder itself.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tokio::net::{UnixListener, UnixStream};

#[derive(Debug)]
pub struct Listener {
    socket: UnixListener,
    path: PathBuf,
}

impl Listener {
    /// The folder is the caller's: what lies there was left by one that ended badly.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let path = path(folder);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let socket = UnixListener::bind(&path)?;
        Ok(Self { socket, path })
    }

    /// Waits for a knock, and answers it.
    pub async fn accept(&mut self) -> io::Result<()> {
        self.socket.accept().await.map(drop)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.path) {
            tracing::debug!(%error, "the door is left behind");
        }
    }
}

pub async fn connect(folder: &Path) -> io::Result<UnixStream> {
    UnixStream::connect(path(folder)).await
}

fn path(folder: &Path) -> PathBuf {
    folder.join("haggle.sock")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_a_crash_left_is_no_hindrance_and_nothing_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(path(folder.path()), "").expect("writes");
        drop(Listener::open(folder.path()).expect("opens"));
        assert!(!path(folder.path()).exists());
    }
}
