//! Checks a text that the player pastes, as a pure state machine: from the text to the very check that the panel shows.
//!
//! Must not know: windows, the clipboard, sockets, the clock. The runtime feeds it and carries out its effects.

mod words;

use std::time::Instant;

use game_desktop::{CaptureId, Content};
use item_parsers::clipboard::MAX_BYTES;
use market_client::{CallError, LinkStatus, ListingPage, SearchId, ServiceEvent};

use crate::bridge::{Action, CheckWatch, ItemText, PastedState, PastedView};
use crate::overlay::{self, Asking, Check, Now, check_view, link_view};
use crate::settings::Realm;
use crate::texts::Texts;
use words::Refusal;

/// Something that happened.
#[derive(Debug)]
pub enum Input {
    /// The window was opened.
    Opened(Realm),
    Page(Action),
    /// What the clipboard holds; nothing where its owner does not answer.
    Clipboard(Option<Content>),
    Answered(Answer),
    Market(ServiceEvent),
    LoggedIn,
    Realm(Realm),
    /// The market has told things that nobody heard.
    EventsMissed,
    /// Another market is spoken to: what is known is of the one before.
    OtherMarket,
    /// The time that the last step asked to be woken at has come.
    Tick,
}

/// What the market answers.
#[derive(Debug)]
pub enum Answer {
    Listings(SearchId, Result<ListingPage, CallError>),
    /// How many listings another choice of filters would find.
    Count(SearchId, Result<ListingPage, CallError>),
    /// Listings that ended.
    Archive(SearchId, Result<ListingPage, CallError>),
}

/// Something that is to be done.
#[derive(Debug)]
pub enum Effect {
    ReadClipboard,
    /// Ask the market: a check's own effect.
    Ask(overlay::Effect),
    LogIn,
    OpenListing {
        id: String,
    },
    Close,
}

/// The whole state.
#[derive(Debug)]
pub struct Pasted {
    text: ItemText,
    /// How often a text was given in.
    giving: u64,
    state: State,
    searches: u64,
    realm: Realm,
}

#[derive(Debug)]
enum State {
    Empty,
    Refused(Refusal),
    Checked(Box<Check>),
}

impl Pasted {
    #[must_use]
    pub fn new(realm: Realm) -> Self {
        Self {
            text: ItemText::default(),
            giving: 0,
            state: State::Empty,
            searches: 0,
            realm,
        }
    }

    /// Takes one input and says what is to be done.
    pub fn step(&mut self, input: Input, now: Now) -> Vec<Effect> {
        match input {
            Input::Opened(realm) => {
                self.realm = realm;
                self.text = ItemText::default();
                self.state = State::Empty;
                Vec::new()
            }
            Input::Page(action) => self.page(action, now),
            Input::Clipboard(content) => self.clipboard(content, now),
            Input::Answered(answer) => self.on_check(now, |check, asking| {
                match answer {
                    Answer::Listings(search, result) => check.hear_answer(search, result, asking),
                    Answer::Count(search, result) => check.counted(search, &result, asking),
                    Answer::Archive(search, result) => check.archive_answered(search, result),
                };
            }),
            Input::Market(event) => self.on_check(now, |check, asking| {
                check.hear_event(&event, asking);
            }),
            Input::EventsMissed => self.on_check(now, |check, asking| {
                check.catch_up(asking);
            }),
            Input::LoggedIn => self.on_check(now, |check, asking| {
                check.logged_in(asking);
            }),
            Input::Realm(realm) if realm == self.realm => Vec::new(),
            Input::Realm(realm) => {
                self.realm = realm;
                self.on_check(now, |check, asking| {
                    check.search_again(asking);
                })
            }
            Input::OtherMarket => self.on_check(now, |check, asking| {
                check.search_again(asking);
            }),
            Input::Tick => self.on_check(now, Check::look_if_due),
        }
    }

    /// When `Input::Tick` is wanted next.
    #[must_use]
    pub fn wake_at(&self) -> Option<Instant> {
        match &self.state {
            State::Checked(check) => check.look_due(),
            State::Empty | State::Refused(_) => None,
        }
    }

    /// What the page draws.
    #[must_use]
    pub fn view(&self, texts: Texts, link: &LinkStatus, now: Now) -> PastedView {
        PastedView {
            language: texts.language(),
            text: self.text.clone(),
            giving: self.giving,
            state: match &self.state {
                State::Empty => PastedState::Empty,
                State::Refused(refusal) => PastedState::Refused(refusal.message(texts)),
                State::Checked(check) => {
                    let watch = CheckWatch::default();
                    let view = check_view(texts, check, link, watch, now);
                    PastedState::Checked(Box::new(view))
                }
            },
            link: link_view(texts, link),
            realm: texts.realm(self.realm),
            longest: u32::try_from(MAX_BYTES).unwrap_or(u32::MAX),
        }
    }

    fn page(&mut self, action: Action, now: Now) -> Vec<Effect> {
        match action {
            Action::Paste => vec![Effect::ReadClipboard],
            Action::CheckText { text } => self.give(text, now),
            Action::LogIn => vec![Effect::LogIn],
            Action::OpenListing { id } => vec![Effect::OpenListing { id }],
            Action::Close => vec![Effect::Close],
            action => self.on_check(now, |check, asking| {
                if check.act(&action, asking).is_none() {
                    tracing::debug!(?action, "not for a pasted text");
                }
            }),
        }
    }

    fn clipboard(&mut self, content: Option<Content>, now: Now) -> Vec<Effect> {
        match content {
            Some(Content::Text(text)) => return self.give(ItemText(text), now),
            Some(other) => self.refuse(Refusal::of_content(&other).unwrap_or(Refusal::NoText)),
            None => self.refuse(Refusal::Silent),
        }
        Vec::new()
    }

    fn give(&mut self, text: ItemText, now: Now) -> Vec<Effect> {
        self.giving += 1;
        let mut asked = Vec::new();
        match item_parsers::parse_any(&text.0) {
            Ok(item) => {
                let capture = CaptureId(self.giving);
                let mut asking = asking(&mut self.searches, self.realm, now, &mut asked);
                let check = Check::begin(capture, item, false, &mut asking);
                self.text = text;
                self.state = State::Checked(Box::new(check));
            }
            Err(error) => {
                self.refuse(error.into());
                // It may only need a correction by hand. A text that is far too long is no matter for a field.
                if text.0.len() <= MAX_BYTES {
                    self.text = text;
                }
            }
        }
        asked.into_iter().map(Effect::Ask).collect()
    }

    fn refuse(&mut self, refusal: Refusal) {
        self.text = ItemText::default();
        self.state = State::Refused(refusal);
    }

    fn on_check(&mut self, now: Now, act: impl FnOnce(&mut Check, &mut Asking<'_>)) -> Vec<Effect> {
        let mut asked = Vec::new();
        if let State::Checked(check) = &mut self.state {
            let mut asking = asking(&mut self.searches, self.realm, now, &mut asked);
            act(check, &mut asking);
        }
        asked.into_iter().map(Effect::Ask).collect()
    }
}

fn asking<'a>(
    searches: &'a mut u64,
    realm: Realm,
    now: Now,
    effects: &'a mut Vec<overlay::Effect>,
) -> Asking<'a> {
    Asking {
        searches,
        realm,
        now,
        effects,
    }
}

#[cfg(test)]
mod tests;
