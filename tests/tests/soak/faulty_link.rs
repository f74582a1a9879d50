//! A way between client and server on which everything goes wrong that goes wrong on a network, when it is told to.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{broadcast, watch};
use tokio::task::JoinSet;
use tokio::time::sleep;

/// The pause between two bytes of a slow drip.
const DRIP: Duration = Duration::from_micros(300);

/// What happens to the bytes of the links that are open now; later ones are left alone.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Mode {
    Pass,
    /// Nothing goes through, and nobody is told.
    Stalled {
        up_to: u64,
    },
    /// A byte at a time.
    Dripping {
        up_to: u64,
    },
}

#[derive(Clone, Debug)]
enum Order {
    Cut,
    /// Bytes that the server never sent.
    Inject(Vec<u8>),
}

/// The way, with the levers for its faults. It ends with this value.
pub struct FaultyLink {
    pub port: u16,
    mode: watch::Sender<Mode>,
    orders: broadcast::Sender<Order>,
    links: Arc<AtomicU64>,
    _task: JoinSet<()>,
}

impl FaultyLink {
    pub async fn to(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (mode, _) = watch::channel(Mode::Pass);
        let (orders, _) = broadcast::channel(16);
        let links = Arc::new(AtomicU64::new(0));
        let mut task = JoinSet::new();
        task.spawn(accept(
            listener,
            server,
            mode.clone(),
            orders.clone(),
            Arc::clone(&links),
        ));
        Self {
            port,
            mode,
            orders,
            links,
            _task: task,
        }
    }

    /// Both ends see the link end. `false` when there is none.
    pub fn cut(&self) -> bool {
        self.orders.send(Order::Cut).is_ok()
    }

    /// The client hears these bytes as if the server had sent them.
    pub fn inject(&self, bytes: Vec<u8>) -> bool {
        self.orders.send(Order::Inject(bytes)).is_ok()
    }

    /// The client hears this as a text frame of the server's.
    pub fn inject_frame(&self, text: &str) -> bool {
        let length = u8::try_from(text.len()).expect("a short frame");
        assert!(length < 126, "a short frame");
        self.inject([&[0x81, length], text.as_bytes()].concat())
    }

    /// The open links are dead from now on, and nobody is told.
    pub fn go_dead(&self) {
        self.mode.send_replace(Mode::Stalled {
            up_to: self.links.load(Ordering::SeqCst),
        });
    }

    /// The open links let a byte through at a time.
    pub fn drip(&self) {
        self.mode.send_replace(Mode::Dripping {
            up_to: self.links.load(Ordering::SeqCst),
        });
    }

    /// All is well again.
    pub fn mend(&self) {
        self.mode.send_replace(Mode::Pass);
    }
}

async fn accept(
    listener: TcpListener,
    server: u16,
    mode: watch::Sender<Mode>,
    orders: broadcast::Sender<Order>,
    links: Arc<AtomicU64>,
) {
    let mut running = JoinSet::new();
    while let Ok((client, _)) = listener.accept().await {
        while running.try_join_next().is_some() {}
        let number = links.fetch_add(1, Ordering::SeqCst) + 1;
        // A server that is away is one more fault: the client's link ends at once.
        let Ok(server) = TcpStream::connect(("127.0.0.1", server)).await else {
            continue;
        };
        let lane = |injects| Lane {
            number,
            mode: mode.subscribe(),
            orders: orders.subscribe(),
            injects,
        };
        let (up, down) = (lane(false), lane(true));
        running.spawn(async move {
            let (mut client_in, mut client_out) = client.into_split();
            let (mut server_in, mut server_out) = server.into_split();
            // Either side's end cuts both.
            tokio::select! {
                () = up.carry(&mut client_in, &mut server_out) => {}
                () = down.carry(&mut server_in, &mut client_out) => {}
            }
        });
    }
}

/// One direction of one link.
struct Lane {
    number: u64,
    mode: watch::Receiver<Mode>,
    orders: broadcast::Receiver<Order>,
    injects: bool,
}

impl Lane {
    async fn carry(
        mut self,
        from: &mut (impl AsyncReadExt + Unpin),
        to: &mut (impl AsyncWriteExt + Unpin),
    ) {
        let mut bytes = [0; 4096];
        loop {
            let mode = *self.mode.borrow_and_update();
            let stalled = matches!(mode, Mode::Stalled { up_to } if self.number <= up_to);
            tokio::select! {
                changed = self.mode.changed() => if changed.is_err() { return },
                order = self.orders.recv() => match order {
                    Ok(Order::Inject(bytes)) if self.injects => {
                        if to.write_all(&bytes).await.is_err() { return }
                    }
                    Ok(Order::Inject(_)) => {}
                    Ok(Order::Cut) | Err(_) => return,
                },
                read = from.read(&mut bytes), if !stalled => match read {
                    Ok(count @ 1..) if self.write(&bytes[..count], to).await => {}
                    _ => return,
                },
            }
        }
    }

    async fn write(&self, bytes: &[u8], to: &mut (impl AsyncWriteExt + Unpin)) -> bool {
        let mut left = bytes;
        while let [first, rest @ ..] = left {
            let mode = *self.mode.borrow();
            if !matches!(mode, Mode::Dripping { up_to } if self.number <= up_to) {
                break;
            }
            sleep(DRIP).await;
            if to.write_all(&[*first]).await.is_err() {
                return false;
            }
            left = rest;
        }
        to.write_all(left).await.is_ok()
    }
}
