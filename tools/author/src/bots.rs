//! Every scenario's exam sat by every bot: a table of what they earn, one line an attempt.

use crate::{bot_turn, bundle, folders_in};
use anlan_attempt::{Ending, Mode, Setup};
use anlan_bot::BotKind;
use anlan_score::Scorecard;
use std::path::Path;

/// Plays and prints. The perfect bot must pass, and nobody else may.
pub(crate) fn play_all(path: &Path, seeds: u64) -> Result<(), String> {
    let head = ["scenario", "bot", "seed", "score", "passed", "found", "false", "steps", "scene"];
    println!("{}  ending", row(head.map(str::to_owned)));
    let (mut attempts, mut astray) = (0, 0);
    for folder in &folders_in(path)? {
        let bundle = bundle(folder)?;
        for kind in BotKind::ALL {
            for seed in 1..=seeds {
                let card = bot_turn(&bundle, kind, Setup { mode: Mode::Exam, seed })?;
                println!("{}", line(kind, &card));
                attempts += 1;
                astray += usize::from(card.passed != (kind == BotKind::Perfect));
            }
        }
    }
    println!("{attempts} attempts");
    match astray {
        0 => Ok(()),
        n => Err(format!("{n} of {attempts} attempts passed or failed that should not")),
    }
}

fn line(kind: BotKind, card: &Scorecard) -> String {
    let done = card.steps.iter().filter(|step| step.is_in_order && step.is_in_time).count();
    let ending = match &card.ending {
        Ending::Finished => "finished".to_owned(),
        Ending::TimeOut => "time out".to_owned(),
        Ending::Struck(consequence) => format!("struck by {consequence}"),
        Ending::Stopped(by) => format!("stopped by {by:?}"),
    };
    let cells = [
        card.scenario.clone(),
        kind.name().to_owned(),
        card.seed.to_string(),
        card.score.to_string(),
        if card.passed { "yes" } else { "no" }.to_owned(),
        format!("{}/{}", card.hits, card.hazards_appeared),
        card.false_alarms.to_string(),
        format!("{done}/{}", card.steps.len()),
        format!("{} s", card.scene_ms / 1000),
    ];
    format!("{}  {ending}", row(cells))
}

fn row([scenario, bot, cells @ ..]: [String; 9]) -> String {
    let cells = cells.map(|cell| format!("{cell:>7}")).concat();
    format!("{scenario:28} {bot:10}{cells}")
}
