//! Every form of the catalogue's grammar can be said, and means what it says: `vocabulary.ron` has
//! one condition for each, with deeds that bring it about and deeds that do not.

use crate::play::{nothing, play};
use crate::texts::{Texts, full_room};
use anlan_attempt::{Effect, Mode, Setup};
use anlan_scenario::{Condition, Effect as Shown};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    form: String,
    says: Condition,
    yes: String,
    /// Left out where nothing can keep it from holding.
    no: Option<String>,
}

fn forms() -> Vec<Form> {
    let options = ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::UNWRAP_VARIANT_NEWTYPES);
    options.from_str(include_str!("../fixture/vocabulary.ron")).unwrap()
}

/// The room with a row that prompts once the condition holds, and answers to the scene's end.
fn room(condition: &Condition) -> Texts {
    let says = ron::to_string(condition).unwrap();
    let row = format!("timeline: [(when: {says}, then: [Picture(\"view\")]),");
    let first = "then: [Go(\"lin\", \"door\"), Set(\"pump.guard\", \"fitted\"), Picture(\"view\")]";
    full_room()
        .edit(
            "scenario.ron",
            first,
            "then: [Go(\"lin\", \"door\"), Set(\"pump.guard\", \"fitted\")]",
        )
        .edit("scenario.ron", "timeline: [", &row)
}

/// True if the condition came to hold.
fn comes(form: &Form, deeds: &str) -> bool {
    let bundle = room(&form.says).bundle();
    let setup = Setup { mode: Mode::Exam, seed: 1 };
    let played = play(&bundle, setup, deeds, nothing);
    let is_it = |e: &Effect| matches!(e, Effect::Scene(Shown::Picture(_)));
    played.effects.iter().any(|(_, effect)| is_it(effect))
}

#[test]
fn every_form_holds_when_it_should_and_only_then() {
    for form in forms() {
        assert!(comes(&form, &form.yes), "{}: does not hold after\n{}", form.form, form.yes);
        if let Some(no) = &form.no {
            assert!(!comes(&form, no), "{}: holds after\n{no}", form.form);
        }
    }
}

#[test]
fn every_word_of_the_vocabulary_is_in_a_form() {
    let mut said = BTreeSet::new();
    for form in forms() {
        form.says.walk(&mut |condition| {
            let text = format!("{condition:?}");
            said.extend(text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned));
        });
    }
    // The names of all conditions and events, as serde tells them to whoever errs.
    let told = |text: &str| match ron::from_str::<Condition>(text) {
        Ok(_) => String::new(),
        Err(error) => error.code.to_string(),
    };
    let names = format!("{} {}", told("Nonsense"), told("Did(Nonsense)"));
    let words: BTreeSet<_> = names.split('`').skip(1).step_by(2).collect();
    assert!(words.len() > 40, "{names}");
    let other = ["Nonsense", "Condition", "Event", "Struck", "HandEntered", "HandLeft", "PutOn"];
    let other: BTreeSet<_> = other
        .into_iter()
        .chain(["HeadEntered", "HeadLeft", "TookOff", "Placed", "Controlled"])
        .collect();
    let missing: Vec<_> = words.difference(&other).filter(|w| !said.contains(**w)).collect();
    assert!(missing.is_empty(), "no form says {missing:?}");
}
