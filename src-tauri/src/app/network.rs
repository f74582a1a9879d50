//! Word of the system that the network has changed: another cable, another Wi-Fi, a VPN.
//!
//! Must not know what follows from it.

use std::future::pending;

use netwatcher::async_adapter::Tokio;

/// Calls `changed` whenever the network changes, for as long as this is awaited. Never where the system does not tell: a
/// dead link is then found by its silence.
pub async fn watch(changed: impl Fn()) {
    let mut interfaces = match netwatcher::watch_interfaces_async::<Tokio>() {
        Ok(interfaces) => interfaces,
        Err(error) => {
            tracing::warn!(%error, "the system does not tell when the network changes");
            return pending().await;
        }
    };
    loop {
        if !interfaces.changed().await.is_initial {
            tracing::info!("the network changed");
            changed();
        }
    }
}
