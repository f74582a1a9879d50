//! Where an amount lies in what can roll: by the item's own table, its corruption, or its affixes.

use item_parsers::catalog::{self, Affix};
use item_parsers::{Item, Modifier, parse_clipboard};
use serde_json::{Value, json};

fn read(item: &Value) -> Item {
    parse_clipboard(&item.to_string()).unwrap_or_else(|error| panic!("{error}: {item}"))
}

fn property<'a>(item: &'a Item, market: &str) -> &'a Modifier {
    item.modifier(market)
        .unwrap_or_else(|| panic!("{} has no {market}", item.name))
}

/// `least–most percent%` of a property's range.
fn roll(item: &Item, market: &str) -> String {
    property(item, market)
        .roll
        .map_or_else(String::new, |roll| {
            let mark = if roll.is_perfect() { " perfect" } else { "" };
            format!("{}–{} {}%{mark}", roll.min, roll.max, roll.percent)
        })
}

/// A small magic charm with one row.
fn charm(stat: u16, value: i64) -> Item {
    read(
        &json!({"type": "Small Charm", "quality": "Magic", "name": "Odd", "iLevel": 99,
        "stats": [{"name": "x", "stat_id": stat, "value": value}]}),
    )
}

/// Name, tier, how many tiers and range of the affix.
fn tier(item: &Item, market: &str) -> String {
    property(item, market)
        .affix
        .map_or_else(String::new, |affix| {
            let (tier, of, min, max) = (affix.tier, affix.of, affix.min, affix.max);
            format!("{} {tier}/{of} {min}–{max}", affix.name)
        })
}

#[test]
fn the_range_of_a_unique() {
    let frost = |dexterity: i64, corrupted: i64| {
        read(
            &json!({"type": "Ring", "quality": "Unique", "name": "Raven Frost", "stats": [
                {"name": "to Dexterity", "stat_id": 2, "value": dexterity},
                {"name": "to Attack Rating", "stat_id": 19, "value": 200},
                {"name": "Corrupted", "stat_id": 360, "value": corrupted},
            ]}),
        )
    };
    assert_eq!(roll(&frost(20, 1), "dexterity"), "15–20 100% perfect");
    assert_eq!(roll(&frost(15, 1), "dexterity"), "15–20 0%");
    assert_eq!(roll(&frost(15, 1), "tohit"), "150–250 50%");
    // What the corruption adds widens the range of what it raises, and of that alone.
    let raised = frost(15, 3);
    assert_eq!(raised.corruption, Some(3));
    assert_eq!(roll(&raised, "tohit"), "250–400 0%");
    assert_eq!(roll(&raised, "dexterity"), "15–20 0%");
}

#[test]
fn the_range_of_a_set_piece_and_of_a_runeword() {
    for piece in catalog::set_pieces() {
        let base = catalog::base(piece.base_code).expect("a base");
        let item = json!({"type": base.name, "quality": "Set", "name": piece.clipboard_name()});
        each_end_rolls(piece.name, &item, &piece.modifiers);
    }
    let spirit = catalog::runewords()
        .iter()
        .find(|runeword| runeword.name == "Spirit")
        .expect("Spirit");
    let sword = json!({"type": "Crystal Sword", "quality": "Normal", "isRuneword": true, "runeword": "Spirit",
        "sockets": 4});
    each_end_rolls("Spirit", &sword, &spirit.modifiers);
}

/// The least and the greatest amount of every single stat that rolls read as 0 % and 100 %, or the other way round.
fn each_end_rolls(name: &str, item: &Value, properties: &[catalog::Property]) {
    for property in properties {
        let ([stat], None, true) = (
            property.stats.as_slice(),
            property.kind,
            property.is_rolled(),
        ) else {
            continue;
        };
        // A stat that several lines give has the sum of their ranges, which no single line says.
        let alone = properties
            .iter()
            .filter(|other| other.stats.contains(stat))
            .count()
            == 1;
        let known = catalog::stat(*stat).expect("a stat");
        let (min, max) = property.amount().expect("it rolls");
        if !alone || known.text.is_none() || property.items.is_some() {
            continue;
        }
        let percent = [min, max].map(|amount| {
            let mut item = item.clone();
            item["stats"] = json!([{"name": "x", "stat_id": stat, "value": amount}]);
            let item = read(&item);
            let modifier = property_of(&item, *stat);
            let roll = modifier
                .roll
                .unwrap_or_else(|| panic!("{name}: {} has no range", modifier.name));
            assert_eq!(
                (roll.min, roll.max),
                (min as f64, max as f64),
                "{name}: {}",
                modifier.name
            );
            roll.percent
        });
        assert!(
            percent == [0, 100] || percent == [100, 0],
            "{name}: {percent:?}"
        );
    }
}

fn property_of(item: &Item, stat: u16) -> &Modifier {
    property(item, catalog::stat(stat).expect("a stat").market())
}

#[test]
fn the_affix_of_a_magic_item() {
    let (life, magic_find) = (7, 80);
    assert_eq!(tier(&charm(life, 20), "maxhp"), "of Vita 1/3 16–20");
    assert_eq!(roll(&charm(life, 20), "maxhp"), "5–20 100% perfect");
    assert_eq!(
        tier(&charm(magic_find, 7), "item_magicbonus"),
        "of Good Luck 1/2 6–7"
    );
    // More than any affix gives comes from elsewhere.
    assert_eq!(tier(&charm(life, 21), "maxhp"), "");
    assert_eq!(roll(&charm(life, 21), "maxhp"), "");
    // Unique items have no affixes, whatever they are made of.
    let gheed = read(
        &json!({"type": "Grand Charm", "quality": "Unique", "name": "Gheed's Fortune",
        "stats": [{"name": "x", "stat_id": life, "value": 20}]}),
    );
    assert_eq!(property(&gheed, "maxhp").affix, None);
}

/// Stats that are shown alone and stored by their own name.
fn is_plain(affix: &Affix) -> bool {
    let [property] = affix.modifiers.as_slice() else {
        return false;
    };
    let merged = |stat: u16| {
        ["all_resist", "all_attributes", "maxdamage_percent"]
            .into_iter()
            .filter_map(catalog::merged_row)
            .any(|row| row.stats.contains(&stat))
    };
    let [stat] = property.stats.as_slice() else {
        return false;
    };
    let known = catalog::stat(*stat).expect("a stat");
    property.kind.is_none() && !merged(*stat) && known.form == catalog::Form::Plain
}

#[test]
fn every_affix_gives_what_it_says() {
    let mut compared = 0;
    let rolled = catalog::affixes().iter().filter(|affix| is_plain(affix));
    for affix in rolled {
        let property = &affix.modifiers[0];
        let Some((min, max)) = property.amount() else {
            continue;
        };
        let holds = |base: &&catalog::Base| {
            affix.types.iter().any(|code| base.is(code))
                && !affix.excluded.iter().any(|code| base.is(code))
                && base.clipboard_type.is_none()
        };
        let Some(base) = catalog::bases().iter().find(holds) else {
            continue;
        };
        let tiers = [min, max].map(|amount| {
            let item = read(
                &json!({"type": base.name, "quality": "Magic", "name": "Odd",
                "stats": [{"name": "x", "stat_id": property.stats[0], "value": amount}]}),
            );
            let modifier = property_of(&item, property.stats[0]);
            let found = modifier
                .affix
                .unwrap_or_else(|| panic!("{} on {}: {amount}", affix.name, base.name));
            assert!((found.min..=found.max).contains(&amount));
            assert!((1..=found.of).contains(&found.tier));
            // It is this affix, or one that gives more.
            assert!(found.max >= max, "{}: {found:?}", affix.name);
            found.tier
        });
        assert!(
            tiers[1] <= tiers[0],
            "{}: more is no worse a tier",
            affix.name
        );
        compared += 1;
    }
    assert!(compared > 500, "only {compared} affixes compared");
}
