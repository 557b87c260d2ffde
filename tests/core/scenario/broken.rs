//! Names that lead nowhere, words that are missing, text that cannot be read: each is refused at
//! the exact line and column, with nothing else said.

use super::table::{Case, en, expect_cases, expect_rows, ron, zh};
use crate::texts::{kitchen, lines, pump_room};

#[test]
fn the_fixture_is_sound() {
    pump_room().scenario();
}

#[test]
fn a_field_that_nobody_knows_is_refused() {
    expect_rows(&[
        ron("    version: 1,\n    kit", "    version: 1,\n    ▸verison: 2,\n    kit", "`verison`"),
        ron("likelihood: 5", "▸likelyhood: 5", "`likelyhood`"),
        ron("\"bin\", kind: Goods", "\"bin\", ▸colour: 3, kind: Goods", "`colour`"),
        ron("(id: \"stop\")", "(id: \"stop\", ▸loud: true)", "`loud`"),
        ron("bars: 1,", "bars: 1, ▸fast: true,", "`fast`"),
        ron("        major: 15,", "        ▸minor: 15,", "`minor`"),
        ron("done: Is(", "done: ▸Was(", "`Was`"),
        ron("depiction: FlashAndFreeze", "depiction: ▸Blood", "`Blood`"),
    ]);
}

#[test]
fn text_that_is_no_value_is_refused_where_it_stands() {
    expect_rows(&[
        ron("severity: 4", "severity: ▸\"4\"", "Expected"),
        ron("severity: 5", "severity: ▸300", "out of bounds"),
        zh("\"钳工\"", "▸7", "Expected"),
        zh("\"role\": \"钳工\"", "\"role\": \"钳工\" ▸\"班长\"", "Expected"),
        en("\"Fitter\",", "▸Fitter,", "Expected"),
    ]);
}

#[test]
fn a_missing_word_is_told_in_each_language() {
    expect_cases(&[
        Case {
            edits: &[
                ("words.en.ron", "    \"step.A1\": \"Switch off the pump\",\n", ""),
                ("words.en.ron", "{\n", "▸{\n"),
            ],
            says: &["the words for `step.A1` are missing"],
        },
        Case {
            edits: &[
                ("words.zh-CN.ron", "    \"step.A1\": \"关闭水泵\",\n", ""),
                ("words.zh-CN.ron", "{\n", "▸{\n"),
            ],
            says: &["the words for `step.A1` are missing"],
        },
        // A new thing needs its words in both.
        Case {
            edits: &[
                ("scenario.ron", "calls: [\"office\",", "calls: [\"police\", \"office\","),
                ("words.en.ron", "{\n", "▸{\n"),
                ("words.zh-CN.ron", "{\n", "▸{\n"),
            ],
            says: &["`call.police` are missing", "`call.police` are missing"],
        },
    ]);
}

#[test]
fn words_too_many_too_few_or_too_long_are_told() {
    expect_rows(&[
        en(
            "\"step.A2\":",
            "\"step.A9\": ▸\"Rest\",\n    \"step.A2\":",
            "nothing in the scenario is called `step.A9`",
        ),
        zh(
            "\"step.A2\":",
            "\"step.A9\":   ▸\"歇\",\n    \"step.A2\":",
            "nothing in the scenario is called `step.A9`",
        ),
        en("\"Fitter\"", "▸\"\"", "the words for `role` are empty"),
        zh("\"钳工\"", "▸\" \\n \"", "the words for `role` are empty"),
    ]);
}

#[test]
fn a_text_may_have_four_hundred_characters() {
    let of = |count: usize| {
        let text = format!("\"{}\"", "泵".repeat(count));
        pump_room().edit("words.zh-CN.ron", "\"一间泵房\"", &text).read()
    };
    assert!(of(400).is_ok());
    let told = lines(&of(401).unwrap_err());
    let sentence = "the words for `setting` have 401 characters, more than the 400 that fit";
    assert_eq!(told, [format!("pump-room/words.zh-CN.ron:5:16: {sentence}")]);
}

#[test]
fn a_name_that_leads_nowhere_is_told() {
    expect_rows(&[
        ron("from: Start, done: Is", "from: ▸Done(\"A9\"), done: Is", "there is no step `A9`"),
        ron("appears: Done(\"A1\")", "appears: ▸Marked(\"H9\")", "there is no hazard `H9`"),
        ron("appears: Done(\"A1\")", "appears: ▸Appeared(\"H9\")", "there is no hazard `H9`"),
        ron("when: At(1.0)", "when: ▸Erred(\"E9\")", "there is no error `E9`"),
        ron("when: At(1.0)", "when: ▸Struck(\"C9\")", "there is no consequence `C9`"),
        ron("when: At(1.0)", "when: ▸In(\"attic\")", "there is no zone `attic`"),
        ron("when: At(1.0)", "when: ▸Did(Entered(\"attic\"))", "there is no zone `attic`"),
        ron("when: At(1.0)", "when: ▸Did(Left(\"attic\"))", "there is no zone `attic`"),
        ron("hazards: [\"H1\"]", "hazards: [\"H1\", ▸\"H9\"]", "there is no hazard `H9`"),
        ron("Fatal(\"C1\")", "▸Fatal(\"C9\")", "there is no consequence `C9`"),
        ron("on: Prop(\"cable\")", "on: ▸Prop(\"cabel\")", "there is no prop `cabel`"),
        ron("on: Prop(\"hose\")", "on: ▸Prop(\"house\")", "there is no prop `house`"),
        ron("on: Prop(\"hose\")", "on: ▸Prop(\"wall\")", "`wall` is part of the building"),
        ron("on: Prop(\"cable\")", "on: ▸Agent(\"wang\")", "there is no agent `wang`"),
        ron("[Agent(\"lin\")]", "[Agent(\"lin\"), ▸Agent(\"wang\")]", "there is no agent `wang`"),
        ron("[Agent(\"lin\")]", "[▸Prop(\"tap\")]", "there is no prop `tap`"),
        ron("Is(\"pump.switch\",", "▸Is(\"pump.swich\",", "there is no part `pump.swich`"),
        ron("Is(\"pump.switch\", \"off\")", "▸Is(\"pump.switch\", \"of\")", "not at `of`"),
        ron("Is(\"pump.switch\", \"off\")", "▸Did(Grabbed(\"pump\"))", "there is no part `pump`"),
        ron(
            "Is(\"pump.switch\", \"off\")",
            "▸Did(Moved(\"pump.switch\", \"fitted\"))",
            "`pump.switch` ends at `on` or `off`, not at `fitted`",
        ),
    ]);
}

#[test]
fn people_and_what_they_say_exist() {
    expect_rows(&[
        ron("spot: \"bench\"", "spot: ▸\"stool\"", "there is no spot `stool`"),
        ron("[\"bench\", \"door\"]", "[\"bench\", ▸\"attic\"]", "there is no spot `attic`"),
        ron("Did(Said(\"stop\",", "▸Did(Said(\"halt\",", "there is no phrase `halt`"),
        ron(
            "Did(Said(\"stop\", \"lin\"))",
            "▸Did(Said(\"stop\", \"wu\"))",
            "there is no agent `wu`",
        ),
        ron("Did(Said(\"stop\",", "▸Did(Said(\"leave\",", "`leave` is said to everyone"),
        ron("Did(Said(\"stop\", \"lin\"))", "▸Did(Announced(\"stop\"))", "`stop` is said to one"),
        ron("Did(Called(\"office\"))", "▸Did(Called(\"mum\"))", "there is no telephone line `mum`"),
        ron("Did(Chose(\"wait\"))", "▸Did(Chose(\"run\"))", "there is no choice `run`"),
        // Inside other conditions the place is that of the whole condition.
        ron(
            "Did(Chose(\"wait\"))",
            "▸All([Start, Not(Held(DidWhile(Chose(\"wait\"), In(\"attic\")), 1.0))])",
            "there is no zone `attic`",
        ),
        ron(
            "Did(Chose(\"wait\"))",
            "▸Any([Start, DidWhile(Chose(\"run\"), Start)])",
            "there is no choice `run`",
        ),
    ]);
}

#[test]
fn effects_name_what_exists() {
    expect_rows(&[
        ron("Say(\"N1\")", "▸Say(\"N9\")", "there is no line `N9`"),
        ron("Emit(prop: \"pump\"", "▸Emit(prop: \"pomp\"", "there is no prop `pomp`"),
        ron("Prompt(\"humming\")", "▸Prompt(\"silence\")", "there is no prompt `silence`"),
        ron("Pose(\"lin\",", "▸Pose(\"wu\",", "there is no agent `wu`"),
        ron("Go(\"lin\",", "▸Go(\"wu\",", "there is no agent `wu`"),
        ron("Go(\"lin\", \"door\")", "▸Go(\"lin\", \"attic\")", "there is no spot `attic`"),
        ron("Set(\"pump.guard\",", "▸Set(\"pump.hood\",", "there is no part `pump.hood`"),
        ron("Set(\"pump.guard\", \"fitted\")", "▸Set(\"pump.guard\", \"on\")", "not at `on`"),
        ron("Picture(\"view\")", "▸Picture(\"vista\")", "there is no picture `vista`"),
        ron("Offer([\"wait\",", "▸Offer([\"flee\",", "there is no choice `flee`"),
        ron("At(20.0), then: [End]", "At(20.0), then: [▸Strike(\"C9\")]", "no consequence `C9`"),
    ]);
}

#[test]
fn several_problems_are_told_at_once() {
    expect_cases(&[
        // Three files, five problems, and each is told once.
        Case {
            edits: &[
                ("scenario.ron", "severity: 4", "severity: ▸6"),
                ("scenario.ron", "likelihood: 2", "likelihood: ▸0"),
                ("scenario.ron", "pass: 80", "pass: ▸101"),
                ("words.en.ron", "\"Fitter\"", "▸\"\""),
                ("words.zh-CN.ron", "\"钳工\"", "▸\"\""),
            ],
            says: &[
                "the severity is 6; it must lie in 1–5",
                "the likelihood is 0; it must lie in 1–5",
                "the pass mark is 101; it must lie in 1–100",
                "the words for `role` are empty",
                "the words for `role` are empty",
            ],
        },
        // A text that cannot be read still tells of every bad element, and of the other files.
        Case {
            edits: &[
                ("scenario.ron", "severity: 4", "▸severety: 4"),
                ("scenario.ron", "limit_s: 10.0),\n    ],", "▸limits: 10.0),\n    ],"),
                ("scenario.ron", "right: \"b\"", "▸wrong: \"b\""),
                ("words.en.ron", "\"Fitter\",", "\"Fitter\" ▸\"Cook\","),
            ],
            says: &["`severety`", "`limits`", "`wrong`", "Expected"],
        },
        // Two things are wrong with one value: the order of the options, and two right ones.
        Case {
            edits: &[
                (
                    "scenario.ron",
                    "controls: [\n                (id: \"a\", level: Eli",
                    "controls: ▸▸[\n(id: \"b\", level: Eli",
                ),
                (
                    "scenario.ron",
                    "(id: \"b\", level: Administrative),",
                    "(id: \"a\", level: Ppe, right: true),",
                ),
            ],
            says: &["a control question has the options a, b, c, d", "exactly one option"],
        },
    ]);
}

#[test]
fn the_kitchen_tells_of_its_problems_as_its_author_will_read_them() {
    let mut texts = kitchen()
        .edit("scenario.ron", "comfort: 2", "comfort: ▸4")
        .edit("scenario.ron", "Pose(\"ding\", Phone)", "▸Pose(\"dong\", Phone)")
        .edit("words.zh-CN.ron", "\"后厨厨师长\"", "▸\"\"");
    let places = texts.take_marks();
    let sentences = [
        "the comfort class is 4; it must lie in 1–3",
        "there is no agent `dong`",
        "the words for `role` are empty",
    ];
    let expected: Vec<_> = places
        .iter()
        .zip(sentences)
        .map(|(place, sentence)| format!("{place}{sentence}"))
        .collect();
    assert_eq!(lines(&texts.read().unwrap_err()), expected);
}
