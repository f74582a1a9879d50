//! The door as a named pipe, which the system takes away with the process. Only its owner can knock there.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, ErrorKind};
use std::path::Path;

use tokio::net::windows::named_pipe::{
    ClientOptions, NamedPipeClient, NamedPipeServer, ServerOptions,
};

#[derive(Debug)]
pub struct Listener {
    name: String,
    next: NamedPipeServer,
}

impl Listener {
    pub fn open(folder: &Path) -> io::Result<Self> {
        let name = name(folder)?;
        let next = ServerOptions::new()
            .first_pipe_instance(true)
            .create(&name)?;
        Ok(Self { name, next })
    }

    /// Waits for a knock, and answers it.
    pub async fn accept(&mut self) -> io::Result<()> {
        match self.next.connect().await {
            // One that did not wait for the answer has knocked as well.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => return Err(error),
            _ => {}
        }
        self.next = ServerOptions::new().create(&self.name)?;
        Ok(())
    }
}

pub async fn connect(folder: &Path) -> io::Result<NamedPipeClient> {
    ClientOptions::new().open(name(folder)?)
}

/// Pipes have no folders: the name goes by the folder's own.
fn name(folder: &Path) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    folder.canonicalize()?.hash(&mut hasher);
    Ok(format!(r"\\.\pipe\haggle-{:016x}", hasher.finish()))
}
