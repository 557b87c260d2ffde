//! The core has no clock, no network, no threads and no files: they are passed in.

use crate::rust_text::{code_of, has_word};
use crate::tree::Text;
use crate::violation::Violation;

/// Modules of `std` that reach out of the process.
const MODULES: [&str; 5] = ["env", "fs", "net", "process", "thread"];
/// Types that fetch the time.
const CLOCKS: [&str; 2] = ["Instant", "SystemTime"];
/// The one file that reads files: a scenario's folder.
const READER: &str = "engine/core/scenario/src/folder.rs";

/// Every line of the core that reaches out.
pub fn check(text: &Text) -> Vec<Violation> {
    if !text.path.starts_with("engine/core/") || text.extension() != "rs" {
        return Vec::new();
    }
    let code = code_of(&text.body);
    let mut found = Vec::new();
    let mut say = |line, what: &str| {
        let sentence = format!("the core does not use {what}: have it passed in");
        found.push(Violation::new(&text.path, line, sentence));
    };
    for (index, line) in code.lines().enumerate() {
        for module in MODULES {
            let name = format!("std::{module}");
            let is_excused = module == "fs" && text.path == READER;
            if has_word(line, &name) && !is_excused {
                say(index + 1, &name);
            }
        }
        CLOCKS.into_iter().filter(|clock| has_word(line, clock)).for_each(|c| say(index + 1, c));
    }
    for (at, open) in code.match_indices("std::{") {
        let line = code[..at].matches('\n').count() + 1;
        let group = code[at + open.len()..].split('}').next().unwrap_or_default();
        for module in MODULES.into_iter().filter(|module| has_word(group, module)) {
            say(line, &format!("std::{module}"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::texts;
    use crate::violation::{expect_none, places};

    #[test]
    fn reaching_out_is_found() {
        let line = |path, code: &str| places(&check(&Text::new(path, &format!("//! x\n{code}"))));
        let attempt = "engine/core/attempt/src/lib.rs";
        let found = [format!("{attempt}:2")];
        for code in [
            "use std::net::TcpStream;",
            "use std::time::{Duration, Instant};",
            "let now = std::time::SystemTime::now();",
            "std::fs::read(path)",
            "use std::{collections::BTreeMap, fs};",
        ] {
            assert_eq!(line(attempt, code), found, "{code}");
        }
        assert!(line(attempt, "// std::fs and \nlet s = \"std::net\";").is_empty());
        assert!(line(READER, "std::fs::read(path)").is_empty());
        assert!(line("engine/records/outbox/src/lib.rs", "std::fs::read(path)").is_empty());
    }

    #[test]
    fn the_core_is_pure() {
        expect_none(&texts().iter().flat_map(check).collect::<Vec<_>>());
    }
}
