//! What kind of system and session this is.

use std::fmt;

/// The words of the session that say how windows are drawn.
const VARIABLES: [&str; 6] = [
    "XDG_SESSION_TYPE",
    "XDG_CURRENT_DESKTOP",
    "WAYLAND_DISPLAY",
    "DISPLAY",
    "GDK_BACKEND",
    "FLATPAK_ID",
];

/// The system under the program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct System {
    /// `Debian 12 (x86_64)`
    pub name: String,
    /// `x11`, `wayland`, or that it is not told.
    pub session: String,
    /// `XDG_CURRENT_DESKTOP=KDE`
    pub variables: Vec<String>,
    pub webview: String,
}

impl System {
    /// This computer's. Reads files; on Linux it may ask `lsb_release`.
    #[must_use]
    pub fn of_this_computer(webview: String) -> Self {
        let info = os_info::get();
        let variables = VARIABLES.into_iter().filter_map(|name| {
            let value = std::env::var(name).ok()?;
            Some(format!("{name}={value}"))
        });
        Self {
            name: format!(
                "{} {} ({})",
                info.os_type(),
                info.version(),
                std::env::consts::ARCH
            ),
            session: session(),
            variables: variables.collect(),
            webview,
        }
    }
}

impl fmt::Display for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "System: {}", self.name)?;
        writeln!(f, "Session: {}", self.session)?;
        if !self.variables.is_empty() {
            writeln!(f, "Variables: {}", self.variables.join(", "))?;
        }
        write!(f, "Webview: {}", self.webview)
    }
}

fn session() -> String {
    if cfg!(windows) {
        return "Windows".to_owned();
    }
    let told = std::env::var("XDG_SESSION_TYPE").ok();
    match (told, std::env::var_os("WAYLAND_DISPLAY")) {
        (Some(told), _) if !told.is_empty() => told,
        (_, Some(_)) => "wayland".to_owned(),
        _ => "not told".to_owned(),
    }
}
