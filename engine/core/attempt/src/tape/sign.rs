//! A cabin's signature (Ed25519) over a tape's seal: the chain proves that nobody changed a tape,
//! the signature that it was made where the key is. Where keys are kept, and which are trusted, is
//! for whoever calls.

use super::Hash;
use ed25519_dalek::{Signature as Ed25519, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Stands before what is signed, so that no signature of ours fits anything else.
const CONTEXT: &[u8] = b"anlan tape seal 1";

/// The secret of a cabin.
pub struct CabinKey(SigningKey);

impl CabinKey {
    /// The key of 32 secret random bytes.
    pub fn of_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The key of a secret in 64 hexadecimal digits.
    pub fn of_hex(text: &str) -> Option<Self> {
        bytes_of_hex(text).map(|seed| Self::of_seed(&seed))
    }

    /// What others know it by.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    pub(super) fn sign(&self, sealed: &Hash) -> Signature {
        let bytes = self.0.sign(&message(sealed)).to_bytes();
        let half = |at: usize| std::array::from_fn(|i| bytes[at + i]);
        Signature { key: self.public(), halves: [half(0), half(32)] }
    }
}

/// A cabin, as others know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PublicKey(pub [u8; 32]);

impl PublicKey {
    /// The key of 64 hexadecimal digits.
    pub fn of_hex(text: &str) -> Option<Self> {
        bytes_of_hex(text).map(Self)
    }
}

fn bytes_of_hex(text: &str) -> Option<[u8; 32]> {
    // `from_str_radix` would take a sign for a digit.
    if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; 32];
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(bytes)
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The last frame of a signed tape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Signature {
    pub key: PublicKey,
    halves: [Hash; 2],
}

impl Signature {
    /// True if the key made it for this seal.
    pub fn fits(&self, sealed: &Hash) -> bool {
        let Ok(key) = VerifyingKey::from_bytes(&self.key.0) else { return false };
        let bytes: [u8; 64] = std::array::from_fn(|i| self.halves[i / 32][i % 32]);
        key.verify_strict(&message(sealed), &Ed25519::from_bytes(&bytes)).is_ok()
    }
}

fn message(sealed: &Hash) -> Vec<u8> {
    [CONTEXT, sealed].concat()
}
