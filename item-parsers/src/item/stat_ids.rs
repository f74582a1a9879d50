//! Stats that reading an item treats in a way of their own. A test checks that each exists.

macro_rules! stat_ids {
    ($($constant:ident = $id:literal $name:literal),* $(,)?) => {
        $(pub(crate) const $constant: u16 = $id;)*
        #[cfg(test)]
        pub(crate) const ALL: &[(u16, &str)] = &[$(($id, $name)),*];
    };
}

stat_ids! {
    STRENGTH = 0 "strength",
    MAX_DAMAGE_PERCENT = 17 "item_maxdamage_percent",
    MIN_DAMAGE_PERCENT = 18 "item_mindamage_percent",
    MIN_DAMAGE = 21 "mindamage",
    MAX_DAMAGE = 22 "maxdamage",
    SECONDARY_MIN_DAMAGE = 23 "secondary_mindamage",
    SECONDARY_MAX_DAMAGE = 24 "secondary_maxdamage",
    FIRE_MIN = 48 "firemindam",
    FIRE_MAX = 49 "firemaxdam",
    LIGHTNING_MIN = 50 "lightmindam",
    LIGHTNING_MAX = 51 "lightmaxdam",
    MAGIC_MIN = 52 "magicmindam",
    MAGIC_MAX = 53 "magicmaxdam",
    COLD_MIN = 54 "coldmindam",
    COLD_MAX = 55 "coldmaxdam",
    COLD_LENGTH = 56 "coldlength",
    POISON_MIN = 57 "poisonmindam",
    POISON_MAX = 58 "poisonmaxdam",
    POISON_LENGTH = 59 "poisonlength",
    CLASS_SKILLS = 83 "item_addclassskills",
    OSKILL = 97 "item_nonclassskill",
    CLASS_SKILL = 107 "item_singleskill",
    AURA = 151 "item_aura",
    THROW_MIN_DAMAGE = 159 "item_throw_mindamage",
    THROW_MAX_DAMAGE = 160 "item_throw_maxdamage",
    TAB_SKILLS = 188 "item_addskill_tab",
    SOCKETS = 194 "item_numsockets",
    CHARGES = 204 "item_charged_skill",
    CORRUPTED = 360 "corrupted",
    CORRUPTOR = 361 "corruptor",
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_stat_that_code_names_exists() {
        for (id, name) in super::ALL {
            let stat = crate::catalog::stat(*id).unwrap_or_else(|| panic!("no stat {id}"));
            assert_eq!(stat.name, *name);
        }
    }
}
