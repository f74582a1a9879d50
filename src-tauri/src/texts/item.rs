//! Items, prices and realms in the player's words. Names and properties stay as the game writes them.

use item_parsers::catalog::base;
use item_parsers::currency::Group;
use item_parsers::filter::{Filter, Target};
use item_parsers::price::{Estimate, Sureness};
use item_parsers::{Named, Note};
use market_client::Realm;

use super::{Text, Texts};

impl Texts {
    /// `Ladder · Softcore`
    #[must_use]
    pub fn realm(self, realm: impl Into<Realm>) -> String {
        let realm = realm.into();
        let season = if realm.ladder {
            Text::RealmLadder
        } else {
            Text::RealmNonLadder
        };
        let mode = if realm.hardcore {
            Text::RealmHardcore
        } else {
            Text::RealmSoftcore
        };
        format!("{} · {}", self.get(season), self.get(mode))
    }

    /// What could not be read in an item, or is not certain.
    #[must_use]
    pub fn note(self, note: &Note) -> String {
        self.get(match note {
            Note::UnknownKey(key) => Text::NoteUnknownKey { key },
            Note::UnknownStat(name) => Text::NoteUnknownStat { name },
            Note::UnknownLine(line) => Text::NoteUnknownLine { line },
            Note::UnknownType(name) => Text::NoteUnknownType { name },
            Note::UnknownQuality(name) => Text::NoteUnknownQuality { name },
            Note::UnknownName { kind, name } => {
                let kind = &self.named(*kind);
                return self.get(Text::NoteUnknownName { kind, name });
            }
            Note::SeveralUniques(name) => Text::NoteSeveralUniques { name },
            Note::SeveralBases(name) => Text::NoteSeveralBases { name },
            Note::Unidentified => Text::NoteUnidentified,
            Note::RunewordLoses(lost) => Text::NoteRunewordLoses { lost },
            Note::MapLoses => Text::NoteMapLoses,
            Note::Missing(lost) => Text::NoteMissing { lost },
            Note::UncertainAmount(name) => Text::NoteUncertainAmount { name },
            Note::NoNumber(name) => Text::NoteNoNumber { name },
            Note::TwoAmounts(name) => Text::NoteTwoAmounts { name },
        })
    }

    /// What a filter asks about: a property as the game writes it, the rest in the player's language.
    #[must_use]
    pub fn filter(self, filter: &Filter) -> String {
        let number = filter.value.unwrap_or_default().into();
        self.get(match &filter.target {
            Target::Modifier { .. } | Target::Cast { .. } => return filter.text.clone(),
            Target::Ethereal(true) => Text::FilterEthereal,
            Target::Ethereal(false) => Text::FilterNotEthereal,
            Target::Corrupted(true) => Text::FilterCorrupted,
            Target::Corrupted(false) => Text::FilterNotCorrupted,
            Target::Sockets => Text::FilterSockets { count: number },
            Target::ItemLevel => Text::FilterItemLevel { level: number },
            Target::Base(code) => Text::FilterBase {
                name: base(code).map_or(code, |base| base.name),
            },
        })
    }

    fn named(self, kind: Named) -> String {
        self.get(match kind {
            Named::Unique => Text::KindUnique,
            Named::SetPiece => Text::KindSetPiece,
            Named::Runeword => Text::KindRuneword,
        })
    }

    #[must_use]
    pub fn sureness(self, sure: Sureness) -> String {
        self.get(match sure {
            Sureness::TooFew => Text::SureTooFew,
            Sureness::Rough => Text::SureRough,
            Sureness::Fair => Text::SureFair,
            Sureness::Sure => Text::SureSure,
        })
    }

    /// From how much an estimate was made: `13 asks`, `11 sellers`.
    #[must_use]
    pub fn counts(self, estimate: &Estimate) -> (String, String) {
        let asks = self.get(Text::Asks {
            count: estimate.asks.into(),
        });
        let sellers = self.get(Text::Sellers {
            count: estimate.sellers.into(),
        });
        (asks, sellers)
    }

    #[must_use]
    pub fn currency_group(self, group: Group) -> String {
        self.get(match group {
            Group::Runes => Text::GroupRunes,
            Group::Gems => Text::GroupGems,
            Group::Keys => Text::GroupKeys,
            Group::Essences => Text::GroupEssences,
            Group::Maps => Text::GroupMaps,
            Group::Crafts => Text::GroupCrafts,
            Group::Others => Text::GroupOthers,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;

    #[test]
    fn what_an_unknown_name_is_of_is_said_in_the_players_language() {
        let said = |language, kind| {
            let name = "Nobody’s".to_owned();
            Texts::of(language).note(&Note::UnknownName { kind, name })
        };
        for (kind, english, german) in [
            (Named::Unique, "a unique called", "(Unique)"),
            (Named::SetPiece, "a set piece called", "(Set-Teil)"),
            (Named::Runeword, "a runeword called", "(Runeword)"),
        ] {
            assert!(said(Language::En, kind).contains(english));
            assert!(said(Language::De, kind).contains(german));
        }
    }
}
