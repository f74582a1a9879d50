//! `cargo xtask bench latency`: chord press → item painted, stage by stage, over 100 checks of the practice game.
//!
//! The chord is pressed by a real key event at a known moment; the program logs the moments of its stages on the same
//! clock; and the screen itself is looked at until the panel's pixels are there. Figures are of this machine and this run.
//! `HAGGLE_BIN` names another program to measure than the release build.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, ensure};
use haggle_tests::desk::{Chord, Desk, Parts, Person};
use haggle_tests::haggle::{Haggle, project};
use haggle_tests::{inventory, wait};

use super::setup;

const CHECKS: usize = 100;
/// Checks before the measuring begins: caches fill, the webview draws for the first time.
const WARM_UP: usize = 5;
/// What is checked in turn, so that each picture differs from the one before.
const ITEMS: [&str; 2] = ["raven-frost", "shako"];
/// The stages in their order, as the program names them, with what each means.
const STAGES: [(&str, &str); 7] = [
    ("seen_us", "chord seen"),
    ("keys_us", "keys sent to the game"),
    ("changed_us", "game has copied"),
    ("read_us", "clipboard read"),
    ("drawn_us", "parsed, view handed to the page"),
    ("shown_us", "page laid out, window shown"),
    ("painted_us", "page says painted"),
];

pub fn run() -> Result<()> {
    setup::run(setup::Need::PracticeHeadless)?;
    let program = match std::env::var_os("HAGGLE_BIN") {
        Some(program) => program.into(),
        None => {
            setup::build(setup::Profile::Release)?;
            project().join("target").join("release").join("haggle")
        }
    };
    let desk = Desk::start(Parts::default())?;
    let person = desk.person()?;
    let folder = tempfile::tempdir()?;
    let _haggle = Haggle::start_program(
        &program,
        &desk,
        folder.path(),
        &["practice", "--log", "debug"],
    )?;
    let game = person.wait_window("Diablo II")?;
    person.wait_keyboard(game)?;
    person.wait_taken(Chord::CHECK, true)?;
    person.wait_still()?;
    let (left, top, ..) = person.area_of(game)?;
    let mut pressed = Vec::new();
    let mut pixels = Vec::new();
    for check in 0..CHECKS + WARM_UP {
        let (x, y) = inventory::place_of(ITEMS[check % ITEMS.len()])?;
        person.point_at(left + x - 3, top + y)?;
        person.point_at(left + x, top + y)?;
        person.wait_still()?;
        let (unix, shown) = one_check(&person)?;
        pressed.push(unix);
        pixels.push(shown);
        wait_painted(folder.path(), check + 1)?;
        person.press(Chord::ESCAPE)?;
        wait::until("the panel to go", || {
            Ok(person.find_window("Haggle")?.is_none().then_some(()))
        })?;
        person.wait_taken(Chord::ESCAPE, false)?;
    }
    report(&stages(&log(folder.path())?, &pressed)?, &pixels[WARM_UP..])
}

/// Presses the chord and looks at the screen until the panel is on it.
fn one_check(person: &Person) -> Result<(u128, Duration)> {
    let before = person.look()?;
    let unix = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)?
        .as_micros();
    let start = Instant::now();
    person.hold(Chord::CHECK)?;
    let shown = loop {
        // The panel covers much more than a tooltip that moves.
        if person.look_at_grid()?.differences(&before.grid()) > 400 {
            break start.elapsed();
        }
        ensure!(start.elapsed() < wait::LIMIT, "the panel never came");
    };
    person.release(Chord::CHECK)?;
    Ok((unix, shown))
}

fn log(folder: &Path) -> Result<String> {
    Ok(fs::read_to_string(folder.join("haggle.log"))?)
}

fn wait_painted(folder: &Path, checks: usize) -> Result<()> {
    let painted = || Ok((log(folder)?.matches("check painted").count() >= checks).then_some(()));
    wait::until("the check to be painted", painted).with_context(|| {
        let log = log(folder).unwrap_or_default();
        let last: Vec<&str> = log.lines().rev().take(8).collect();
        format!(
            "check {checks}; the log ends, newest first:\n{}",
            last.join("\n")
        )
    })
}

/// For each stage its moments after the press, in microseconds.
fn stages(log: &str, pressed: &[u128]) -> Result<BTreeMap<&'static str, Vec<u64>>> {
    let mut found: BTreeMap<&'static str, Vec<u64>> = BTreeMap::new();
    let lines = log.lines().filter(|line| line.contains("check painted"));
    for (line, pressed) in lines.zip(pressed).skip(WARM_UP) {
        let number = |key: &str| {
            let text = line
                .split_whitespace()
                .find_map(|word| word.strip_prefix(&format!("{key}=")));
            text.and_then(|text| text.parse::<u128>().ok())
                .with_context(|| format!("no {key} in the log"))
        };
        let seen = number("chord_unix_us")?.saturating_sub(*pressed);
        for (key, _) in STAGES {
            let moment = if key == "seen_us" {
                seen
            } else {
                seen + number(key)?
            };
            found.entry(key).or_default().push(u64::try_from(moment)?);
        }
    }
    ensure!(
        found.values().all(|moments| moments.len() == CHECKS),
        "some checks left no trace"
    );
    Ok(found)
}

#[allow(clippy::print_stdout)]
fn report(stages: &BTreeMap<&str, Vec<u64>>, pixels: &[Duration]) -> Result<()> {
    println!("chord press → item painted, {CHECKS} checks of the practice game\n");
    println!(
        "{:<34} {:>10} {:>10} {:>12}",
        "stage", "median ms", "p99 ms", "its share ms"
    );
    let mut before = 0;
    for (key, meaning) in STAGES {
        let mut moments = stages.get(key).context("a stage")?.clone();
        let (median, p99) = (quantile(&mut moments, 50), quantile(&mut moments, 99));
        println!(
            "{meaning:<34} {:>10.1} {:>10.1} {:>12.1}",
            ms(median),
            ms(p99),
            ms(median.saturating_sub(before))
        );
        before = median;
    }
    let mut pixels: Vec<u64> = pixels
        .iter()
        .map(|shown| u64::try_from(shown.as_micros()))
        .collect::<Result<_, _>>()?;
    let (median, p99) = (quantile(&mut pixels, 50), quantile(&mut pixels, 99));
    println!(
        "{:<34} {:>10.1} {:>10.1}",
        "panel's pixels on the screen",
        ms(median),
        ms(p99)
    );
    Ok(())
}

/// The value that this many of a hundred do not exceed.
fn quantile(moments: &mut [u64], percent: usize) -> u64 {
    moments.sort_unstable();
    moments
        .get((moments.len() * percent / 100).min(moments.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

fn ms(micros: u64) -> f64 {
    // Some seconds in microseconds are far below where doubles lose whole numbers.
    micros as f64 / 1_000.0
}
