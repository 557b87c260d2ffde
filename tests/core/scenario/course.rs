//! What a course can have names what exists, in range; and a file without it is what it was.

use super::table::{Row, expect_rows, ron};
use crate::texts::{kitchen, pump_room};

/// A condition in place of the fixture's `At(20.0)`.
const fn when(to: &'static str, says: &'static str) -> Row {
    ron("At(20.0)", to, says)
}

#[test]
fn conditions_name_what_exists() {
    expect_rows(&[
        when("▸LooksAt(Prop(\"ghost\"))", "there is no prop `ghost`"),
        when("▸Near(Agent(\"ghost\"), 1.0)", "there is no agent `ghost`"),
        when("▸Near(Agent(\"lin\"), 0.0)", "the distance in metres is 0"),
        when("▸HandIn(\"ghost\")", "there is no zone `ghost`"),
        when("▸HeadIn(\"ghost\")", "there is no zone `ghost`"),
        when("▸Wears(\"ghost\")", "there is no item `ghost`"),
        when("▸Slower(NaN)", "the speed in km/h is NaN"),
        when("▸HeadBelow(0.0)", "the height in metres is 0"),
        when("▸Moving(\"ghost\")", "there is no agent `ghost`"),
        when("▸Arrived(\"lin\", \"ghost\")", "there is no spot `ghost`"),
        when("▸Injected(\"ghost\")", "there is no inject `ghost`"),
        when("▸Real(\"H9\")", "there is no hazard `H9`"),
        when("▸Controlled(\"H9\")", "there is no hazard `H9`"),
        when("▸Recently(Breathed, 31.0)", "the time in seconds is 31"),
        when("▸Recently(Taken(\"ghost\"), 1.0)", "there is no item `ghost`"),
        when("▸Times(Breathed, 0)", "the number of times is 0"),
        when("▸Share(Start, 0.0, 2.0)", "the share is 0"),
        when("▸Share(Start, 0.5, 0.0)", "the time in seconds is 0"),
        when("▸Once(Share(Wears(\"ghost\"), 0.5, 1.0))", "there is no item `ghost`"),
        when(
            "▸Compressions(count: 1, rate_per_min: (120, 100), depth_mm: (50, 60))",
            "the rate runs from 120 down to 100",
        ),
        when(
            "▸Compressions(count: 0, rate_per_min: (100, 120), depth_mm: (50, 60))",
            "the number of times is 0",
        ),
    ]);
}

#[test]
fn events_name_what_exists() {
    expect_rows(&[
        when("▸Did(Gestured(\"ghost\"))", "there is no gesture `ghost`"),
        when("▸Did(Pointed(Prop(\"ghost\")))", "there is no prop `ghost`"),
        when("▸Did(Touched(Agent(\"ghost\")))", "there is no agent `ghost`"),
        when("▸Did(Taken(\"ghost\"))", "there is no item `ghost`"),
        when("▸Did(Used(\"ghost\", None))", "there is no item `ghost`"),
        when("▸Did(PutOn(\"ghost\"))", "there is no item `ghost`"),
        when("▸Did(TookOff(\"ghost\"))", "there is no item `ghost`"),
        when("▸Did(HandLeft(\"ghost\"))", "there is no zone `ghost`"),
        when("▸Did(HeadEntered(\"ghost\"))", "there is no zone `ghost`"),
        when("▸Did(MovedFast(\"pump.ghost\"))", "there is no part `pump.ghost`"),
    ]);
}

#[test]
fn the_parts_of_a_course_fit_together() {
    const AT: &str = "prompts: [\"humming\"],";
    const fn also(to: &'static str, says: &'static str) -> Row {
        ron(AT, to, says)
    }
    expect_rows(&[
        also(
            "prompts: [\"humming\"], items: [(id: \"lock\", prop: ▸\"ghost\")],",
            "no prop `ghost`",
        ),
        also(
            "prompts: [\"humming\"], items: [(id: \"lock\", prop: \"bin\", rests: ▸\"ghost\")],",
            "there is no socket `ghost`",
        ),
        also(
            "prompts: [\"humming\"], items: [(id: \"lock\", prop: ▸\"pump\")],",
            "`pump` has parts; what is carried has none",
        ),
        also(
            "prompts: [\"humming\"], sockets: [(id: \"r\", at: (0, 0, 0), on: ▸Agent(\"ma\"))],",
            "there is no agent `ma`",
        ),
        also(
            "prompts: [\"humming\"], sockets: [(id: \"rack\", at: ▸(9.0, 0.0, 0.0))],",
            "lies outside the bounds",
        ),
        also(
            "prompts: [\"humming\"], guidance: (hint_after_s: ▸0.0),",
            "the delay in seconds is 0",
        ),
        also(
            "prompts: [\"humming\"], guidance: (hint_after_s: 9.0, retries: ▸3),",
            "the retries is 3",
        ),
        also(
            "prompts: [\"humming\"], twins: [▸(hazard: \"H1\", look_alike: \"D9\")],",
            "there is no look-alike `D9`",
        ),
        also(
            "prompts: [\"humming\"], twins: [▸(hazard: \"H2\", look_alike: \"D1\")],",
            "a hazard with a twin is marked at its marker alone",
        ),
        also(
            "prompts: [\"humming\"], draws: [▸(of: [\"H1\", \"H2\"], real: 2)],",
            "at least one of its hazards real, and not all",
        ),
        also(
            "prompts: [\"humming\"], draws: [▸(of: [\"H1\", \"H1\"], real: 1)],",
            "`H1` is drawn twice",
        ),
        ron("weight: Fatal(\"C1\"))", "weight: Fatal(\"C1\"), blocks: [▸\"A9\"])", "no step `A9`"),
        ron("view: Eye)", "view: Eye, levels: ▸[Witness, Witness])", "a level stands here twice"),
        ron("class: 5,\n", "class: 5, grows: [▸(tier: Weak, when: At(3.0))],\n", "gets plainer"),
        ron(
            "class: 5,\n",
            "class: 5, controlled: [▸(level: NotAControl, when: Start)],\n",
            "what is no control puts nothing under control",
        ),
    ]);
}

/// Bundles are named by their bytes: what a file does not say is not in them.
#[test]
fn a_file_without_a_course_has_the_bytes_it_always_had() {
    let pinned = [
        (pump_room(), "512db070619cc4e84ebb71ea81363875c9ee9cb17059833d16696e98032b4134"),
        (kitchen(), "81652ac39668b86da2683a924262a5c936c5cf804f1f7b9e4c7903357d82d254"),
    ];
    for (texts, hash) in pinned {
        assert_eq!(texts.bundle().hash().as_str(), hash);
    }
}
