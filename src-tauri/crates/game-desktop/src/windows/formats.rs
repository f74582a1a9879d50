//! The clipboard with all of its formats, read as bytes and put back as they were. What they mean is not known here.
//!
//! What is put back was copied long before, so it is kept out of the clipboard's history and of other computers: there
//! it would be a second entry.
#![allow(unsafe_code)]

use std::ops::RangeInclusive;
use std::slice;
use std::time::Duration;

use windows::Win32::Foundation::{GlobalFree, HANDLE, HGLOBAL};
use windows::Win32::System::DataExchange::{
    CloseClipboard, EmptyClipboard, EnumClipboardFormats, GetClipboardData,
    GetClipboardFormatNameW, OpenClipboard, RegisterClipboardFormatW, SetClipboardData,
};
use windows::Win32::System::Memory::{
    GMEM_MOVEABLE, GlobalAlloc, GlobalLock, GlobalSize, GlobalUnlock,
};
use windows::core::{Error, PCWSTR, Result, w};

/// More than this is not kept: it would be read at each check.
const LARGEST: usize = 64 << 20;
/// How often, and how long apart, the clipboard is asked for while another program has it open.
const TRIES: u32 = 10;
const APART: Duration = Duration::from_millis(5);

/// Formats that are no memory: handles to bitmaps, palettes and pictures, or drawn by their owner. Bitmaps also come as
/// `CF_DIB`, which is memory.
const BITMAP: u32 = 2;
const METAFILE: u32 = 3;
const PALETTE: u32 = 9;
const ENHANCED_METAFILE: u32 = 14;
const OWNER_DRAWN: u32 = 0x0080;
const SHOWN_BY_OWNER: [u32; 4] = [0x0081, 0x0082, 0x0083, 0x008e];
/// A program's own: what they hold cannot be known.
const PRIVATE: RangeInclusive<u32> = 0x0200..=0x02ff;
const GDI_OBJECTS: RangeInclusive<u32> = 0x0300..=0x03ff;

/// Tells clipboard watchers to look away; being there is enough.
const NOT_WATCHED: PCWSTR = w!("ExcludeClipboardContentFromMonitorProcessing");
/// Each a number: zero keeps it out.
const IN_HISTORY: PCWSTR = w!("CanIncludeInClipboardHistory");
const TO_CLOUD: PCWSTR = w!("CanUploadToCloudClipboard");

/// A clipboard that can be put back: its formats, in their owner's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved(Vec<Format>);

/// One format and its bytes.
#[derive(Clone, PartialEq, Eq)]
struct Format {
    number: u32,
    bytes: Vec<u8>,
}

/// The open clipboard; closed with this value.
struct Open;

/// All that can be kept of the clipboard; `None` where that is nothing, or too much.
pub fn save() -> Option<Saved> {
    read().unwrap_or_else(|error| {
        tracing::warn!(%error, "the clipboard cannot be read, and will not be put back");
        None
    })
}

fn read() -> Result<Option<Saved>> {
    let _open = Open::now()?;
    let mut formats = Vec::new();
    let (mut number, mut size) = (0, 0);
    loop {
        // SAFETY: the clipboard is open; zero asks for the first format, and ends the list.
        number = unsafe { EnumClipboardFormats(number) };
        if number == 0 {
            return Ok((!formats.is_empty()).then_some(Saved(formats)));
        }
        let made_anew = |kept: &Format| is_made_of(number, kept.number);
        if !is_memory(number) || formats.iter().any(made_anew) || is_live(number) {
            continue;
        }
        let Some(bytes) = bytes_of(number) else {
            tracing::debug!(number, "a format of the clipboard cannot be read");
            continue;
        };
        size += bytes.len();
        if size > LARGEST {
            tracing::info!("the clipboard holds too much to be put back later");
            return Ok(None);
        }
        formats.push(Format { number, bytes });
    }
}

/// Makes these the clipboard's content.
///
/// # Errors
/// When another program keeps it open, or the system has no memory.
pub fn restore(Saved(formats): &Saved) -> Result<()> {
    let _open = Open::now()?;
    // SAFETY: the clipboard is open.
    unsafe { EmptyClipboard()? };
    let no = 0u32.to_le_bytes();
    let marks = marks();
    for mark in marks {
        add(mark, &no)?;
    }
    let mut refused = None;
    let mut back = 0;
    for format in formats
        .iter()
        .filter(|format| !marks.contains(&format.number))
    {
        match add(format.number, &format.bytes) {
            Ok(()) => back += 1,
            Err(error) => {
                tracing::warn!(%error, number = format.number, "a format was not put back");
                refused = Some(error);
            }
        }
    }
    match refused {
        Some(error) if back == 0 => Err(error),
        _ => Ok(()),
    }
}

/// The formats that keep the others out of histories.
fn marks() -> [u32; 3] {
    // SAFETY: the names are static strings.
    [NOT_WATCHED, IN_HISTORY, TO_CLOUD].map(|name| unsafe { RegisterClipboardFormatW(name) })
}

impl Open {
    /// Others keep it open for moments.
    fn now() -> Result<Self> {
        let mut tries = 1;
        loop {
            // SAFETY: belongs to no window; closed by this value.
            match unsafe { OpenClipboard(None) } {
                Ok(()) => return Ok(Self),
                Err(error) if tries == TRIES => return Err(error),
                // The system tells nobody when it is free.
                Err(_) => std::thread::sleep(APART),
            }
            tries += 1;
        }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        // SAFETY: it is open, and this thread has opened it.
        if let Err(error) = unsafe { CloseClipboard() } {
            tracing::warn!(%error, "the clipboard was not closed");
        }
    }
}

fn is_memory(number: u32) -> bool {
    let handle = [BITMAP, METAFILE, PALETTE, ENHANCED_METAFILE, OWNER_DRAWN].contains(&number);
    let of_owner = SHOWN_BY_OWNER.contains(&number) || PRIVATE.contains(&number);
    !handle && !of_owner && !GDI_OBJECTS.contains(&number)
}

/// Whether the system makes this format by itself where there is that one.
fn is_made_of(number: u32, kept: u32) -> bool {
    const TEXTS: [u32; 3] = [1, 7, 13];
    const PICTURES: [u32; 2] = [8, 17];
    let both = |family: &[u32]| family.contains(&number) && family.contains(&kept);
    both(&TEXTS) || both(&PICTURES)
}

/// Whether it stands for an object that lives in its owner: slow to make, and of no use without it.
fn is_live(number: u32) -> bool {
    const LIVE: [&str; 10] = [
        "DataObject",
        "Ole Private Data",
        "Link Source",
        "Link Source Descriptor",
        "Object Descriptor",
        "ObjectLink",
        "OwnerLink",
        "Embed Source",
        "Embedded Object",
        "Native",
    ];
    let mut name = [0; 64];
    // SAFETY: the buffer is ours, and its length goes with it; a format of the system has no name.
    let length = unsafe { GetClipboardFormatNameW(number, &mut name) };
    let length = usize::try_from(length).unwrap_or(0).min(name.len());
    LIVE.contains(&String::from_utf16_lossy(&name[..length]).as_str())
}

fn bytes_of(number: u32) -> Option<Vec<u8>> {
    // SAFETY: the clipboard is open, and the memory is its own until it is closed; its size is what the system says.
    unsafe {
        let memory = HGLOBAL(GetClipboardData(number).ok()?.0);
        let place = GlobalLock(memory);
        if place.is_null() {
            return None;
        }
        let bytes = slice::from_raw_parts(place.cast::<u8>(), GlobalSize(memory)).to_vec();
        // Fails by design when the last lock goes.
        let _ = GlobalUnlock(memory);
        Some(bytes)
    }
}

fn add(number: u32, bytes: &[u8]) -> Result<()> {
    // SAFETY: the memory is at least as long as what is copied into it; the clipboard owns it where it takes it.
    unsafe {
        let memory = GlobalAlloc(GMEM_MOVEABLE, bytes.len().max(1))?;
        let place = GlobalLock(memory);
        if place.is_null() {
            let _ = GlobalFree(Some(memory));
            return Err(Error::from_thread());
        }
        std::ptr::copy_nonoverlapping(bytes.as_ptr(), place.cast(), bytes.len());
        let _ = GlobalUnlock(memory);
        SetClipboardData(number, Some(HANDLE(memory.0)))
            .map(drop)
            .inspect_err(|_| {
                let _ = GlobalFree(Some(memory));
            })
    }
}

/// What people copied never reaches a log.
impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Format({}, {} bytes)", self.number, self.bytes.len())
    }
}

#[cfg(test)]
impl Saved {
    /// A clipboard with this text.
    pub fn of_text(text: &str) -> Self {
        const CF_TEXT: u32 = 1;
        let bytes = text.as_bytes().to_vec();
        Self(vec![Format {
            number: CF_TEXT,
            bytes,
        }])
    }

    /// Its text.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.0.first()?.bytes).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_memory_is_not_read_as_memory() {
        for number in [2, 3, 9, 14, 0x80, 0x83, 0x250, 0x300] {
            assert!(!is_memory(number), "{number:#x}");
        }
        // Text, DIB, Unicode text, files, DIB version 5, a registered one.
        for number in [1, 8, 13, 15, 17, 0xc009] {
            assert!(is_memory(number), "{number:#x}");
        }
    }

    #[test]
    fn what_the_system_makes_by_itself_is_kept_once() {
        assert!(is_made_of(1, 13) && is_made_of(17, 8));
        assert!(!is_made_of(13, 8) && !is_made_of(0xc009, 13));
    }
}
