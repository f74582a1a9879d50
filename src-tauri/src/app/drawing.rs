//! How the pages are drawn: painted by the processor, put together by the graphics card.
//!
//! A page of text is painted by the processor in a few milliseconds; the card's painting leads through more processes and
//! more frames before anything is seen. The card (or its stand-in in software) still puts the layers together: without
//! it the webview leaves in a transparent window what it painted there before.

/// Settings of the webview, read by it once when it starts.
#[cfg(target_os = "linux")]
const SETTINGS: [(&str, &str); 1] = [("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1")];

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
