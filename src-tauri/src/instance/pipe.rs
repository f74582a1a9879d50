//! The door as a named pipe, which the system takes away with the process. Any account of this computer may knock there:
//! a knock says nothing, and shows the settings of the one that runs to the one who sits before it.

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
    // What an administrator's program hears may be knocked at by others, but not written to.
    ClientOptions::new().write(false).open(name(folder)?)
}

/// Pipes have no folders: the name goes by the folder's own, the same in every version of the program (FNV-1a, 64 bits).
fn name(folder: &Path) -> io::Result<String> {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let folder = folder.canonicalize()?;
    let bytes = folder.as_os_str().as_encoded_bytes();
    let hash = bytes.iter().fold(OFFSET, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(PRIME)
    });
    Ok(format!(r"\\.\pipe\haggle-{hash:016x}"))
}
