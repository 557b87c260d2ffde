//! The arrows of ARCHITECTURE.md: who may depend on whom. What is not drawn is forbidden; a new
//! arrow needs a decision under `engine/adr/` and a row here.

use crate::manifest::{Dependency, Kind, Manifest};
use crate::violation::Violation;

const CORE: [&str; 4] = ["anlan-scenario", "anlan-attempt", "anlan-score", "anlan-bot"];
const CORE_BUT_BOT: [&str; 3] = ["anlan-scenario", "anlan-attempt", "anlan-score"];

/// A package and the packages of ours that it may depend on.
const ARROWS: [(&str, &[&[&str]]); 19] = [
    ("anlan-scenario", &[]),
    ("anlan-attempt", &[&["anlan-scenario"]]),
    ("anlan-score", &[&["anlan-attempt", "anlan-scenario"]]),
    ("anlan-bot", &[&["anlan-attempt", "anlan-scenario"]]),
    ("anlan-wire", &[&CORE_BUT_BOT]),
    ("anlan-statements", &[&["anlan-wire"], &CORE_BUT_BOT]),
    ("anlan-outbox", &[&["anlan-wire"]]),
    ("anlan-registry", &[&["anlan-wire", "anlan-statements", "anlan-outbox"], &CORE_BUT_BOT]),
    ("anlan-xr-loop", &[]),
    ("anlan-xr", &[&["anlan-xr-loop"]]),
    ("anlan-stage", &[&["anlan-attempt", "anlan-scenario"]]),
    // The words it shows and the shapes it draws are the scenario's.
    ("anlan-presentation", &[&["anlan-stage", "anlan-scenario", "anlan-attempt"]]),
    ("anlan-rig", &[&["anlan-stage", "anlan-xr", "anlan-bot", "anlan-scenario", "anlan-attempt"]]),
    (
        "anlan-app",
        &[
            &["anlan-stage", "anlan-rig", "anlan-presentation", "anlan-xr"],
            &["anlan-wire", "anlan-outbox", "anlan-registry", "anlan-console"],
            &CORE,
            // For its tests alone: the headset that they script.
            &["anlan-tests-xr-runtime"],
        ],
    ),
    ("anlan-console", &[&["anlan-wire", "anlan-registry", "anlan-scenario"]]),
    ("anlan-author", &[&CORE, &["anlan-stage", "anlan-presentation"]]),
    ("anlan-cabin", &[&["anlan-registry", "anlan-console"]]),
    ("anlan-assets", &[]),
    ("anlan-xtask", &[]),
];

/// The folders whose packages may depend on Bevy and on what it renders and simulates with.
const BEVY_FOLDERS: [&str; 7] = [
    "engine/headset/",
    "tests/stage",
    "tests/picture",
    "tests/xr-runtime",
    "benches/stage",
    "benches/frame",
    "benches/peers",
];
/// A runtime, a server, a database, a die, a clock: none of them belongs in the core.
const CORE_FORBIDDEN: [&str; 9] =
    ["axum", "chrono", "getrandom", "rand", "reqwest", "sqlx", "time", "tokio", "ureq"];

pub fn is_bevy(package: &str) -> bool {
    ["bevy", "wgpu"].iter().any(|root| {
        package
            .strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['_', '-']))
    })
}

/// Every dependency that no arrow allows.
pub fn check(manifests: &[Manifest]) -> Vec<Violation> {
    manifests.iter().flat_map(|manifest| check_one(manifest, manifests)).collect()
}

fn check_one(manifest: &Manifest, all: &[Manifest]) -> Vec<Violation> {
    let is_ours = |name: &str| name.starts_with("anlan-");
    let may_use_all = ["tests/", "benches/"].iter().any(|f| manifest.folder.starts_with(f));
    let row = ARROWS.iter().find(|(name, _)| *name == manifest.name);
    let mut found = Vec::new();
    if row.is_none() && !may_use_all {
        let sentence = format!("{} has no row in tests/tidy/src/arrows.rs", manifest.name);
        found.push(Violation::new(&manifest.path, 1, sentence));
    }
    for dependency in &manifest.dependencies {
        let allowed = row.is_some_and(|(_, to)| to.iter().any(|t| t.contains(&&*dependency.name)));
        let is_drawn = allowed || may_use_all || is_downward_dev(dependency, manifest, all);
        let place = |sentence| Violation::new(&manifest.path, dependency.line, sentence);
        if is_ours(&dependency.name) && !is_drawn {
            found.push(place(format!(
                "no arrow leads from {} to {}",
                manifest.name, dependency.name
            )));
        }
        if is_bevy(&dependency.name) && !BEVY_FOLDERS.iter().any(|f| manifest.folder.starts_with(f))
        {
            found.push(place(format!("only the headset may depend on {}", dependency.name)));
        }
        let is_core = manifest.folder.starts_with("engine/core/");
        if is_core && CORE_FORBIDDEN.contains(&&*dependency.name) {
            found.push(place(format!("the core may not depend on {}", dependency.name)));
        }
    }
    found
}

/// Whether this is a test's dependency on an inner ring: the core is inside the records, both are
/// inside the headset and the console, and those two never see each other.
fn is_downward_dev(dependency: &Dependency, manifest: &Manifest, all: &[Manifest]) -> bool {
    let rings = ["engine/core/", "engine/records/", "engine/"];
    let ring = |folder: &str| rings.iter().position(|ring| folder.starts_with(ring));
    let target = all.iter().find(|other| other.name == dependency.name);
    let inner = target.and_then(|target| ring(&target.folder));
    dependency.kind == Kind::Dev
        && inner.zip(ring(&manifest.folder)).is_some_and(|(inner, own)| inner < own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Text;
    use crate::violation::{expect_none, places};

    fn manifest(folder: &str, tables: &str) -> Manifest {
        let name = folder.rsplit('/').next().unwrap();
        let body = format!("[package]\nname = \"anlan-{name}\"\n{tables}");
        Manifest::read(&Text::new(&format!("{folder}/Cargo.toml"), &body)).unwrap()
    }

    fn broken(folder: &str, tables: &str) -> Vec<String> {
        let mut all = vec![manifest(folder, tables)];
        for other in ["engine/core/bot", "engine/headset/stage", "engine/console"] {
            if other != folder {
                all.push(manifest(other, ""));
            }
        }
        places(&check(&all))
    }

    #[test]
    fn an_arrow_that_is_not_drawn_is_found() {
        let place = ["engine/core/attempt/Cargo.toml:4"];
        assert_eq!(broken("engine/core/attempt", "[dependencies]\nanlan-score = \"1\""), place);
        assert_eq!(broken("engine/core/attempt", "[build-dependencies]\nanlan-bot = \"1\""), place);
        assert_eq!(broken("engine/core/attempt", "[dev-dependencies]\nanlan-bot = \"1\""), place);
        assert!(broken("engine/core/attempt", "[dependencies]\nanlan-scenario = \"1\"").is_empty());
        assert_eq!(broken("engine/core/extra", ""), ["engine/core/extra/Cargo.toml:1"]);
    }

    #[test]
    fn a_test_may_look_inward_only() {
        let dev = |package| format!("[dev-dependencies]\n{package} = \"1\"");
        assert!(broken("engine/records/wire", &dev("anlan-bot")).is_empty());
        assert_eq!(broken("engine/records/wire", &dev("anlan-stage")).len(), 1);
        assert_eq!(broken("engine/console", &dev("anlan-stage")).len(), 1);
        assert_eq!(broken("engine/headset/stage", &dev("anlan-console")).len(), 1);
        assert!(broken("tests/stage", &dev("anlan-stage")).is_empty());
    }

    #[test]
    fn bevy_and_clocks_stay_where_they_belong() {
        let on = |package| format!("[dependencies]\n{package} = \"1\"");
        assert_eq!(broken("engine/console", &on("bevy_ecs")).len(), 1);
        assert_eq!(broken("tests/core", &on("wgpu")).len(), 1);
        assert!(broken("engine/headset/rig", &on("bevy_rapier3d")).is_empty());
        assert_eq!(broken("engine/core/score", &on("tokio")).len(), 1);
        assert!(broken("engine/records/outbox", &on("tokio")).is_empty());
    }

    #[test]
    fn the_project_keeps_its_arrows() {
        expect_none(&check(&crate::manifest::all()));
    }
}
