//! Word of the system that the network has changed: another cable, another Wi-Fi, a VPN.
//!
//! Must not know what follows from it.

use netwatcher::{Update, WatchHandle};

/// Calls `changed` whenever the network changes, until the handle is dropped. `None` where the system does not tell:
/// a dead link is then found by its silence.
#[must_use]
pub fn watch(changed: impl Fn() + Send + 'static) -> Option<WatchHandle> {
    let tell = move |update: Update| {
        if !update.is_initial {
            tracing::info!("the network changed");
            changed();
        }
    };
    netwatcher::watch_interfaces_with_callback(tell)
        .inspect_err(
            |error| tracing::warn!(%error, "the system does not tell when the network changes"),
        )
        .ok()
}
