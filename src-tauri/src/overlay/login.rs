//! The market's link and the player's login: what they stand in the way of goes on when they are there, and the panel
//! is aside while the login's window is open.

use std::time::SystemTime;

use market_client::{Account, CallError, LinkStatus};

use super::{Check, Effect, Now, Overlay, Phase, Window, currency, sale, watching, words};
use crate::bridge::{Message, Tone};

impl Overlay {
    pub(super) fn link_changed(&mut self, link: LinkStatus, now: Now, effects: &mut Vec<Effect>) {
        self.watch(watching::Input::Link(link.clone()), now, effects);
        self.link = link;
        self.tell_end(now, effects);
        self.redraw(now, effects);
    }

    /// Announces the end of a login once, before it comes; an announcement that is still on show says when it has come.
    fn tell_end(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.link == LinkStatus::LoginExpired && self.notices.has(words::LOGIN_ENDS) {
            return self.tell(Tone::Warn, words::login_ended, now, effects);
        }
        let Some(end) = ends_soon(&self.link) else {
            return;
        };
        if self.told_end.replace(end) != Some(end) {
            self.tell(Tone::Warn, words::login_ends, now, effects);
        }
    }

    pub(super) fn logged_in(&mut self, account: &Account, now: Now, effects: &mut Vec<Effect>) {
        self.come_back(now, effects);
        self.withdraw(words::LOGIN_FAILED, now, effects);
        self.withdraw(words::SALE_WAITS, now, effects);
        self.withdraw(words::LOGIN_ENDS, now, effects);
        let who = account.clone();
        self.tell(
            Tone::Good,
            move |texts| words::logged_in(texts, &who),
            now,
            effects,
        );
        self.watch(watching::Input::LoggedIn, now, effects);
        self.on_check(now, effects, Check::logged_in);
        self.ask_again_where(|_| true, now, effects);
    }

    /// The market has told things that nobody heard, as while there was no connection.
    pub(super) fn catch_up(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.on_check(now, effects, Check::catch_up);
        self.ask_again_where(CallError::market_away, now, effects);
    }

    /// Asks again for what a sale or the currency is stuck at, where the error is such a one.
    fn ask_again_where(
        &mut self,
        is_such: impl Fn(&CallError) -> bool,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        self.ask_worths_where(&is_such, now, effects);
        match &self.phase {
            Phase::Sale(sale) => {
                if matches!(&sale.stage, sale::Stage::Stuck(error) if is_such(error)) {
                    self.look_again(now, effects);
                }
            }
            Phase::Currency(currency) => {
                if matches!(&currency.stage, currency::Stage::Stuck(error) if is_such(error)) {
                    self.reread_currency(now, effects);
                }
            }
            _ => {}
        }
    }

    /// Another market is spoken to from now on: what is on show is of the one before.
    pub(super) fn market_chosen(
        &mut self,
        address: String,
        lasting: bool,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        self.worths.forget();
        if matches!(
            self.phase,
            Phase::Check(_) | Phase::Sale(_) | Phase::Currency(_)
        ) {
            self.close(true, effects);
        }
        self.watch(watching::Input::Market { address, lasting }, now, effects);
    }

    /// Shows the panel again that made room for the login window, and lets the player go on in the game.
    pub(super) fn come_back(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.window == Window::Aside {
            if let Phase::Sale(sale) = &mut self.phase {
                sale.wants_keyboard = true;
            }
            self.window = Window::Hidden;
            effects.push(Effect::KeyboardToGame);
            self.redraw(now, effects);
        }
    }

    pub(super) fn login_failed(&mut self, message: Message, now: Now, effects: &mut Vec<Effect>) {
        self.come_back(now, effects);
        self.tell(Tone::Bad, message, now, effects);
    }
}

/// When the login ends, where that is near.
fn ends_soon(link: &LinkStatus) -> Option<SystemTime> {
    match link {
        LinkStatus::Ready {
            account: Some(account),
        } if account.expires_soon => account.expires_at,
        _ => None,
    }
}
