//! Taking over the settings of another program: what was read, and what would become of it.
//!
//! Must not know where the other program keeps them.

use super::Preferences;
use crate::bridge::{ImportRow, ImportView, LeftOut};
use crate::pd2_trader::{Import, ImportError, Left};
use crate::settings::Key;
use crate::texts::Texts;

/// How far it has come.
#[derive(Debug, Default)]
pub enum Stage {
    /// Nothing was read.
    #[default]
    Idle,
    /// It is looked for, or read.
    Reading,
    Read {
        /// The file, or that it was pasted.
        source: String,
        import: Import,
    },
    Failed(ImportError),
    /// So many settings were taken over.
    Taken(usize),
}

impl Preferences {
    /// Something is being read.
    pub fn import_begins(&mut self) {
        self.import = Stage::Reading;
    }

    /// It was read, or not; nothing is taken over yet.
    pub fn imported(&mut self, source: String, read: Result<Import, ImportError>) {
        self.import = match read {
            Ok(import) => Stage::Read { source, import },
            Err(error) => {
                // The error names places, never what stands there.
                tracing::info!(%error, "no settings were taken over");
                Stage::Failed(error)
            }
        };
    }

    /// Takes over what was read, as one change.
    pub fn take_import(&mut self) {
        let Stage::Read { import, .. } = std::mem::take(&mut self.import) else {
            return;
        };
        let count = import.taken.len();
        self.try_to(|settings| {
            for key in import.taken {
                key.bring(&import.settings, settings);
            }
            Ok(())
        });
        self.import = Stage::Taken(count);
    }

    /// Leaves it be.
    pub fn drop_import(&mut self) {
        self.import = Stage::Idle;
    }

    /// What the window shows of it.
    #[must_use]
    pub fn import_view(&self) -> ImportView {
        match &self.import {
            Stage::Idle => ImportView::Idle,
            Stage::Reading => ImportView::Reading,
            Stage::Read { source, import } => ImportView::Read {
                source: source.clone(),
                taken: self.taken(import),
                left: left(self.texts(), &import.left),
            },
            Stage::Failed(error) => ImportView::Failed {
                text: self.texts().not_imported(error),
            },
            Stage::Taken(count) => ImportView::Taken { count: *count },
        }
    }

    fn taken(&self, import: &Import) -> Vec<ImportRow> {
        let texts = self.texts();
        let row = |key: &Key| ImportRow {
            key: key.name().to_owned(),
            from: texts.value(*key, &self.kept),
            to: texts.value(*key, &import.settings),
        };
        import.taken.iter().map(row).collect()
    }
}

/// What is left out for the same reason stands together.
fn left(texts: Texts, left: &[Left]) -> Vec<LeftOut> {
    let mut groups: Vec<LeftOut> = Vec::new();
    for one in left {
        let why = texts.left_out(&one.why);
        match groups.iter_mut().find(|group| group.why == why) {
            Some(group) => group.names.push(one.name.clone()),
            None => groups.push(LeftOut {
                names: vec![one.name.clone()],
                why,
            }),
        }
    }
    groups
}
