//! A wire between the program and its market that can be cut after so many more bytes in either direction.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::Result;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// Which way bytes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    ToMarket,
    FromMarket,
}

/// The wire; it ends with this value.
pub struct Cutter {
    address: String,
    left: Arc<[AtomicI64; 2]>,
    task: JoinHandle<()>,
}

/// Never cut.
const WHOLE: i64 = i64::MAX;

impl Cutter {
    /// Lays a wire to a market at `ws://HOST:PORT`.
    pub async fn lay(market_url: &str) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?.to_string();
        let left = Arc::new([AtomicI64::new(WHOLE), AtomicI64::new(WHOLE)]);
        let market = market_url.trim_start_matches("ws://").to_owned();
        let task = tokio::spawn(serve(listener, market, Arc::clone(&left)));
        Ok(Self {
            address,
            left,
            task,
        })
    }

    pub fn market_url(&self) -> String {
        format!("ws://{}", self.address)
    }

    /// Cuts all links after so many more bytes that way, once; later links are whole.
    pub fn cut_after(&self, way: Way, bytes: i64) {
        self.left[way as usize].store(bytes, Ordering::SeqCst);
    }

    /// Whether the cut that was asked for has been made.
    pub fn has_cut(&self) -> bool {
        self.left
            .iter()
            .all(|left| left.load(Ordering::SeqCst) > WHOLE / 2)
    }

    /// There will be no cut.
    pub fn mend(&self) {
        for left in self.left.iter() {
            left.store(WHOLE, Ordering::SeqCst);
        }
    }
}

impl Drop for Cutter {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(listener: TcpListener, market: String, left: Arc<[AtomicI64; 2]>) {
    let mut links = JoinSet::new();
    while let Ok((client, _)) = listener.accept().await {
        let Ok(server) = TcpStream::connect(&market).await else {
            continue;
        };
        let left = Arc::clone(&left);
        links.spawn(async move {
            let (mut client_in, mut client_out) = client.into_split();
            let (mut server_in, mut server_out) = server.into_split();
            // Either way's end cuts both.
            tokio::select! {
                () = carry(&mut client_in, &mut server_out, &left[Way::ToMarket as usize]) => {}
                () = carry(&mut server_in, &mut client_out, &left[Way::FromMarket as usize]) => {}
            }
        });
    }
}

/// Carries bytes until either end is gone, or none are left: the cut is made then, and is used up.
async fn carry(
    from: &mut (impl AsyncReadExt + Unpin),
    to: &mut (impl AsyncWriteExt + Unpin),
    left: &AtomicI64,
) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        let size = i64::try_from(count).unwrap_or(i64::MAX);
        let before = left.fetch_sub(size, Ordering::SeqCst);
        let through = usize::try_from(before.clamp(0, size)).unwrap_or(count);
        if to.write_all(&bytes[..through]).await.is_err() {
            return;
        }
        if through < count {
            left.store(WHOLE, Ordering::SeqCst);
            return;
        }
    }
}
