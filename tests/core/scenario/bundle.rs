//! Bundles: the scenario by which a record was scored, under the name of its bytes.

use crate::texts::{Texts, kitchen, pump_room};
use anlan_scenario::{BUNDLE_BYTES_MAX, Bundle, BundleHash};
use sha2::{Digest, Sha256};

/// The bundle's text with one place changed.
fn edited(from: &str, to: &str) -> Result<Bundle, String> {
    let text = String::from_utf8(pump_room().bundle().bytes().to_vec()).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{from} in {text}");
    Bundle::read(text.replacen(from, to, 1).as_bytes()).map_err(|e| e.to_string())
}

#[test]
fn a_bundle_reads_back_as_it_was_packed() {
    for texts in [kitchen(), pump_room()] {
        let packed = texts.bundle();
        let read = Bundle::read(packed.bytes()).unwrap();
        assert_eq!(**read.scenario(), texts.scenario());
        assert_eq!(read.hash(), packed.hash());
        let again = Bundle::pack((**read.scenario()).clone()).unwrap();
        assert_eq!(again.bytes(), packed.bytes(), "one scenario has one spelling");
        let digest = Sha256::digest(packed.bytes());
        let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(packed.hash().as_str(), digits);
    }
}

#[test]
fn the_hash_notices_every_change_that_a_record_could() {
    let plain = pump_room().bundle();
    let comment = pump_room().edit("scenario.ron", "// The smallest", "// Once the smallest");
    assert_eq!(comment.bundle().hash(), plain.hash(), "a comment is no change");
    let hash = |texts: Texts| texts.bundle().hash().clone();
    let hashes = [
        plain.hash().clone(),
        hash(pump_room().edit("scenario.ron", "severity: 4", "severity: 3")),
        hash(pump_room().edit("scenario.ron", "version: 1,\n    kit", "version: 2,\n    kit")),
        hash(pump_room().edit("words.en.ron", "\"Fitter\"", "\"A fitter\"")),
        hash(pump_room().edit("words.zh-CN.ron", "\"钳工\"", "\"维修钳工\"")),
        hash(pump_room().edit("scenario.ron", "level: 0.5", "level: 0.25")),
    ];
    for (i, one) in hashes.iter().enumerate() {
        assert!(!hashes[i + 1..].contains(one), "change {i} has the hash of another");
    }
}

#[test]
fn an_edited_bundle_is_refused() {
    let refusal = |from: &str, to: &str| edited(from, to).unwrap_err();
    let severity = refusal("\"severity\":4", "\"severity\":9");
    let place = "the bundle's scenario is faulty: hazards[0].severity: ";
    assert_eq!(severity, format!("{place}the severity is 9; it must lie in 1–5"));
    assert!(refusal("\"comfort\":1", "\"comfort\":1,\"spin\":2").contains("unknown field `spin`"));
    assert!(refusal("{\"format\":1", "{\"forma\":1").contains("unknown field `forma`"));
    let layout = "the bundle has layout 2; this build reads 1";
    assert_eq!(refusal("{\"format\":1", "{\"format\":2"), layout);
    assert!(refusal("\"words\":{\"zh-CN\"", "\"words\":{\"fr\"").contains("`fr`"));
    assert!(refusal("\"role\":\"Fitter\",", "").contains("`role` are missing"));
    assert!(refusal("\"limit_s\":10.0},{", "\"limit_s\":1e40},{").contains("limit"));
}

#[test]
fn bytes_that_are_no_bundle_are_refused() {
    let whole = pump_room().bundle();
    for end in (0..whole.bytes().len()).step_by(41) {
        assert!(Bundle::read(&whole.bytes()[..end]).is_err(), "cut at byte {end}");
    }
    let large = vec![b' '; BUNDLE_BYTES_MAX + 1];
    let sentence = Bundle::read(&large).unwrap_err().to_string();
    assert_eq!(sentence, "the bundle is larger than 4 MiB");
    let deep = vec![b'['; 1 << 20];
    assert!(Bundle::read(&deep).is_err());
}

#[test]
fn a_hash_is_sixty_four_digits() {
    let good = pump_room().bundle().hash().to_string();
    assert_eq!(BundleHash::try_from(good.clone()).unwrap().to_string(), good);
    let bad = [
        good[1..].to_owned(),
        format!("{good}0"),
        good.to_uppercase(),
        format!("../{}", &good[3..]),
        format!("{}é", &good[2..]),
        String::new(),
    ];
    for text in bad {
        assert!(BundleHash::try_from(text.clone()).is_err(), "{text}");
    }
}
