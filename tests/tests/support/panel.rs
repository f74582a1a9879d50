//! The panel: what it shows, and the mouse in it.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use haggle_tests::desk::{Canvas, Chord, Part, Picture};
use haggle_tests::wait;

use super::Stage;

/// For how long a panel that stays is watched: twice the time after which one goes that the mouse has left.
const OBSERVED: Duration = Duration::from_millis(600);
/// How many places a hand moves the mouse over.
const STEPS: i32 = 40;

impl Stage {
    pub fn name(&mut self) -> Result<Option<String>> {
        self.page.text(".panel h1")
    }

    pub fn wait_name(&mut self, name: &str) -> Result<()> {
        self.page.wait_text(".panel h1", name)
    }

    pub fn wait_hint(&mut self, text: &str) -> Result<()> {
        self.page.wait_text("[data-part=hint]", text)
    }

    /// Checks an item and waits for its listings.
    pub fn check_item(&mut self, id: &str, name: &str) -> Result<()> {
        self.point_at_item(id)?;
        self.person.press(Chord::CHECK)?;
        self.wait_name(name)?;
        self.wait_listings()?;
        self.wait_still().map(drop)
    }

    pub fn wait_notice(&mut self, text: &str) -> Result<()> {
        self.page.wait_text("[data-part=notice]", text)
    }

    pub fn wait_failed(&mut self, text: &str) -> Result<()> {
        self.page.wait_text("[data-part=message]", text)
    }

    pub fn wait_listings(&mut self) -> Result<()> {
        let page = &mut self.page;
        wait::until("listings", || {
            Ok((page.count("[data-part=listing]")? > 0).then_some(()))
        })
    }

    pub fn wait_hidden(&mut self) -> Result<()> {
        let page = &mut self.page;
        wait::until("the panel to be empty", || {
            Ok((page.count("h1, [data-part=hint]")? == 0).then_some(()))
        })
    }

    /// Watches the panel for longer than the mouse may be elsewhere before it goes.
    pub fn stays_shown(&mut self) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < OBSERVED {
            if self.person.find_window("Haggle")?.is_none() {
                bail!("the panel went after {:?}", start.elapsed());
            }
        }
        Ok(())
    }

    /// Waits until the panel's window is on the screen, or off it.
    pub fn wait_panel(&self, shown: bool) -> Result<()> {
        wait::until("the panel's window to come or go", || {
            let window = self.person.find_window("Haggle")?;
            Ok((window.is_some() == shown).then_some(()))
        })
    }

    /// Watches what is drawn in a part of the panel's window.
    pub fn canvas_of_panel(&self, part: Part) -> Result<Canvas> {
        let window = self.person.wait_made("Haggle")?;
        self.desk.canvas(window, part)
    }

    /// Moves the mouse from where it is into the panel, as a hand does: over all places between.
    pub fn move_into_panel(&mut self, selector: &str) -> Result<()> {
        let (x, y) = self.place_in_panel(selector)?;
        let (from_x, from_y) = self.person.pointer()?;
        for step in 1..=STEPS {
            let on_the_way = |from: i32, to: i32| from + (to - from) * step / STEPS;
            self.person
                .point_at(on_the_way(from_x, x), on_the_way(from_y, y))?;
        }
        Ok(())
    }

    /// Where the middle of an element of the panel is on the screen.
    fn place_in_panel(&mut self, selector: &str) -> Result<(i32, i32)> {
        let (x, y) = self
            .page
            .centre(selector)?
            .with_context(|| format!("nothing in the panel is {selector}"))?;
        let panel = self.person.wait_window("Haggle")?;
        let (left, top, ..) = self.person.area_of(panel)?;
        Ok((left + x, top + y))
    }

    /// How many pixels below the panel are not what was there before it came. The panel's window reaches on, as far as the
    /// game, and is transparent there.
    pub fn remains_below(&mut self, picture: &Picture, before: &Picture) -> Result<usize> {
        let script = "const [, done] = arguments;
            done(Math.ceil(document.querySelector('.column').getBoundingClientRect().bottom))";
        let bottom = self.page.run(script, serde_json::Value::Null)?;
        let bottom = i32::try_from(bottom.as_i64().context("the panel's end")?)?;
        let (left, top, width, height) = self.person.area_of(self.person.wait_window("Haggle")?)?;
        anyhow::ensure!(height - bottom > 40, "too little is seen below the panel");
        let mut remains = 0;
        for y in top + bottom..top + height {
            for x in left..left + width {
                let (x, y) = (usize::try_from(x)?, usize::try_from(y)?);
                remains += usize::from(picture.pixel(x, y) != before.pixel(x, y));
            }
        }
        Ok(remains)
    }

    /// Waits until the panel's window is as large as what is drawn in it.
    pub fn wait_cut_to_panel(&mut self) -> Result<()> {
        let script = "const [, done] = arguments;
            const { width, height } = document.querySelector('.column').getBoundingClientRect();
            done([Math.ceil(width), Math.ceil(height)])";
        wait::until("the window to be as large as the panel", || {
            let drawn = self.page.run(script, serde_json::Value::Null)?;
            let (_, _, width, height) = self.person.area_of(self.person.wait_window("Haggle")?)?;
            Ok((drawn == serde_json::json!([width, height])).then_some(()))
        })
    }

    /// How many listings fit in all, from the status line: `13 of 40 · 7 ms`.
    pub fn total(&mut self) -> Result<u64> {
        let text = self
            .page
            .text("[data-part=summary]")?
            .context("no summary")?;
        let words: Vec<&str> = text.split_whitespace().collect();
        let at = words
            .iter()
            .position(|word| *word == "of")
            .context("no total")?;
        Ok(words.get(at + 1).context("no total")?.parse()?)
    }

    pub fn wait_total(&mut self, fits: impl Fn(u64) -> bool) -> Result<u64> {
        wait::until("another number of listings", || {
            Ok(self.total().ok().filter(|total| fits(*total)))
        })
    }

    /// Clicks, with the real mouse, in the middle of an element of the panel.
    pub fn click_in_panel(&mut self, selector: &str) -> Result<()> {
        self.point_in_panel(selector)?;
        self.person.click()
    }

    /// Waits until an element of the panel has the keyboard.
    pub fn wait_focus(&mut self, selector: &str) -> Result<()> {
        let page = &mut self.page;
        wait::until(&format!("{selector} to have the keyboard"), || {
            Ok(page.has_focus(selector)?.then_some(()))
        })
    }

    /// Moves the real mouse to the middle of an element of the panel.
    pub fn point_in_panel(&mut self, selector: &str) -> Result<()> {
        let (x, y) = self.place_in_panel(selector)?;
        self.person.point_at(x, y)
    }

    /// The same, if there is such an element; `false` when there is none (any more).
    pub fn click_first_in_panel(&mut self, selector: &str) -> Result<bool> {
        let before = self.page.count(selector)?;
        if before == 0 {
            return Ok(false);
        }
        self.click_in_panel(selector)?;
        let page = &mut self.page;
        wait::until("the click to take effect", || {
            Ok((page.count(selector)? != before).then_some(()))
        })?;
        Ok(true)
    }
}
