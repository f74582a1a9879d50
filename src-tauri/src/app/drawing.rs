//! How the pages are drawn: painted by the processor, put together by the graphics card.
//!
//! On a machine without a graphics card a check's frame is there after 44 ms that way, and after 70 ms where the card's
//! stand-in paints as well (`cargo xtask bench latency checks`, 10 checks each, before there was a picture ahead of the
//! frame: [`super::panel_window`]). The card or its stand-in still puts the layers
//! together: without it the webview leaves in a transparent window what it painted there before.

/// Chooses it for this program, unless the user chose before: the webview reads it once when it starts. To be called
/// before any other thread starts. Elsewhere than on Linux the system's own webview decides well.
pub fn by_processor() {
    #[cfg(target_os = "linux")]
    if let Err(error) = gtk::glib::setenv("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1", false) {
        tracing::warn!(%error, "the way of drawing was not chosen");
    }
}
