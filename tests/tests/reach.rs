//! What a page can reach: the commands of the bridge, and nothing else of the program, the system or the network.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream};

use anyhow::{Context, Result, ensure};
use haggle_tests::haggle::project;
use serde_json::{Value, json};
use support::{Options, Stage};

/// Each window of our own, with every command that its page may call. The login's window is the site's and calls none.
const ALLOWED: [(&str, &[&str]); 7] = [
    ("listings", BRIDGE),
    ("panel", BRIDGE),
    ("pasted", BRIDGE),
    ("practice", PRACTICE),
    ("settings", BRIDGE),
    ("watches", BRIDGE),
    ("welcome", BRIDGE),
];
const PRACTICE: &[&str] = &[
    "plugin:event|listen",
    "practice_copy",
    "practice_items",
    "practice_lesson",
];
const BRIDGE: &[&str] = &["dispatch", "plugin:event|listen", "plugin:event|unlisten"];

/// Commands of plugins that the program does not have, and must not get by accident.
const FOREIGN: [&str; 7] = [
    "plugin:fs|read_text_file",
    "plugin:shell|execute",
    "plugin:http|fetch",
    "plugin:opener|open_url",
    "plugin:clipboard-manager|read_text",
    "plugin:process|exit",
    "practice_market",
];

fn json_file(path: &str) -> Result<Value> {
    let text = fs::read_to_string(project().join(path)).with_context(|| path.to_owned())?;
    serde_json::from_str(&text).with_context(|| path.to_owned())
}

fn words(list: &Value) -> Vec<&str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

/// Every command that the program has, by the permission that allows it. The build writes them down.
fn permissions() -> Result<BTreeMap<String, Vec<String>>> {
    let manifests = json_file("src-tauri/gen/schemas/acl-manifests.json")
        .context("build the program first: it writes its permissions down")?;
    let mut found = BTreeMap::new();
    for (manifest, content) in manifests.as_object().context("manifests by name")? {
        let own = manifest == "__app-acl__";
        for (permission, content) in content["permissions"].as_object().into_iter().flatten() {
            let identifier = if own {
                permission.clone()
            } else {
                format!("{manifest}:{permission}")
            };
            let command = |command: &str| {
                if own {
                    command.to_owned()
                } else {
                    format!("plugin:{}|{command}", manifest.trim_start_matches("core:"))
                }
            };
            let commands = words(&content["commands"]["allow"])
                .into_iter()
                .map(command);
            found.insert(identifier, commands.collect());
        }
    }
    Ok(found)
}

#[test]
fn each_window_may_call_just_what_its_page_needs() -> Result<()> {
    let permissions = permissions()?;
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in fs::read_dir(project().join("src-tauri").join("capabilities"))? {
        let capability: Value = serde_json::from_str(&fs::read_to_string(file?.path())?)?;
        let known = [
            "$schema",
            "identifier",
            "description",
            "windows",
            "permissions",
        ];
        for key in capability.as_object().context("a capability")?.keys() {
            ensure!(
                known.contains(&key.as_str()),
                "a capability says {key}, which nothing here looks at"
            );
        }
        for window in words(&capability["windows"]) {
            for permission in words(&capability["permissions"]) {
                let commands = permissions
                    .get(permission)
                    .with_context(|| format!("{permission} is no single command's permission"))?;
                found
                    .entry(window.to_owned())
                    .or_default()
                    .extend(commands.iter().cloned());
            }
        }
    }
    let found: Vec<(String, Vec<String>)> = found
        .into_iter()
        .map(|(window, mut commands)| {
            commands.sort();
            (window, commands)
        })
        .collect();
    let wanted: Vec<(String, Vec<String>)> = ALLOWED
        .iter()
        .map(|(window, commands)| {
            let commands = commands.iter().map(|command| (*command).to_owned());
            ((*window).to_owned(), commands.collect())
        })
        .collect();
    assert_eq!(found, wanted);
    Ok(())
}

#[test]
fn the_content_policy_lets_nothing_in_but_the_programs_own_files() -> Result<()> {
    let config = json_file("src-tauri/tauri.conf.json")?;
    let security = config["app"]["security"]
        .as_object()
        .context("a security section")?;
    assert_eq!(
        security.keys().collect::<Vec<_>>(),
        ["csp"],
        "nothing loosens the policy, and no asset protocol is on"
    );
    assert_ne!(config["app"]["withGlobalTauri"], json!(true));
    let policy = security["csp"].as_str().context("a policy")?;
    let directives: BTreeMap<&str, Vec<&str>> = policy
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_whitespace();
            Some((words.next()?, words.collect()))
        })
        .collect();
    let wanted: BTreeMap<&str, Vec<&str>> = [
        ("base-uri", vec!["'none'"]),
        ("default-src", vec!["'none'"]),
        ("font-src", vec!["'self'"]),
        ("form-action", vec!["'none'"]),
        ("script-src", vec!["'self'"]),
        ("style-src", vec!["'self'"]),
    ]
    .into();
    assert_eq!(directives, wanted);
    Ok(())
}

#[test]
fn a_page_that_tries_is_refused_every_other_command() -> Result<()> {
    let mut stage = Stage::practice(Options::default())?;
    let mut commands: Vec<String> = permissions()?.into_values().flatten().collect();
    commands.sort();
    commands.dedup();
    assert!(
        commands.len() > 100,
        "{} commands are known",
        commands.len()
    );
    commands.retain(|command| !BRIDGE.contains(&command.as_str()));
    commands.extend(FOREIGN.map(str::to_owned));
    let script = "const [commands, done] = arguments;
        const tried = commands.map((command) => window.__TAURI_INTERNALS__.invoke(command, {}).then(
            () => `${command} was done`,
            (error) => /not allowed|not found/.test(String(error)) ? null : `${command}: ${error}`));
        Promise.all(tried).then((all) => done(all.filter((one) => one !== null)))";
    let taken = stage.run_in_page(script, json!(commands))?;
    assert_eq!(taken, json!([]), "these were not refused");

    // The bridge's own command is refused for what was sent with it, not for its name: the refusals above mean something.
    let script = "const [, done] = arguments;
        window.__TAURI_INTERNALS__.invoke('dispatch', {}).then(() => done('done'), (error) => done(String(error)))";
    let answer = stage.run_in_page(script, json!(null))?;
    let answer = answer.as_str().context("words")?;
    assert!(
        answer.contains("action") && !answer.contains("not allowed"),
        "{answer}"
    );
    stage.check_item("raven-frost", "Raven Frost")
}

#[test]
fn a_page_that_tries_reaches_nothing_on_the_network() -> Result<()> {
    let elsewhere = TcpListener::bind("127.0.0.1:0")?;
    elsewhere.set_nonblocking(true)?;
    let address = elsewhere.local_addr()?;
    let reached = || match elsewhere.accept() {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(false),
        Err(error) => Err(error),
    };
    let _control = TcpStream::connect(address)?;
    assert!(reached()?, "who calls there is seen");

    let mut stage = Stage::practice(Options::default())?;
    let ways = stage.run_in_page(WAYS_OUT, json!(address.to_string()))?;
    let went: Vec<_> = ways.as_object().context("ways by name")?.iter().collect();
    assert!(went.len() > 10, "{went:?}");
    for (way, answer) in went {
        assert_eq!(answer, "blocked", "{way}");
        assert!(!reached()?, "{way} came through");
    }
    // The page is still there, and does its work.
    stage.check_item("raven-frost", "Raven Frost")?;
    assert!(!reached()?);
    Ok(())
}

/// Tries each way that a page has to another place; says `blocked` where it failed.
const WAYS_OUT: &str = "const [place, done] = arguments;
    const url = `http://${place}/`;
    const element = (name, more) => new Promise((resolve) => {
        const made = Object.assign(document.createElement(name), more);
        made.onload = () => resolve('loaded');
        made.onerror = () => resolve('blocked');
        addEventListener('securitypolicyviolation', () => resolve('blocked'), { once: true });
        document.body.append(made);
    });
    // A frame that was refused is loaded all the same, as a page of its own that says so.
    const refused = (name, more) => new Promise((resolve) => {
        addEventListener('securitypolicyviolation', () => resolve('blocked'), { once: true });
        document.body.append(Object.assign(document.createElement(name), more));
    });
    const thrown = async (deed) => { try { await deed(); return 'done'; } catch { return 'blocked'; } };
    const socket = () => new Promise((resolve, reject) => {
        const opened = new WebSocket(`ws://${place}/`);
        opened.onopen = resolve;
        opened.onerror = reject;
    });
    const source = () => new Promise((resolve, reject) => {
        const opened = new EventSource(url);
        opened.onopen = resolve;
        opened.onerror = reject;
    });
    const worker = () => new Promise((resolve, reject) => {
        const begun = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
        begun.onmessage = resolve;
        begun.onerror = reject;
    });
    const ways = {
        fetch: () => thrown(() => fetch(url, { mode: 'no-cors' })),
        request: () => thrown(() => new Promise((resolve, reject) => {
            const request = new XMLHttpRequest();
            request.open('GET', url);
            request.onload = resolve;
            request.onerror = reject;
            request.send();
        })),
        socket: () => thrown(socket),
        source: () => thrown(source),
        worker: () => thrown(worker),
        script: () => element('script', { src: url + 'a.js' }),
        image: () => element('img', { src: url + 'a.png' }),
        style: () => element('link', { rel: 'stylesheet', href: url + 'a.css' }),
        frame: () => refused('iframe', { src: url }),
        object: () => refused('object', { data: url }),
        video: () => element('video', { src: url + 'a.mp4' }),
        font: () => thrown(() => new FontFace('Elsewhere', `url(${url}a.woff2)`).load()),
        module: () => thrown(() => import(url + 'a.js')),
        eval: () => thrown(() => (0, eval)('1 + 1')),
        window: async () => (window.open(url) ? 'opened' : 'blocked'),
        form: async () => {
            const form = Object.assign(document.createElement('form'), { action: url });
            document.body.append(form);
            const blocked = new Promise((resolve) => addEventListener('securitypolicyviolation', resolve, { once: true }));
            form.submit();
            await blocked;
            return 'blocked';
        },
        place: async () => {
            location.href = url;
            return 'blocked';
        },
    };
    (async () => {
        const found = {};
        for (const [name, way] of Object.entries(ways)) found[name] = await way();
        done(found);
    })()";
