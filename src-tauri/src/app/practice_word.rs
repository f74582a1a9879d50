//! What the program tells the practice game by its standard input: one word a line.

use serde::{Deserialize, Serialize};

use crate::bridge::LessonView;
use crate::language::Language;

/// One thing that is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Word {
    /// Speak this language from now on.
    Language(Language),
    /// Show the lesson like this.
    Lesson(LessonView),
}

impl Word {
    /// The line, with its end.
    ///
    /// # Errors
    /// Never for a word of this version.
    pub fn line(&self) -> serde_json::Result<String> {
        Ok(serde_json::to_string(self)? + "\n")
    }

    /// Reads a line.
    ///
    /// # Errors
    /// When it is no word.
    pub fn read(line: &str) -> serde_json::Result<Self> {
        serde_json::from_str(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::Lesson;
    use crate::settings::Hotkeys;

    #[test]
    fn a_word_is_one_line_and_is_read_as_it_was_told() {
        let lesson = Lesson::default().view(&Hotkeys::default());
        for word in [Word::Language(Language::De), Word::Lesson(lesson)] {
            let line = word.line().expect("a line");
            assert_eq!(line.matches('\n').count(), 1);
            assert_eq!(Word::read(&line).expect("a word"), word);
        }
        assert!(Word::read("de").is_err());
    }
}
