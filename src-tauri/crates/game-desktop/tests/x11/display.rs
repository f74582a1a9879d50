//! A private X display for one test. The display's number comes from the environment of the whole process, so each
//! test runs itself once more as a process of its own, with that environment.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

const INSIDE: &str = "HAGGLE_TEST_ON_DISPLAY";

/// The window manager that runs on the display.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Manager {
    None,
    Openbox,
}

/// Runs `body` on a display that nobody else uses.
pub fn on_display(manager: Manager, body: impl FnOnce()) {
    if std::env::var_os(INSIDE).is_some() {
        let _openbox = (manager == Manager::Openbox).then(openbox);
        return body();
    }
    let mut xvfb = Ended(start(
        Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x800x24"])
            // Without -noreset the server forgets everything whenever its last client leaves.
            .args(["-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null()),
        "xvfb",
    ));
    let mut number = String::new();
    let stdout = xvfb.0.stdout.take().expect("Xvfb's output");
    BufReader::new(stdout)
        .read_line(&mut number)
        .expect("Xvfb's display number");
    run_inside(&format!(":{}", number.trim()));
}

/// Runs `body` in a process that has no display.
pub fn without_display(body: impl FnOnce()) {
    if std::env::var_os(INSIDE).is_some() {
        return body();
    }
    run_inside("");
}

fn run_inside(display: &str) {
    let thread = std::thread::current();
    let name = thread.name().expect("the test's name");
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command
        .args(["--exact", name, "--nocapture", "--include-ignored"])
        .env(INSIDE, "1")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("DISPLAY");
    if !display.is_empty() {
        command.env("DISPLAY", display);
    }
    let status = command.status().expect("this program runs");
    assert!(status.success(), "the test failed on its display: {status}");
}

/// Starts a window manager, which is at work when this returns.
pub fn openbox() -> Ended {
    use x11rb::connection::Connection;
    use x11rb::protocol::Event;
    use x11rb::protocol::xproto::{AtomEnum, ChangeWindowAttributesAux, ConnectionExt, EventMask};

    let (conn, screen) = x11rb::connect(None).expect("the display");
    let root = conn.setup().roots[screen].root;
    let aux = ChangeWindowAttributesAux::new().event_mask(EventMask::PROPERTY_CHANGE);
    conn.change_window_attributes(root, &aux)
        .and_then(|_| conn.flush())
        .expect("the root's events");
    let ready = conn
        .intern_atom(false, b"_NET_SUPPORTING_WM_CHECK")
        .expect("request");
    let ready = ready.reply().expect("atom").atom;
    let openbox = Ended(start(
        Command::new("openbox")
            .stdout(Stdio::null())
            .stderr(Stdio::null()),
        "openbox",
    ));
    loop {
        let found = conn.get_property(false, root, ready, AtomEnum::WINDOW, 0, 1);
        if found.expect("request").reply().expect("answer").type_ != x11rb::NONE {
            return openbox;
        }
        while !matches!(conn.wait_for_event(), Ok(Event::PropertyNotify(_))) {}
    }
}

/// Starts a helper; a missing one fails the test with the cure.
pub fn start(command: &mut Command, package: &str) -> Child {
    match command.spawn() {
        Ok(child) => child,
        Err(error) => panic!(
            "{} does not start ({error}): apt-get install {package}",
            command.get_program().display()
        ),
    }
}

/// A helper that ends with the test.
pub struct Ended(pub Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
