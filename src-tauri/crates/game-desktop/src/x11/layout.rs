//! Where the keys are on this keyboard, which of them are modifiers, and what the layout prints on them.
//!
//! The X keyboard extension names the places, whatever numbers a server gives to its keys; where it is missing, the
//! numbers of Linux's input events hold. Signs are those of the group of the layout that is switched to now.

use x11rb::connection::Connection;
use x11rb::protocol::xkb::{self, ConnectionExt as _};
use x11rb::protocol::xproto::{ConnectionExt as _, KeyButMask, ModMask};
use x11rb::rust_connection::RustConnection;

use crate::chord::{Key, Modifiers};
use crate::labels::Labels;
use crate::presses::KeyCode;
use crate::{Chord, DesktopError};

// Keysyms of the X11 protocol (`keysymdef.h`).
const KEYSYM_C: u32 = 0x63;
const KEYSYM_UPPER_C: u32 = 0x43;
const KEYSYM_CONTROL_L: u32 = 0xffe3;
const KEYSYMS_ALT: [u32; 2] = [0xffe9, 0xffea];
const KEYSYMS_SUPER: [u32; 2] = [0xffeb, 0xffec];
const KEYSYM_NUM_LOCK: u32 = 0xff7f;
/// Keys that put a mark on the next letter, and the mark as keyboards show it.
const DEAD: [(u32, char); 13] = [
    (0xfe50, '`'),
    (0xfe51, '´'),
    (0xfe52, '^'),
    (0xfe53, '~'),
    (0xfe54, '¯'),
    (0xfe55, '˘'),
    (0xfe56, '˙'),
    (0xfe57, '¨'),
    (0xfe58, '°'),
    (0xfe59, '˝'),
    (0xfe5a, 'ˇ'),
    (0xfe5b, '¸'),
    (0xfe5c, '˛'),
];
/// Where C and the left Ctrl are on a PC keyboard, for layouts that have no Latin letters.
const PLACE_OF_C: KeyCode = 54;
const PLACE_OF_CONTROL_L: KeyCode = 37;
/// X servers number keys as Linux's input events do, and 8 higher.
const EVDEV: KeyCode = 8;
/// The rows of the modifier mapping.
const ROW_SHIFT: usize = 0;
const ROW_CAPS_LOCK: usize = 1;
const ROW_CONTROL: usize = 2;
/// Where Alt, the num lock and Win are, where no key says so.
const ROW_ALT: usize = 3;
const ROW_NUM_LOCK: usize = 4;
const ROW_WIN: usize = 6;
const ROWS: usize = 8;

/// A keyboard as it is set up now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// For each key of a chord, in their order, where it is.
    places: Vec<(Key, KeyCode)>,
    labels: Labels,
    /// The key that copies with Ctrl: the game goes by the letter.
    pub c: KeyCode,
    pub ctrl: KeyCode,
    rows: Vec<Vec<KeyCode>>,
    alt: usize,
    win: usize,
    num_lock: usize,
}

/// What a server answers about its keyboard.
struct Answers {
    first: KeyCode,
    per_key: usize,
    keysyms: Vec<u32>,
    /// The keys of each modifier.
    rows: Vec<Vec<KeyCode>>,
    /// The names of the keys from `first` on, and the second names of some.
    names: Vec<[u8; 4]>,
    aliases: Vec<([u8; 4], [u8; 4])>,
    /// What is printed on the keys from `first` on.
    signs: Vec<u32>,
}

impl Layout {
    pub fn read(conn: &RustConnection) -> Result<Self, DesktopError> {
        Ok(Self::new(&Answers::ask(conn)?))
    }

    fn new(answers: &Answers) -> Self {
        let row_of = |keysyms: &[u32], usual: usize| {
            let has = |row: &Vec<KeyCode>| {
                let is_one = |key: &KeyCode| keysyms.iter().any(|k| answers.has(*key, *k));
                row.iter().any(is_one)
            };
            answers.rows.iter().position(has).unwrap_or(usual)
        };
        let c = answers.key_of(KEYSYM_C).or(answers.key_of(KEYSYM_UPPER_C));
        let ctrls = answers.rows.get(ROW_CONTROL);
        let ctrl = answers
            .key_of(KEYSYM_CONTROL_L)
            .or(ctrls.and_then(|keys| keys.first().copied()));
        let places: Vec<(Key, KeyCode)> = Key::all()
            .chain([Key::ESCAPE])
            .filter_map(|key| Some((key, answers.place_of(key)?)))
            .collect();
        let sign = |key: Key| {
            let (_, code) = places.iter().find(|(other, _)| *other == key)?;
            let place = code.checked_sub(answers.first)?;
            sign_of(*answers.signs.get(usize::from(place))?)
        };
        Self {
            labels: Labels::read(sign),
            places,
            c: c.unwrap_or(PLACE_OF_C),
            ctrl: ctrl.unwrap_or(PLACE_OF_CONTROL_L),
            alt: row_of(&KEYSYMS_ALT, ROW_ALT),
            win: row_of(&KEYSYMS_SUPER, ROW_WIN),
            num_lock: row_of(&[KEYSYM_NUM_LOCK], ROW_NUM_LOCK),
            rows: answers.rows.clone(),
        }
    }

    /// What the layout prints on the keys.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// Where the main key of a chord is.
    pub fn main_key(&self, chord: Chord) -> Option<KeyCode> {
        let place = self.places.iter().find(|(key, _)| *key == chord.key());
        place.map(|(_, code)| *code)
    }

    /// All keys that act as Ctrl.
    pub fn ctrls(&self) -> &[KeyCode] {
        self.row(ROW_CONTROL)
    }

    /// Modifiers that must be up for the game to see a plain Ctrl+C.
    pub fn lifted(&self) -> impl Iterator<Item = KeyCode> {
        let rows = (0..ROWS).filter(|row| ![ROW_CAPS_LOCK, ROW_CONTROL].contains(row));
        rows.flat_map(|row| self.row(row).iter().copied())
    }

    /// Which modifiers are held, by the keys that are.
    pub fn modifiers(&self, holds: impl Fn(KeyCode) -> bool) -> Modifiers {
        let any = |row: usize| self.row(row).iter().any(|key| holds(*key));
        Modifiers {
            ctrl: any(ROW_CONTROL),
            alt: any(self.alt),
            shift: any(ROW_SHIFT),
            win: any(self.win),
        }
    }

    /// The state of a key event in which these modifiers are held, and no lock is on.
    pub fn mask(&self, modifiers: Modifiers) -> ModMask {
        let Modifiers {
            ctrl,
            alt,
            shift,
            win,
        } = modifiers;
        let rows = [
            (ctrl, ROW_CONTROL),
            (alt, self.alt),
            (shift, ROW_SHIFT),
            (win, self.win),
        ];
        let held = rows.into_iter().filter(|(held, _)| *held);
        held.fold(ModMask::default(), |mask, (_, row)| mask | bit(row))
    }

    /// The locks that do not matter to a chord, in every combination.
    pub fn locks(&self) -> [ModMask; 4] {
        let (caps, num) = (ModMask::LOCK, bit(self.num_lock));
        [ModMask::default(), caps, num, caps | num]
    }

    /// The modifiers in the state of a key event, without the locks.
    pub fn held_in(&self, state: KeyButMask) -> ModMask {
        let all = self.mask(Modifiers {
            ctrl: true,
            alt: true,
            shift: true,
            win: true,
        });
        ModMask::from(u16::from(state)) & all
    }

    fn row(&self, row: usize) -> &[KeyCode] {
        self.rows.get(row).map_or(&[], Vec::as_slice)
    }
}

/// Asks for an event whenever the keyboard is set up anew, or the player switches to another group of its layout.
pub fn tell_switches(conn: &RustConnection) -> Result<(), DesktopError> {
    let group = xkb::StatePart::GROUP_STATE;
    let new = xkb::NKNDetail::KEYCODES | xkb::NKNDetail::GEOMETRY | xkb::NKNDetail::DEVICE_ID;
    let details = xkb::SelectEventsAux::new()
        .state_notify(xkb::SelectEventsAuxStateNotify {
            affect_state: group,
            state_details: group,
        })
        .new_keyboard_notify(xkb::SelectEventsAuxNewKeyboardNotify {
            affect_new_keyboard: new,
            new_keyboard_details: new,
        });
    let (none, nothing) = (xkb::EventType::default(), xkb::MapPart::default());
    conn.xkb_select_events(
        xkb::ID::USE_CORE_KBD.into(),
        none,
        none,
        nothing,
        nothing,
        &details,
    )?
    .check()?;
    Ok(())
}

fn bit(row: usize) -> ModMask {
    ModMask::from(1_u16 << row.min(ROWS - 1))
}

/// What a key with this keysym prints.
fn sign_of(keysym: u32) -> Option<char> {
    let dead = DEAD.iter().find(|(dead, _)| *dead == keysym);
    dead.map(|(_, mark)| *mark)
        .or_else(|| xkeysym::Keysym::new(keysym).key_char())
}

impl Answers {
    fn ask(conn: &RustConnection) -> Result<Self, DesktopError> {
        let (first, last) = (conn.setup().min_keycode, conn.setup().max_keycode);
        let count = last - first + 1;
        let keyboard = xkb::ID::USE_CORE_KBD.into();
        // All questions at once, for one way to the server and back.
        let mapping = conn.get_keyboard_mapping(first, count)?;
        let modifiers = conn.get_modifier_mapping()?;
        let wanted = xkb::NameDetail::KEY_NAMES | xkb::NameDetail::KEY_ALIASES;
        let names = conn.xkb_get_names(keyboard, wanted)?;
        let state = conn.xkb_get_state(keyboard)?;
        let (none, nothing) = (xkb::MapPart::default(), xkb::VMod::default());
        let symbols = conn.xkb_get_map(
            keyboard,
            xkb::MapPart::KEY_SYMS,
            none,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            nothing,
            0,
            0,
            0,
            0,
            0,
            0,
        )?;
        let (mapping, modifiers) = (mapping.reply()?, modifiers.reply()?);
        let (names, state, symbols) = (names.reply()?, state.reply()?, symbols.reply()?);
        let per_modifier = modifiers.keycodes_per_modifier().max(1).into();
        let rows = modifiers.keycodes.chunks(per_modifier);
        let rows = rows.map(|keys| keys.iter().copied().filter(|key| *key != 0).collect());
        let names = names.value_list;
        let keys = symbols.map.syms_rtrn.unwrap_or_default();
        let skipped = usize::from(symbols.first_key_sym.saturating_sub(first));
        let signs = keys.iter().map(|key| printed(key, state.group.into()));
        Ok(Self {
            first,
            per_key: usize::from(mapping.keysyms_per_keycode).max(1),
            keysyms: mapping.keysyms,
            rows: rows.collect(),
            names: names
                .key_names
                .unwrap_or_default()
                .into_iter()
                .map(|n| n.name)
                .collect(),
            aliases: names
                .key_aliases
                .unwrap_or_default()
                .into_iter()
                .map(|alias| (alias.alias, alias.real))
                .collect(),
            signs: std::iter::repeat_n(0, skipped).chain(signs).collect(),
        })
    }

    fn keysyms(&self, key: KeyCode) -> &[u32] {
        let place = usize::from(key.saturating_sub(self.first)) * self.per_key;
        self.keysyms.get(place..place + self.per_key).unwrap_or(&[])
    }

    fn has(&self, key: KeyCode, keysym: u32) -> bool {
        key >= self.first && self.keysyms(key).contains(&keysym)
    }

    /// The first key that has the keysym in any group and level.
    fn key_of(&self, keysym: u32) -> Option<KeyCode> {
        (self.first..=KeyCode::MAX).find(|key| self.has(*key, keysym))
    }

    /// The key at a place of the keyboard.
    fn place_of(&self, key: Key) -> Option<KeyCode> {
        let named = |name: &[u8; 4]| {
            let place = self.names.iter().position(|other| other == name)?;
            u8::try_from(place).ok()?.checked_add(self.first)
        };
        if self.names.is_empty() {
            return key.evdev().checked_add(EVDEV);
        }
        named(key.xkb()).or_else(|| {
            let alias = self.aliases.iter().find(|(alias, _)| alias == key.xkb())?;
            named(&alias.1)
        })
    }
}

/// The keysym on the key's first level, in this group or the one that stands for it where the key has fewer.
fn printed(key: &xkb::KeySymMap, group: u8) -> u32 {
    let groups = key.group_info & 0x0f;
    if groups == 0 {
        return 0;
    }
    let group = match key.group_info & 0xc0 {
        _ if group < groups => group,
        // Clamped to the last, or redirected to one that the key names; else they go round.
        0x40 => groups - 1,
        0x80 => ((key.group_info >> 4) & 3).min(groups - 1),
        _ => group % groups,
    };
    let place = usize::from(group) * usize::from(key.width);
    key.syms.get(place).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CYRILLIC_ES: u32 = 0x6d3;
    const CYRILLIC_VE: u32 = 0x6d7;

    /// A keyboard with these keys from number 8 on: the name, and a keysym for each of two groups.
    fn answers(keys: &[(&[u8; 4], [u32; 2])]) -> Answers {
        let rows: [&[KeyCode]; ROWS] = [
            &[50, 62],
            &[66],
            &[37, 105],
            &[64, 108],
            &[77],
            &[],
            &[133],
            &[92],
        ];
        Answers {
            first: 8,
            per_key: 2,
            keysyms: keys.iter().flat_map(|(_, keysyms)| *keysyms).collect(),
            rows: rows.iter().map(|row| row.to_vec()).collect(),
            names: keys.iter().map(|(name, _)| **name).collect(),
            aliases: vec![(*b"BKSL", *b"AC12")],
            signs: keys.iter().map(|(_, keysyms)| keysyms[0]).collect(),
        }
    }

    fn chord(text: &str) -> Chord {
        text.parse().expect("a chord")
    }

    #[test]
    fn a_chord_is_where_its_place_is_and_called_as_it_is_printed() {
        let german = Layout::new(&answers(&[
            (b"AB01", [0x79, 0]),
            (b"AD06", [0x7a, 0]),
            (b"TLDE", [0xfe52, 0]),
            (b"AC12", [0x23, 0]),
        ]));
        for (stored, key, shown) in [
            ("Ctrl+Z", Some(8), "Ctrl+Y"),
            ("Ctrl+Y", Some(9), "Ctrl+Z"),
            ("Ctrl+`", Some(10), "Ctrl+^"),
            // By its second name.
            ("Ctrl+\\", Some(11), "Ctrl+#"),
            ("Ctrl+D", None, "Ctrl+D"),
        ] {
            let chord = chord(stored);
            assert_eq!(german.main_key(chord), key, "{stored}");
            assert_eq!(german.labels().chord(chord), shown, "{stored}");
        }
    }

    #[test]
    fn the_copy_key_goes_by_its_letter_in_any_group() {
        let two_groups = Layout::new(&answers(&[
            (b"AB03", [0x6a, 0]),
            (b"AC08", [CYRILLIC_ES, KEYSYM_C]),
        ]));
        assert_eq!(two_groups.c, 9);
        let cyrillic = Layout::new(&answers(&[(b"AC03", [CYRILLIC_VE, 0])]));
        assert_eq!((cyrillic.c, cyrillic.ctrl), (PLACE_OF_C, 37));
        assert_eq!(cyrillic.labels().chord(chord("Ctrl+D")), "Ctrl+В");
    }

    #[test]
    fn without_the_extension_the_numbers_of_input_events_hold() {
        let nameless = Answers {
            names: Vec::new(),
            ..answers(&[])
        };
        assert_eq!(Layout::new(&nameless).main_key(chord("Ctrl+D")), Some(40));
    }

    #[test]
    fn every_modifier_but_ctrl_and_caps_lock_is_lifted() {
        let layout = Layout::new(&answers(&[]));
        assert!(layout.lifted().eq([50, 62, 64, 108, 77, 133, 92]));
        assert_eq!(layout.ctrls(), [37, 105]);
    }

    #[test]
    fn modifiers_are_where_their_keys_are() {
        let mut swapped = answers(&[
            (b"LALT", [KEYSYMS_ALT[0], 0]),
            (b"LWIN", [KEYSYMS_SUPER[0], 0]),
        ]);
        swapped.rows[ROW_ALT] = vec![9];
        swapped.rows[ROW_WIN] = vec![8];
        let layout = Layout::new(&swapped);
        let alt = Modifiers {
            alt: true,
            ..Modifiers::default()
        };
        assert_eq!(layout.modifiers(|key| key == 8), alt);
        assert_eq!(layout.mask(alt), ModMask::M4);
        let usual = Layout::new(&answers(&[]));
        assert_eq!(usual.mask(alt), ModMask::M1);
        let state = KeyButMask::MOD1 | KeyButMask::LOCK | KeyButMask::MOD2 | KeyButMask::BUTTON1;
        assert_eq!(usual.held_in(state), ModMask::M1);
    }

    #[test]
    fn a_key_with_fewer_groups_prints_the_one_that_stands_for_the_group() {
        let key = |group_info: u8| xkb::KeySymMap {
            kt_index: [0; 4],
            group_info,
            width: 2,
            syms: vec![10, 11, 20, 21],
        };
        assert_eq!(printed(&key(2), 1), 20);
        assert_eq!(printed(&key(2), 2), 10);
        assert_eq!(printed(&key(2 | 0x40), 3), 20);
        assert_eq!(printed(&key(2 | 0x80 | 0x10), 3), 20);
        assert_eq!(printed(&key(0), 0), 0);
    }
}
