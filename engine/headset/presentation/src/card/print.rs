//! The page of a card: what it asks, about which hazard, and four rows to choose from. Where the
//! rows are is the stage's decision; this only prints them there.

use crate::font::Typeface;
use crate::words::{UiWords, Wording};
use anlan_attempt::{Answer, Card, CardId, CardOption};
use anlan_scenario::Scenario;
use anlan_stage::{CARD_SIZE_M, CardPanel, OPTION_ROWS};
use bevy::ecs::hierarchy::ChildSpawnerCommands;
use bevy::prelude::*;
use bevy::text::{FontSource, LineHeight};

/// Pixels of the page for one metre of the panel: what a desktop's window shows of it. A picture
/// much finer than the window loses strokes.
pub(super) const WINDOW_PX_PER_M: f32 = 640.0;
/// The same where a headset shows the page as a layer of its own: 20 a degree at 1.3 m.
pub(super) const LAYER_PX_PER_M: f32 = 900.0;
/// Em of an option's words, metres. A Chinese character fills nine tenths of it: 45 mm, two degrees
/// at 1.3 m.
const OPTION_M: f32 = 0.05;
/// Em of the question, and of the hazard's name above it, metres.
const QUESTION_M: f32 = 0.06;
const HAZARD_M: f32 = 0.044;
/// Room at the left and right of the words, metres.
const MARGIN_M: f32 = 0.05;
/// Rows keep this much from each other, metres.
const GAP_M: f32 = 0.014;
pub(super) const PAPER: Color = Color::srgb(0.95, 0.95, 0.93);
const INK: Color = Color::srgb(0.07, 0.08, 0.1);
const QUIET: Color = Color::srgb(0.33, 0.36, 0.4);
pub(super) const ROW: Color = Color::srgb(0.86, 0.88, 0.89);
pub(super) const HOVERED: Color = Color::srgb(1.0, 0.83, 0.4);
const BADGE: Color = Color::srgb(0.2, 0.29, 0.37);

/// A row of the page.
#[derive(Component)]
pub(super) struct Row(pub usize);

/// Prints one card.
pub(super) struct Print<'a> {
    pub scenario: &'a Scenario,
    pub typeface: &'a Typeface,
    pub wording: Wording,
    pub px_per_m: f32,
}

impl Print<'_> {
    fn px(&self, metres: f32) -> Val {
        Val::Px(metres * self.px_per_m)
    }

    pub(super) fn print(&self, sheet: &mut ChildSpawnerCommands, card: &Card) {
        let ui = self.wording.ui();
        let rows_top = middle_m(0).y - CardPanel::row_size().y / 2.0;
        let head = Node {
            position_type: PositionType::Absolute,
            width: Val::Percent(100.0),
            height: self.px(rows_top),
            flex_direction: FlexDirection::Column,
            justify_content: JustifyContent::Center,
            row_gap: self.px(0.012),
            padding: UiRect::horizontal(self.px(MARGIN_M)),
            ..default()
        };
        sheet.spawn(head).with_children(|head| {
            let hazard = format!("hazard.{}", card.id.hazard);
            let name = format!("{}{}", ui.hazard, self.word(&hazard));
            head.spawn(self.lettering(&self.typeface.regular, HAZARD_M, QUIET, name));
            let question = ui.question(card.id.question).to_owned();
            head.spawn(self.lettering(&self.typeface.bold, QUESTION_M, INK, question));
        });
        for (row, option) in card.options.iter().take(OPTION_ROWS).enumerate() {
            self.print_row(sheet, row, &self.option(&card.id, option, ui));
        }
    }

    fn print_row(&self, sheet: &mut ChildSpawnerCommands, row: usize, words: &str) {
        let size = CardPanel::row_size();
        let corner = middle_m(row) - size / 2.0;
        let node = Node {
            position_type: PositionType::Absolute,
            left: self.px(corner.x + GAP_M),
            top: self.px(corner.y + GAP_M / 2.0),
            width: self.px(size.x - 2.0 * GAP_M),
            height: self.px(size.y - GAP_M),
            align_items: AlignItems::Center,
            column_gap: self.px(0.035),
            padding: UiRect::horizontal(self.px(0.03)),
            border_radius: BorderRadius::all(self.px(GAP_M)),
            ..default()
        };
        sheet.spawn((Row(row), node, BackgroundColor(ROW))).with_children(|line| {
            let side = self.px(1.6 * OPTION_M);
            let badge = Node {
                width: side,
                height: side,
                flex_shrink: 0.0,
                align_items: AlignItems::Center,
                justify_content: JustifyContent::Center,
                border_radius: BorderRadius::MAX,
                ..default()
            };
            let letter = char::from(b'A' + row as u8).to_string();
            line.spawn((badge, BackgroundColor(BADGE))).with_child(self.lettering(
                &self.typeface.bold,
                OPTION_M,
                PAPER,
                letter,
            ));
            line.spawn(self.lettering(&self.typeface.regular, OPTION_M, INK, words.to_owned()))
                .insert(Node { flex_shrink: 1.0, ..default() });
        });
    }

    fn option(&self, card: &CardId, option: &CardOption, ui: &UiWords) -> String {
        match &option.answer {
            Answer::Factor(factor) => ui.factor(*factor).to_owned(),
            Answer::Control(id) => self.word(&format!("hazard.{}.control.{id}", card.hazard)),
            Answer::Class(class) => ui.class(*class).to_owned(),
            Answer::Severity(anchor) => ui.severity(*anchor).to_owned(),
            Answer::Likelihood(anchor) => ui.likelihood(*anchor).to_owned(),
            Answer::Confidence(is_sure) => ui.face(*is_sure).to_owned(),
        }
    }

    fn word(&self, key: &str) -> String {
        self.scenario.word(self.wording.0, key).to_owned()
    }

    fn lettering(
        &self,
        font: &FontSource,
        em_m: f32,
        colour: Color,
        words: String,
    ) -> impl Bundle + use<> {
        let font_size = FontSize::Px(em_m * self.px_per_m);
        (
            Text(words),
            TextFont { font: font.clone(), font_size, ..default() },
            TextColor(colour),
            LineHeight::RelativeToFont(1.2),
        )
    }
}

/// The middle of a row on the page: metres from its upper left corner.
fn middle_m(row: usize) -> Vec2 {
    let centre = CardPanel::row_centre(row);
    Vec2::new(CARD_SIZE_M.x / 2.0 + centre.x, CARD_SIZE_M.y / 2.0 - centre.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 60 Chinese or 110 English characters, as the catalogue's longest options are.
    #[test]
    fn the_longest_option_fits_its_row() {
        let wide = CARD_SIZE_M.x - 2.0 * GAP_M - 2.0 * 0.03 - 1.6 * OPTION_M - 0.035;
        let lines = |chars: f32, em: f32| (chars * em * OPTION_M / wide).ceil();
        let high = CardPanel::row_size().y - GAP_M;
        assert!(lines(60.0, 1.0) * OPTION_M * 1.2 <= high, "Chinese");
        // A word that does not fit goes to the next line: a tenth more than the sum.
        assert!(lines(110.0 * 1.1, 0.53) * OPTION_M * 1.2 <= high, "English");
    }

    #[test]
    fn rows_lie_on_the_page_as_on_the_panel() {
        let last = middle_m(OPTION_ROWS - 1) + CardPanel::row_size() / 2.0;
        assert!(last.abs_diff_eq(CARD_SIZE_M, 0.001));
    }

    #[test]
    fn a_character_is_taller_than_one_degree() {
        let one_degree_m = 1.3 * 1.0_f32.to_radians();
        assert!(HAZARD_M * 0.9 > one_degree_m && OPTION_M * 0.9 > one_degree_m);
    }
}
