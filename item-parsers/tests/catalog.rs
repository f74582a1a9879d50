//! The tables hang together, and everything that code names is in them.

use std::collections::HashSet;

use item_parsers::catalog;
use item_parsers::price::Rates;

#[test]
fn every_table_reads() {
    assert!(catalog::stats().len() > 500);
    assert!(catalog::bases().len() > 800);
    assert!(catalog::uniques().len() > 450);
    assert!(catalog::set_pieces().len() > 120);
    assert!(catalog::runewords().len() > 90);
    assert!(catalog::skills().len() > 500);
    assert!(catalog::affixes().len() > 1400);
    assert!(catalog::corruptions().len() > 200);
    assert!(!catalog::corruption_stats(7).is_empty());
    assert_eq!(catalog::runes().len(), 33);
    assert!(!catalog::currency().is_empty());
    assert_eq!(catalog::classes().len(), 7);
    assert_eq!(catalog::tabs().len(), 21);
    assert!(Rates::usual().hr("ist").is_some());
}

#[test]
fn bases_of_named_items_exist() {
    let codes = catalog::uniques()
        .iter()
        .filter(|unique| unique.enabled)
        .map(|unique| unique.base_code)
        .chain(catalog::set_pieces().iter().map(|piece| piece.base_code));
    let missing: Vec<&str> = codes.filter(|code| catalog::base(code).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn stats_and_skills_of_properties_exist() {
    let properties = catalog::uniques()
        .iter()
        .flat_map(|unique| &unique.modifiers)
        .chain(
            catalog::set_pieces()
                .iter()
                .flat_map(|piece| piece.modifiers.iter().chain(&piece.partial)),
        )
        .chain(
            catalog::runewords()
                .iter()
                .flat_map(|runeword| &runeword.modifiers),
        )
        .chain(catalog::affixes().iter().flat_map(|affix| &affix.modifiers))
        .chain(
            catalog::corruptions()
                .iter()
                .flat_map(|corruption| &corruption.modifiers),
        );
    for property in properties {
        for stat in &property.stats {
            assert!(catalog::stat(*stat).is_some(), "stat {stat}");
        }
        if let Some(skill) = property.skill_id {
            assert!(catalog::skill(skill).is_some(), "skill {skill}");
        }
        if let Some(tab) = property.tab_param {
            assert!(catalog::tab(tab).is_some(), "tab {tab}");
        }
    }
}

#[test]
fn merged_rows_are_of_stats_that_exist() {
    let names = [
        "all_resist",
        "all_attributes",
        "maxdamage_percent",
        "poisondam",
    ];
    for name in names {
        assert!(catalog::merged_row(name).is_some(), "{name}");
    }
    for row in catalog::merged() {
        assert!(
            row.stats.iter().all(|stat| catalog::stat(*stat).is_some()),
            "{}",
            row.market
        );
    }
}

#[test]
fn words_are_about_market_properties_each_once() {
    let mut seen = HashSet::new();
    for word in catalog::words() {
        assert!(seen.insert(word.market), "{} twice", word.market);
        let known = catalog::stat_by_market(word.market).is_some()
            || catalog::merged_row(word.market).is_some();
        assert!(known, "{} is no market property", word.market);
    }
}

#[test]
fn types_that_code_names_exist() {
    assert!(catalog::bases().iter().any(|base| base.is("map")));
    for category in ["weapon", "armor", "misc"] {
        assert!(
            catalog::bases()
                .iter()
                .any(|base| base.category == category),
            "{category}"
        );
    }
}

#[test]
fn other_wordings_are_of_stats_that_exist() {
    for wording in catalog::wordings() {
        assert!(
            catalog::stat_by_name(wording.stat).is_some(),
            "{}",
            wording.stat
        );
    }
}
