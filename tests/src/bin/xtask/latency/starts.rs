//! Process start → hotkeys armed, and → page ready, with the game already there and focused.

use std::path::Path;
use std::time::SystemTime;

use anyhow::Result;
use haggle_tests::desk::Chord;

use super::report::{Report, Row};
use super::scene::Scene;
use super::times::{Times, unix_micros};
use super::trace;

const STARTS: usize = 15;
/// Starts before the measuring begins: the files come into the system's memory.
const WARM_UP: usize = 2;

/// What the program says of its start, in its order.
const STAGES: [(&str, &str); 5] = [
    ("started", "process started, settings read"),
    ("hotkeys armed", "hotkeys armed"),
    ("toolkit ready", "window toolkit started"),
    ("panel made", "panel's window made, its page loading"),
    ("page ready", "page ready"),
];

pub fn measure(program: &Path, report: &mut Report) -> Result<()> {
    let scene = Scene::set(program)?;
    let mut stages = vec![Times::default(); STAGES.len()];
    for start in 0..STARTS + WARM_UP {
        let folder = tempfile::tempdir()?;
        let began = unix_micros(SystemTime::now())?;
        let haggle = scene.start(program, folder.path())?;
        for ((stage, _), times) in STAGES.iter().zip(&mut stages) {
            let moment = trace::wait(folder.path(), stage, 1)?.micros("unix_us")?;
            if start >= WARM_UP {
                times.add(moment.saturating_sub(began));
            }
        }
        drop(haggle);
        scene.person.wait_taken(Chord::CHECK, false)?;
    }
    let of = |name: &str| STAGES.iter().position(|(stage, _)| *stage == name);
    let median = |name: &str| {
        of(name)
            .and_then(|at| stages.get(at))
            .map_or(0.0, Times::median)
    };
    report.budget(
        "process start → hotkeys armed, median",
        150.0,
        median("hotkeys armed"),
        "ms",
    );
    report.budget(
        "process start → page ready, median",
        500.0,
        median("page ready"),
        "ms",
    );
    let mut rows: Vec<Row> = STAGES
        .iter()
        .zip(&stages)
        .map(|((_, meaning), times)| Row::stage(meaning, times))
        .collect();
    rows.sort_by(|one, other| one.median().total_cmp(&other.median()));
    report.stages("From the process's start", rows);
    Ok(())
}
