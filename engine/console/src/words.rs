//! What the console says, one file per language under `words/`. Every word is a field, so that a
//! page cannot ask for one that is missing and none is left over. The words of a scenario come
//! from its bundle and are not here.

use anlan_scenario::{ControlLevel, Factor, Language};
use anlan_wire::Mode;
use serde::Deserialize;
use std::sync::LazyLock;

static ZH_CN: LazyLock<Words> = LazyLock::new(|| read(include_str!("../words/words.zh-CN.ron")));
static EN: LazyLock<Words> = LazyLock::new(|| read(include_str!("../words/words.en.ron")));

/// The files are part of the program; a test reads them, so that this never comes back empty.
fn read(text: &str) -> Words {
    ron::from_str(text).unwrap_or_default()
}

macro_rules! words {
    ($($word:ident)*) => {
        /// All words of one language.
        #[derive(Debug, Default, Deserialize)]
        #[cfg_attr(test, derive(PartialEq))]
        #[serde(deny_unknown_fields)]
        pub(crate) struct Words {
            $(pub $word: String,)*
        }
    };
}

words! {
    product tagline to_list dash
    list_title list_total list_reload list_newer list_older list_verdict list_score list_scenario
    list_trainee list_found list_false_alarms list_started list_length list_open
    empty_title empty_text empty_first empty_second empty_third
    lost_title lost_text record_lost_title record_lost_text fault_title fault_text
    mode_demo mode_guided mode_practice mode_exam
    verdict_passed verdict_failed verdict_unjudged
    reason_passed reason_below reason_step reason_fatal reason_demo reason_stopped
    ending_finished ending_time_out ending_struck ending_trainee ending_instructor ending_fault
    score_out_of fact_found fact_false_alarms fact_critical fact_length fact_par fact_started
    fact_ending
    points_title points_part points_how points_points
    points_identification points_identification_how points_classification
    points_classification_how points_control points_control_how points_actions
    points_actions_how points_false_alarms points_false_alarms_how points_over_par
    points_over_par_how points_major points_major_how points_cap points_cap_how points_total
    points_total_how
    hazards_title hazards_note hazard_hit hazard_miss hazard_absent hazard_risk hazard_why_hit
    hazard_why_hit_seen hazard_why_seen hazard_why_unseen hazard_why_absent hazard_struck
    hazard_cue hazard_factor hazard_control chose_right chose_wrong chose_nothing chose
    right_is question_class question_severity question_likelihood question_confidence
    factor_human factor_object factor_environment factor_management
    level_elimination level_substitution level_engineering level_administrative level_ppe
    level_none
    look_alikes_title look_alikes_note look_alike_reported look_alike_left
    look_alike_why_reported look_alike_why_seen look_alike_why_unseen look_alike_compliant
    look_alike_others
    steps_title step_name step_critical step_done step_order step_time step_done_at step_missing
    step_in_order step_out_of_order step_in_time step_late step_note
    errors_title errors_none error_fatal error_major error_at
    proof_title proof_text proof_tape proof_bundle proof_json proof_attempt proof_chain
    proof_sha256 proof_bytes proof_bundle_hash proof_scenario proof_rubric proof_seed
    proof_received proof_stalled proof_signature signed_by_cabin
    signed_by_unknown signed_by_none
    seconds bytes version rubric
    nav_desk nav_records offline pick_title pick_scenario pick_none pick_minutes pick_hazards
    comfort_1 comfort_2 comfort_3 pick_trainee pick_trainee_note pick_mode pick_demo_sign
    pick_guided_sign pick_practice_sign pick_exam_sign pick_demo_how pick_guided_how
    pick_practice_how pick_exam_how pick_more pick_seed pick_seed_note pick_language pick_start
    hint_no_headset hint_not_ready form_scenario form_trainee form_mode form_seed link_ready
    link_busy link_gone link_none seat_xr seat_window seat_none phase_prepare phase_scene
    phase_cards phase_debrief turn_time turn_paused turn_found turn_false_alarms turn_steps
    turn_hazards turn_notes turn_no_notes turn_exam_note state_found state_seen state_out
    state_hidden alert_asked alert_unlinked page_gap stop stop_title stop_text stop_back stopping
    put_away reason_unwell reason_equipment reason_time reason_other notice_start_unanswered
    notice_start_lost notice_stop_unanswered notice_refused_busy notice_refused_no_scenario
    notice_refused_other_bundle notice_refused_fault over_counting over_lost
    over_lost_text over_stopped_because over_record over_open over_next
    record_underway record_stored record_queued record_kept record_lost_with_link note_said
    note_announced note_called note_chose note_moved note_answered note_appeared note_hit
    note_false_alarm note_beside note_again note_step note_erred note_struck
    note_appeared_all note_beside_free glance_struck glance_missed glance_missed_none glance_cause
    glance_uncontrolled glance_false
    debrief_title debrief_open debrief_back plan_title plan_note plan_no_trace plan_play
    plan_pause plan_time plan_trainee legend_found legend_missed legend_false legend_fine
    legend_absent cuts_title cuts_note cut_own cut_agent cut_thing cut_above redo_title redo_text
    redo_start redo_none other_title other_text other_averted other_not_averted other_none
    moments_title moment_end told_title told_best false_title false_none false_neutral quiz_title
    quiz_answer measures_title measures_note measure_recognition measure_found measure_tendency tendency_misses
    tendency_balanced tendency_cries_wolf measure_earliness measure_of_five measure_looked
    measure_never rule_title
}

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::ZhCn => &ZH_CN,
            Language::En => &EN,
        }
    }

    pub fn mode(&self, mode: Mode) -> &str {
        match mode {
            Mode::Demo => &self.mode_demo,
            Mode::Guided => &self.mode_guided,
            Mode::Practice => &self.mode_practice,
            Mode::Exam => &self.mode_exam,
        }
    }

    pub fn factor(&self, factor: Factor) -> &str {
        match factor {
            Factor::Human => &self.factor_human,
            Factor::Object => &self.factor_object,
            Factor::Environment => &self.factor_environment,
            Factor::Management => &self.factor_management,
        }
    }

    pub fn level(&self, level: ControlLevel) -> &str {
        match level {
            ControlLevel::Elimination => &self.level_elimination,
            ControlLevel::Substitution => &self.level_substitution,
            ControlLevel::Engineering => &self.level_engineering,
            ControlLevel::Administrative => &self.level_administrative,
            ControlLevel::Ppe => &self.level_ppe,
            ControlLevel::NotAControl => &self.level_none,
        }
    }
}

/// Puts values into the `{places}` of a sentence.
pub(crate) fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len());
    let mut rest = sentence;
    // One pass, so that a brace inside a value stays what it is.
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        filled.push_str(before);
        match values.iter().find(|(n, _)| *n == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.extend(["{", name, "}"]),
        }
        rest = tail;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Name and `{places}` of every word, in the order of the file.
    fn shape(text: &str) -> Vec<(String, Vec<String>)> {
        let line = |line: &str| {
            let (name, sentence) = line.trim().split_once(": \"")?;
            let parts = sentence.split('{').skip(1);
            let mut places: Vec<_> =
                parts.map(|p| p.split('}').next().unwrap().to_owned()).collect();
            places.sort();
            Some((name.to_owned(), places))
        };
        text.lines().filter_map(line).collect()
    }

    #[test]
    fn both_languages_have_all_words_with_the_same_places() {
        let (zh, en) =
            (include_str!("../words/words.zh-CN.ron"), include_str!("../words/words.en.ron"));
        for (text, words) in [(zh, Words::of(Language::ZhCn)), (en, Words::of(Language::En))] {
            assert_eq!(ron::from_str::<Words>(text).unwrap(), *words);
            assert!(!text.contains(": \"\""), "a word is empty");
        }
        assert_eq!(shape(zh), shape(en));
        assert_ne!(Words::of(Language::ZhCn), Words::of(Language::En));
    }

    #[test]
    fn values_go_where_their_places_are() {
        let check = |sentence, expect| {
            assert_eq!(fill(sentence, &[("n", "{all}"), ("all", "8")]), expect);
        };
        check("{n} of {all}", "{all} of 8");
        check("no place", "no place");
        check("{other} {n", "{other} {n");
    }
}
