//! Keys on X11: which key is where, which are under the player's hand, and keys pressed in the player's stead.
//!
//! Raw key events come during grabs and tell every press at once. They tell our own keys too; a message that we send
//! to ourselves right behind our keys marks, on the same connection and so in the server's order, where ours end.

use std::collections::{HashSet, VecDeque};
use std::time::Instant;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, KEY_PRESS_EVENT,
    KEY_RELEASE_EVENT, Window, WindowClass,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use super::Atoms;
use crate::chord::Modifiers;
use crate::presses::{KeyCode, Presses};
use crate::{Chord, DesktopError};

// Keysyms of the X11 protocol (`keysymdef.h`).
const KEYSYM_C: u32 = 0x63;
const KEYSYM_UPPER_C: u32 = 0x43;
const KEYSYM_CONTROL_L: u32 = 0xffe3;
/// Where C and the left Ctrl are on a PC keyboard (evdev's code and 8), for layouts that have no Latin letters.
const PLACE_OF_C: KeyCode = 54;
const PLACE_OF_CONTROL_L: KeyCode = 37;
/// The rows of the modifier mapping, as the hotkey library takes them: Alt is the first, Win the fourth numbered one.
const ROW_SHIFT: usize = 0;
const ROW_CAPS_LOCK: usize = 1;
const ROW_CONTROL: usize = 2;
const ROW_ALT: usize = 3;
const ROW_WIN: usize = 6;
const ROWS: usize = 8;

pub struct Keyboard {
    root: Window,
    /// A window that is never shown, for the mark behind our keys.
    mailbox: Window,
    atoms: Atoms,
    layout: Layout,
    presses: Presses,
    /// Our own keys that the raw events still have to tell.
    sent: VecDeque<Sent>,
    /// Modifiers that were lifted for the copy and pressed again, until the mark comes back.
    lifted: Vec<KeyCode>,
    /// A Ctrl that we hold because the player let go of it.
    ctrl: Option<KeyCode>,
    /// The copy is still wanted.
    copying: bool,
    /// The player let go of Ctrl before our C was up, so the game saw no copy.
    in_vain: bool,
    /// Keys that we pressed again for the player, to be released together with the player's own.
    pressed_again: HashSet<KeyCode>,
}

#[derive(Debug, PartialEq)]
enum Sent {
    Key { press: bool, key: KeyCode },
    Mark,
}

impl Keyboard {
    pub fn new(conn: &RustConnection, root: Window, atoms: Atoms) -> Result<Self, DesktopError> {
        let mailbox = conn.generate_id()?;
        conn.create_window(
            0,
            mailbox,
            root,
            -1,
            -1,
            1,
            1,
            0,
            WindowClass::INPUT_ONLY,
            x11rb::COPY_FROM_PARENT,
            &CreateWindowAux::new().override_redirect(1),
        )?
        .check()?;
        Ok(Self {
            root,
            mailbox,
            atoms,
            layout: Layout::read(conn)?,
            presses: Presses::default(),
            sent: VecDeque::new(),
            lifted: Vec::new(),
            ctrl: None,
            copying: false,
            in_vain: false,
            pressed_again: HashSet::new(),
        })
    }

    /// The raw events begin: what is down now was pressed before.
    pub fn arm(&mut self, conn: &RustConnection) -> Result<(), DesktopError> {
        self.presses.reset(down(conn)?);
        Ok(())
    }

    /// The raw events end, and with them the news of the player's releases: what we pressed again goes up now, rather
    /// than stay down.
    pub fn disarm(&mut self, conn: &RustConnection) -> Result<(), DesktopError> {
        let keys = std::mem::take(&mut self.pressed_again);
        for key in &keys {
            self.fake(conn, false, *key)?;
        }
        if keys.is_empty() {
            Ok(())
        } else {
            self.mark(conn)
        }
    }

    /// The layout changed; true where a chord's main key moved.
    pub fn remap(&mut self, conn: &RustConnection, bound: &[Chord]) -> Result<bool, DesktopError> {
        let old = std::mem::replace(&mut self.layout, Layout::read(conn)?);
        Ok(bound
            .iter()
            .any(|chord| old.main_key(*chord) != self.layout.main_key(*chord)))
    }

    /// A raw press; the bound chord that it makes with the modifiers under the hand. The events tell those in order; to
    /// ask the server for them would find a quick hand gone already.
    pub fn raw_press(&mut self, bound: &[Chord], detail: u32, at: Instant) -> Option<Chord> {
        let key = self.players(true, detail)?;
        if !self.presses.down(key) {
            return None;
        }
        // A Ctrl that we hold counts: the display cannot tell it from the player's, so neither do the grabs.
        let is_held = |key| self.presses.holds(key) || self.ctrl == Some(key);
        let held = self.layout.modifiers(is_held);
        let is_pressed = |chord: &&Chord| {
            chord.modifiers() == held && self.layout.main_key(**chord) == Some(key)
        };
        let chord = *bound.iter().find(is_pressed)?;
        self.presses.seen(chord, key, at);
        Some(chord)
    }

    /// The hotkey library's report of a press; true where it is news.
    pub fn library(&mut self, chord: Chord, at: Instant) -> bool {
        self.presses.library(chord, self.layout.main_key(chord), at)
    }

    /// A raw release.
    pub fn raw_release(&mut self, conn: &RustConnection, detail: u32) -> Result<(), DesktopError> {
        let Some(key) = self.players(false, detail) else {
            return Ok(());
        };
        self.presses.up(key);
        if self.pressed_again.remove(&key) {
            self.fake(conn, false, key)?;
            self.mark(conn)?;
        }
        Ok(())
    }

    /// The key, where it was the player's and not ours.
    fn players(&mut self, press: bool, detail: u32) -> Option<KeyCode> {
        let key = KeyCode::try_from(detail).ok()?;
        let ours = Sent::Key { press, key };
        let until_mark = self.sent.iter().take_while(|sent| **sent != Sent::Mark);
        if let Some(place) = until_mark.enumerate().find(|(_, sent)| **sent == ours) {
            let (place, _) = place;
            self.sent.drain(..=place);
            if !press && key == self.layout.c && self.ctrl.is_none() {
                self.in_vain = !self.layout.ctrls.iter().any(|key| self.presses.holds(*key));
            }
            return None;
        }
        Some(key)
    }

    /// Ends the grab of `chord`, and presses C with nothing but Ctrl held.
    pub fn send_copy(&mut self, conn: &RustConnection, chord: Chord) -> Result<(), DesktopError> {
        self.copying = true;
        let down = down(conn)?;
        if let Some(main) = self.layout.main_key(chord)
            && down.contains(&main)
        {
            self.fake(conn, false, main)?;
        }
        let is_down = |key: &KeyCode| down.contains(key);
        self.lifted = self.layout.lifted.iter().copied().filter(is_down).collect();
        for key in self.lifted.clone() {
            self.fake(conn, false, key)?;
        }
        if !self.layout.ctrls.iter().any(is_down) {
            self.hold_ctrl(conn)?;
        }
        self.press_c(conn)?;
        for key in self.lifted.clone() {
            self.fake(conn, true, key)?;
        }
        self.mark(conn)
    }

    fn hold_ctrl(&mut self, conn: &RustConnection) -> Result<(), DesktopError> {
        self.ctrl = Some(self.layout.ctrl);
        self.fake(conn, true, self.layout.ctrl)
    }

    fn press_c(&mut self, conn: &RustConnection) -> Result<(), DesktopError> {
        self.fake(conn, true, self.layout.c)?;
        self.fake(conn, false, self.layout.c)
    }

    /// The mark came back: every key that the player moved while ours were sent is known now.
    pub fn sent(&mut self, conn: &RustConnection) -> Result<(), DesktopError> {
        let mark = self.sent.iter().position(|sent| *sent == Sent::Mark);
        self.sent.drain(..mark.map_or(0, |place| place + 1));
        let mut again = false;
        for key in std::mem::take(&mut self.lifted) {
            if self.presses.holds(key) {
                self.pressed_again.insert(key);
            } else {
                self.fake(conn, false, key)?;
                again = true;
            }
        }
        if std::mem::take(&mut self.in_vain) && self.copying && self.ctrl.is_none() {
            self.hold_ctrl(conn)?;
            self.press_c(conn)?;
            again = true;
        }
        if again { self.mark(conn) } else { Ok(()) }
    }

    /// Lets go of the Ctrl that we hold, unless the player holds it again.
    pub fn settle(&mut self, conn: &RustConnection) -> Result<(), DesktopError> {
        self.copying = false;
        let Some(ctrl) = self.ctrl.take() else {
            return Ok(());
        };
        if self.presses.holds(ctrl) {
            self.pressed_again.insert(ctrl);
            return Ok(());
        }
        self.fake(conn, false, ctrl)?;
        self.mark(conn)
    }

    fn fake(
        &mut self,
        conn: &RustConnection,
        press: bool,
        key: KeyCode,
    ) -> Result<(), DesktopError> {
        let kind = if press {
            KEY_PRESS_EVENT
        } else {
            KEY_RELEASE_EVENT
        };
        conn.xtest_fake_input(kind, key, x11rb::CURRENT_TIME, self.root, 0, 0, 0)?;
        self.sent.push_back(Sent::Key { press, key });
        Ok(())
    }

    fn mark(&mut self, conn: &RustConnection) -> Result<(), DesktopError> {
        let kind = self.atoms.HAGGLE_KEYS_SENT;
        let message = ClientMessageEvent::new(32, self.mailbox, kind, [0u32; 5]);
        conn.send_event(false, self.mailbox, EventMask::NO_EVENT, message)?;
        self.sent.push_back(Sent::Mark);
        conn.flush()?;
        Ok(())
    }
}

fn down(conn: &RustConnection) -> Result<Vec<KeyCode>, DesktopError> {
    let bits = conn.query_keymap()?.reply()?.keys;
    let is_down = |key: &KeyCode| bits[usize::from(*key) / 8] & (1 << (key % 8)) != 0;
    Ok((0..=KeyCode::MAX).filter(is_down).collect())
}

/// Where the keys are.
#[derive(Debug, Clone)]
struct Layout {
    first: KeyCode,
    per_key: usize,
    keysyms: Vec<u32>,
    c: KeyCode,
    ctrl: KeyCode,
    /// All keys that act as Ctrl.
    ctrls: Vec<KeyCode>,
    alts: Vec<KeyCode>,
    shifts: Vec<KeyCode>,
    wins: Vec<KeyCode>,
    /// Modifiers that must be up for the game to see a plain Ctrl+C.
    lifted: Vec<KeyCode>,
}

impl Layout {
    fn read(conn: &RustConnection) -> Result<Self, DesktopError> {
        let (first, last) = (conn.setup().min_keycode, conn.setup().max_keycode);
        let mapping = conn.get_keyboard_mapping(first, last - first + 1)?;
        let modifiers = conn.get_modifier_mapping()?;
        let (mapping, modifiers) = (mapping.reply()?, modifiers.reply()?);
        let rows: Vec<&[KeyCode]> = modifiers
            .keycodes
            .chunks(modifiers.keycodes_per_modifier().max(1).into())
            .collect();
        Ok(Self::new(
            first,
            mapping.keysyms_per_keycode.into(),
            mapping.keysyms,
            &rows,
        ))
    }

    fn new(first: KeyCode, per_key: usize, keysyms: Vec<u32>, rows: &[&[KeyCode]]) -> Self {
        let row = |i: usize| -> Vec<KeyCode> {
            let keys = rows.get(i).into_iter().copied().flatten().copied();
            keys.filter(|key| *key != 0).collect()
        };
        let lifted = (0..ROWS)
            .filter(|i| ![ROW_CAPS_LOCK, ROW_CONTROL].contains(i))
            .flat_map(row)
            .collect();
        let mut layout = Self {
            first,
            per_key: per_key.max(1),
            keysyms,
            c: PLACE_OF_C,
            ctrl: PLACE_OF_CONTROL_L,
            ctrls: row(ROW_CONTROL),
            alts: row(ROW_ALT),
            shifts: row(ROW_SHIFT),
            wins: row(ROW_WIN),
            lifted,
        };
        let c = layout.key_of(KEYSYM_C).or(layout.key_of(KEYSYM_UPPER_C));
        layout.c = c.unwrap_or(PLACE_OF_C);
        let ctrl = layout.key_of(KEYSYM_CONTROL_L);
        layout.ctrl = ctrl
            .or(layout.ctrls.first().copied())
            .unwrap_or(PLACE_OF_CONTROL_L);
        layout
    }

    /// The first key that has the keysym in any group and level, which is how the hotkey library looks too.
    fn key_of(&self, keysym: u32) -> Option<KeyCode> {
        let place = self
            .keysyms
            .chunks(self.per_key)
            .position(|keysyms| keysyms.contains(&keysym))?;
        KeyCode::try_from(usize::from(self.first) + place).ok()
    }

    fn modifiers(&self, holds: impl Fn(KeyCode) -> bool) -> Modifiers {
        let any = |keys: &[KeyCode]| keys.iter().any(|key| holds(*key));
        Modifiers {
            ctrl: any(&self.ctrls),
            alt: any(&self.alts),
            shift: any(&self.shifts),
            win: any(&self.wins),
        }
    }

    fn main_key(&self, chord: Chord) -> Option<KeyCode> {
        self.key_of(chord.key().keysym())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CYRILLIC_ES: u32 = 0x6d3;

    /// A layout of one key per keysym list, starting at key 8.
    fn layout(keys: &[[u32; 4]]) -> Layout {
        let rows: [&[KeyCode]; ROWS] = [
            &[50, 62],
            &[66, 0],
            &[37, 105],
            &[64, 108],
            &[77, 0],
            &[0, 0],
            &[133, 0],
            &[92, 0],
        ];
        Layout::new(8, 4, keys.concat(), &rows)
    }

    #[test]
    fn a_key_is_found_in_any_group() {
        let two_groups = layout(&[[0; 4], [CYRILLIC_ES, 0, KEYSYM_C, KEYSYM_UPPER_C]]);
        assert_eq!(two_groups.c, 9);
    }

    #[test]
    fn without_latin_letters_the_place_counts() {
        let cyrillic = layout(&[[CYRILLIC_ES, 0, 0, 0]]);
        assert_eq!(cyrillic.c, PLACE_OF_C);
        assert_eq!(cyrillic.ctrl, 37);
        let chord = "Ctrl+D".parse().expect("a chord");
        assert_eq!(cyrillic.main_key(chord), None);
    }

    #[test]
    fn every_modifier_but_ctrl_and_caps_lock_is_lifted() {
        let layout = layout(&[]);
        assert_eq!(layout.lifted, [50, 62, 64, 108, 77, 133, 92]);
        assert_eq!(layout.ctrls, [37, 105]);
    }
}
