//! What is drawn in a window, change by change, as the display's server tells it: no looking again and again, which
//! would take its time from the drawing.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::damage::{ConnectionExt as _, ReportLevel};
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, Window};
use x11rb::rust_connection::RustConnection;

use crate::wait;

/// A part of a window: x, y, width, height in pixels.
pub type Part = (i16, i16, u16, u16);

/// A moment after the window had changed, and the pixels of the part then, row by row.
#[derive(Debug, Clone)]
pub struct Stroke {
    pub at: SystemTime,
    pub pixels: Vec<u8>,
}

/// Watches a part of a window. Its thread ends with the display.
#[derive(Debug)]
pub struct Canvas {
    strokes: Receiver<Stroke>,
    part: Part,
    _thread: JoinHandle<()>,
}

impl Canvas {
    pub(super) fn of(display: &str, window: Window, part: Part) -> Result<Self> {
        let (connection, _) = x11rb::connect(Some(display))
            .with_context(|| format!("the display {display} is gone"))?;
        connection.damage_query_version(1, 1)?.reply()?;
        let damage = connection.generate_id()?;
        connection
            .damage_create(damage, window, ReportLevel::NON_EMPTY)?
            .check()?;
        let (sender, strokes) = mpsc::channel();
        let thread = thread::spawn(move || {
            while let Ok(event) = connection.wait_for_event() {
                let Event::DamageNotify(_) = event else {
                    continue;
                };
                // A window that is off the screen has no pixels.
                if let Ok(stroke) = look(&connection, damage, window, part)
                    && sender.send(stroke).is_err()
                {
                    return;
                }
            }
        });
        Ok(Self {
            strokes,
            part,
            _thread: thread,
        })
    }

    /// Forgets what was drawn until now.
    pub fn clear(&self) {
        while self.strokes.try_recv().is_ok() {}
    }

    /// The next stroke.
    ///
    /// # Errors
    /// When none comes.
    pub fn next(&self) -> Result<Stroke> {
        self.strokes
            .recv_timeout(wait::LIMIT)
            .context("nothing was drawn in the window")
    }

    /// All strokes until none has come for so long; the last one shows the picture at rest.
    #[must_use]
    pub fn until_rest(&self, rest: Duration) -> Vec<Stroke> {
        let mut all = Vec::new();
        loop {
            match self.strokes.recv_timeout(rest) {
                Ok(stroke) => all.push(stroke),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return all,
            }
        }
    }

    /// How many bytes of a stroke are the first rows.
    #[must_use]
    pub fn rows(&self, rows: u16) -> usize {
        usize::from(self.part.2) * usize::from(rows) * 4
    }
}

fn look(connection: &RustConnection, damage: u32, window: Window, part: Part) -> Result<Stroke> {
    let at = SystemTime::now();
    // What is drawn from here on is told anew.
    connection.damage_subtract(damage, x11rb::NONE, x11rb::NONE)?;
    let (x, y, width, height) = part;
    let image = connection
        .get_image(ImageFormat::Z_PIXMAP, window, x, y, width, height, !0)?
        .reply()?;
    Ok(Stroke {
        at,
        pixels: image.data,
    })
}
