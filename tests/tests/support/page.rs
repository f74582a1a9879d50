//! The panel's page, seen through the webview's own driver.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use fantoccini::{Client, ClientBuilder};
use haggle_tests::desk::Desk;
use haggle_tests::wait;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

/// The program, started by the driver, and its page.
pub struct Page {
    client: Option<Client>,
    runtime: Runtime,
    driver: Child,
    config: String,
}

impl Page {
    /// Starts the program on a desktop and connects to its page.
    pub fn open(desk: &Desk, program: &Path, args: &[String], token: Option<&str>) -> Result<Self> {
        Self::open_as(program, args, |driver| {
            driver
                .envs(desk.environment())
                .envs(token.map(|token| ("HAGGLE_TOKEN", token)));
        })
    }

    /// The same, where `place` makes the driver, and so the program, one of a desktop.
    pub fn open_as(
        program: &Path,
        args: &[String],
        place: impl FnOnce(&mut Command),
    ) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut driver = Command::new("WebKitWebDriver");
        place(&mut driver);
        let driver = driver
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("WebKitWebDriver cannot be started: apt-get install -y webkit2gtk-driver")?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let config = args.last().cloned().unwrap_or_default();
        let mut page = Self {
            client: None,
            runtime,
            driver,
            config,
        };
        let options = json!({ "webkitgtk:browserOptions": { "binary": program, "args": args } });
        let Value::Object(options) = options else {
            unreachable!("an object was written")
        };
        let address = format!("http://127.0.0.1:{port}");
        wait::until("the driver to listen", || {
            Ok(std::net::TcpStream::connect(("127.0.0.1", port)).ok())
        })?;
        let client = page.runtime.block_on(async {
            ClientBuilder::new(HttpConnector::new())
                .capabilities(options)
                .connect(&address)
                .await
        });
        page.client = Some(client.context("the program did not start, or has no page")?);
        Ok(page)
    }

    /// Turns to the window whose page has such an element, as soon as there is one.
    pub fn turn_to(&mut self, selector: &str) -> Result<()> {
        wait::until(&format!("a window with {selector}"), || {
            let client = self.client.as_ref().context("the page is open")?;
            let windows = self.runtime.block_on(client.windows())?;
            for window in windows {
                let client = self.client.as_ref().context("the page is open")?;
                self.runtime.block_on(client.switch_to_window(window))?;
                if self.count(selector)? > 0 {
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })
    }

    /// The text of the first element that a selector finds.
    pub fn text(&mut self, selector: &str) -> Result<Option<String>> {
        let found = self.ask(
            "return document.querySelector(arguments[0])?.textContent ?? null",
            selector,
        )?;
        Ok(found
            .as_str()
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")))
    }

    /// What is typed in the first field that a selector finds.
    pub fn value(&mut self, selector: &str) -> Result<Option<String>> {
        let found = self.ask(
            "return document.querySelector(arguments[0])?.value ?? null",
            selector,
        )?;
        Ok(found.as_str().map(str::to_owned))
    }

    /// Whether what a selector finds has the page's keyboard, and the page the window's.
    pub fn has_focus(&mut self, selector: &str) -> Result<bool> {
        let script = "const e = document.querySelector(arguments[0]);
            return e !== null && e === document.activeElement && document.hasFocus()";
        Ok(self.ask(script, selector)?.as_bool() == Some(true))
    }

    /// The kind of the control that has the page's keyboard, `checkbox`, or the text of a button.
    pub fn focused(&mut self) -> Result<Option<String>> {
        let script = "const e = document.activeElement;
            return e instanceof HTMLInputElement ? e.type : e?.textContent?.trim() ?? null";
        Ok(self.ask(script, "")?.as_str().map(str::to_owned))
    }

    /// The whole page.
    pub fn html(&mut self) -> Result<String> {
        Ok(self
            .ask("return document.documentElement.outerHTML", "")?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    /// Waits until an element has this text in it.
    pub fn wait_text(&mut self, selector: &str, wanted: &str) -> Result<()> {
        let mut last = None;
        let waited = wait::until(&format!("“{wanted}” in {selector}"), || {
            last = self.text(selector)?;
            Ok(last
                .as_deref()
                .is_some_and(|text| text.contains(wanted))
                .then_some(()))
        });
        waited.with_context(|| format!("it reads {last:?}"))
    }

    /// How many elements a selector finds.
    pub fn count(&mut self, selector: &str) -> Result<u64> {
        self.ask(
            "return document.querySelectorAll(arguments[0]).length",
            selector,
        )?
        .as_u64()
        .context("a number")
    }

    /// The middle of an element, in CSS pixels from the page's corner.
    pub fn centre(&mut self, selector: &str) -> Result<Option<(i32, i32)>> {
        let script = "const e = document.querySelector(arguments[0]); if (!e) return null;
            e.scrollIntoView({block: 'nearest'}); const r = e.getBoundingClientRect();
            return [Math.round(r.x + r.width / 2), Math.round(r.y + r.height / 2)]";
        let found = self.ask(script, selector)?;
        let number = |at: usize| {
            found
                .get(at)
                .and_then(Value::as_i64)
                .and_then(|n| i32::try_from(n).ok())
        };
        Ok(number(0).zip(number(1)))
    }

    /// Runs a script that gets an argument and a function to call with its answer.
    pub fn run(&mut self, script: &str, argument: Value) -> Result<Value> {
        let client = self.client.as_ref().context("the page is open")?;
        Ok(self
            .runtime
            .block_on(client.execute_async(script, vec![argument]))?)
    }

    fn ask(&mut self, script: &str, selector: &str) -> Result<Value> {
        let client = self.client.as_ref().context("the page is open")?;
        Ok(self
            .runtime
            .block_on(client.execute(script, vec![Value::from(selector)]))?)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            // A program that is gone already cannot be asked to go.
            let _ = self.runtime.block_on(client.close());
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        end_programs_of(&self.config);
    }
}

/// Ends what is left of the program: it may outlive its driver. It is known by its configuration folder.
fn end_programs_of(config: &str) {
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return;
    };
    for process in processes.flatten() {
        let Some(id) = process
            .file_name()
            .to_str()
            .and_then(|name| name.parse::<u32>().ok())
        else {
            continue;
        };
        let command = std::fs::read(process.path().join("cmdline")).unwrap_or_default();
        if command
            .split(|byte| *byte == 0)
            .any(|word| word == config.as_bytes())
        {
            // It may end between the look and the kill.
            let _ = Command::new("kill")
                .args(["-KILL", &id.to_string()])
                .stderr(Stdio::null())
                .status();
        }
    }
}
