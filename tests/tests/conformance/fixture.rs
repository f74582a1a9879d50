//! The stock server in a process of its own, and a client with its driver.

use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use market_client::{Call, CallError, ClientConfig, LinkStatus, MarketClient, Rate, Token, client};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// These tests are no guests of anybody.
pub const FREE: Rate = Rate {
    burst: 10_000,
    per_second: 10_000.0,
};

/// Far above what any of this takes.
pub const HANG: Duration = Duration::from_secs(20);

/// The stock server in a process of its own, which ends with this value.
pub struct Server {
    pipe: Mutex<(ChildStdin, Lines<BufReader<ChildStdout>>)>,
    ids: AtomicU64,
    pub port: u64,
    _child: Child,
}

impl Server {
    pub async fn start(settings: Value) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("feathers-server");
        assert!(
            folder.join("node_modules").is_dir(),
            "the Feathers packages are not installed: run `npm ci` in {}",
            folder.display()
        );
        let mut child = Command::new("node")
            .arg("server.js")
            .arg(settings.to_string())
            .current_dir(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("node is on the path");
        let stdin = child.stdin.take().expect("piped");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let hello = lines
            .next_line()
            .await
            .expect("readable")
            .expect("the server starts");
        let hello: Value = serde_json::from_str(&hello).expect("JSON");
        Self {
            pipe: Mutex::new((stdin, lines)),
            ids: AtomicU64::new(1),
            port: hello["port"].as_u64().expect("a port"),
            _child: child,
        }
    }

    pub async fn tell(&self, mut command: Value) -> Value {
        let id = self.ids.fetch_add(1, Ordering::Relaxed);
        command["id"] = id.into();
        let mut pipe = self.pipe.lock().await;
        let line = format!("{command}\n");
        pipe.0.write_all(line.as_bytes()).await.expect("it listens");
        let answer = pipe
            .1
            .next_line()
            .await
            .expect("readable")
            .expect("it lives");
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        assert_eq!(
            (&answer["id"], &answer["done"]),
            (&json!(id), &json!(true)),
            "{answer}"
        );
        answer
    }

    /// A token that the server signs.
    pub async fn token(&self, seconds: i64) -> Token {
        let answer = self.tell(json!({"do":"token","seconds":seconds})).await;
        Token::parse(answer["token"].as_str().expect("a token")).expect("a JWT")
    }

    pub async fn count(&self, what: &str) -> u64 {
        self.tell(json!({"do":"counts"})).await["counts"][what]
            .as_u64()
            .unwrap_or(0)
    }
}

/// A client with its driver, ended and awaited by [`Fixture::end`].
pub struct Fixture {
    pub server: Server,
    pub client: MarketClient,
    shutdown: CancellationToken,
    driver: JoinHandle<()>,
}

impl Fixture {
    pub async fn new(settings: Value) -> Self {
        Self::with(Server::start(settings).await, None)
    }

    pub async fn logged_in(settings: Value) -> Self {
        let server = Server::start(settings).await;
        let token = server.token(3_600).await;
        let fixture = Self::with(server, Some(token));
        fixture.until(|status| status.account().is_some()).await;
        fixture
    }

    pub fn with(server: Server, token: Option<Token>) -> Self {
        let address = format!("ws://127.0.0.1:{}", server.port);
        let config = ClientConfig {
            address: address.parse().expect("an address"),
            rate: FREE,
            ..ClientConfig::default()
        };
        let (client, driver) = client(config, token);
        let shutdown = CancellationToken::new();
        let driver = tokio::spawn(driver.run(shutdown.clone()));
        Self {
            server,
            client,
            shutdown,
            driver,
        }
    }

    /// Waits for a status. The bound is no measure of speed: it turns a hang into a failure that says where.
    pub async fn until(&self, wanted: impl Fn(&LinkStatus) -> bool) -> LinkStatus {
        let mut status = self.client.status();
        let found = timeout(HANG, status.wait_for(|status| wanted(status))).await;
        match found {
            Ok(status) => status.expect("a driver").clone(),
            Err(_) => panic!(
                "not within {HANG:?}; it stays at: {}",
                self.client.status().borrow().words()
            ),
        }
    }

    pub async fn create(&self, hash: &str) -> Result<Value, CallError> {
        let record = json!({"type":"item","price":"1 hr","item":{"hash":hash}});
        self.client
            .call(Call::create("market/listing", record))
            .await
    }

    pub async fn end(self) {
        self.shutdown.cancel();
        self.driver.await.expect("no panic");
    }
}
