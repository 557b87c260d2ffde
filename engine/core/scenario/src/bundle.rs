//! The scenario as it was when an attempt was scored: scenario, words and rubric in one canonical
//! text, named by its SHA-256. Scoring reads bundles, never today's `scenarios/`.

use crate::check::Scenario;
use crate::file::ScenarioFile;
use crate::words::{Language, Words};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The layout of a bundle's text.
const FORMAT: u32 = 1;
/// A bundle is three files of at most 1 MiB in JSON.
pub const BUNDLE_BYTES_MAX: usize = 4 << 20;

/// SHA-256 of a bundle's bytes, in 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BundleHash(String);

impl BundleHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect())
    }

    /// The 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for BundleHash {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() == 64 && text.bytes().all(hex) {
            Ok(Self(text))
        } else {
            Err(format!("`{text}` is no SHA-256 in lower-case hexadecimal"))
        }
    }
}

impl From<BundleHash> for String {
    fn from(hash: BundleHash) -> Self {
        hash.0
    }
}

impl fmt::Display for BundleHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A checked scenario with the bytes and the hash under which records name it.
#[derive(Clone, Debug)]
pub struct Bundle {
    scenario: Arc<Scenario>,
    bytes: Vec<u8>,
    hash: BundleHash,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    format: u32,
    scenario: ScenarioFile,
    words: BTreeMap<Language, Words>,
}

/// Why bytes are no bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleError(pub String);

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BundleError {}

impl Bundle {
    /// Packs a checked scenario.
    pub fn pack(scenario: Scenario) -> Result<Self, BundleError> {
        let text = Text {
            format: FORMAT,
            scenario: scenario.file().clone(),
            words: scenario.all_words().clone(),
        };
        let bytes = serde_json::to_vec(&text).map_err(|e| BundleError(e.to_string()))?;
        let hash = BundleHash::of(&bytes);
        Ok(Self { scenario: Arc::new(scenario), bytes, hash })
    }

    /// Reads bytes that somebody sent: size, layout, and every check of the scenario again.
    pub fn read(bytes: &[u8]) -> Result<Self, BundleError> {
        if bytes.len() > BUNDLE_BYTES_MAX {
            let limit = BUNDLE_BYTES_MAX >> 20;
            return Err(BundleError(format!("the bundle is larger than {limit} MiB")));
        }
        let text: Text = serde_json::from_slice(bytes)
            .map_err(|e| BundleError(format!("the bundle cannot be read: {e}")))?;
        if text.format != FORMAT {
            let sentence =
                format!("the bundle has layout {}; this build reads {FORMAT}", text.format);
            return Err(BundleError(sentence));
        }
        let scenario = Scenario::check(text.scenario, text.words).map_err(|findings| {
            let first = findings.first().map(|f| format!("{}: {}", f.path, f.sentence));
            BundleError(format!("the bundle's scenario is faulty: {}", first.unwrap_or_default()))
        })?;
        let scenario = Arc::new(scenario);
        Ok(Self { scenario, bytes: bytes.to_vec(), hash: BundleHash::of(bytes) })
    }

    /// The scenario inside.
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The canonical text.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The name of the text.
    pub fn hash(&self) -> &BundleHash {
        &self.hash
    }
}
