//! Something to say: put into words when it is shown, in the language that is spoken then.

use std::fmt;

use crate::bridge::Message;
use crate::texts::Texts;

/// A message that is not in words yet.
pub struct Saying(Box<dyn Fn(Texts) -> Message + Send>);

impl Saying {
    /// The message in the language of these texts.
    #[must_use]
    pub fn say(&self, texts: Texts) -> Message {
        (self.0)(texts)
    }

    /// The message's code, which is the same in every language.
    #[must_use]
    pub fn code(&self) -> String {
        self.say(Texts::default()).code
    }
}

impl<Say: Fn(Texts) -> Message + Send + 'static> From<Say> for Saying {
    fn from(say: Say) -> Self {
        Self(Box::new(say))
    }
}

/// What is in words already, as what comes from outside of the overlay, stays as it is.
impl From<Message> for Saying {
    fn from(message: Message) -> Self {
        Self(Box::new(move |_| message.clone()))
    }
}

impl fmt::Debug for Saying {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Saying").field(&self.code()).finish()
    }
}
