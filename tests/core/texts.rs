//! The texts of a scenario folder in memory, to be spoilt one edit at a time.

use anlan_scenario::{Bundle, Problem, Scenario, read_texts};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The three files of every scenario folder, in the order of their names.
pub const FILES: [&str; 3] = ["scenario.ron", "words.en.ron", "words.zh-CN.ron"];
/// Stands in an edited text before the value that the checker should point at.
pub const MARK: char = '▸';

/// The texts of one folder, by file name.
#[derive(Clone)]
pub struct Texts {
    folder: PathBuf,
    files: BTreeMap<String, Vec<u8>>,
}

/// The folder of all scenarios: cargo starts tests in the folder of their package.
pub fn scenarios() -> PathBuf {
    Path::new("../../scenarios").canonicalize().unwrap()
}

/// The fixture: two hazards, one look-alike, two steps, one error.
pub fn pump_room() -> Texts {
    Texts::of(&Path::new("fixture/pump-room"))
}

/// The fixture with something of everything that a course can have.
pub fn full_room() -> Texts {
    let ron = include_str!("fixture/course.ron");
    let mut texts = pump_room().edit(
        "scenario.ron",
        "prompts: [\"humming\"],",
        &format!("prompts: [\"humming\"],\n{ron}"),
    );
    for file in ["words.en.ron", "words.zh-CN.ron"] {
        let words = "{\n    \"gesture.hoist\": \"Hoist\", \"inject.phone\": \"A phone rings\",";
        texts = texts.edit(file, "{\n", &format!("{words}\n"));
    }
    texts
}

/// The first real scenario.
pub fn kitchen() -> Texts {
    Texts::of(&scenarios().join("kitchen-gas-leak"))
}

impl Texts {
    /// Reads the texts; problems then name the files by the folder's own name alone.
    fn of(folder: &Path) -> Self {
        let read = |name: &str| (name.to_owned(), std::fs::read(folder.join(name)).unwrap());
        Self { folder: folder.file_name().unwrap().into(), files: FILES.map(read).into() }
    }

    /// Puts `to` in place of the one place that reads `from`.
    pub fn edit(mut self, file: &str, from: &str, to: &str) -> Self {
        let text = self.text(file);
        let count = text.matches(from).count();
        assert_eq!(count, 1, "{file} has {count} places that read `{from}`; a test wants one");
        let edited = text.replacen(from, to, 1).into_bytes();
        self.files.insert(file.to_owned(), edited);
        self
    }

    /// Puts bytes in place of a whole file.
    pub fn with(mut self, file: &str, bytes: Vec<u8>) -> Self {
        self.files.insert(file.to_owned(), bytes);
        self
    }

    /// Leaves a file out.
    pub fn without(mut self, file: &str) -> Self {
        self.files.remove(file);
        self
    }

    pub fn text(&self, file: &str) -> &str {
        std::str::from_utf8(&self.files[file]).unwrap()
    }

    /// Takes the marks out and tells where they stood, `file:line:column: `, in the checker's
    /// order.
    pub fn take_marks(&mut self) -> Vec<String> {
        let mut places = Vec::new();
        for (name, bytes) in &mut self.files {
            let Ok(text) = std::str::from_utf8(bytes) else { continue };
            let mut clean = String::new();
            let (mut line, mut column) = (1, 1);
            for c in text.chars() {
                match c {
                    MARK => {
                        let file = self.folder.join(name);
                        places.push(format!("{}:{line}:{column}: ", file.display()));
                        continue;
                    }
                    '\n' => (line, column) = (line + 1, 1),
                    _ => column += 1,
                }
                clean.push(c);
            }
            *bytes = clean.into_bytes();
        }
        places
    }

    pub fn read(&self) -> Result<Scenario, Vec<Problem>> {
        read_texts(&self.folder, &self.files)
    }

    /// The scenario of texts that have nothing wrong.
    pub fn scenario(&self) -> Scenario {
        self.read().unwrap_or_else(|problems| panic!("{}", lines(&problems).join("\n")))
    }

    pub fn bundle(&self) -> Bundle {
        Bundle::pack(self.scenario()).unwrap()
    }

    /// Writes the texts into a new folder `name` inside `parent`.
    pub fn write(&self, parent: &Path, name: &str) -> PathBuf {
        let folder = parent.join(name);
        std::fs::create_dir_all(&folder).unwrap();
        for (file, bytes) in &self.files {
            std::fs::write(folder.join(file), bytes).unwrap();
        }
        folder
    }
}

/// Problems as an author reads them.
pub fn lines(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
}
