//! Chord press → item painted, and answer of the market → listings painted, stage by stage.
//!
//! The chord is pressed by a real key event at a known moment; the program logs the moments of its stages; and the
//! display's server tells when the pixels of the panel's window, and of the screen behind the compositor, are there.

use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use haggle_tests::desk::{Canvas, Chord, Stroke};
use haggle_tests::inventory;

use super::report::{Report, Row};
use super::scene::{Room, Scene};
use super::times::{Times, unix_micros};
use super::trace;

/// How many checks are measured; `HAGGLE_CHECKS` is another number.
const CHECKS: usize = 100;
/// Checks before the measuring begins: caches fill, the webview draws for the first time.
const WARM_UP: usize = 5;
/// The panel has come to rest when nothing was drawn for so long; longer than its market takes.
const REST: Duration = Duration::from_millis(300);
/// Where the strip through the panel lies that is looked at, from the window's left edge: through names and prices.
const STRIP: (i16, u16) = (40, 48);
/// So many rows from the window's upper edge hold the item's name, whatever comes below.
const HEAD: u16 = 58;
/// The height of the panel's window, which is as tall as the practice game, and of the screen.
const HEIGHTS: (u16, u16) = (640, 1000);
/// The panel stands so far from the mouse, on the side with more room, and is so wide.
const BESIDE: i32 = 56;
const WIDTH: i32 = 452;

/// The stages in their order, as the program names them, with what each means.
const ITEM_STAGES: [(&str, &str); 6] = [
    ("keys_us", "copy keys sent to the game"),
    ("changed_us", "the game has copied"),
    ("read_us", "clipboard read"),
    ("drawn_us", "parsed, view handed to the page"),
    ("shown_us", "page laid out"),
    ("painted_us", "(the page believes it is painted)"),
];
const ANSWER_STAGES: [(&str, &str); 3] = [
    ("taken_us", "decoded"),
    ("drawn_us", "view handed to the page"),
    ("painted_us", "(the page believes it is painted)"),
];

/// The moments of one check as the bench saw them, in microseconds of the wall clock.
struct Seen {
    pressed: u64,
    item: u64,
    item_on_screen: u64,
    listings: u64,
}

pub fn measure(program: &Path, report: &mut Report) -> Result<()> {
    let scene = Scene::set(program)?;
    let folder = scene.folder.path();
    let _haggle = scene.start(program, folder)?;
    scene.person.wait_taken(Chord::CHECK, true)?;
    trace::wait(folder, "page ready", 1)?;
    let window = scene.person.wait_made("Haggle")?;
    let panel = scene
        .desk
        .canvas(window, (STRIP.0, 0, STRIP.1, HEIGHTS.0))?;
    let items = inventory::names()?;
    let checks = match std::env::var("HAGGLE_CHECKS") {
        Ok(number) => number.parse().context("HAGGLE_CHECKS is no number")?,
        Err(_) => CHECKS,
    };
    let mut seen = Vec::new();
    for check in 0..checks + WARM_UP {
        let item = &items[check % items.len()];
        let moments = one_check(&scene, &panel, window, item, check + 1);
        seen.push(moments.with_context(|| format!("check {}: {item}", check + 1))?);
    }
    item_rows(folder, &seen, report)?;
    answer_rows(folder, &seen, report)
}

fn one_check(scene: &Scene, panel: &Canvas, window: u32, item: &str, count: usize) -> Result<Seen> {
    let (x, room) = scene.point_at(item)?;
    let left = match room {
        Room::Right => x + BESIDE,
        Room::Left => x - BESIDE - WIDTH,
    };
    let left = i16::try_from(left)? + STRIP.0;
    let screen = scene
        .desk
        .canvas(scene.person.root(), (left, 0, STRIP.1, HEIGHTS.1))?;
    panel.clear();
    let pressed = scene.person.hold(Chord::CHECK)?;
    let first = panel.next()?;
    scene.person.release(Chord::CHECK)?;
    let mut strokes = vec![first];
    strokes.extend(panel.until_rest(REST));
    trace::wait(scene.folder.path(), "answer painted", count)?;
    let (_, top, ..) = scene.person.area_of(window)?;
    let screen_strokes = screen.until_rest(REST);
    let head = 0..panel.rows(HEAD);
    let top = u16::try_from(top.max(0))?;
    let head_on_screen = panel.rows(top)..panel.rows(top + HEAD);
    let seen = Seen {
        pressed: unix_micros(pressed)?,
        item: unix_micros(settled(&strokes, head)?)?,
        item_on_screen: unix_micros(settled(&screen_strokes, head_on_screen)?)?,
        listings: unix_micros(settled(&strokes, 0..panel.rows(HEIGHTS.0))?)?,
    };
    scene.close_panel()?;
    Ok(seen)
}

/// When these bytes became for the first time what they were at the end.
fn settled(strokes: &[Stroke], bytes: std::ops::Range<usize>) -> Result<SystemTime> {
    let part = |stroke: &Stroke| stroke.pixels.get(bytes.clone()).map(<[u8]>::to_vec);
    let last = strokes.last().and_then(part).context("nothing was drawn")?;
    strokes
        .iter()
        .find(|stroke| part(stroke).is_some_and(|part| is_alike(&part, &last)))
        .map(|stroke| stroke.at)
        .context("nothing was drawn")
}

/// Whether both show the same: the ground is shaded from the panel's top to its end, so all of it changes by a little
/// when the panel grows below. Letters stand out from it by four times as much.
fn is_alike(one: &[u8], other: &[u8]) -> bool {
    const SHADE: u8 = 32;
    let mut pairs = one.iter().zip(other);
    one.len() == other.len() && pairs.all(|(one, other)| one.abs_diff(*other) <= SHADE)
}

fn item_rows(folder: &Path, seen: &[Seen], report: &mut Report) -> Result<()> {
    let lines = trace::lines(folder, "check painted")?;
    let mut stages = vec![Times::default(); ITEM_STAGES.len()];
    let (mut chord, mut item, mut screen) = Default::default();
    let measured = lines.iter().zip(seen).skip(WARM_UP);
    for (line, seen) in measured {
        let noticed = line.micros("unix_us")?.saturating_sub(seen.pressed);
        Times::add(&mut chord, noticed);
        for ((name, _), times) in ITEM_STAGES.iter().zip(&mut stages) {
            times.add(noticed + line.micros(name)?);
        }
        Times::add(&mut item, seen.item.saturating_sub(seen.pressed));
        Times::add(
            &mut screen,
            seen.item_on_screen.saturating_sub(seen.pressed),
        );
    }
    report.budget(
        "chord press → item painted, median",
        25.0,
        item.median(),
        "ms",
    );
    report.budget("chord press → item painted, p99", 50.0, item.p99(), "ms");
    report.beside(
        "the same, behind the compositor, median",
        screen.median(),
        "ms",
    );
    let mut rows = vec![Row::stage("chord seen", &chord)];
    rows.extend(
        ITEM_STAGES
            .iter()
            .zip(&stages)
            .map(|((_, meaning), times)| Row::stage(meaning, times)),
    );
    rows.push(Row::stage("item painted in the panel's window", &item));
    rows.push(Row::stage(
        "item on the screen, behind the compositor",
        &screen,
    ));
    report.stages("From the chord's press, practice game, copy included", rows);
    Ok(())
}

fn answer_rows(folder: &Path, seen: &[Seen], report: &mut Report) -> Result<()> {
    let lines = trace::lines(folder, "answer painted")?;
    let mut stages = vec![Times::default(); ANSWER_STAGES.len()];
    let mut painted = Times::default();
    for (line, seen) in lines.iter().zip(seen).skip(WARM_UP) {
        for ((name, _), times) in ANSWER_STAGES.iter().zip(&mut stages) {
            times.add(line.micros(name)?);
        }
        painted.add(seen.listings.saturating_sub(line.micros("unix_us")?));
    }
    report.budget(
        "answer of the market → listings painted, median",
        8.0,
        painted.median(),
        "ms",
    );
    report.beside("the same, p99", painted.p99(), "ms");
    let stages = ANSWER_STAGES.iter().zip(&stages);
    let mut rows: Vec<Row> = stages
        .map(|((_, meaning), times)| Row::stage(meaning, times))
        .collect();
    rows.push(Row::stage(
        "listings painted in the panel's window",
        &painted,
    ));
    report.stages("From the answer's frame off the socket", rows);
    Ok(())
}
