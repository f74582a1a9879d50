//! What the display's server and the connection to it refuse, as the desktop's errors.

use x11rb::errors::{ConnectionError, ReplyError, ReplyOrIdError};

use crate::DesktopError;

fn lost(reason: &impl ToString) -> DesktopError {
    DesktopError::DisplayLost {
        reason: reason.to_string(),
    }
}

fn refused(reason: &x11rb::x11_utils::X11Error) -> DesktopError {
    DesktopError::System {
        what: "answer a request to the display",
        reason: format!("{:?}", reason.error_kind),
    }
}

impl From<ConnectionError> for DesktopError {
    fn from(error: ConnectionError) -> Self {
        lost(&error)
    }
}

impl From<ReplyError> for DesktopError {
    fn from(error: ReplyError) -> Self {
        match error {
            ReplyError::ConnectionError(error) => lost(&error),
            ReplyError::X11Error(error) => refused(&error),
        }
    }
}

impl From<ReplyOrIdError> for DesktopError {
    fn from(error: ReplyOrIdError) -> Self {
        match error {
            ReplyOrIdError::IdsExhausted => lost(&"no more ids"),
            ReplyOrIdError::ConnectionError(error) => lost(&error),
            ReplyOrIdError::X11Error(error) => refused(&error),
        }
    }
}
