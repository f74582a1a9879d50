//! The language that the system speaks. Which languages Haggle has is not known here.

/// The user's locale as the system names it, such as `de-AT`; `None` where it names none.
#[must_use]
pub fn system_locale() -> Option<String> {
    sys_locale::get_locale()
}
