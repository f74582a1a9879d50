use serde::Deserialize;

/// One line of a unique, set piece, runeword, affix or corruption: what it gives and in which range.
#[derive(Debug, Deserialize)]
pub struct Property {
    /// The stats that it sets, all to the same amount unless `kind` says otherwise.
    #[serde(default)]
    pub stats: Vec<u16>,
    pub min: Option<i64>,
    pub max: Option<i64>,
    pub kind: Option<PropertyKind>,
    pub skill_id: Option<u16>,
    /// Percent.
    pub chance: Option<i64>,
    pub level: Option<i64>,
    pub charges: Option<i64>,
    pub tab_param: Option<i64>,
    pub class_id: Option<i64>,
    /// The amount of a random class or skill.
    pub value: Option<i64>,
    /// Frames of cold or poison; the stored number of a per-level stat.
    pub param: Option<i64>,
    /// How many pieces of the set must be worn.
    pub items: Option<u32>,
}

/// What `min` and `max` of a [`Property`] mean where they are not a roll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PropertyKind {
    /// `min` and `max` are the damage itself.
    DamageRange,
    SkillEvent,
    Charged,
    PerLevel,
    SkillTab,
    ClassSkills,
    ElementSkills,
    Skill,
    /// `min` and `max` number the classes; the amount is `value`.
    RandomClassSkill,
    /// `min` and `max` number the skills; the amount is `value`.
    RandomSkill,
    Sockets,
    Flag,
}

impl Property {
    /// The least and the greatest amount that this line can give; equal where it is fixed.
    ///
    /// `None` where the amount is not one number (damage, events, charges).
    #[must_use]
    pub fn amount(&self) -> Option<(i64, i64)> {
        use PropertyKind::{
            Charged, DamageRange, PerLevel, RandomClassSkill, RandomSkill, SkillEvent,
        };
        match self.kind {
            Some(DamageRange | SkillEvent | Charged) => None,
            Some(PerLevel) => self.param.or(self.min).map(|amount| (amount, amount)),
            Some(RandomClassSkill | RandomSkill) => self.value.map(|amount| (amount, amount)),
            _ => {
                let (one, other) = (self.min?, self.max?);
                Some((one.min(other), one.max(other)))
            }
        }
    }

    /// Whether the amount differs from item to item.
    #[must_use]
    pub fn is_rolled(&self) -> bool {
        self.amount().is_some_and(|(min, max)| min != max)
    }
}
