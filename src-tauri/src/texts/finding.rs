//! What the doctor found, in words: the state of a link, and the cure where it needs one.

use game_desktop::{
    Chord, ChordProblem, ClipboardState, DesktopError, Finding as DesktopFinding, Hindrance,
};

use super::{Text, Texts};
use crate::doctor::{Finding, Kept, Login, MarketState, TrayState, Trouble};
use crate::settings::LoadNote;

/// A state, and what to do about it.
type Words = (String, Option<String>);

impl Texts {
    /// The state of a link, and the cure where there is something to be cured.
    #[must_use]
    pub fn finding(self, finding: &Finding) -> Words {
        match finding {
            Finding::Settings(kept) => self.kept(kept),
            Finding::Desktop(finding) => self.desktop_finding(finding),
            Finding::Market(state) => self.market_state(state),
            Finding::Login(login) => self.login_state(login),
            Finding::Tray(state) => match state {
                TrayState::Shown => self.well(Text::FindingTrayShown),
                TrayState::NoLibrary => {
                    self.ill(Text::FindingTrayNoLibrary, Text::FindingTrayNoLibraryCure)
                }
                TrayState::NoHost => self.ill(Text::FindingTrayNoHost, Text::FindingTrayNoHostCure),
            },
        }
    }

    fn well(self, state: Text<'_>) -> Words {
        (self.get(state), None)
    }

    fn ill(self, state: Text<'_>, cure: Text<'_>) -> Words {
        (self.get(state), Some(self.get(cure)))
    }

    fn kept(self, kept: &Kept) -> Words {
        match kept {
            Kept::In(folder) => self.well(Text::FindingSettingsKept {
                folder: &folder.display().to_string(),
            }),
            Kept::Damaged(LoadNote::Damaged { kept_as, .. }) => self.ill(
                Text::FindingSettingsDamaged,
                Text::SettingsDamagedText {
                    path: &kept_as.display().to_string(),
                },
            ),
            Kept::Unusable(error) => (
                self.get(Text::FindingSettingsUnusable),
                Some(self.settings(error)),
            ),
        }
    }

    fn desktop_finding(self, finding: &DesktopFinding) -> Words {
        match finding {
            DesktopFinding::Display(Ok(())) => self.well(Text::FindingDisplayConnected),
            DesktopFinding::Display(Err(error @ DesktopError::NoDisplay { .. })) => (
                self.desktop(error),
                Some(self.get(Text::FindingDisplayNoneCure)),
            ),
            DesktopFinding::Display(Err(error)) | DesktopFinding::Compositor(Err(error)) => (
                self.desktop(error),
                Some(self.get(Text::FindingDisplayCure)),
            ),
            DesktopFinding::Compositor(Ok(true)) => self.well(Text::FindingCompositorWorks),
            DesktopFinding::Compositor(Ok(false)) => {
                self.ill(Text::FindingCompositorNone, Text::FindingCompositorCure)
            }
            DesktopFinding::Hotkeys {
                chords,
                held,
                problems,
                wayland,
                watch_copies,
            } if problems.is_empty() => {
                let chords: Vec<String> = chords.iter().map(Chord::shown).collect();
                let chords = &chords.join(", ");
                let state = if *held {
                    Text::FindingHotkeysHeld { chords }
                } else {
                    Text::FindingHotkeysFree { chords }
                };
                if *wayland && !watch_copies {
                    self.ill(state, Text::FindingHotkeysWayland)
                } else {
                    self.well(state)
                }
            }
            DesktopFinding::Hotkeys {
                problems,
                watch_copies,
                ..
            } => {
                let words = |problem: &ChordProblem| self.chord_problem(problem);
                let problems: Vec<String> = problems.iter().map(words).collect();
                let cure = self.get(if *watch_copies {
                    Text::FindingHotkeysCureCopies
                } else {
                    Text::FindingHotkeysCure
                });
                (problems.join(" "), Some(cure))
            }
            DesktopFinding::Game {
                title, size: None, ..
            } => self.ill(Text::FindingGameMissing { title }, Text::FindingGameCure),
            DesktopFinding::Game {
                hindrance: Some(Hindrance::Elevated),
                ..
            } => self.ill(Text::FindingGameElevated, Text::FindingGameElevatedCure),
            DesktopFinding::Game {
                hindrance: Some(Hindrance::ExclusiveFullScreen),
                ..
            } => self.ill(Text::FindingGameExclusive, Text::FindingGameExclusiveCure),
            DesktopFinding::Game {
                title,
                size: Some((width, height)),
                hindrance: None,
            } => self.well(Text::FindingGameOpen {
                title,
                width: &width.to_string(),
                height: &height.to_string(),
            }),
            DesktopFinding::Clipboard(state) => self.clipboard_state(state),
        }
    }

    fn clipboard_state(self, state: &ClipboardState) -> Words {
        let state = match state {
            ClipboardState::Text => return self.well(Text::FindingClipboardText),
            ClipboardState::NoText => return self.well(Text::FindingClipboardNoText),
            ClipboardState::Silent => self.get(Text::FindingClipboardSilent),
            ClipboardState::Failed(error) => self.desktop(error),
        };
        (state, Some(self.get(Text::FindingClipboardCure)))
    }

    fn market_state(self, state: &MarketState) -> Words {
        let address = &state.address;
        let reason = match &state.trouble {
            None => return self.well(Text::FindingMarketAnswers { address }),
            Some(Trouble::BadAddress(reason)) => {
                return self.ill(
                    Text::FindingMarketNoAddress { reason },
                    Text::FindingMarketNoAddressCure,
                );
            }
            Some(Trouble::Call(error)) => self.call(error),
            Some(Trouble::System(reason)) => self.get(Text::DesktopSystem { reason }),
        };
        self.ill(
            Text::FindingMarketAway { address },
            Text::FindingMarketAwayCure { reason: &reason },
        )
    }

    fn login_state(self, login: &Login) -> Words {
        match login {
            Login::Kept => self.well(Text::FindingLoginKept),
            Login::Nobody => self.ill(Text::FindingLoginNobody, Text::FindingLoginNobodyCure),
            Login::Ended => self.ill(Text::FindingLoginEnded, Text::FindingLoginEndedCure),
            Login::BadToken(reason) => self.ill(
                Text::FindingLoginBadToken { reason },
                Text::FindingLoginBadTokenCure,
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use market_client::CallError;

    use super::*;
    use crate::doctor::Verdict;
    use crate::settings::SettingsError;
    use crate::texts::Language;

    fn hotkeys(problems: Vec<ChordProblem>, wayland: bool, watch_copies: bool) -> Finding {
        Finding::Desktop(DesktopFinding::Hotkeys {
            chords: vec!["Ctrl+D".parse().expect("a chord")],
            held: false,
            problems,
            wayland,
            watch_copies,
        })
    }

    #[test]
    fn without_hotkeys_the_watching_of_copies_is_offered_unless_it_is_on() {
        let offer = "Check whatever item I copy";
        let chord = "Ctrl+D".parse().expect("a chord");
        let taken = vec![ChordProblem::Taken { chord }];
        let cure = |finding: Finding| Texts::ENGLISH.finding(&finding).1;
        let offered = |finding| cure(finding).is_some_and(|cure| cure.contains(offer));
        assert!(offered(hotkeys(taken.clone(), false, false)));
        assert!(offered(hotkeys(vec![], true, false)));
        let otherwise = cure(hotkeys(taken, true, true)).expect("a cure");
        assert!(!otherwise.contains(offer), "{otherwise}");
        let on_wayland = hotkeys(vec![], true, true);
        assert_eq!(on_wayland.verdict(), Verdict::Good);
        assert_eq!(cure(on_wayland), None);
        assert_eq!(hotkeys(vec![], true, false).verdict(), Verdict::Limited);
    }

    #[test]
    fn what_is_not_well_has_a_cure_and_what_is_has_none() {
        let chord = "Ctrl+D".parse().expect("a chord");
        let hotkeys = |problems| hotkeys(problems, false, false);
        let hindered = |size, hindrance| {
            Finding::Desktop(DesktopFinding::Game {
                title: "Diablo II".to_owned(),
                size,
                hindrance,
            })
        };
        let game = |size| hindered(size, None);
        let market = |trouble| {
            Finding::Market(MarketState {
                address: "wss://market.example".to_owned(),
                trouble,
            })
        };
        let damaged = LoadNote::Damaged {
            kept_as: "/x/settings.damaged-1.json".into(),
            reason: String::new(),
        };
        for finding in [
            Finding::Settings(Kept::In("/x".into())),
            Finding::Settings(Kept::Damaged(damaged)),
            Finding::Settings(Kept::Unusable(Arc::new(SettingsError::NoFolder))),
            Finding::Desktop(DesktopFinding::Display(Ok(()))),
            Finding::Desktop(DesktopFinding::Compositor(Ok(true))),
            Finding::Desktop(DesktopFinding::Compositor(Ok(false))),
            hotkeys(vec![]),
            hotkeys(vec![ChordProblem::Taken { chord }]),
            game(Some((800, 600))),
            game(None),
            hindered(Some((800, 600)), Some(Hindrance::Elevated)),
            hindered(Some((800, 600)), Some(Hindrance::ExclusiveFullScreen)),
            Finding::Desktop(DesktopFinding::Clipboard(ClipboardState::Text)),
            Finding::Desktop(DesktopFinding::Clipboard(ClipboardState::Silent)),
            market(None),
            market(Some(Trouble::BadAddress("x".to_owned()))),
            market(Some(Trouble::Call(CallError::Stopped))),
            Finding::Login(Login::Kept),
            Finding::Login(Login::Nobody),
            Finding::Tray(TrayState::Shown),
            Finding::Tray(TrayState::NoHost),
        ] {
            for language in Language::ALL {
                let (state, cure) = Texts::of(language).finding(&finding);
                assert!(!state.is_empty(), "{finding:?}");
                let well = finding.verdict() == Verdict::Good;
                assert_eq!(cure.is_none(), well, "{finding:?}: {cure:?}");
            }
        }
    }
}
