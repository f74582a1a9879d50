//! The practice game's lesson, as its page draws it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is learned, and how far the player is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LessonView {
    /// In the order in which they are best learned.
    pub steps: Vec<LessonStep>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LessonStep {
    pub task: LessonTask,
    /// `Ctrl+D`; empty where no hotkey does it.
    pub keys: String,
    pub state: LessonState,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum LessonTask {
    /// See what an item sells for.
    Check,
    /// Change the filters and search again.
    Filter,
    /// Keep the panel open.
    Pin,
    /// List an item.
    List,
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum LessonState {
    Done,
    Next,
    Later,
}
