//! Broken rules are found: without that, a report without errors says nothing.

use crate::play;
use anlan_tests_xr_runtime::Script;

#[test]
fn a_wrong_program_is_found_out() {
    let played = play(&Script::default(), "wrong", 0);
    assert!(played.is_success, "{}", played.errors);
    let errors = &played.report.order_errors;
    for rule in [
        "a session is begun twice",
        "a frame is begun that was not waited for",
        "a frame is ended twice",
        "the eyes are located at another time",
        "a frame is ended with another display time",
        "a session is ended too early",
        "actions are asked for that were not attached",
    ] {
        let count = errors.iter().filter(|error| error.contains(rule)).count();
        assert_eq!(count, 1, "{rule}: {errors:#?}");
    }
    assert_eq!((played.report.mismatches, played.report.discarded), (2, 1));
}
