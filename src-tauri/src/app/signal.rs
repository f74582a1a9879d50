//! What wakes the runtime.

use market_client::{Account, CallError, MarketAddress, Token};
use tokio::sync::mpsc::UnboundedSender;

use super::asker::Asker;
use crate::bridge::{Action, Section};
use crate::doctor::{Finding, TrayState};
use crate::mine;
use crate::overlay::Input;
use crate::pasted;
use crate::pd2_trader::{Import, ImportError};
use crate::update;

/// Something that happened in a window, on the desktop or on the network.
#[derive(Debug)]
pub enum Signal {
    Overlay(Input),
    Page {
        window: String,
        action: Action,
    },
    /// The login page of this market handed a token over.
    TokenFound {
        market: MarketAddress,
        token: Token,
    },
    LoginWindowClosed,
    /// This market's answer to a login with this token.
    LoginAnswered {
        market: MarketAddress,
        token: Token,
        result: Result<Account, CallError>,
    },
    OpenSettings(Option<Section>),
    OpenListings,
    OpenWatches,
    OpenPasted,
    OpenWelcome,
    /// Settings of another program were read, or not.
    Imported {
        source: String,
        read: Result<Import, ImportError>,
    },
    Update(update::Input),
    /// The doctor looked at a link, or at all.
    Doctor {
        visit: u64,
        found: Option<Finding>,
    },
    /// What can be copied for whoever helps.
    Reported(String),
    /// Something about the player's own listings.
    Mine(mine::Input),
    /// Something about a pasted text.
    Pasted(pasted::Input),
    /// Whether the desktop shows icons in a tray.
    Tray(TrayState),
    StartPractice(Asker),
    PracticeEnded,
    Quit,
}

/// Where signals are sent to. Sending fails only while the program ends, when nobody needs them any more.
#[derive(Debug, Clone)]
pub struct Signals(UnboundedSender<Signal>);

impl Signals {
    #[must_use]
    pub fn new(sender: UnboundedSender<Signal>) -> Self {
        Self(sender)
    }

    pub fn send(&self, signal: Signal) {
        if self.0.send(signal).is_err() {
            tracing::debug!("a signal came after the end");
        }
    }
}
