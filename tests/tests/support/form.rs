//! The form that lists an item.

use anyhow::Result;
use haggle_tests::desk::Chord;
use haggle_tests::wait;

use super::Stage;

/// The field of the form's price.
const PRICE: &str = "[data-part=sale] .field input";

impl Stage {
    /// Presses the hotkey over an item, and waits for its form to come to this stage.
    pub fn open_form(&mut self, id: &str, stage: &str) -> Result<()> {
        self.point_at_item(id)?;
        self.person.press(Chord::LIST)?;
        self.wait_form(stage)
    }

    /// Waits until the form has come to a stage, and the price can be typed where it has one.
    pub fn wait_form(&mut self, stage: &str) -> Result<()> {
        let page = &mut self.page;
        let form = format!("[data-part=sale][data-stage={stage}]");
        wait::until(&format!("the form to be at {stage}"), || {
            Ok((page.count(&form)? > 0).then_some(()))
        })?;
        if matches!(stage, "found" | "listed") {
            self.wait_focus(PRICE)?;
        }
        Ok(())
    }

    /// What the form's price is, as soon as there is one.
    pub fn wait_price(&mut self) -> Result<String> {
        let page = &mut self.page;
        wait::until("a price", || {
            Ok(page.value(PRICE)?.filter(|price| !price.is_empty()))
        })
    }

    /// Types a price in place of what is there.
    pub fn type_price(&mut self, price: &str) -> Result<()> {
        self.person.press(Chord::SELECT_ALL)?;
        self.person.write(price)?;
        let page = &mut self.page;
        wait::until("the price to be typed", || {
            Ok((page.value(PRICE)?.as_deref() == Some(price)).then_some(()))
        })
    }
}
