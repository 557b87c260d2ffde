//! The words of the interface itself, one table per language. What a scenario says is in its own
//! words; this file holds only what is the same in every scenario.

use anlan_attempt::{Anchor, MarkVerdict, Mode, Question};
use anlan_scenario::{Factor, Language};
use bevy::prelude::*;

/// The language that is shown.
#[derive(Resource, Clone, Copy)]
pub(crate) struct Wording(pub Language);

impl Wording {
    /// The interface's words in this language.
    pub(crate) fn ui(self) -> &'static UiWords {
        match self.0 {
            Language::ZhCn => &ZH_CN,
            Language::En => &EN,
        }
    }
}

/// The words of one language.
pub(crate) struct UiWords {
    /// Beside the smell bars.
    pub smell: &'static str,
    /// While a card holds the scene's clock.
    pub paused: &'static str,
    /// Above the choices on offer.
    pub offer: &'static str,
    /// Above the debrief.
    pub debrief: &'static str,
    /// Before a hazard's name on a card.
    pub hazard: &'static str,
    /// The two questions of a card.
    factor_question: &'static str,
    control_question: &'static str,
    /// The four factors, in the order of `Factor::ALL`.
    factors: [&'static str; 4],
    /// The further questions: class, severity, likelihood, confidence.
    more_questions: [&'static str; 4],
    /// Three icons of severity and three of likelihood, from low to high.
    severities: [&'static str; 3],
    likelihoods: [&'static str; 3],
    /// The sure face and the other.
    faces: [&'static str; 2],
    /// Accident classes 1–20 of GB/T 6441-1986.
    classes: [&'static str; 20],
    /// A mark was taken, and nothing more is said.
    marked: &'static str,
    /// Verdicts, where they are given at once.
    hit: &'static str,
    false_alarm: &'static str,
    neutral: &'static str,
    again: &'static str,
    /// The attempt is over.
    pub over: &'static str,
}

impl UiWords {
    /// What a card asks.
    pub(crate) fn question(&self, question: Question) -> &'static str {
        self.question_line(question).1
    }

    /// The name of a factor, with what it is about.
    pub(crate) fn factor(&self, factor: Factor) -> &'static str {
        let index = Factor::ALL.iter().position(|f| *f == factor);
        index.and_then(|i| self.factors.get(i)).copied().unwrap_or_default()
    }

    /// What a card asks, and its name among the spoken lines.
    pub(crate) fn question_line(&self, question: Question) -> (&'static str, &'static str) {
        match question {
            Question::Factor => ("factor_question", self.factor_question),
            Question::Control => ("control_question", self.control_question),
            Question::Class => ("class_question", self.more_questions[0]),
            Question::Severity => ("severity_question", self.more_questions[1]),
            Question::Likelihood => ("likelihood_question", self.more_questions[2]),
            Question::Confidence => ("confidence_question", self.more_questions[3]),
        }
    }

    /// How serious, by its icon.
    pub(crate) fn severity(&self, anchor: Anchor) -> &'static str {
        self.severities[anchor as usize]
    }

    /// How likely, by its icon.
    pub(crate) fn likelihood(&self, anchor: Anchor) -> &'static str {
        self.likelihoods[anchor as usize]
    }

    /// The face for sure or unsure.
    pub(crate) fn face(&self, is_sure: bool) -> &'static str {
        self.faces[usize::from(!is_sure)]
    }

    /// The name of an accident class.
    pub(crate) fn class(&self, class: u8) -> &'static str {
        let index = usize::from(class).checked_sub(1);
        index.and_then(|i| self.classes.get(i)).copied().unwrap_or_default()
    }

    /// The name of a factor, and its own name among the spoken lines.
    pub(crate) fn factor_line(&self, factor: Factor) -> (&'static str, &'static str) {
        let name = match factor {
            Factor::Human => "factor.human",
            Factor::Object => "factor.object",
            Factor::Environment => "factor.environment",
            Factor::Management => "factor.management",
        };
        (name, self.factor(factor))
    }

    /// What is said aloud of a mark, if anything is.
    pub(crate) fn verdict_line(
        &self,
        verdict: &MarkVerdict,
        mode: Mode,
    ) -> Option<(&'static str, &'static str)> {
        let name = match verdict {
            _ if !tells_verdicts(mode) => return None,
            // A hit opens a card, which speaks for itself.
            MarkVerdict::Hit(_) => return None,
            MarkVerdict::FalseAlarm(_) => "false_alarm",
            MarkVerdict::Neutral => "neutral",
            MarkVerdict::Again => "again",
        };
        Some((name, self.mark(verdict, mode)))
    }

    /// What is said of a mark. Only guided and practice mode tell the verdict at once.
    pub(crate) fn mark(&self, verdict: &MarkVerdict, mode: Mode) -> &'static str {
        if !tells_verdicts(mode) {
            return self.marked;
        }
        match verdict {
            MarkVerdict::Hit(_) => self.hit,
            MarkVerdict::FalseAlarm(_) => self.false_alarm,
            MarkVerdict::Neutral => self.neutral,
            MarkVerdict::Again => self.again,
        }
    }
}

/// Whether a mark's verdict is told at once.
pub(crate) fn tells_verdicts(mode: Mode) -> bool {
    matches!(mode, Mode::Guided | Mode::Practice)
}

const ZH_CN: UiWords = UiWords {
    smell: "气味",
    paused: "答题中，场景计时暂停",
    offer: "请选择",
    debrief: "讲评",
    hazard: "隐患：",
    factor_question: "它主要属于哪一类因素？",
    control_question: "现在最好的控制措施是哪一项？",
    factors: [
        "人的因素（行为、操作）",
        "物的因素（设备、材料）",
        "环境因素（场地、通道）",
        "管理因素（制度、培训）",
    ],
    more_questions: [
        "它可能造成哪一类事故？",
        "一旦发生，后果有多严重？",
        "发生的可能性有多大？",
        "你对这个回答有把握吗？",
    ],
    severities: ["轻：包扎即可", "中：需要住院", "重：致残或死亡"],
    likelihoods: ["少见", "有时发生", "随时可能"],
    faces: ["有把握", "没把握"],
    classes: [
        "物体打击",
        "车辆伤害",
        "机械伤害",
        "起重伤害",
        "触电",
        "淹溺",
        "灼烫",
        "火灾",
        "高处坠落",
        "坍塌",
        "冒顶片帮",
        "透水",
        "放炮",
        "火药爆炸",
        "瓦斯爆炸",
        "锅炉爆炸",
        "容器爆炸",
        "其他爆炸",
        "中毒和窒息",
        "其他伤害",
    ],
    marked: "已上报",
    hit: "是隐患，报得对",
    false_alarm: "这里合规，不是隐患",
    neutral: "没有对准隐患",
    again: "已经报过",
    over: "本次练习到此结束。",
};

const EN: UiWords = UiWords {
    smell: "Smell",
    paused: "Answering: the scene clock is paused",
    offer: "Choose",
    debrief: "Debrief",
    hazard: "Hazard: ",
    factor_question: "Which factor is it mainly?",
    control_question: "Which control is the best one now?",
    factors: [
        "Human factor (what people do)",
        "Object factor (equipment, materials)",
        "Environment factor (space, access)",
        "Management factor (rules, training)",
    ],
    more_questions: [
        "Which kind of accident could it cause?",
        "If it happens, how serious is it?",
        "How likely is it to happen?",
        "Are you sure of this answer?",
    ],
    severities: ["Slight: a dressing", "Middling: hospital", "Grave: lasting harm or death"],
    likelihoods: ["Rarely", "Now and then", "At any moment"],
    faces: ["Sure", "Not sure"],
    classes: [
        "Struck by an object",
        "Vehicle",
        "Machine",
        "Lifting",
        "Electric shock",
        "Drowning",
        "Burns",
        "Fire",
        "Fall from height",
        "Collapse",
        "Roof fall",
        "Water inrush",
        "Blasting",
        "Explosive powder",
        "Mine gas explosion",
        "Boiler explosion",
        "Vessel explosion",
        "Other explosion",
        "Poisoning and asphyxia",
        "Other injury",
    ],
    marked: "Reported",
    hit: "A hazard, well reported",
    false_alarm: "This one is in order, no hazard",
    neutral: "Not on a hazard",
    again: "Reported before",
    over: "This attempt is over.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use anlan_scenario::LookAlikeId;

    #[test]
    fn an_exam_never_tells_the_verdict() {
        let verdicts = [
            MarkVerdict::Hit("H1".into()),
            MarkVerdict::FalseAlarm(LookAlikeId("D1".to_owned())),
            MarkVerdict::Neutral,
            MarkVerdict::Again,
        ];
        for language in Language::ALL {
            let ui = Wording(language).ui();
            for verdict in &verdicts {
                assert_eq!(ui.mark(verdict, Mode::Exam), ui.marked);
                assert_ne!(ui.mark(verdict, Mode::Practice), ui.marked);
            }
        }
    }

    #[test]
    fn every_factor_has_its_own_words() {
        let ui = Wording(Language::ZhCn).ui();
        assert!(ui.factor(Factor::Human).starts_with('人'));
        assert!(ui.factor(Factor::Management).starts_with("管理"));
    }
}
