//! The login's window.

use anyhow::Result;
use haggle_tests::desk::Chord;
use haggle_tests::wait;

use super::Stage;

const LOGIN_WINDOW: &str = "Log in to the market · Haggle";
/// The colour of the login page's button.
const LOGIN_BUTTON: [u8; 3] = [0xd8, 0xb7, 0x6a];

impl Stage {
    /// Waits for the login's window and its page; the field for the name has the keyboard then.
    pub fn wait_login(&self) -> Result<u32> {
        let window = self.person.wait_window(LOGIN_WINDOW)?;
        self.person.wait_keyboard(window)?;
        self.wait_colour(window, LOGIN_BUTTON, 4_000)?;
        Ok(window)
    }

    /// Types a name and a password into the login's page, each seen before the next, and gives them in.
    pub fn log_in(&self, name: &str, password: &str) -> Result<()> {
        self.write_seen(name)?;
        self.person.press(Chord::TAB)?;
        self.write_seen(password)?;
        self.person.press(Chord::ENTER)
    }

    fn write_seen(&self, text: &str) -> Result<()> {
        let before = self.person.wait_still()?;
        self.person.write(text)?;
        wait::until("the typed letters to show", || {
            let letters = self.person.look()?.differences(&before);
            Ok((letters > 20 * text.len()).then_some(()))
        })
    }

    pub fn wait_login_closed(&self) -> Result<()> {
        wait::until("the login window to close", || {
            let window = self.person.find_window(LOGIN_WINDOW)?;
            Ok(window.is_none().then_some(()))
        })
    }
}
