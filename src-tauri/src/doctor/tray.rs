//! Whether there can be a tray icon: the library that draws it, and a desktop that shows it.

/// Whether there is a tray icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrayState {
    Shown,
    /// The library that draws it is missing.
    NoLibrary,
    /// The desktop shows none.
    NoHost,
}

/// What there is for a tray icon.
pub fn look() -> TrayState {
    if !has_library() {
        TrayState::NoLibrary
    } else if has_host() {
        TrayState::Shown
    } else {
        TrayState::NoHost
    }
}

/// Whether the library behind the icon is there; the toolkit ends the program when it looks for it in vain.
#[cfg(target_os = "linux")]
#[must_use]
pub fn has_library() -> bool {
    const NAMES: [&str; 4] = [
        "libayatana-appindicator3.so.1",
        "libappindicator3.so.1",
        "libayatana-appindicator3.so",
        "libappindicator3.so",
    ];
    NAMES.iter().any(|name| {
        // SAFETY: loading runs the initialisers of a system library that the toolkit is about to load itself.
        #[allow(unsafe_code)]
        unsafe { libloading::Library::new(name) }.is_ok()
    })
}

#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn has_library() -> bool {
    true
}

/// Asks the session's bus for the one who takes icons, by the StatusNotifierItem specification.
#[cfg(target_os = "linux")]
fn has_host() -> bool {
    use gtk::gio;
    use gtk::glib::prelude::*;

    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    const LIMIT_MS: i32 = 1_000;
    // Without a bus the library would start one.
    let at_home = std::env::var_os("XDG_RUNTIME_DIR")
        .is_some_and(|folder| std::path::Path::new(&folder).join("bus").exists());
    if !at_home && std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_none() {
        return false;
    }
    let asked = gio::bus_get_sync(gio::BusType::Session, gio::Cancellable::NONE).and_then(|bus| {
        bus.call_sync(
            Some("org.freedesktop.DBus"),
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus",
            "NameHasOwner",
            Some(&(WATCHER,).to_variant()),
            None,
            gio::DBusCallFlags::NONE,
            LIMIT_MS,
            gio::Cancellable::NONE,
        )
    });
    match asked.map(|answer| answer.get::<(bool,)>()) {
        Ok(answer) => answer == Some((true,)),
        Err(error) => {
            tracing::debug!(%error, "the session's bus does not answer");
            false
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn has_host() -> bool {
    true
}
