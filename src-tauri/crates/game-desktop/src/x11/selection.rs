//! Changes of the clipboard's owner, told apart into ours and others'.
//!
//! Each write of ours makes one change. Windows tell nothing more: the practice game copies through the same library in
//! the same process, and so through the same window.

use x11rb::protocol::xfixes::{ConnectionExt as _, SelectionEventMask};
use x11rb::protocol::xproto::{Atom, ConnectionExt as _, Window};
use x11rb::rust_connection::RustConnection;

use super::Atoms;
use crate::DesktopError;
use crate::backend::Job;

pub struct Selection {
    clipboard: Atom,
    writing: Option<Writing>,
}

struct Writing {
    job: Job,
    /// The change that this write makes was seen.
    seen: bool,
}

impl Selection {
    pub fn new(conn: &RustConnection, root: Window, atoms: Atoms) -> Result<Self, DesktopError> {
        // Every copy takes ownership anew, so a second copy of the same text is a change too.
        let events = SelectionEventMask::SET_SELECTION_OWNER;
        let clipboard = atoms.CLIPBOARD;
        conn.xfixes_select_selection_input(root, clipboard, events)?
            .check()?;
        Ok(Self {
            clipboard,
            writing: None,
        })
    }

    /// The clipboard's owner changed; true where that was not by a write of ours.
    pub fn changed(&mut self) -> bool {
        match self.writing.as_mut().filter(|writing| !writing.seen) {
            Some(writing) => {
                writing.seen = true;
                false
            }
            None => true,
        }
    }

    /// A write of ours begins.
    pub fn writing(&mut self, job: Job) {
        self.writing = Some(Writing { job, seen: false });
    }

    pub fn is_writing(&self, job: Job) -> bool {
        self.writing.as_ref().is_some_and(|w| w.job == job)
    }

    /// That write ended, and every change up to now was given to [`Self::changed`].
    pub fn written(&mut self) {
        self.writing = None;
    }

    /// Waits for the server's answer, which brings every change before it.
    pub fn sync(&self, conn: &RustConnection) -> Result<(), DesktopError> {
        conn.get_selection_owner(self.clipboard)?.reply()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_of_ours_makes_one_change() {
        let mut selection = Selection {
            clipboard: 1,
            writing: None,
        };
        assert!(selection.changed());
        selection.writing(Job(1));
        assert!(selection.is_writing(Job(1)) && !selection.is_writing(Job(2)));
        assert!(!selection.changed());
        // Somebody else at the same time.
        assert!(selection.changed());
        selection.written();
        assert!(selection.changed());
    }

    #[test]
    fn a_write_that_failed_hides_nothing() {
        let mut selection = Selection {
            clipboard: 1,
            writing: None,
        };
        selection.writing(Job(1));
        selection.written();
        assert!(selection.changed());
    }
}
