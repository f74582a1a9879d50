//! The doctor in the settings window, and what can be copied for whoever helps.
//!
//! Must not know what is looked at.

use directories::BaseDirs;
use game_desktop::ClipboardWriter;

use super::Runtime;
use crate::app::session::Session;
use crate::app::signal::Signal;
use crate::bridge::Report;
use crate::diagnostics::{self, Facts, Redactor, System};
use crate::doctor::{self, Finding, Login, Patient};
use crate::logging;

impl Runtime {
    /// Looks at each link, off this thread; findings come one by one.
    pub(super) fn examine(&mut self, session: Option<&Session>) {
        let Some(visit) = self.visit.begin() else {
            return;
        };
        let patient = self.patient(session);
        let signals = self.signals.clone();
        self.tasks.spawn_blocking(move || {
            let tell = |found| signals.send(Signal::Doctor { visit, found });
            doctor::examine(&patient, &mut |finding| tell(Some(finding)));
            tell(None);
        });
    }

    /// A link was looked at, or all were.
    pub(super) fn examined(
        &mut self,
        visit: u64,
        found: Option<Finding>,
        session: Option<&Session>,
    ) {
        match found {
            Some(finding) => self.visit.found(visit, finding),
            None => {
                if self.visit.done(visit) && self.report_wanted {
                    self.make_report(session);
                }
            }
        }
    }

    fn patient(&self, session: Option<&Session>) -> Patient {
        let settings = self.preferences.active();
        let login = match session {
            Some(session) => {
                let token = settings.token_for(&session.address);
                Login::of_link(&session.status(), token.as_ref())
            }
            None => Login::Nobody,
        };
        let mut patient = Patient::of_settings(settings, self.preferences.state_of_file(), login);
        if let Some(session) = session {
            patient.market = Ok(session.address.clone());
        }
        let bound = self.chords.iter().filter(|state| state.bound);
        patient.held = bound.map(|state| state.chord).collect();
        patient
    }

    /// Puts it together, after a look at all links where there was none yet.
    pub(super) fn make_report(&mut self, session: Option<&Session>) {
        self.report_wanted = self.visit.is_running() || self.visit.findings().is_empty();
        if self.report_wanted {
            return self.examine(session);
        }
        let settings = self.preferences.active().clone();
        let findings = self.visit.findings().to_vec();
        let log = logging::path(self.preferences.file().folder());
        let names = names(&settings.game_account, session);
        let signals = self.signals.clone();
        self.tasks.spawn_blocking(move || {
            let log =
                diagnostics::tail(&log).unwrap_or_else(|error| format!("not readable: {error}"));
            let facts = Facts {
                system: &System::of_this_computer(webview()),
                settings: &settings,
                findings: &findings,
                log: &log,
            };
            let home = BaseDirs::new();
            let redactor = Redactor::new(home.as_ref().map(BaseDirs::home_dir), names);
            signals.send(Signal::Reported(diagnostics::text(&facts, &redactor)));
        });
    }

    pub(super) fn reported(&mut self, text: String) {
        self.report = Some(Report {
            text,
            copied: false,
            problem: None,
        });
    }

    /// The clipboard is ours until another program copies, or this one ends.
    pub(super) fn copy_report(&mut self) {
        let Some(report) = &mut self.report else {
            return;
        };
        let copied = match &self.copier {
            Some(copier) => copier.write(&report.text),
            None => ClipboardWriter::open().and_then(|copier| {
                let copied = copier.write(&report.text);
                self.copier = Some(copier);
                copied
            }),
        };
        let texts = self.preferences.texts();
        report.copied = copied.is_ok();
        report.problem = copied.err().map(|error| texts.desktop(&error));
    }
}

fn webview() -> String {
    tauri::webview_version().unwrap_or_else(|error| format!("not told ({error})"))
}

/// Every name of the player that is known.
fn names(game_account: &str, session: Option<&Session>) -> Vec<String> {
    let mut names = vec![game_account.to_owned()];
    if let Some(market_client::LinkStatus::Ready {
        account: Some(account),
    }) = session.map(Session::status)
    {
        names.push(account.id);
        names.push(account.name);
        names.extend(account.game_accounts);
        names.extend(account.preferred_account);
    }
    names
}
