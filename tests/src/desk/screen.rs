//! What is on the screen, as pixels.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use anyhow::Result;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, Window};
use x11rb::rust_connection::RustConnection;

/// The distance of the rows and columns that a grid keeps.
const GRID: u16 = 8;

/// A picture of a part of the screen: rows of red, green, blue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    width: u16,
    height: u16,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    pub(super) fn take(
        connection: &RustConnection,
        root: Window,
        (x, y, width, height): (i16, i16, u16, u16),
    ) -> Result<Self> {
        let image = connection
            .get_image(ImageFormat::Z_PIXMAP, root, x, y, width, height, !0)?
            .reply()?;
        // 24 bit in 32, blue first, as every X server of today has it.
        let pixels = image
            .data
            .chunks_exact(4)
            .map(|pixel| [pixel[2], pixel[1], pixel[0]])
            .collect();
        Ok(Self {
            width,
            height,
            pixels,
        })
    }

    /// The colour of a pixel; black outside of the picture.
    #[must_use]
    pub fn pixel(&self, x: usize, y: usize) -> [u8; 3] {
        let at = y * usize::from(self.width) + x;
        if x < usize::from(self.width) {
            self.pixels.get(at).copied().unwrap_or_default()
        } else {
            [0; 3]
        }
    }

    /// How many pixels of the other picture, of the same size, have another colour.
    #[must_use]
    pub fn differences(&self, other: &Self) -> usize {
        self.pixels
            .iter()
            .zip(&other.pixels)
            .filter(|(mine, theirs)| mine != theirs)
            .count()
    }

    /// Every eighth pixel of every eighth row.
    #[must_use]
    pub fn grid(&self) -> Self {
        let (width, height) = (self.width.div_ceil(GRID), self.height.div_ceil(GRID));
        let step = usize::from(GRID);
        let rows = self
            .pixels
            .chunks(usize::from(self.width).max(1))
            .step_by(step);
        let pixels = rows
            .flat_map(|row| row.iter().step_by(step).copied())
            .collect();
        Self {
            width,
            height,
            pixels,
        }
    }

    /// How many pixels have this colour.
    #[must_use]
    pub fn count(&self, colour: [u8; 3]) -> usize {
        self.pixels.iter().filter(|pixel| **pixel == colour).count()
    }

    /// Writes a PNG file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut encoder = png::Encoder::new(
            BufWriter::new(File::create(path)?),
            self.width.into(),
            self.height.into(),
        );
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        Ok(encoder
            .write_header()?
            .write_image_data(&self.pixels.concat())?)
    }
}
