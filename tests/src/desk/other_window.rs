//! A window of some other program.

use anyhow::Result;
use x11rb::COPY_DEPTH_FROM_PARENT;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt as _, CreateWindowAux, WindowClass};
use x11rb::rust_connection::RustConnection;

/// An open window; it closes with this value.
#[derive(Debug)]
pub struct OtherWindow {
    connection: RustConnection,
    window: u32,
}

impl OtherWindow {
    pub(super) fn open(display: &str) -> Result<Self> {
        let (connection, screen) = x11rb::connect(Some(display))?;
        let screen = &connection.setup().roots[screen];
        let window = connection.generate_id()?;
        let look = CreateWindowAux::new().background_pixel(screen.white_pixel);
        connection
            .create_window(
                COPY_DEPTH_FROM_PARENT,
                window,
                screen.root,
                0,
                0,
                200,
                120,
                0,
                WindowClass::INPUT_OUTPUT,
                0,
                &look,
            )?
            .check()?;
        connection.map_window(window)?.check()?;
        Ok(Self { connection, window })
    }

    /// The window as the display knows it.
    #[must_use]
    pub fn window(&self) -> u32 {
        self.window
    }
}

impl Drop for OtherWindow {
    fn drop(&mut self) {
        // The window ends with the connection in any case; this makes sure that it has ended now.
        if let Ok(destroyed) = self.connection.destroy_window(self.window) {
            let _ = destroyed.check();
        }
    }
}
