//! `social/conversation` and `social/message`: what players write to each other.
//!
//! Must not know how a message is shown.

use serde_json::{Value, json};

use super::{id, number, records, text, unreadable};
use crate::call::Call;
use crate::client::MarketClient;
use crate::error::CallError;

/// The most that the site itself asks for at once.
const CONVERSATIONS: usize = 100;
const MESSAGES: usize = 500;

/// A talk between players.
#[derive(Clone, PartialEq, Debug)]
pub struct Conversation {
    /// The market's id of it.
    pub id: String,
    /// Who takes part, by id.
    pub participant_ids: Vec<String>,
    /// How many messages were not read, where the market says.
    pub unread: Option<u64>,
    /// The newest message, where it came along.
    pub latest: Option<Message>,
}

/// What somebody wrote.
#[derive(Clone, PartialEq, Debug)]
pub struct Message {
    /// The market's id of it; absent in what is pushed without one.
    pub id: Option<String>,
    /// The talk it belongs to.
    pub conversation_id: Option<String>,
    /// Who wrote it.
    pub sender_id: Option<String>,
    /// The writer's name, where it came along.
    pub sender: Option<String>,
    /// The words.
    pub content: String,
    /// ISO 8601.
    pub created_at: Option<String>,
}

impl Conversation {
    fn parse(record: &Value) -> Option<Self> {
        let participants = record.get("participant_ids").and_then(Value::as_array);
        Some(Self {
            id: id(record)?,
            participant_ids: participants
                .into_iter()
                .flatten()
                .filter_map(|one| one.as_str().map(str::to_owned))
                .collect(),
            unread: number(record, "unreadCount").map(|count| count as u64),
            latest: record.get("latestMessage").and_then(Message::parse),
        })
    }
}

impl Message {
    /// `None` where there are no words.
    pub(crate) fn parse(record: &Value) -> Option<Self> {
        Some(Self {
            id: id(record),
            conversation_id: text(record, "conversation_id"),
            sender_id: text(record, "sender_id"),
            sender: record.get("sender").and_then(|user| text(user, "username")),
            content: text(record, "content")?,
            created_at: text(record, "created_at"),
        })
    }
}

impl MarketClient {
    /// The talks of a user. Needs a login.
    pub async fn conversations_of(&self, user_id: &str) -> Result<Vec<Conversation>, CallError> {
        let query = json!({
            "participant_ids": user_id,
            "$limit": CONVERSATIONS,
            "$skip": 0,
            "$resolve": {"participants": true, "unreadCount": true, "latestMessage": {"sender": true}},
        });
        let answer = self.call(Call::find("social/conversation", query)).await?;
        let records = records(&answer).ok_or_else(|| unreadable("it holds no conversations"))?;
        Ok(records.iter().filter_map(Conversation::parse).collect())
    }

    /// The messages of a talk, the oldest first. Needs a login.
    pub async fn messages_of(&self, conversation_id: &str) -> Result<Vec<Message>, CallError> {
        let query = json!({
            "conversation_id": conversation_id,
            "$sort": {"created_at": 1},
            "$limit": MESSAGES,
            "$resolve": {"sender": true},
        });
        let answer = self.call(Call::find("social/message", query)).await?;
        let records = records(&answer).ok_or_else(|| unreadable("it holds no messages"))?;
        Ok(records.iter().filter_map(Message::parse).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn talks_are_read_with_whatever_is_there() {
        let talk = Conversation::parse(
            &json!({"_id":"c","participant_ids":["a",7,"b"],"unreadCount":2,
            "latestMessage":{"_id":"m","content":"hi","sender":{"username":"Gheed"}}}),
        )
        .expect("a talk");
        assert_eq!(talk.participant_ids, ["a", "b"]);
        assert_eq!(talk.unread, Some(2));
        let latest = talk.latest.expect("a message");
        assert_eq!(
            (latest.content.as_str(), latest.sender.as_deref()),
            ("hi", Some("Gheed"))
        );
        let bare = Conversation::parse(&json!({"_id":"c","latestMessage":null})).expect("a talk");
        assert_eq!((bare.unread, bare.latest), (None, None));
    }
}
