use serde::Serialize;

/// A skill that the item casts or holds charges of.
///
/// The order in which the market stores these numbers is not known, so they are kept by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Cast {
    /// Percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chance: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skill_id: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charges: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_charges: Option<i64>,
}

impl Cast {
    /// The numbers to search for: all but the charges, which are used up.
    pub(crate) fn searched(self) -> impl Iterator<Item = i64> {
        [self.chance, self.level, self.skill_id.map(i64::from)]
            .into_iter()
            .flatten()
    }
}
