//! A worked case: what a trainee did otherwise than the perfect one, and the card.

use crate::play::{Answers, exam, right};
use crate::texts::kitchen;
use anlan_attempt::Ending;
use anlan_score::{Scorecard, Verdict};

/// Finds all, answers all, does all, in 120 s. Risks R = S × L: H1 20, H2 15, H3 16, H4 16, H5 12,
/// H6 16, H7 20, H8 15, together 130. Steps A1 to A6 weigh 2 each, A7 weighs 1, together 13.
pub const COURSE: [&str; 22] = [
    "5 mark H1",
    "10 mark H2",
    "15 mark H3",
    "20 mark H4",
    "25 mark H5",
    "30 mark H6",
    "91 mark H7",
    "92 say stop he",
    "106 mark H8",
    "107 say stop ding",
    "108 move boxes_valve.stack aside",
    "109 move main_valve.lever shut",
    "110 move stove_line.knob_left off",
    "111 move stove_line.knob_right off",
    "112 move back_door.leaf open",
    "113 move goods_window.sacks aside",
    "114 move window.sash open",
    "115 announce leave",
    "116 enter yard",
    "117 call gas",
    "118 call emergency_119",
    "120 choose wait",
];

/// A case and its card.
#[derive(Clone, Copy)]
pub struct Case {
    pub name: &'static str,
    /// An edit of the kitchen's `scenario.ron`.
    pub edit: (&'static str, &'static str),
    /// Lines of the perfect course that are left out, by how they end.
    pub without: &'static [&'static str],
    /// Lines besides.
    pub with: &'static str,
    pub answers: Answers,
    /// Identification, classification, control, actions, in thousandths.
    pub points: [u32; 4],
    /// False alarms, over par, major errors.
    pub penalties: [u32; 3],
    pub score: u32,
    pub verdicts: &'static [&'static str],
    pub ending: &'static str,
}

/// The perfect course.
pub const PERFECT: Case = Case {
    name: "perfect",
    edit: ("", ""),
    without: &[],
    with: "",
    answers: right,
    points: [30_000, 10_000, 20_000, 40_000],
    penalties: [0, 0, 0],
    score: 100,
    verdicts: &["passed"],
    ending: "finished",
};

impl Case {
    pub fn card(&self) -> Scorecard {
        let mut texts = kitchen();
        if self.edit != ("", "") {
            texts = texts.edit("scenario.ron", self.edit.0, self.edit.1);
        }
        for end in self.without {
            let count = COURSE.iter().filter(|line| line.ends_with(end)).count();
            assert_eq!(count, 1, "{}: `{end}` is {count} lines of the course", self.name);
        }
        let is_kept = |line: &&&str| !self.without.iter().any(|end| line.ends_with(end));
        let kept: Vec<_> = COURSE.iter().filter(is_kept).copied().collect();
        exam(&texts.bundle(), &format!("{}\n{}", kept.join("\n"), self.with), self.answers)
    }

    #[track_caller]
    fn check(&self) {
        let card = self.card();
        let (name, p, l) = (self.name, &card.points, &card.penalties);
        let points = [p.identification, p.classification, p.control, p.actions];
        assert_eq!(points, self.points, "{name}: points\n{card:#?}");
        assert_eq!(
            [l.false_alarms, l.over_par, l.major_errors],
            self.penalties,
            "{name}: penalties"
        );
        let verdicts: Vec<_> = card.verdicts.iter().map(verdict).collect();
        assert_eq!((card.score, &verdicts[..]), (self.score, self.verdicts), "{name}: verdict");
        assert_eq!(card.passed, self.verdicts == ["passed"], "{name}");
        assert_eq!(ending(&card.ending), self.ending, "{name}: ending");
    }
}

#[track_caller]
pub fn expect(cases: &[Case]) {
    cases.iter().for_each(Case::check);
}

fn verdict(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "passed",
        Verdict::NotJudged => "not judged",
        Verdict::BelowPassMark => "below the pass mark",
        Verdict::CriticalStepMissing(id) => match id.as_str() {
            "A1" => "A1 missing",
            "A2" => "A2 missing",
            "A3" => "A3 missing",
            "A4" => "A4 missing",
            "A5" => "A5 missing",
            "A6" => "A6 missing",
            _ => "another step missing",
        },
        Verdict::FatalError(id) => match id.as_str() {
            "E1" => "fatal E1",
            "E2" => "fatal E2",
            "E4" => "fatal E4",
            _ => "another fatal error",
        },
    }
}

fn ending(ending: &Ending) -> String {
    match ending {
        Ending::Finished => "finished".to_owned(),
        Ending::TimeOut => "time-out".to_owned(),
        Ending::Struck(id) => format!("struck {id}"),
        Ending::Stopped(by) => format!("stopped by {by:?}"),
    }
}
