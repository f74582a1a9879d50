//! What the program costs while nobody asks it anything: after a check, with its panel hidden again.

use std::path::Path;
use std::thread;
use std::time::Duration;

use anyhow::Result;
use haggle_tests::desk::Chord;

use super::process::{Process, Use};
use super::report::Report;
use super::scene::Scene;
use super::trace;

/// How long it is looked on.
const WATCHED: Duration = Duration::from_secs(60);

pub fn measure(program: &Path, report: &mut Report) -> Result<()> {
    let scene = Scene::set(program)?;
    let folder = scene.folder.path();
    let haggle = scene.start(program, folder)?;
    scene.person.wait_taken(Chord::CHECK, true)?;
    trace::wait(folder, "page ready", 1)?;
    scene.point_at("raven-frost")?;
    scene.person.press(Chord::CHECK)?;
    trace::wait(folder, "answer painted", 1)?;
    scene.person.wait_still()?;
    scene.close_panel()?;
    scene.person.wait_still()?;

    let own = Process(haggle.id());
    let focused = watch(own)?;
    let other = scene.desk.other_window()?;
    scene.person.wait_keyboard(other.window())?;
    scene.person.wait_taken(Chord::CHECK, false)?;
    let unfocused = watch(own)?;
    let percent = |used: &Use| used.share(WATCHED) * 100.0;
    report.budget(
        "idle CPU, hidden, the game focused: the program",
        0.1,
        percent(&focused.own),
        "%",
    );
    report.beside("its webview beside it", percent(&focused.webview), "%");
    report.budget(
        "idle CPU, hidden, another program focused: the program",
        0.1,
        percent(&unfocused.own),
        "%",
    );
    report.beside("its webview beside it", percent(&unfocused.webview), "%");
    report.beside(
        "wake-ups a second, the game focused: the program",
        focused.own.wakes(WATCHED),
        "",
    );
    report.beside("its webview beside it", focused.webview.wakes(WATCHED), "");
    let webview = own.below()?;
    report.budget(
        "the program's own memory (PSS)",
        60.0,
        own.megabytes()?,
        "MB",
    );
    let beside = webview
        .iter()
        .map(|process| process.megabytes())
        .sum::<Result<f64>>()?;
    report.beside("its webview beside it", beside, "MB");
    Ok(())
}

struct Watched {
    own: Use,
    webview: Use,
}

/// What a while costs. The time that passes is itself what is measured.
fn watch(own: Process) -> Result<Watched> {
    let webview = own.below()?;
    let sum = || {
        webview
            .iter()
            .map(|process| process.used())
            .sum::<Result<Use>>()
    };
    let before = (own.used()?, sum()?);
    thread::sleep(WATCHED);
    Ok(Watched {
        own: own.used()?.since(&before.0),
        webview: sum()?.since(&before.1),
    })
}
