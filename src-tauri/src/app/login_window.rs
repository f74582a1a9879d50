//! The site's own login page in a window of its own. What it hands over is judged by `login::Attempt`.

use std::sync::{Arc, Mutex, PoisonError};

use market_client::MarketAddress;
use tauri::webview::PageLoadEvent;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder, WindowEvent};
use url::Url;

use super::signal::{Signal, Signals};
use crate::login::Attempt;

pub const LABEL: &str = "login";

/// Opens the login page, or brings its window to the front when it is open.
///
/// # Errors
/// When the webview cannot be made.
pub fn open(
    app: &AppHandle,
    title: &str,
    attempt: Attempt,
    market: MarketAddress,
    signals: Signals,
) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(LABEL) {
        window.unminimize()?;
        return window.set_focus();
    }
    let current: Arc<Mutex<Option<Url>>> = Arc::default();
    let opened = Arc::clone(&current);
    let closed = signals.clone();
    let window =
        WebviewWindowBuilder::new(app, LABEL, WebviewUrl::External(attempt.page().clone()))
            .title(title)
            .inner_size(520.0, 720.0)
            .center()
            // Nothing of the login stays on the disk: the token's only home is the settings file.
            .incognito(true)
            .initialization_script(attempt.script())
            .on_page_load(move |_, load| {
                if load.event() == PageLoadEvent::Started {
                    *opened.lock().unwrap_or_else(PoisonError::into_inner) =
                        Some(load.url().clone());
                }
            })
            .on_navigation(move |target| {
                let page = current.lock().unwrap_or_else(PoisonError::into_inner);
                match attempt.receive(target, page.as_ref()) {
                    None => true,
                    Some(Ok(token)) => {
                        signals.send(Signal::TokenFound {
                            market: market.clone(),
                            token,
                        });
                        false
                    }
                    Some(Err(rejected)) => {
                        tracing::warn!(%rejected, "a token was offered and not taken");
                        false
                    }
                }
            })
            .build()?;
    window.on_window_event(move |event| {
        if matches!(event, WindowEvent::Destroyed) {
            closed.send(Signal::LoginWindowClosed);
        }
    });
    Ok(())
}

/// Closes the window, if it is open.
pub fn close(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL)
        && let Err(error) = window.close()
    {
        tracing::error!(%error, "the login window could not be closed");
    }
}
