//! The cabin (体验舱) whose key signs tapes, as archives name it. The key's file is the outbox's
//! business, whom to trust the registry's.

use anlan_attempt::tape::PublicKey;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Longest name of a cabin, characters: a line on a page.
pub const CABIN_NAME_CHARS_MAX: usize = 64;

/// What people call a cabin.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CabinName(String);

impl CabinName {
    /// The name of a cabin that nobody has named: `cabin-` and the first digits of its key.
    pub fn of_key(key: &PublicKey) -> Self {
        Self(format!("cabin-{:.8}", key.to_string()))
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CabinName {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let is_length_ok = (1..=CABIN_NAME_CHARS_MAX).contains(&text.chars().count());
        if is_length_ok && text.trim() == text && !text.contains(char::is_control) {
            return Ok(Self(text));
        }
        let limit = CABIN_NAME_CHARS_MAX;
        Err(format!("a cabin's name has 1 to {limit} characters and no space around it"))
    }
}

impl From<CabinName> for String {
    fn from(name: CabinName) -> Self {
        name.0
    }
}

impl fmt::Display for CabinName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line() {
        let check = |text: &str| CabinName::try_from(text.to_owned()).is_ok();
        assert!(check("一号体验舱") && check(&"舱".repeat(CABIN_NAME_CHARS_MAX)));
        for text in ["", " ", " a", "a\n", "a\tb", &"a".repeat(CABIN_NAME_CHARS_MAX + 1)] {
            assert!(!check(text), "{text:?}");
        }
        let unnamed = CabinName::of_key(&PublicKey([0xab; 32]));
        assert_eq!(unnamed.as_str(), "cabin-abababab");
        assert!(check(unnamed.as_str()));
    }
}
