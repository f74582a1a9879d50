//! Keys on X11: which key is where, which are under the player's hand, and keys pressed in the player's stead.
//!
//! Raw key events come during others' grabs and tell every press at once, with the device that it comes from. They tell
//! our own keys too; a message that we send to ourselves right behind our keys marks, on the same connection and so in
//! the server's order, where ours end.
//!
//! Our keys go through the keyboard that the player pressed the chord on, where the player's hand holds all that they
//! need. Through the device of programs' keys the server would give everybody that device's layout, and the keyboard's
//! again with the player's next key; to read it takes a game and a toolkit some milliseconds each time.

use std::collections::{HashSet, VecDeque};

use x11rb::connection::{Connection, RequestConnection as _};
use x11rb::protocol::xinput::{self, ConnectionExt as _, RawKeyPressEvent};
use x11rb::protocol::xproto::{
    ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, KEY_PRESS_EVENT,
    KEY_RELEASE_EVENT, Window, WindowClass,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use super::Atoms;
use super::layout::Layout;
use crate::chord::Modifiers;
use crate::presses::{Hand, KeyCode, Places, Presses, Time};
use crate::{Chord, DesktopError};

/// In the name of each device that the XTEST extension presses keys with.
const XTEST: &str = "XTEST";
/// What comes behind the first event of a device.
const DEVICE_KEY_PRESS: u8 = 1;
const DEVICE_KEY_RELEASE: u8 = 2;

pub struct Keyboard {
    root: Window,
    /// A window that is never shown, for the mark behind our keys.
    mailbox: Window,
    atoms: Atoms,
    layout: Layout,
    programs: HashSet<xinput::DeviceId>,
    /// What the server calls the first event of a device.
    first_event: u8,
    /// The keyboard that the last chord was pressed on, where the raw events told it.
    pressed_on: Option<xinput::DeviceId>,
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
    Key { via: Via, press: bool, key: KeyCode },
    Mark,
}

/// The device that a key of ours goes through.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Via {
    /// That of programs' keys.
    Programs,
    /// The player's keyboard.
    Keyboard(u8),
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
        let devices = conn
            .extension_information(xinput::X11_EXTENSION_NAME)?
            .ok_or(DesktopError::MissingExtension {
                extension: "XInput 2",
            })?;
        Ok(Self {
            root,
            mailbox,
            atoms,
            layout: Layout::read(conn)?,
            programs: programs_keyboards(conn)?,
            first_event: devices.first_event,
            pressed_on: None,
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
        let down = self.not_ours(down(conn)?);
        self.presses.reset(down);
        Ok(())
    }

    /// Without the Ctrl that we hold: it must not pass for the player's, or nobody would let go of it.
    fn not_ours(&self, mut down: Vec<KeyCode>) -> Vec<KeyCode> {
        down.retain(|key| Some(*key) != self.ctrl);
        down
    }

    /// The raw events end, and with them the news of the player's releases: what we pressed again goes up now, rather
    /// than stay down.
    pub fn disarm(&mut self, conn: &RustConnection) -> Result<(), DesktopError> {
        self.pressed_on = None;
        let keys = std::mem::take(&mut self.pressed_again);
        for key in &keys {
            self.fake(conn, Via::Programs, false, *key)?;
        }
        if keys.is_empty() {
            Ok(())
        } else {
            self.mark(conn)
        }
    }

    /// The keyboard as it is set up now.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Reads the keyboard anew; true where it is not as it was.
    pub fn read_layout(&mut self, conn: &RustConnection) -> Result<bool, DesktopError> {
        let layout = Layout::read(conn)?;
        let changed = layout != self.layout;
        self.layout = layout;
        Ok(changed)
    }

    /// A raw press; the bound chord that it makes with the modifiers under the same hand. The events tell those in
    /// order; to ask the server for them would find a quick hand gone already.
    pub fn raw_press(&mut self, bound: &[Chord], event: &RawKeyPressEvent) -> Option<Chord> {
        let pressed = self.players(true, event)?;
        let chord = self
            .presses
            .down(pressed, event.time, bound, &self.layout, self.ctrl);
        if chord.is_some() {
            self.pressed_on = match pressed {
                (Hand::Keyboard, _) => Some(event.sourceid),
                (Hand::Program, _) => None,
            };
        }
        chord
    }

    /// Whether it is known already what became of a press that a grab reports.
    pub fn is_told(&self, key: KeyCode, time: Time) -> bool {
        self.presses.is_told(key, time)
    }

    /// A grab's report of a press; true where it is news. Then the raw events have missed something.
    pub fn grabbed(
        &mut self,
        conn: &RustConnection,
        key: KeyCode,
        time: Time,
    ) -> Result<bool, DesktopError> {
        let news = self.presses.grabbed(key, time);
        if news {
            self.correct(conn)?;
        }
        Ok(news)
    }

    /// The raw events missed something: what the server says is down holds.
    pub fn correct(&mut self, conn: &RustConnection) -> Result<(), DesktopError> {
        let down = self.not_ours(down(conn)?);
        self.presses.correct(down);
        // Nor is it known on which keyboard.
        self.pressed_on = None;
        Ok(())
    }

    /// Whether the key is one of the modifiers.
    pub fn is_modifier(&self, key: u32) -> bool {
        KeyCode::try_from(key).is_ok_and(|key| {
            let none = Modifiers::default();
            self.layout.modifiers(|other| other == key) != none
        })
    }

    /// A raw release.
    pub fn raw_release(
        &mut self,
        conn: &RustConnection,
        event: &RawKeyPressEvent,
    ) -> Result<(), DesktopError> {
        let Some((hand, key)) = self.players(false, event) else {
            return self.give_back(conn, event.detail);
        };
        self.presses.up(hand, key);
        if !self.presses.holds(key) && self.pressed_again.remove(&key) {
            self.fake(conn, Via::Programs, false, key)?;
            self.mark(conn)?;
        }
        Ok(())
    }

    /// Our release of a modifier is done. It took the key from the game even if the player pressed it just before that
    /// and still holds it. Behind a release for the copy comes a press of ours anyway.
    fn give_back(&mut self, conn: &RustConnection, key: u32) -> Result<(), DesktopError> {
        let is_modifier = self.is_modifier(key);
        let Ok(key) = KeyCode::try_from(key) else {
            return Ok(());
        };
        let is_ours = self.ctrl == Some(key) || self.lifted.contains(&key);
        if !is_modifier || is_ours || !self.presses.holds(key) || !self.pressed_again.insert(key) {
            return Ok(());
        }
        self.fake(conn, Via::Programs, true, key)?;
        self.mark(conn)
    }

    /// Whose key it was, where it was not ours.
    fn players(&mut self, press: bool, event: &RawKeyPressEvent) -> Option<(Hand, KeyCode)> {
        let key = KeyCode::try_from(event.detail).ok()?;
        let (hand, via) = if self.programs.contains(&event.sourceid) {
            (Hand::Program, Some(Via::Programs))
        } else {
            let keyboard = u8::try_from(event.sourceid).ok();
            (Hand::Keyboard, keyboard.map(Via::Keyboard))
        };
        let is_ours = |sent: &Sent| via.is_some_and(|via| *sent == Sent::Key { via, press, key });
        let until_mark = self.sent.iter().take_while(|sent| **sent != Sent::Mark);
        let Some((place, _)) = until_mark.enumerate().find(|(_, sent)| is_ours(sent)) else {
            return Some((hand, key));
        };
        self.sent.drain(..=place);
        if !press && key == self.layout.c && self.ctrl.is_none() {
            let ctrls = self.layout.ctrls();
            self.in_vain = !ctrls.iter().any(|key| self.presses.holds(*key));
        }
        None
    }

    /// Ends the grab of `chord`, and presses C with nothing but Ctrl held.
    pub fn send_copy(&mut self, conn: &RustConnection, chord: Chord) -> Result<(), DesktopError> {
        self.copying = true;
        let down = down(conn)?;
        let is_down = |key: &KeyCode| down.contains(key);
        self.lifted = self.layout.lifted().filter(is_down).collect();
        let ctrl_is_down = self.layout.ctrls().iter().any(is_down);
        let via = if ctrl_is_down && self.lifted.is_empty() {
            self.players_keyboard()
        } else {
            Via::Programs
        };
        if let Some(main) = self.layout.main_key(chord)
            && down.contains(&main)
        {
            self.fake(conn, via, false, main)?;
        }
        for key in self.lifted.clone() {
            self.fake(conn, via, false, key)?;
        }
        if !ctrl_is_down {
            self.hold_ctrl(conn)?;
        }
        self.press_c(conn, via)?;
        for key in self.lifted.clone() {
            self.fake(conn, via, true, key)?;
        }
        self.mark(conn)
    }

    /// The keyboard of the last chord, if it is known and no key is held in the player's stead: that would be the other
    /// device's.
    fn players_keyboard(&self) -> Via {
        let holds_none = self.pressed_again.is_empty() && self.ctrl.is_none();
        let keyboard = self.pressed_on.filter(|_| holds_none);
        // The request has seven bits for it.
        let keyboard = keyboard.and_then(|id| u8::try_from(id).ok().filter(|id| *id < 0x80));
        keyboard.map_or(Via::Programs, Via::Keyboard)
    }

    fn hold_ctrl(&mut self, conn: &RustConnection) -> Result<(), DesktopError> {
        let ctrl = self.layout.ctrl;
        if self.pressed_again.remove(&ctrl) {
            // The player's own release took it from the game; that of our device is still to come, and until then
            // pressing it would do nothing.
            self.fake(conn, Via::Programs, false, ctrl)?;
        }
        self.ctrl = Some(ctrl);
        self.fake(conn, Via::Programs, true, ctrl)
    }

    fn press_c(&mut self, conn: &RustConnection, via: Via) -> Result<(), DesktopError> {
        self.fake(conn, via, true, self.layout.c)?;
        self.fake(conn, via, false, self.layout.c)
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
                self.fake(conn, Via::Programs, false, key)?;
                again = true;
            }
        }
        if std::mem::take(&mut self.in_vain) && self.copying && self.ctrl.is_none() {
            self.hold_ctrl(conn)?;
            self.press_c(conn, Via::Programs)?;
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
        self.fake(conn, Via::Programs, false, ctrl)?;
        self.mark(conn)
    }

    fn fake(
        &mut self,
        conn: &RustConnection,
        via: Via,
        press: bool,
        key: KeyCode,
    ) -> Result<(), DesktopError> {
        let (kind, device) = match (via, press) {
            (Via::Programs, true) => (KEY_PRESS_EVENT, 0),
            (Via::Programs, false) => (KEY_RELEASE_EVENT, 0),
            (Via::Keyboard(id), true) => (self.first_event + DEVICE_KEY_PRESS, id),
            (Via::Keyboard(id), false) => (self.first_event + DEVICE_KEY_RELEASE, id),
        };
        conn.xtest_fake_input(kind, key, x11rb::CURRENT_TIME, self.root, 0, 0, device)?;
        self.sent.push_back(Sent::Key { via, press, key });
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

/// The devices through which programs press keys.
fn programs_keyboards(conn: &RustConnection) -> Result<HashSet<xinput::DeviceId>, DesktopError> {
    let devices = conn.xinput_xi_query_device(xinput::Device::ALL)?.reply()?;
    let is_one = |device: &&xinput::XIDeviceInfo| {
        device.type_ == xinput::DeviceType::SLAVE_KEYBOARD
            && String::from_utf8_lossy(&device.name).contains(XTEST)
    };
    Ok(devices
        .infos
        .iter()
        .filter(is_one)
        .map(|device| device.deviceid)
        .collect())
}

impl Places for Layout {
    fn main_key(&self, chord: Chord) -> Option<KeyCode> {
        self.main_key(chord)
    }

    fn modifiers(&self, holds: &dyn Fn(KeyCode) -> bool) -> Modifiers {
        self.modifiers(holds)
    }
}
