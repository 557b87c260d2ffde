//! What can be said: the choices on offer, else the scenario's phrases, its telephone lines, and
//! last the gestures, for whoever has no hands to make them.
//! Digits of a keyboard and the menu of a headset count them the same way.

use anlan_attempt::Attempt;
use anlan_scenario::Scenario;
use anlan_stage::BodyInput;

/// More lines than a hand has fingers twice are no menu.
pub(crate) const LINES_MAX: usize = 9;

/// Word keys (`phrase.stop`, `call.gas`) of what can be said while nothing is on offer.
pub fn speech_lines(scenario: &Scenario) -> Vec<String> {
    let file = scenario.file();
    let phrases = file.phrases.iter().map(|p| format!("phrase.{}", p.id));
    let calls = file.calls.iter().map(|c| format!("call.{c}"));
    let gestures = file.gestures.iter().map(|g| format!("gesture.{g}"));
    phrases.chain(calls).chain(gestures).take(LINES_MAX).collect()
}

/// Lines that can be said now.
pub(crate) fn lines(attempt: &Attempt) -> usize {
    let file = attempt.scenario().file();
    match attempt.offer().len() {
        0 => (file.phrases.len() + file.calls.len() + file.gestures.len()).min(LINES_MAX),
        offered => offered,
    }
}

/// Says a line.
pub(crate) fn speak(input: &mut BodyInput, line: usize, attempt: &Attempt) {
    let file = attempt.scenario().file();
    if !attempt.offer().is_empty() {
        input.choose = attempt.offer().get(line).cloned();
    } else if let Some(phrase) = file.phrases.get(line) {
        input.say = Some(phrase.id.clone());
    } else if let Some(call) = file.calls.get(line - file.phrases.len()) {
        input.call = Some(call.clone());
    } else {
        input.gesture = file.gestures.get(line - file.phrases.len() - file.calls.len()).cloned();
    }
}
