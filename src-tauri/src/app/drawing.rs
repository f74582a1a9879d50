//! How the pages are drawn: by the processor.
//!
//! A page of text is drawn by it in a few milliseconds. The graphics card's way leads through more processes and more
//! frames before anything is seen, loads the card's driver into this program, and shows nothing at all with some of them.

/// Settings of the toolkit and of the webview, read by them once when they start.
#[cfg(target_os = "linux")]
const SETTINGS: [(&str, &str); 2] = [
    ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
    ("GDK_GL", "disable"),
];

/// Chooses it for this program, unless the user chose before. To be called before any other thread starts.
#[cfg(target_os = "linux")]
pub fn by_processor() {
    for (name, value) in SETTINGS {
        if let Err(error) = gtk::glib::setenv(name, value, false) {
            tracing::warn!(%error, name, "not set");
        }
    }
}

/// Elsewhere the system's own webview decides well.
#[cfg(not(target_os = "linux"))]
pub fn by_processor() {}
