//! The same states in both languages. The German ones are kept for the pages' tests and pictures.

use market_client::LinkProblem;

use super::*;
use crate::texts::{Language, spoken};

/// What was pasted, what the market said, and how the connection stands.
struct Stage {
    pasted: Pasted,
    link: LinkStatus,
    now: Now,
}

impl Stage {
    fn new() -> Self {
        Self {
            pasted: Pasted::new(Realm::default()),
            link: LinkStatus::Ready { account: None },
            now: now(),
        }
    }

    fn given(content: Option<Content>) -> Self {
        let mut stage = Self::new();
        stage.pasted.step(Input::Clipboard(content), stage.now);
        stage
    }

    fn text(text: &str) -> Self {
        Self::given(Some(Content::Text(text.to_owned())))
    }

    fn answered(mut self, result: Result<ListingPage, CallError>) -> Self {
        let search = SearchId(self.pasted.searches);
        let answer = Input::Answered(Answer::Listings(search, result));
        self.pasted.step(answer, self.now);
        self
    }

    fn linked(mut self, link: LinkStatus) -> Self {
        self.link = link;
        self
    }

    fn view_in(&self, language: Language) -> PastedView {
        self.pasted.view(Texts::of(language), &self.link, self.now)
    }
}

fn nothing() -> ListingPage {
    ListingPage::new(Vec::new(), 0)
}

/// The window in each of its states, by name.
fn states() -> [(&'static str, Stage); 10] {
    let cut = LinkStatus::Waiting {
        retry_in: Duration::from_secs(4),
        reason: LinkProblem::Cut,
    };
    let away = CallError::NotReachable("x".to_owned());
    [
        ("empty", Stage::new().linked(LinkStatus::Stopped)),
        ("no-item", Stage::text("hello")),
        ("picture", Stage::given(Some(Content::NotText))),
        ("silent", Stage::given(None)),
        (
            "waiting",
            Stage::text(TOOLTIP).linked(LinkStatus::Connecting { attempt: 1 }),
        ),
        ("found", Stage::text(TOOLTIP).answered(Ok(page()))),
        ("nothing", Stage::text(TOOLTIP).answered(Ok(nothing()))),
        (
            "login",
            Stage::text(TOOLTIP)
                .answered(Err(CallError::LoginNeeded))
                .linked(LinkStatus::LoginExpired),
        ),
        ("away", Stage::text(TOOLTIP).answered(Err(away))),
        (
            "offline",
            Stage::text(TOOLTIP).answered(Ok(page())).linked(cut),
        ),
    ]
}

#[test]
fn each_state_is_german_in_german() {
    for (name, stage) in states() {
        let [english, german] = Language::ALL.map(|language| stage.view_in(language));
        spoken::is_german(name, &english, &german);
    }
}

/// Named so that it is run with what else is made for the pages.
#[test]
fn export_bindings_german_views() {
    let views = states().map(|(name, stage)| (name.to_owned(), stage.view_in(Language::De)));
    spoken::write_views("german-pasted.json", &views.into());
}
