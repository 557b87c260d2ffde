//! How words and panels of the HUD look. Sizes are shares of the view's height, so that a picture
//! and a window of any size carry the same page.

use crate::font::Typeface;
use bevy::prelude::*;

/// Light words on a dark ground: they hold on any background.
pub(super) const INK: Color = Color::srgb(0.97, 0.97, 0.95);
/// The ground under words.
pub(super) const GROUND: Color = Color::srgba(0.05, 0.06, 0.07, 0.62);
/// What asks for a decision.
pub(super) const ACCENT: Color = Color::srgb(0.98, 0.8, 0.3);

/// Words of a size, as a share of the view's height in percent.
pub(super) fn words(typeface: &Typeface, size_vh: f32) -> impl Bundle {
    lettering(&typeface.regular, size_vh, INK)
}

/// The same in bold and in a colour of its own.
pub(super) fn bold_words(typeface: &Typeface, size_vh: f32, colour: Color) -> impl Bundle {
    lettering(&typeface.bold, size_vh, colour)
}

fn lettering(font: &bevy::text::FontSource, size_vh: f32, colour: Color) -> impl Bundle {
    let font = TextFont { font: font.clone(), font_size: FontSize::Vh(size_vh), ..default() };
    (Text::default(), font, TextColor(colour), bevy::text::LineHeight::RelativeToFont(1.35))
}

/// A dark ground with room around what it holds.
pub(super) fn panel(node: Node) -> impl Bundle {
    let node = Node {
        padding: UiRect::axes(Val::Vh(1.6), Val::Vh(0.8)),
        border_radius: BorderRadius::all(Val::Vh(0.9)),
        ..node
    };
    (node, BackgroundColor(GROUND))
}

/// Shows or hides a node, with its place in the layout.
pub(super) fn show(node: &mut Mut<Node>, is_on: bool) {
    let display = if is_on { Display::Flex } else { Display::None };
    if node.display != display {
        node.display = display;
    }
}

/// Sets words, if they are new.
pub(super) fn say(text: &mut Mut<Text>, words: &str) {
    if text.0 != words {
        text.0 = words.to_owned();
    }
}

/// A node over the whole view that holds its child in the middle.
pub(super) fn whole_centre() -> Node {
    Node {
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        ..super::whole()
    }
}
