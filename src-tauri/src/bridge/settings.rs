//! What the settings window draws and asks for. Plain data with texts ready to show.
//!
//! Must not know how settings are kept, nor what they do.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::view::{Link, Message};
use crate::language::{Language, LanguageChoice};

/// What the settings window shows.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SettingsView {
    pub language: Language,
    pub language_choice: LanguageChoice,
    pub chords: Vec<ChordSetting>,
    pub ladder: bool,
    pub hardcore: bool,
    /// The game account whose stash is looked at; empty for all of the login's.
    pub game_account: String,
    pub game_title: String,
    pub restore_clipboard: bool,
    /// Whatever item is copied by hand is checked.
    pub watch_copies: bool,
    pub copy_limit: Stretch,
    pub place: PanelPlace,
    pub scale: Stretch,
    /// Prices of pd2.tools are asked for, too.
    pub economy: bool,
    pub log_level: LogLevel,
    pub update: UpdateView,
    pub autostart: AutostartView,
    pub import: ImportView,
    pub doctor: DoctorView,
    /// What is not as it is by default.
    pub changed: Vec<Changed>,
    /// What *Undo* takes back.
    pub undo: Option<Undo>,
    /// What was asked for last and cannot be.
    pub refused: Option<Refused>,
    pub account: AccountView,
    pub market: String,
    /// Where settings and log are kept, for the user to find them.
    pub folder: String,
    pub link: Link,
    pub practice: bool,
    /// A message about the settings' file.
    pub message: Option<Message>,
}

/// A section of the settings that is opened from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Section {
    Hotkeys,
    Market,
    Program,
    Privacy,
}

impl Section {
    /// Its name in the page's address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hotkeys => "hotkeys",
            Self::Market => "market",
            Self::Program => "program",
            Self::Privacy => "privacy",
        }
    }
}

/// A hotkey as the settings window shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChordSetting {
    /// Stable name of the command: `check`.
    pub command: String,
    pub label: String,
    /// As the player's keyboard prints it: `Ctrl+D`.
    pub chord: String,
    /// Why the chord does not work, if so.
    pub problem: Option<String>,
}

/// A number between two others.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Stretch {
    pub value: f64,
    pub least: f64,
    pub most: f64,
}

/// Where the panel of an item is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum PanelPlace {
    Beside,
    Left,
    Right,
}

/// How much is written to the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

/// Whether there is a newer version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct UpdateView {
    /// It is asked for once a day.
    pub on: bool,
    /// It is being asked for.
    pub asking: bool,
    /// This version, and what is known of the newest one.
    pub text: String,
    /// There is a newer one, with a page that can be opened.
    pub page: bool,
    /// The host that is asked.
    pub host: String,
}

/// Whether Haggle is started with the system.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AutostartView {
    pub on: bool,
    /// What is odd about it.
    pub problem: Option<String>,
}

/// Taking over the settings of PD2 Trader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "stage")]
#[ts(export)]
pub enum ImportView {
    Idle,
    Reading,
    Read {
        /// The file, or that it was pasted.
        source: String,
        taken: Vec<ImportRow>,
        left: Vec<LeftOut>,
    },
    Failed {
        text: String,
    },
    Taken {
        count: usize,
    },
}

/// A setting that would be taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImportRow {
    pub key: String,
    pub from: String,
    pub to: String,
}

/// What is left out, by its names in the other program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LeftOut {
    pub names: Vec<String>,
    pub why: String,
}

/// The doctor: each link of the chain, as far as it was looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DoctorView {
    pub running: bool,
    pub links: Vec<DoctorLink>,
    /// What can be copied for whoever helps.
    pub report: Option<Report>,
}

/// One link of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DoctorLink {
    /// Stable name: `game window`.
    pub link: String,
    pub verdict: Verdict,
    pub state: String,
    pub cure: Option<String>,
    /// What one click does about it.
    pub fix: Option<Fix>,
}

/// How it stands with a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Verdict {
    /// Not looked at yet.
    Waiting,
    Good,
    /// It works, but could better.
    Limited,
    Bad,
}

/// A cure that is one click away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Fix {
    LogIn,
    ShowHotkeys,
    ShowGame,
    OpenFolder,
}

/// What can be copied for whoever helps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Report {
    pub text: String,
    pub copied: bool,
    /// Why it was not copied.
    pub problem: Option<String>,
}

/// A text that may hold anything, such as another program's login: never shown by a debug output.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Pasted(pub String);

impl fmt::Debug for Pasted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pasted({} bytes)", self.0.len())
    }
}

/// A setting that is not as it is by default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Changed {
    /// Stable name of the setting: `scale`, or of the command for a hotkey: `check`.
    pub key: String,
    /// What it is by default, in words.
    pub default: String,
}

/// The change that *Undo* takes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Undo {
    /// The first setting that it changed.
    pub key: String,
    /// How many others it changed.
    pub others: usize,
    /// How that one was before and how it is now, in words.
    pub from: String,
    pub to: String,
    /// How many changes can be taken back, this one among them.
    pub steps: usize,
}

/// A change that cannot be, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Refused {
    pub key: String,
    pub text: String,
}

/// Who is logged in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "state")]
#[ts(export)]
pub enum AccountView {
    Out,
    /// A login is under way in its own window.
    Pending,
    In {
        name: String,
        /// `expires in 6 days`, empty when not known.
        expires: String,
    },
    /// The market refused the token, or it ran out.
    Expired {
        text: String,
    },
}

/// What the settings window asks for.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "ask")]
#[ts(export)]
pub enum SettingsAction {
    Change {
        change: SettingChange,
    },
    /// Takes the last change back.
    Undo,
    /// Sets one setting to what it is by default.
    Reset {
        key: String,
    },
    StartWithSystem {
        on: bool,
    },
    /// The window came to the front: what others may have changed is looked at again.
    LookAgain,
    /// Opens the folder of settings and log.
    OpenFolder,
    /// Asks for the newest version, once.
    CheckForUpdate,
    /// Opens the newer version's page.
    OpenRelease,
    /// Looks for PD2 Trader's settings where that program keeps them.
    FindImport,
    /// Reads them from a path, or from what they hold.
    ReadImport {
        #[ts(type = "string")]
        from: Pasted,
    },
    TakeImport,
    DropImport,
    /// Looks at each link of the chain.
    Examine,
    /// Puts together what can be copied for whoever helps.
    MakeReport,
    CopyReport,
    CloseReport,
}

/// One change of one setting; saved at once.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "setting")]
#[ts(export)]
pub enum SettingChange {
    Chord { command: String, chord: String },
    Ladder { on: bool },
    Hardcore { on: bool },
    GameAccount { name: String },
    GameTitle { title: String },
    RestoreClipboard { on: bool },
    WatchCopies { on: bool },
    CopyLimit { ms: f64 },
    Place { place: PanelPlace },
    Scale { scale: f64 },
    Economy { on: bool },
    UpdateNotice { on: bool },
    LogLevel { level: LogLevel },
    Language { choice: LanguageChoice },
}
