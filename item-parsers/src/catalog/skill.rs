use std::sync::LazyLock;

use serde::Deserialize;

use super::{Table, load};

/// A skill of a class, an item or a monster. 71 names belong to more than one.
#[derive(Debug, Deserialize)]
pub struct Skill {
    pub id: u16,
    #[serde(default)]
    pub name: &'static str,
    /// Missing where no class can learn it.
    pub class_id: Option<i64>,
}

/// A character class.
#[derive(Debug, Deserialize)]
pub struct Class {
    pub id: i64,
    pub code: &'static str,
    #[serde(rename = "class")]
    pub name: &'static str,
    /// How the clipboard names all skills of the class.
    pub clipboard_skill: &'static str,
}

/// A page of a class's skills.
#[derive(Debug, Deserialize)]
pub struct Tab {
    /// How the market numbers it.
    pub param: i64,
    pub class_id: i64,
    /// How the clipboard names it, with the game's own spelling.
    pub clipboard_skill: &'static str,
    /// The line that the player reads; `{1}` is the amount.
    pub text: &'static str,
}

static SKILLS: LazyLock<Vec<Skill>> =
    LazyLock::new(|| load(include_str!("../../data/skills.json")));
static CLASSES: LazyLock<Vec<Class>> =
    LazyLock::new(|| load(include_str!("../../data/classes.json")));
static TABS: LazyLock<Vec<Tab>> = LazyLock::new(|| load(include_str!("../../data/tabs.json")));

static BY_NAME: LazyLock<Table<&str, Vec<&Skill>>> = LazyLock::new(|| {
    let mut map: Table<&str, Vec<&Skill>> = Table::default();
    for skill in SKILLS.iter().filter(|skill| !skill.name.is_empty()) {
        map.entry(skill.name).or_default().push(skill);
    }
    // A class's own skill is the likeliest of a name.
    for skills in map.values_mut() {
        skills.sort_by_key(|skill| (skill.class_id.is_none(), skill.id));
    }
    map
});

#[must_use]
pub fn skills() -> &'static [Skill] {
    &SKILLS
}

#[must_use]
pub fn skill(id: u16) -> Option<&'static Skill> {
    match SKILLS.get(usize::from(id)) {
        Some(skill) if skill.id == id => Some(skill),
        _ => SKILLS.iter().find(|skill| skill.id == id),
    }
}

/// The skills of this name, a class's own first.
#[must_use]
pub fn skills_by_name(name: &str) -> &'static [&'static Skill] {
    BY_NAME.get(name).map_or(&[], Vec::as_slice)
}

#[must_use]
pub fn classes() -> &'static [Class] {
    &CLASSES
}

/// The class that can learn the skill.
#[must_use]
pub fn class_of_skill(skill: &Skill) -> Option<&'static Class> {
    CLASSES
        .iter()
        .find(|class| Some(class.id) == skill.class_id)
}

#[must_use]
pub fn class_by_clipboard_skill(name: &str) -> Option<&'static Class> {
    CLASSES.iter().find(|class| class.clipboard_skill == name)
}

#[must_use]
pub fn tabs() -> &'static [Tab] {
    &TABS
}

#[must_use]
pub fn tab(param: i64) -> Option<&'static Tab> {
    TABS.iter().find(|tab| tab.param == param)
}

#[must_use]
pub fn tab_by_clipboard_skill(name: &str) -> Option<&'static Tab> {
    TABS.iter().find(|tab| tab.clipboard_skill == name)
}
