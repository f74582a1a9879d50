//! The oddities of the clipboard's form, one test each, named after what the game does.

use item_parsers::catalog;
use item_parsers::{
    Item, Modifier, NotAnItem, Note, Quality, parse_clipboard, parse_clipboard_bytes,
};
use serde_json::{Value, json};

fn read(item: &Value) -> Item {
    parse_clipboard(&item.to_string()).expect("an item")
}

/// A magic item of this type with these rows.
fn with_rows(type_name: &str, rows: &Value) -> Item {
    read(
        &json!({"type": type_name, "quality": "Magic", "name": "Odd", "iLevel": 90, "stats": rows}),
    )
}

fn values<'a>(item: &'a Item, name: &str) -> &'a [i64] {
    item.modifier(name)
        .unwrap_or_else(|| panic!("no {name} in {:?}", item.modifiers))
        .values
        .as_slice()
}

fn names(item: &Item) -> Vec<&str> {
    item.modifiers
        .iter()
        .map(|modifier| modifier.name)
        .collect()
}

#[test]
fn strength_has_no_id_because_zero_is_left_out() {
    let item = with_rows("Ring", &json!([{"name": "to Strength", "value": 12}]));
    assert_eq!(values(&item, "strength"), [12]);
    assert!(!item.modifiers[0].uncertain);
    assert_eq!(item.modifiers[0].text, "+12 to Strength");
}

#[test]
fn the_id_decides_where_a_name_belongs_to_several_stats() {
    let name = "Physical Damage Taken Reduced by";
    let flat = with_rows("Ring", &json!([{"name": name, "stat_id": 34, "value": 4}]));
    let percent = with_rows("Ring", &json!([{"name": name, "stat_id": 36, "value": 4}]));
    assert_eq!(values(&flat, "normal_damage_reduction"), [4]);
    assert_eq!(values(&percent, "damageresist"), [4]);
    assert_eq!(
        percent.modifiers[0].text,
        "Physical Damage Taken Reduced by 4%"
    );
}

#[test]
fn a_name_of_several_stats_without_an_id_is_asked_for_as_any_of_them() {
    let item = with_rows(
        "Ring",
        &json!([{"name": "Physical Damage Taken Reduced by", "value": 4}]),
    );
    let row = &item.modifiers[0];
    assert_eq!((row.name, row.uncertain), ("normal_damage_reduction", true));
    assert!(
        row.alternatives
            .iter()
            .any(|other| other.name == "damageresist")
    );
}

#[test]
fn stats_without_text_are_told_by_their_id() {
    let item = with_rows(
        "Ring",
        &json!([
            {"name": "an evil force", "stat_id": 73, "value": 10},
            {"name": "an evil force", "stat_id": 92, "value": 5},
        ]),
    );
    assert_eq!(values(&item, "maxdurability"), [10]);
    assert_eq!(values(&item, "item_levelreq"), [5]);
}

#[test]
fn every_stat_without_text_is_known() {
    for stat in catalog::stats().iter().filter(|stat| stat.text.is_none()) {
        let item = with_rows(
            "Ring",
            &json!([{"name": "an evil force", "stat_id": stat.id, "value": 5}]),
        );
        assert!(item.notes.is_empty(), "{}: {:?}", stat.name, item.notes);
    }
}

#[test]
fn enhanced_damage_is_one_property_however_it_comes() {
    let all = json!([
        {"name": "% Enhanced Damage", "value": 321, "range": {"min": 275, "max": 350}},
        {"name": "Enhanced Maximum Damage", "stat_id": 17, "value": 321},
        {"name": "Enhanced Minimum Damage", "stat_id": 18, "value": 321},
    ]);
    for rows in [json!([all[0]]), json!([all[1], all[2]]), all] {
        let item = with_rows("Hydra Bow", &rows);
        assert_eq!(names(&item), ["maxdamage_percent"], "{rows}");
        assert_eq!(values(&item, "maxdamage_percent"), [321]);
    }
}

#[test]
fn enhanced_damage_of_one_end_stays_its_own() {
    let rows = json!([{"name": "Enhanced Maximum Damage", "stat_id": 17, "value": 30}]);
    assert_eq!(
        names(&with_rows("Jewel", &rows)),
        ["item_maxdamage_percent"]
    );
}

#[test]
fn a_skill_may_be_class_bound_or_not_and_both_are_kept() {
    let rows = json!([{"name": "+2 to Blizzard", "skill": "Blizzard", "value": 2}]);
    let item = with_rows("Dimensional Shard", &rows);
    let skill = &item.modifiers[0];
    assert!(skill.uncertain);
    assert_eq!(
        (skill.name, skill.values.as_slice()),
        ("item_singleskill", [59, 2].as_slice())
    );
    let others: Vec<&str> = skill.alternatives.iter().map(|other| other.name).collect();
    assert!(others.contains(&"item_nonclassskill"));
}

#[test]
fn the_runeword_tells_that_its_skill_is_not_class_bound() {
    let item = read(&json!({
        "type": "Phase Blade", "quality": "Normal", "isRuneword": true, "runeword": "Call to Arms",
        "stats": [{"name": "+6 to Battle Orders", "skill": "Battle Orders", "value": 6}],
    }));
    let skill = &item.modifiers[0];
    assert_eq!((skill.name, skill.uncertain), ("item_nonclassskill", false));
    assert_eq!(skill.values, [149, 6]);
}

#[test]
fn the_class_is_in_the_skill_though_the_row_says_amazon() {
    for class in catalog::classes() {
        let row =
            json!([{"name": "to Amazon Skill Levels", "skill": class.clipboard_skill, "value": 2}]);
        let item = with_rows("Amulet", &row);
        assert_eq!(values(&item, "item_addclassskills"), [class.id, 2]);
        assert_eq!(
            item.modifiers[0].text,
            format!("+2 to {} Skills", class.name)
        );
    }
}

#[test]
fn the_tab_is_in_the_skill_however_it_is_spelt() {
    let spellings = [
        "Javalin and Spear Skills (Amazon)",
        "Shadow Desciplines (Assassin)",
        "Warcries (Barbarian)",
    ];
    for spelling in spellings {
        assert!(
            catalog::tab_by_clipboard_skill(spelling).is_some(),
            "{spelling}"
        );
    }
    for tab in catalog::tabs() {
        let row = json!([{"name": "+%d to Javelin and Spear Skills", "skill": tab.clipboard_skill, "value": 1}]);
        let item = with_rows("Grand Charm", &row);
        assert_eq!(
            values(&item, "item_addskill_tab"),
            [tab.param, 1],
            "{}",
            tab.clipboard_skill
        );
        assert!(item.notes.is_empty());
    }
}

#[test]
fn an_aura_row_is_only_a_name() {
    let item = with_rows(
        "Monarch",
        &json!([{"name": "Level 14 Meditation Aura When Equipped"}]),
    );
    assert_eq!(values(&item, "item_aura"), [120, 14]);
}

#[test]
fn a_charges_row_has_no_name() {
    let rows = json!([{"skill": "Venom", "level": 3, "charges": "(12/30 Charges)"}]);
    let item = with_rows("Spiderweb Sash", &rows);
    let cast = item
        .modifier("item_charged_skill")
        .and_then(|row| row.cast)
        .expect("charges");
    assert_eq!(
        (cast.level, cast.charges, cast.max_charges),
        (Some(3), Some(12), Some(30))
    );
    assert_eq!(cast.skill_id, Some(278));
    assert_eq!(item.modifiers[0].text, "Level 3 Venom (12/30 Charges)");
}

#[test]
fn the_skill_of_an_event_is_only_in_its_name() {
    let endings = [
        ("on attack", "item_skillonattack"),
        ("when you Kill an Enemy", "item_skillonkill"),
        ("when you Die", "item_skillondeath"),
        ("on striking", "item_skillonhit"),
        ("when you Level-Up", "item_skillonlevelup"),
        ("on casting", "item_skilloncast"),
        ("when struck", "item_skillongethit"),
    ];
    for (ending, market) in endings {
        let name = format!("12% Chance to cast level 40 Twister {ending}");
        let item = with_rows(
            "Hydra Bow",
            &json!([{"name": name, "chance": 12, "level": 40}]),
        );
        let cast = item
            .modifier(market)
            .and_then(|row| row.cast)
            .expect(market);
        assert_eq!(
            (cast.chance, cast.level, cast.skill_id),
            (Some(12), Some(40), Some(240))
        );
        assert_eq!(item.modifiers[0].text, name);
    }
}

#[test]
fn events_that_come_as_plain_rows_are_told_by_their_id() {
    let rows = json!([
        {"name": "%d%% Chance to cast level %d %s on block", "stat_id": 202, "value": 10},
        {"name": "Melee Attacks Deal Splash Damage", "stat_id": 359, "value": 100},
    ]);
    let item = with_rows("Monarch", &rows);
    assert_eq!(values(&item, "item_skillonblock"), [10]);
    assert_eq!(values(&item, "item_splashonhit"), [100]);
    assert_eq!(
        item.modifier("item_splashonhit")
            .map(|row| row.text.as_str()),
        Some("Melee Attacks Deal Splash Damage")
    );
}

#[test]
fn negative_life_comes_without_its_sign() {
    let rows = json!([
        {"name": "to Life", "stat_id": 7, "value": 16_777_196},
        {"name": "to Mana", "stat_id": 9, "value": 16_777_206},
    ]);
    let item = with_rows("Shako", &rows);
    assert_eq!(values(&item, "maxhp"), [-20]);
    assert_eq!(values(&item, "maxmana"), [-10]);
    assert_eq!(
        item.modifier("maxhp").map(|row| row.text.as_str()),
        Some("-20 to Life")
    );
}

#[test]
fn per_level_amounts_are_fractions() {
    let item = with_rows(
        "Shako",
        &json!([{"name": "to Life", "stat_id": 216, "value": 12}]),
    );
    assert_eq!(values(&item, "item_hp_perlevel"), [12]);
    assert_eq!(
        item.modifiers[0].text,
        "+1.5 to Life (Based on Character Level)"
    );
}

#[test]
fn poison_is_a_rate() {
    let rows = json!([
        {"name": "to Minimum Poison Damage", "stat_id": 57, "value": 512},
        {"name": "to Maximum Poison Damage", "stat_id": 58, "value": 512},
        {"name": "an evil force", "stat_id": 59, "value": 125},
    ]);
    let item = with_rows("Small Charm", &rows);
    assert_eq!(names(&item), ["poisondam"]);
    assert_eq!(item.modifiers[0].text, "250 poison damage over 5 seconds");
}

#[test]
fn what_joined_rows_lost_is_said_and_not_invented() {
    let item = read(&json!({
        "type": "Map", "name": "Zhar the Mad Map", "quality": "Unique",
        "stats": [{"name": "Monsters have", "stat_id": 502, "value": 90, "range": {"min": 4, "max": 6}}],
    }));
    // 90 cannot be the first stat's; of the map's stats with that text it fits one alone.
    assert_eq!(values(&item, "map_mon_phys_as_extra_pois"), [90]);
    assert!(item.modifiers[0].uncertain);
    assert!(item.modifier("map_mon_dropcharms").is_none());
    assert!(
        item.notes
            .iter()
            .any(|note| matches!(note, Note::Missing(_)))
    );
    assert!(item.notes.contains(&Note::MapLoses));
}

#[test]
fn a_range_on_elemental_damage_is_no_roll() {
    let item = read(&json!({
        "type": "Jewel", "name": "Rainbow Facet", "quality": "Unique",
        "stats": [
            {"name": "to Minimum Lightning Damage", "stat_id": 50, "value": 1, "range": {"min": 1, "max": 74}},
            {"name": "to Maximum Lightning Damage", "stat_id": 51, "value": 74, "range": {"min": 1, "max": 74}},
        ],
    }));
    assert_eq!(values(&item, "lightmindam"), [1, 74]);
    assert!(
        item.modifiers
            .iter()
            .all(|modifier| modifier.roll.is_none())
    );
}

#[test]
fn a_range_that_the_clipboard_lacks_is_in_the_tables() {
    let item = read(&json!({
        "type": "Ring", "name": "Raven Frost", "quality": "Unique",
        "stats": [{"name": "to Dexterity", "stat_id": 2, "value": 18}],
    }));
    let roll = item.modifiers[0].roll.expect("a roll");
    assert_eq!((roll.min, roll.max, roll.percent), (15.0, 20.0, 60));
}

#[test]
fn a_raised_row_is_marked_though_the_game_does_not() {
    let item = read(&json!({
        "type": "Shako", "name": "Harlequin Crest", "quality": "Unique",
        "stats": [
            {"name": "Better Chance of Getting Magic Items", "stat_id": 80, "value": 65, "range": {"min": 25, "max": 50}},
            {"name": "ÿc1Corrupted", "stat_id": 360, "value": 7},
            {"name": "Corrupt", "stat_id": 361, "value": 3001},
        ],
    }));
    assert_eq!((item.corrupted, item.corruption), (true, Some(7)));
    assert_eq!(values(&item, "corrupted"), [0, 7]);
    assert!(item.modifier("corruptor").is_none());
    let raised = item.modifier("item_magicbonus").expect("magic find");
    assert!(raised.corrupted);
    // 25–50 by the item, 20–30 by the outcome on a helm.
    let roll = raised.roll.expect("a roll");
    assert_eq!((roll.min, roll.max), (45.0, 80.0));
}

#[test]
fn nothing_gained_marks_nothing() {
    let item = read(&json!({
        "type": "Ring", "name": "Raven Frost", "quality": "Unique",
        "stats": [
            {"name": "to Dexterity", "stat_id": 2, "value": 18},
            {"name": "ÿc1Corrupted", "stat_id": 360, "value": 1},
        ],
    }));
    assert!(item.corrupted);
    assert!(item.modifiers.iter().all(|modifier| !modifier.corrupted));
}

#[test]
fn the_shown_name_is_not_the_copied_one() {
    let differing = catalog::uniques()
        .iter()
        .filter(|unique| unique.clipboard_name() != unique.name && unique.enabled);
    let mut seen = 0;
    for unique in differing {
        let known = catalog::uniques_by_clipboard_name(unique.clipboard_name());
        assert!(
            known.iter().any(|known| known.id == unique.id),
            "{}",
            unique.name
        );
        seen += 1;
    }
    assert!(seen > 50, "{seen} differ");
    let wisp = read(&json!({"type": "Ring", "name": "Wisp", "quality": "Unique"}));
    assert_eq!(wisp.name, "Wisp Projector");
    assert!(wisp.unique_id.is_some());
}

#[test]
fn one_name_of_several_uniques_is_told_apart_or_all_are_kept() {
    let facet = |rows: Value| {
        read(&json!({"type": "Jewel", "name": "Rainbow Facet", "quality": "Unique", "stats": rows}))
    };
    let told = facet(
        json!([{"chance": 100, "level": 47, "name": "100% Chance to cast level 47 Chain Lightning when you Die"}]),
    );
    assert_eq!(told.unique_id, Some(393));
    let untold = facet(json!([]));
    assert_eq!(untold.unique_id, None);
    assert!(untold.unique_candidates.len() > 4);
    assert!(
        untold
            .notes
            .iter()
            .any(|note| matches!(note, Note::SeveralUniques(_)))
    );
}

#[test]
fn colour_codes_and_hints_are_taken_from_types_and_names() {
    let shard = read(&json!({"type": "Tainted Worldstone Shardÿc/", "quality": "Normal"}));
    assert_eq!(
        (shard.base_code, shard.name.as_str()),
        (Some("cwss"), "Tainted Worldstone Shard")
    );
    let potion = read(&json!({
        "type": "Right Click to permanently add 20 to Life\nPotion of Life", "quality": "Normal",
    }));
    assert_eq!(potion.base_code, Some("xyz"));
    // Some programs lose the ÿ on the way.
    let lost = read(&json!({"type": "Tainted Worldstone Shard\u{fffd}c/", "quality": "Normal"}));
    assert_eq!(lost.base_code, Some("cwss"));
}

#[test]
fn every_clipboard_type_is_known() {
    for base in catalog::bases() {
        let written = base.clipboard_type.as_deref().unwrap_or(base.name);
        let item = read(&json!({"type": written, "quality": "Normal"}));
        let code = item
            .base_code
            .unwrap_or_else(|| panic!("{written} is not known"));
        assert!(
            code == base.code || item.base_candidates.contains(&base.code),
            "{written}: {code}"
        );
    }
}

#[test]
fn skulls_and_stacks_are_not_marked() {
    let code = |item: Value| read(&item).base_code;
    assert_eq!(
        code(json!({"type": "Perfect Skull", "quality": "Normal"})),
        Some("skz")
    );
    assert_eq!(
        code(json!({"type": "Ber Rune", "quality": "Normal", "isRune": true})),
        Some("r30")
    );
    assert_eq!(
        code(json!({"type": "Ber Rune", "quality": "Normal", "quantity": 3})),
        Some("r30s")
    );
    assert_eq!(
        code(json!({"type": "Perfect Skull", "quality": "Normal", "quantity": 9})),
        Some("skzs")
    );
}

#[test]
fn the_name_of_an_unidentified_item_is_not_trusted() {
    let item = read(&json!({
        "type": "Ring", "name": "Raven Frost", "quality": "Unique", "unidentified": true,
    }));
    assert_eq!((item.unique_id, item.identified), (None, false));
    assert_eq!(item.name, "Ring");
    assert!(item.notes.contains(&Note::Unidentified));
}

#[test]
fn a_runeword_has_its_bases_quality_and_loses_rows() {
    let item = read(&json!({
        "type": "Phase Blade", "quality": "Superior", "isRuneword": true, "runeword": "Grief", "sockets": 5,
        "stats": [{"name": "Life after each Kill", "stat_id": 86, "value": 13}],
    }));
    assert_eq!(item.quality, Some(Quality::Superior));
    assert_eq!(
        (item.name.as_str(), item.runeword_key),
        ("Grief", Some("Runeword47"))
    );
    assert!(
        item.notes
            .iter()
            .any(|note| matches!(note, Note::RunewordLoses(_)))
    );
}

#[test]
fn one_runeword_key_stands_for_two_rows_told_apart_by_the_base() {
    let spirit = |type_name: &str, skills: i64| -> Modifier {
        let item = read(&json!({
            "type": type_name, "quality": "Normal", "isRuneword": true, "runeword": "Spirit",
            "stats": [{"name": "to All Skills", "stat_id": 127, "value": skills}],
        }));
        assert_eq!(item.runeword_key, Some("Runeword130"));
        item.modifiers[0].clone()
    };
    assert!(spirit("Crystal Sword", 1).fixed);
    assert!(spirit("Archon Staff", 2).fixed);
}

#[test]
fn zero_fields_may_be_missing() {
    let item = read(&json!({"quality": "Normal", "type": "Cap"}));
    assert_eq!(
        (item.base_code, item.item_level, item.sockets),
        (Some("cap"), None, 0)
    );
    assert!(item.modifiers.is_empty() && item.notes.is_empty() && item.location.is_none());
}

#[test]
fn what_is_new_is_kept_and_noted() {
    let item = read(&json!({
        "type": "Orb of Tomorrow", "quality": "Mythic", "iLevel": 3, "aura": {"deep": [1, 2]},
        "stats": [{"name": "to Tomorrow", "stat_id": 9999, "value": 7}, {"name": "to Dexterity", "stat_id": 2, "value": 3}],
    }));
    assert_eq!(item.name, "Orb of Tomorrow");
    assert_eq!(values(&item, "dexterity"), [3]);
    assert_eq!(item.notes.len(), 4, "{:?}", item.notes);
}

#[test]
fn values_of_another_kind_are_no_error() {
    let item = read(&json!({
        "type": "Ring", "quality": "Magic", "name": 5, "iLevel": "90", "sockets": {"a": 1}, "socketed": "none",
        "isEthereal": 1, "stats": [7, null, "x", {"name": "to Dexterity", "stat_id": "2", "value": 9.0}],
    }));
    assert_eq!(
        (item.item_level, item.ethereal, item.sockets),
        (Some(90), true, 0)
    );
    assert_eq!(values(&item, "dexterity"), [9]);
}

#[test]
fn what_fills_the_sockets_is_items_of_its_own() {
    let item = read(&json!({
        "type": "Corona", "quality": "Rare", "name": "Demon Veil", "sockets": 2,
        "socketed": [
            {"type": "Jewel", "quality": "Magic", "name": "Ruby Jewel", "stats": [
                {"name": "Enhanced Maximum Damage", "stat_id": 17, "value": 38},
                {"name": "Enhanced Minimum Damage", "stat_id": 18, "value": 38},
            ]},
            {"type": "Um Rune", "quality": "Normal", "isRune": true},
        ],
    }));
    assert!(item.modifiers.is_empty());
    assert_eq!(item.socketed.len(), 2);
    assert_eq!(values(&item.socketed[0], "maxdamage_percent"), [38]);
    assert_eq!(item.socketed[1].base_code, Some("r22"));
}

#[test]
fn what_is_no_item_is_told_apart() {
    let refused = |text: &str| parse_clipboard(text).expect_err("not an item");
    assert_eq!(refused(""), NotAnItem::Empty);
    assert_eq!(refused(" \r\n\0"), NotAnItem::Empty);
    assert_eq!(refused("wts ber 1 hr"), NotAnItem::NotJson);
    assert_eq!(refused("[RW] Spirit 4os"), NotAnItem::NotJson);
    assert_eq!(
        refused("{\n  \"type\": \"Ring\",\n  oops"),
        NotAnItem::BrokenJson { line: 3, column: 3 }
    );
    assert_eq!(refused("[1, 2]"), NotAnItem::OtherJson);
    assert_eq!(refused("42"), NotAnItem::OtherJson);
    assert_eq!(
        refused("{\"type\": \"Feature\", \"geometry\": {}}"),
        NotAnItem::OtherJson
    );
    assert_eq!(
        refused(&"{".repeat(300_000)),
        NotAnItem::TooLarge { bytes: 300_000 }
    );
    let deep = format!("{{\"type\":\"Ring\",\"a\":{}", "[".repeat(200_000));
    assert!(matches!(refused(&deep), NotAnItem::BrokenJson { .. }));
    let large = vec![b'{'; 10 << 20];
    assert_eq!(
        parse_clipboard_bytes(&large),
        Err(NotAnItem::TooLarge { bytes: 10 << 20 })
    );
    // An image or a file list leaves no text behind.
    assert_eq!(parse_clipboard_bytes(&[0, 1, 2]), Err(NotAnItem::Empty));
}

#[test]
fn amounts_out_of_all_bounds_are_no_error() {
    for amount in [i64::MAX, i64::MIN, -1] {
        let range = json!({"min": amount, "max": amount.saturating_sub(5)});
        let rows: Vec<Value> = catalog::stats()
            .iter()
            .map(|stat| json!({"name": "x", "stat_id": stat.id, "value": amount, "range": range, "corrupted": true}))
            .chain([json!({"name": "Corrupted", "stat_id": 360, "value": 7})])
            .collect();
        let item = read(
            &json!({"type": "Ring", "quality": "Unique", "name": "Raven Frost", "stats": rows}),
        );
        assert!(item.modifiers.len() > 400);
        assert!(!item_parsers::filter::preselect(&item).is_empty());
    }
}
