//! The kept inputs, and which sentences they drew.

use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// More inputs than this teach nothing new.
const KEPT_MAX: usize = 60;
/// Larger ones are not kept.
const KEPT_BYTES_MAX: usize = 12 * 1024;

pub struct Corpus {
    folder: PathBuf,
    failures: PathBuf,
    inputs: Vec<Vec<u8>>,
    drawn: BTreeSet<String>,
}

impl Corpus {
    pub fn open(name: &str) -> Self {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let folder = root.join("corpus").join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let mut paths: Vec<_> =
            std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let mut inputs: Vec<_> = paths.iter().map(|path| std::fs::read(path).unwrap()).collect();
        inputs.extend(match name {
            "tape" => crate::tape::seeds(),
            _ => crate::ron::seeds(),
        });
        let failures = root.join("failures");
        Self { folder, failures, inputs, drawn: BTreeSet::new() }
    }

    pub fn inputs(&self) -> Vec<Vec<u8>> {
        self.inputs.clone()
    }

    pub fn len(&self) -> usize {
        self.inputs.len()
    }

    pub fn pick(&self, chance: &mut fastrand::Rng) -> &[u8] {
        &self.inputs[chance.usize(..self.inputs.len())]
    }

    /// Keeps an input that drew a sentence of a new shape.
    pub fn note(&mut self, input: &[u8], said: &Option<String>) {
        // What differs in names and numbers only is one shape.
        let text = said.clone().unwrap_or_default();
        let words = text.split_whitespace().filter(|w| w.chars().all(char::is_alphabetic));
        let shape: String = words.collect::<Vec<_>>().join(" ");
        let is_new = self.drawn.insert(shape);
        let is_known = self.inputs.iter().any(|known| known == input);
        if is_new && !is_known && input.len() <= KEPT_BYTES_MAX && self.inputs.len() < KEPT_MAX {
            std::fs::write(self.folder.join(name_of(input)), input).unwrap();
            self.inputs.push(input.to_vec());
        }
    }

    pub fn fail(&self, input: &[u8], why: &str) -> ! {
        std::fs::create_dir_all(&self.failures).unwrap();
        let path = self.failures.join(name_of(input));
        std::fs::write(&path, input).unwrap();
        eprintln!("{}: {why}", path.display());
        std::process::exit(1)
    }
}

fn name_of(input: &[u8]) -> String {
    Sha256::digest(input).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
