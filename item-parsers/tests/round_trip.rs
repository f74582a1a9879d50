//! Every unique, set piece and runeword of the catalog, rolled at random and written in the clipboard's form
//! by a writer of its own, reads back to the properties that it was made from.

use std::collections::{BTreeMap, BTreeSet};

use item_parsers::catalog::{self, Property, PropertyKind, Stat};
use item_parsers::{Item, parse_clipboard};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use serde_json::{Map, Value, json};

const ROLLS_OF_EACH: usize = 12;

/// What is made of an entry: the game's JSON, and what the market stores.
#[derive(Default)]
struct Made {
    rows: Vec<Row>,
    /// Amounts of stats that take part in merging.
    amounts: BTreeMap<u16, i64>,
    expected: BTreeSet<String>,
    sockets: i64,
}

struct Row {
    /// The stats that this row stands for.
    stats: Vec<u16>,
    json: Map<String, Value>,
}

fn stat(id: u16) -> &'static Stat {
    catalog::stat(id).unwrap_or_else(|| panic!("stat {id}"))
}

fn expect(name: &str, values: &[i64]) -> String {
    format!("{name} {values:?}")
}

impl Made {
    fn of(properties: &[Property], runeword: bool, rng: &mut SmallRng) -> Self {
        let mut made = Self::default();
        for property in properties
            .iter()
            .filter(|property| !property.stats.is_empty())
        {
            made.add(property, runeword, rng);
        }
        made.write_amounts();
        made.expect_amounts();
        made
    }

    fn add(&mut self, property: &Property, runeword: bool, rng: &mut SmallRng) {
        use PropertyKind as Kind;
        let first = property.stats[0];
        let amount = property
            .amount()
            .map(|(min, max)| rng.random_range(min..=max));
        // What the game does not copy of a runeword.
        let lost = matches!(
            property.kind,
            Some(Kind::Charged | Kind::SkillEvent | Kind::SkillTab)
        ) || property.stats.iter().any(|stat| (21..=24).contains(stat));
        if runeword && lost {
            return;
        }
        match property.kind {
            Some(Kind::DamageRange) => {
                let parts = [property.min, property.max, property.param];
                for (stat, part) in property.stats.iter().zip(parts) {
                    *self.amounts.entry(*stat).or_default() += part.unwrap_or(0);
                }
            }
            Some(Kind::SkillEvent) if (195..=201).contains(&first) => self.add_event(property),
            // These come as plain rows.
            Some(Kind::SkillEvent) => {
                *self.amounts.entry(first).or_default() += property.chance.unwrap_or(0);
            }
            Some(Kind::Charged) => self.add_charges(property, rng),
            Some(Kind::Sockets) => self.sockets = amount.unwrap_or(0).clamp(0, 6),
            Some(Kind::SkillTab) => self.add_tab(property, amount),
            Some(Kind::ClassSkills) => self.add_class(property.class_id, amount),
            Some(Kind::RandomClassSkill) => {
                let (min, max) = (property.min.unwrap_or(0), property.max.unwrap_or(0));
                self.add_class(Some(rng.random_range(min..=max)), amount);
            }
            Some(Kind::Skill) if first == 151 => self.add_aura(property, amount),
            Some(Kind::Skill) if matches!(first, 97 | 107) => self.add_skill(property, amount),
            Some(Kind::RandomSkill | Kind::Skill) => {}
            None | Some(Kind::PerLevel | Kind::ElementSkills | Kind::Flag) => {
                for stat in &property.stats {
                    *self.amounts.entry(*stat).or_default() += amount.unwrap_or(0);
                }
            }
        }
    }

    fn push(&mut self, stats: Vec<u16>, json: Value) {
        let Value::Object(json) = json else {
            panic!("a row is an object")
        };
        self.rows.push(Row { stats, json });
    }

    fn add_event(&mut self, property: &Property) {
        let text = stat(property.stats[0]).text.as_deref().expect("a text");
        let skill = catalog::skill(property.skill_id.expect("a skill"))
            .expect("a skill")
            .name;
        let (chance, level) = (property.chance.unwrap_or(0), property.level.unwrap_or(0));
        let name = text
            .replace("{chance}", &chance.to_string())
            .replace("{level}", &level.to_string())
            .replace("{skill}", skill);
        self.push(
            vec![],
            json!({"name": name, "chance": chance, "level": level}),
        );
        self.expected.insert(format!(
            "{} cast {skill} {chance} {level}",
            stat(property.stats[0]).market()
        ));
    }

    fn add_charges(&mut self, property: &Property, rng: &mut SmallRng) {
        let skill = catalog::skill(property.skill_id.expect("a skill"))
            .expect("a skill")
            .name;
        let most = property.charges.unwrap_or(1).max(1);
        let left = rng.random_range(0..=most);
        let level = property.level.unwrap_or(0);
        self.push(
            vec![],
            json!({"skill": skill, "level": level, "charges": format!("({left}/{most} Charges)")}),
        );
        self.expected.insert(format!(
            "item_charged_skill cast {skill} {left} {most} {level}"
        ));
    }

    fn add_tab(&mut self, property: &Property, amount: Option<i64>) {
        let tab = catalog::tab(property.tab_param.expect("a tab")).expect("a tab");
        let amount = amount.expect("an amount");
        self.push(
            vec![188],
            json!({"name": "+%d to Javelin and Spear Skills", "skill": tab.clipboard_skill, "value": amount}),
        );
        self.expected
            .insert(expect("item_addskill_tab", &[tab.param, amount]));
    }

    fn add_class(&mut self, class: Option<i64>, amount: Option<i64>) {
        let class = catalog::classes()
            .iter()
            .find(|own| Some(own.id) == class)
            .expect("a class");
        let amount = amount.expect("an amount");
        let row = json!({"name": "to Amazon Skill Levels", "skill": class.clipboard_skill, "value": amount});
        self.push(vec![83], row);
        self.expected
            .insert(expect("item_addclassskills", &[class.id, amount]));
    }

    fn add_aura(&mut self, property: &Property, level: Option<i64>) {
        let skill = catalog::skill(property.skill_id.expect("a skill")).expect("a skill");
        let level = level.expect("a level");
        self.push(
            vec![151],
            json!({"name": format!("Level {level} {} Aura When Equipped", skill.name)}),
        );
        self.expected
            .insert(expect("item_aura", &[i64::from(skill.id), level]));
    }

    fn add_skill(&mut self, property: &Property, amount: Option<i64>) {
        let skill = catalog::skill(property.skill_id.expect("a skill")).expect("a skill");
        if skill.name.is_empty() {
            return; // The game writes no name, so nothing can tell which skill it is.
        }
        let amount = amount.expect("an amount");
        let name = format!("+{amount} to {}", skill.name);
        self.push(
            vec![property.stats[0]],
            json!({"name": name, "skill": skill.name, "value": amount}),
        );
        self.expected.insert(expect(
            stat(property.stats[0]).market(),
            &[i64::from(skill.id), amount],
        ));
    }

    fn write_amounts(&mut self) {
        self.amounts.retain(|_, amount| *amount != 0);
        let enhanced = self.amounts.get(&17).copied();
        for (id, amount) in self.amounts.clone() {
            let stat = stat(id);
            let mut row = Map::new();
            row.insert(
                "name".into(),
                json!(stat.row.as_deref().unwrap_or("an evil force")),
            );
            if id != 0 {
                row.insert("stat_id".into(), json!(id));
            }
            let written = if stat.shifted && amount < 0 {
                amount + (1 << 24)
            } else {
                amount
            };
            row.insert("value".into(), json!(written));
            self.rows.push(Row {
                stats: vec![id],
                json: row,
            });
        }
        if let Some(amount) = enhanced.filter(|_| self.amounts.contains_key(&18)) {
            self.push(
                vec![17, 18],
                json!({"name": "% Enhanced Damage", "value": amount}),
            );
        }
    }

    /// What the market makes of the single stats.
    fn expect_amounts(&mut self) {
        let mut amounts = self.amounts.clone();
        for (name, stats) in [
            ("all_resist", [39, 41, 43, 45]),
            ("all_attributes", [0, 1, 2, 3]),
        ] {
            let values: BTreeSet<Option<i64>> = stats
                .iter()
                .map(|stat| amounts.get(stat).copied())
                .collect();
            if let (1, Some(Some(value))) = (values.len(), values.first()) {
                self.expected.insert(expect(name, &[*value]));
                amounts.retain(|stat, _| !stats.contains(stat));
            }
        }
        if amounts.contains_key(&17) && amounts.get(&17) == amounts.get(&18) {
            let value = amounts.remove(&17).unwrap_or_default();
            amounts.remove(&18);
            self.expected.insert(expect("maxdamage_percent", &[value]));
        }
        for (min, max, length) in [
            (48, 49, None),
            (50, 51, None),
            (52, 53, None),
            (54, 55, Some(56)),
        ] {
            if let (Some(least), Some(most)) =
                (amounts.get(&min).copied(), amounts.get(&max).copied())
            {
                let frames = length.and_then(|length| amounts.get(&length).copied());
                let values: Vec<i64> = [Some(least), Some(most), frames]
                    .into_iter()
                    .flatten()
                    .collect();
                self.expected.insert(expect(stat(min).market(), &values));
                amounts.remove(&min);
            }
        }
        if let (Some(rate), Some(frames)) = (amounts.get(&58).copied(), amounts.get(&59).copied()) {
            self.expected.insert(expect(
                "poisondam",
                &[(rate * frames + 128) / 256, frames / 25],
            ));
            amounts.retain(|stat, _| !(57..=59).contains(stat));
        }
        for (first, second) in [(21, 23), (22, 24)] {
            if let Some(value) = amounts.get(&first).copied() {
                amounts.entry(second).or_insert(value);
            }
        }
        amounts.retain(|stat, _| !matches!(stat, 194 | 361));
        for (id, amount) in amounts {
            let stat = stat(id);
            self.expected.insert(expect(stat.market(), &[amount]));
        }
    }

    /// Joins rows of the same name and skill as the plug-in does: the first id and the larger amount stay.
    /// What took part in that cannot be told any more.
    fn join(&mut self) -> BTreeSet<&'static str> {
        let mut touched = BTreeSet::new();
        let mut joined: Vec<Row> = Vec::new();
        for row in self.rows.drain(..) {
            let key = |row: &Row| {
                (
                    row.json.get("name").cloned(),
                    row.json.get("skill").cloned(),
                )
            };
            let same = joined
                .iter_mut()
                .find(|own| key(own) == key(&row) && row.json.contains_key("name"));
            let Some(own) = same.filter(|_| row.json["name"] != "an evil force") else {
                joined.push(row);
                continue;
            };
            // The two-handed damage goes with the one-handed; nothing is lost by joining them.
            let twins = matches!(
                (own.stats.as_slice(), row.stats.as_slice()),
                ([21], [23]) | ([22], [24])
            );
            if own.json.get("value") != row.json.get("value") || !twins {
                touched.extend(
                    own.stats
                        .iter()
                        .chain(&row.stats)
                        .map(|id| stat(*id).market()),
                );
            }
            let larger = |row: &Row| row.json.get("value").and_then(Value::as_i64).unwrap_or(0);
            if larger(&row) > larger(own) {
                own.json.insert("value".into(), row.json["value"].clone());
            }
        }
        self.rows = joined;
        touched
    }
}

fn read_back(item: &Item) -> BTreeSet<String> {
    item.modifiers
        .iter()
        .map(|modifier| match modifier.cast {
            None => expect(modifier.name, &modifier.values),
            Some(cast) => {
                let skill = cast
                    .skill_id
                    .and_then(catalog::skill)
                    .map_or("?", |skill| skill.name);
                let numbers = [cast.chance, cast.charges, cast.max_charges, cast.level];
                let numbers: Vec<String> = numbers
                    .into_iter()
                    .flatten()
                    .map(|number| number.to_string())
                    .collect();
                format!("{} cast {skill} {}", modifier.name, numbers.join(" "))
            }
        })
        .collect()
}

fn check(
    mut item: Value,
    properties: &[Property],
    runeword: bool,
    rng: &mut SmallRng,
) -> (Item, usize) {
    let mut made = Made::of(properties, runeword, rng);
    let touched = made.join();
    let rows: Vec<Value> = made
        .rows
        .into_iter()
        .map(|row| Value::Object(row.json))
        .collect();
    item["stats"] = rows.into();
    if made.sockets > 0 {
        item["sockets"] = json!(made.sockets);
    }
    let text = serde_json::to_string_pretty(&item).expect("JSON");
    let read = parse_clipboard(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let back = read_back(&read);
    let is_told = |line: &&String| !touched.contains(line.split(' ').next().unwrap_or_default());
    // Merging may have been spoiled by joining, or come about by it.
    let spoils = |line: &&String| {
        let name = line.split(' ').next().unwrap_or_default();
        let row = catalog::merged_row(name);
        row.is_none_or(|row| {
            !row.stats
                .iter()
                .any(|id| touched.contains(stat(*id).market()))
        })
    };
    let expected: BTreeSet<&String> = made
        .expected
        .iter()
        .filter(is_told)
        .filter(spoils)
        .collect();
    let got: BTreeSet<&String> = back.iter().filter(is_told).filter(spoils).collect();
    assert_eq!(got, expected, "{text}\n{touched:?}");
    (read, expected.len())
}

#[test]
fn every_unique_reads_back() {
    let mut rng = SmallRng::seed_from_u64(1);
    let mut compared = 0;
    for unique in catalog::uniques().iter().filter(|unique| unique.enabled) {
        let base = catalog::base(unique.base_code).expect("a base");
        let written = base.clipboard_type.as_deref().unwrap_or(base.name);
        for _ in 0..ROLLS_OF_EACH {
            let item = json!({"type": written, "quality": "Unique", "name": unique.clipboard_name(), "iLevel": 90});
            let (read, lines) = check(item, &unique.modifiers, false, &mut rng);
            compared += lines;
            let found =
                read.unique_id == Some(unique.id) || read.unique_candidates.contains(&unique.id);
            assert!(
                found,
                "{} is {:?} {:?}",
                unique.id, read.unique_id, read.unique_candidates
            );
            assert_eq!(read.name, unique.name.trim());
            assert_eq!(read.base_code, Some(unique.base_code));
        }
    }
    assert!(compared > 30_000, "only {compared} properties compared");
}

#[test]
fn every_set_piece_reads_back() {
    let mut rng = SmallRng::seed_from_u64(2);
    for piece in catalog::set_pieces() {
        let base = catalog::base(piece.base_code).expect("a base");
        for _ in 0..ROLLS_OF_EACH {
            let item = json!({"type": base.name, "quality": "Set", "name": piece.clipboard_name(), "set": piece.set});
            let (read, _) = check(item, &piece.modifiers, false, &mut rng);
            assert_eq!(read.set.as_deref(), Some(piece.set));
            assert_eq!(read.name, piece.name.trim());
        }
    }
}

#[test]
fn every_runeword_reads_back() {
    let mut rng = SmallRng::seed_from_u64(3);
    let mut seen = 0;
    for runeword in catalog::runewords()
        .iter()
        .filter(|runeword| runeword.complete)
    {
        let fits = |base: &&catalog::Base| {
            runeword.fits(base) && base.max_sockets as usize >= runeword.runes.len()
        };
        let Some(base) = catalog::bases().iter().find(fits) else {
            continue;
        };
        for _ in 0..ROLLS_OF_EACH {
            let item = json!({
                "type": base.name, "quality": "Normal", "isRuneword": true, "runeword": runeword.name,
                "sockets": runeword.runes.len(),
            });
            let (read, _) = check(item, &runeword.modifiers, true, &mut rng);
            assert_eq!(read.runeword_key, Some(runeword.key));
            seen += 1;
        }
    }
    assert!(seen > 90 * ROLLS_OF_EACH);
}
