//! The pass rule in words, as it is printed under a card: from the rubric's own numbers, in both
//! languages.

use anlan_scenario::{Language, Rubric};

/// What is weighed, what is lost, and what a pass needs.
pub fn pass_rule(rubric: &Rubric, language: Language) -> String {
    let Rubric { identification, classification, control, actions, pass, fatal_cap, .. } = rubric;
    let (false_each, false_most) = rubric.false_alarm;
    let (over_each, over_most) = rubric.over_par;
    let (par, major) = (rubric.par_s, rubric.major);
    match language {
        Language::ZhCn => format!(
            "满分 100 分：辨识 {identification} 分，分类 {classification} 分，控制措施 {control} 分，\
             操作 {actions} 分。每次误报扣 {false_each} 分，最多扣 {false_most} 分；超过 {par} 秒后\
             每满 10 秒扣 {over_each} 分，最多扣 {over_most} 分；每个严重错误扣 {major} 分；\
             有致命错误时得分不超过 {fatal_cap} 分。得分不低于 {pass} 分、完成全部关键步骤、\
             没有致命错误，三项同时满足为合格。"
        ),
        Language::En => format!(
            "Out of 100 points: {identification} for finding hazards, {classification} for naming \
             the factor, {control} for the control, {actions} for the procedure. A false alarm \
             costs {false_each}, at most {false_most}; every full 10 s over {par} s cost \
             {over_each}, at most {over_most}; a major error costs {major}; after a fatal error \
             the score is {fatal_cap} at most. A pass needs all three: {pass} points or more, \
             every critical step done, no fatal error."
        ),
    }
}
