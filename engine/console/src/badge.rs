//! An outcome in colour, sign and word at once, so that none of the three is needed to read it.

use askama::Template;

/// What an outcome is to the trainee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Good,
    Bad,
    /// Worth a look, and no loss.
    Warn,
    /// Neither good nor bad.
    Calm,
}

impl Tone {
    /// The class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Warn => "warn",
            Self::Calm => "calm",
        }
    }

    /// The sign, drawn on a square of 16 by 16.
    pub fn path(self) -> &'static str {
        match self {
            Self::Good => "M3 8.5l3.5 3.5L13 4.5",
            Self::Bad => "M4 4l8 8M12 4l-8 8",
            Self::Warn => "M8 3v6M8 12.2v.3",
            Self::Calm => "M4 8h8",
        }
    }
}

/// A tone with its word.
#[derive(Clone, Debug, Template)]
#[template(path = "badge.html")]
pub(crate) struct Badge {
    pub tone: Tone,
    pub text: String,
}

impl Badge {
    pub fn new(tone: Tone, text: &str) -> Self {
        Self { tone, text: text.to_owned() }
    }
}
