//! The command line: exit codes that scripts rely on, and words that a player can act on, for good input and for bad.

use std::io::Write;
use std::net::TcpListener;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result};
use haggle_tests::haggle::program;
use practice_market::Options;
use serde_json::Value;
use tempfile::TempDir;

const RAVEN_FROST: &str = include_str!("../../src-tauri/src/overlay/tests/raven-frost.json");
/// Nobody listens here.
const AWAY: &str = "ws://127.0.0.1:1";

/// A command line in a configuration folder of its own, without a display.
struct Terminal {
    folder: TempDir,
}

impl Terminal {
    fn new() -> Result<Self> {
        Ok(Self {
            folder: tempfile::tempdir()?,
        })
    }

    fn run(&self, args: &[&str], input: &[u8]) -> Result<Output> {
        self.run_with(args, input, &[])
    }

    fn run_with(
        &self,
        args: &[&str],
        input: &[u8],
        environment: &[(&str, &str)],
    ) -> Result<Output> {
        let mut child = Command::new(program()?)
            .args(args)
            .arg("--config-dir")
            .arg(self.folder.path())
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("HAGGLE_TOKEN")
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut stdin = child.stdin.take().context("stdin is piped")?;
        // A program that has seen enough may close its end.
        let _ = stdin.write_all(input);
        drop(stdin);
        Ok(child.wait_with_output()?)
    }
}

/// Asserts an exit code, and a message that has this in it and is no panic.
fn check(output: &Output, code: i32, says: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{stderr}");
    assert!(stderr.contains(says), "“{says}” is not in: {stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
}

fn json(output: &Output) -> Result<Value> {
    serde_json::from_slice(&output.stdout)
        .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_runeword_is_called_one() -> Result<()> {
    let spirit =
        include_str!("../../item-parsers/tests/cases/clipboard/22-runeword-spirit-sword.item.json");
    let read = Terminal::new()?.run(&["item"], spirit.as_bytes())?;
    check(&read, 0, "");
    let text = String::from_utf8(read.stdout)?;
    let facts = text.lines().nth(1).context("a second line")?;
    assert!(facts.contains(" · Runeword · "), "{facts}");
    Ok(())
}

#[test]
fn an_item_is_read_from_stdin_and_from_a_file() -> Result<()> {
    let terminal = Terminal::new()?;
    let item = terminal.run(&["item", "--json"], RAVEN_FROST.as_bytes())?;
    check(&item, 0, "");
    let item = json(&item)?;
    assert_eq!(
        (&item["name"], &item["unique_id"]),
        (&Value::from("Raven Frost"), &Value::from(276))
    );
    let file = terminal.folder.path().join("item.json");
    std::fs::write(&file, RAVEN_FROST)?;
    let text = terminal.run(&["item", file.to_str().context("text")?], b"")?;
    check(&text, 0, "");
    assert!(String::from_utf8_lossy(&text.stdout).contains("+179 to Attack Rating"));
    Ok(())
}

#[test]
fn a_query_asks_by_exact_id_in_the_realm_that_is_named() -> Result<()> {
    let terminal = Terminal::new()?;
    let query = json(&terminal.run(
        &["query", "--non-ladder", "--hardcore"],
        RAVEN_FROST.as_bytes(),
    )?)?;
    assert_eq!(query["item.unique.id"], 276);
    assert_eq!(
        (&query["is_ladder"], &query["is_hardcore"]),
        (&Value::from(false), &Value::from(true))
    );
    assert!(
        query["item.modifiers"]["$all"]
            .as_array()
            .is_some_and(|all| !all.is_empty())
    );
    Ok(())
}

#[test]
fn what_is_no_item_is_said_with_exit_code_2() -> Result<()> {
    let terminal = Terminal::new()?;
    let large = vec![b'x'; 10 << 20];
    let cut = &RAVEN_FROST.as_bytes()[..RAVEN_FROST.len() / 2];
    let inputs: [(&str, &[u8]); 6] = [
        ("text", b"hello"),
        ("nothing", b""),
        ("other JSON", b"{\"a\":1}"),
        ("broken JSON", cut),
        ("10 MB", &large),
        ("bytes", &[0xff, 0xfe, 0x00]),
    ];
    for command in ["item", "query", "check"] {
        for (what, input) in inputs {
            let output = terminal.run(&[command], input)?;
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert_eq!(
                output.status.code(),
                Some(2),
                "{command} of {what}: {stderr}"
            );
            assert!(
                stderr.len() > 20 && stderr.len() < 500,
                "{command} of {what}: {stderr}"
            );
            assert!(!stderr.contains("panicked"), "{stderr}");
            assert!(
                output.stdout.is_empty(),
                "{command} of {what} prints a result"
            );
        }
    }
    Ok(())
}

#[test]
fn a_missing_file_is_named() -> Result<()> {
    check(
        &Terminal::new()?.run(&["item", "no-such-file.json"], b"")?,
        1,
        "no-such-file.json cannot be read",
    );
    Ok(())
}

#[test]
fn a_check_prints_price_and_listings() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let market = runtime.block_on(practice_market::start(Options::default()))?;
    let terminal = Terminal::new()?;
    let output = terminal.run(
        &["check", "--json", "--market", &market.market_url()],
        RAVEN_FROST.as_bytes(),
    )?;
    check(&output, 0, "");
    let answer = json(&output)?;
    assert!(
        answer["listings"]
            .as_array()
            .is_some_and(|listings| !listings.is_empty()),
        "{answer}"
    );
    assert!(
        answer["price"]["asks"]
            .as_u64()
            .is_some_and(|asks| asks > 0),
        "{answer}"
    );
    Ok(())
}

#[test]
fn a_market_that_wants_a_login_gives_4_and_a_token_of_the_environment_opens_it() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let market = runtime.block_on(practice_market::start(Options {
        login_required: true,
        ..Options::default()
    }))?;
    let terminal = Terminal::new()?;
    let args = ["check", "--market", &market.market_url()];
    check(
        &terminal.run(&args, RAVEN_FROST.as_bytes())?,
        4,
        "Log in to see listings",
    );
    let token = market.token("exile");
    let output = terminal.run_with(&args, RAVEN_FROST.as_bytes(), &[("HAGGLE_TOKEN", &token)])?;
    check(&output, 0, "");
    assert!(
        !terminal.folder.path().join("settings.json").exists(),
        "a token of the environment is never kept"
    );
    check(
        &terminal.run_with(
            &args,
            RAVEN_FROST.as_bytes(),
            &[("HAGGLE_TOKEN", "hunter2")],
        )?,
        4,
        "HAGGLE_TOKEN",
    );
    market.refuse_logins(true);
    let refused = terminal.run_with(&args, RAVEN_FROST.as_bytes(), &[("HAGGLE_TOKEN", &token)])?;
    check(&refused, 4, "og in");
    assert!(!String::from_utf8_lossy(&refused.stderr).contains(&token));
    Ok(())
}

#[test]
fn a_market_that_is_away_gives_3() -> Result<()> {
    check(
        &Terminal::new()?.run(&["check", "--market", AWAY], RAVEN_FROST.as_bytes())?,
        3,
        "does not answer",
    );
    Ok(())
}

#[test]
fn a_proxy_of_the_system_is_used_and_named_when_it_lets_nobody_through() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let proxy = listener.local_addr()?.to_string();
    // Ends with the test's process.
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let _ = client.write_all(b"HTTP/1.1 403 Forbidden\r\n\r\n");
        }
    });
    let output = Terminal::new()?.run_with(
        &["check", "--market", "wss://market.example"],
        RAVEN_FROST.as_bytes(),
        &[("HTTPS_PROXY", &format!("http://{proxy}"))],
    )?;
    check(&output, 3, &format!("the proxy {proxy}"));
    Ok(())
}

#[test]
fn an_address_that_would_show_the_token_to_others_is_refused() -> Result<()> {
    let terminal = Terminal::new()?;
    for market in ["ws://market.example", "http://127.0.0.1", "nonsense"] {
        let output = terminal.run(&["check", "--market", market], RAVEN_FROST.as_bytes())?;
        check(&output, 1, "haggle:");
    }
    Ok(())
}

#[test]
fn without_a_display_the_overlay_says_so() -> Result<()> {
    let terminal = Terminal::new()?;
    for args in [&[][..], &["practice"], &["practice-game"]] {
        check(&terminal.run(args, b"")?, 1, "display");
    }
    Ok(())
}

#[test]
fn doctor_names_what_is_wrong_and_the_cure() -> Result<()> {
    let output = Terminal::new()?.run(&["doctor", "--json", "--market", AWAY], b"")?;
    check(&output, 1, "");
    let report = json(&output)?;
    assert_eq!(report["well"], false);
    let findings = report["findings"].as_array().context("findings")?;
    for link in ["display", "market"] {
        let finding = findings
            .iter()
            .find(|finding| finding["link"] == link)
            .with_context(|| link.to_owned())?;
        assert_eq!(finding["ok"], false);
        assert!(
            finding["cure"].as_str().is_some_and(|cure| cure.len() > 10),
            "{finding}"
        );
    }
    Ok(())
}

#[test]
fn damaged_settings_are_told_and_left_where_they_are() -> Result<()> {
    let terminal = Terminal::new()?;
    let damaged = "{\"realm\": {\"ladder\": tru";
    let path = terminal.folder.path().join("settings.json");
    std::fs::write(&path, damaged)?;
    for _ in 0..2 {
        let query = terminal.run(&["query"], RAVEN_FROST.as_bytes())?;
        check(&query, 0, "The settings file could not be read");
        assert_eq!(std::fs::read_to_string(&path)?, damaged);
    }
    Ok(())
}

#[test]
fn a_wrong_command_line_gives_2_and_shows_the_right_ones() -> Result<()> {
    let terminal = Terminal::new()?;
    check(&terminal.run(&["chekc"], b"")?, 2, "--help");
    check(&terminal.run(&["item", "--log", "loud"], b"")?, 2, "--help");
    Ok(())
}
