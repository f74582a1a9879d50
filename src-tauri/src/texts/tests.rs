//! The catalogue itself: that both files can be shown in whole, and that the build refuses what is wrong.

#[path = "../../texts/catalogue.rs"]
pub mod catalogue;

use catalogue::{Catalogue, Kind, differences};
use item_parsers::filter::{Filter, Target};

use super::*;

const EN: &str = include_str!("../../texts/en.ftl");
const DE: &str = include_str!("../../texts/de.ftl");

fn read(source: &str) -> Catalogue {
    Catalogue::parse(source, "x.ftl").expect("a catalogue")
}

#[test]
fn both_languages_have_the_same_messages() {
    let (english, german) = (read(EN), read(DE));
    assert!(english.messages().count() > 100);
    assert_eq!(differences(&english, &german, "de.ftl"), [""; 0]);
}

#[test]
fn every_message_can_be_shown_with_any_number() {
    for (language, source, own) in [(Language::En, EN, &ENGLISH), (Language::De, DE, &GERMAN)] {
        // The pages' as well, which the program does not carry.
        let whole = bundle(language, source);
        for (id, message) in read(source).messages() {
            let bundle = if id.starts_with("page-") { &whole } else { own };
            for number in [0.0, 1.0, 2.0, 21.0] {
                let mut arguments = FluentArgs::new();
                for (name, kind) in message.arguments() {
                    match kind {
                        Kind::Number => arguments.set(name, number),
                        Kind::Text => arguments.set(name, "Ohm"),
                    }
                }
                let pattern = bundle.get_message(id).and_then(|one| one.value());
                let pattern = pattern.unwrap_or_else(|| panic!("{id} has no text"));
                let mut errors = Vec::new();
                let shown = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
                assert!(errors.is_empty(), "{id}: {errors:?}");
                assert!(!shown.trim().is_empty(), "{id}");
                assert!(!shown.contains(['{', '}', '$']), "{id}: {shown}");
            }
        }
    }
}

#[test]
fn arguments_and_plurals_come_into_the_text() {
    let say = |language, text| Texts::of(language).get(text);
    for (language, one, two) in [
        (Language::En, "1 socket", "2 sockets"),
        (Language::De, "1 Sockel", "2 Sockel"),
    ] {
        for (count, text) in [(1_u32, one), (2, two)] {
            let count = count.into();
            assert_eq!(say(language, Text::ItemSockets { count }), text);
        }
    }
    let name = "Raven Frost";
    assert_eq!(
        say(Language::En, Text::ListedText { name }),
        "Raven Frost is on the market."
    );
    assert_eq!(
        say(Language::De, Text::ListedText { name }),
        "Raven Frost ist auf dem Markt."
    );
}

#[test]
fn what_differs_between_languages_is_named() {
    let english = read("a = A\nb = { $n } of { $of }\nc = C\n");
    let german = read("a = A\nb = { $n } von { $von }\nd = D\n");
    let told = differences(&english, &german, "de.ftl");
    assert_eq!(told.len(), 3, "{told:?}");
    for (line, parts) in told.iter().zip([
        ["de.ftl: b", "\"von\""],
        ["de.ftl: c", "missing"],
        ["de.ftl: d", "not there in English"],
    ]) {
        assert!(parts.iter().all(|part| line.contains(part)), "{line}");
    }
}

#[test]
fn a_file_that_is_wrong_is_refused_with_the_place() {
    for (source, told) in [
        ("a = A\nb is B\n", "line 2"),
        ("a = A\na = B\n", "a is there twice"),
        ("a = { b }\n", "refers to b"),
        ("a =\n    .b = B\n", "a has no text"),
    ] {
        let problems = Catalogue::parse(source, "x.ftl").expect_err(source);
        assert!(
            problems.iter().any(|problem| problem.contains(told)),
            "{problems:?}"
        );
    }
}

#[test]
fn the_type_has_the_programs_own_texts_with_their_arguments() {
    let rust = read(
        "page-a = A\nplain-one = It's so\nwith = { $name }: { NUMBER($done) }, { $count ->\n    [one] 1\n   *[other] { $count }\n }\n",
    )
    .as_rust();
    assert!(rust.contains("    PlainOne,\n"), "{rust}");
    assert!(
        rust.contains("With { count: Number, done: Number, name: &'a str },"),
        "{rust}"
    );
    assert!(!rust.contains("PageA"), "{rust}");
}

#[test]
fn what_a_filter_asks_about_is_in_the_players_language_and_a_property_in_the_games() {
    let item = item_parsers::parse_clipboard(include_str!("../overlay/tests/raven-frost.json"));
    let filters = item_parsers::filter::preselect(&item.expect("an item"));
    let lines = |language| {
        let texts = Texts::of(language);
        let line = |filter| texts.filter(filter);
        filters.iter().map(line).collect::<Vec<_>>()
    };
    let own: Vec<&str> = filters.iter().map(|filter| filter.text.as_str()).collect();
    assert_eq!(
        lines(Language::En),
        own,
        "the parsers' own lines are English"
    );
    assert_eq!(lines(Language::De), own, "as the game writes them");
    for (target, value, german) in [
        (Target::Corrupted(false), 0.0, "Nicht corrupted"),
        (Target::Ethereal(true), 0.0, "Ätherisch"),
        (Target::Sockets, 0.0, "Keine Sockel"),
        (Target::Sockets, 1.0, "1 Sockel"),
        (Target::ItemLevel, 96.0, "Itemlevel 96"),
        (Target::Base("rin"), 0.0, "Basis: Ring"),
    ] {
        let filter = Filter {
            target,
            value: Some(value),
            ..filters[0].clone()
        };
        assert_eq!(Texts::of(Language::De).filter(&filter), german);
    }
}
