//! Whose tapes the registry takes: of registered cabins only, once there is one.

use crate::cabin::Cabin;
use crate::console::says;
use crate::fault::FaultyRegistry;
use crate::fixture::*;
use crate::outbox::PATIENCE;
use anlan_outbox::{Delivery, Outbox, open_cabin_key};
use anlan_registry::Registry;
use anlan_wire::{CabinKey, CabinName, Record, RecordView, RefusalCode};
use std::path::Path;
use tempfile::{TempDir, tempdir};

fn key(nr: u8) -> CabinKey {
    CabinKey::of_seed(&[nr; 32])
}

/// A registry that takes tapes of the first key only.
fn cabin() -> (TempDir, Cabin) {
    let folder = tempdir().unwrap();
    let cabin = Cabin::open(folder.path());
    assert_eq!(cabin.put_bundle(&bundle()).status, 201);
    cabin.trust("一号体验舱", &key(1).public());
    (folder, cabin)
}

fn page(cabin: &Cabin, record: &Record, language: &str) -> crate::cabin::Answer {
    cabin.get(&format!("/records/{}?lang={language}", record.ticket.attempt))
}

#[test]
fn a_tape_of_a_registered_cabin_is_taken_and_its_page_names_the_cabin() {
    let (folder, cabin) = cabin();
    let record = signed_record(&poor(), &key(1));
    assert_eq!(cabin.post(&record).status, 201);
    let public = key(1).public().to_string();
    says(
        &page(&cabin, &record, "zh-CN"),
        &["签名", &format!("体验舱 一号体验舱 签名，公钥 {public}")],
    );
    says(&page(&cabin, &record, "en"), &[&format!("By cabin 一号体验舱, public key {public}")]);
    drop(cabin);

    // What is registered is so after a restart, under its first name.
    let cabin = Cabin::open(folder.path());
    cabin.trust("another name", &key(1).public());
    let path = format!("/api/records/{}", record.ticket.attempt);
    let view: RecordView = serde_json::from_slice(&cabin.get(&path).body).unwrap();
    let signer = view.tape.signed_by.unwrap();
    assert_eq!((signer.key, signer.cabin.unwrap().as_str()), (public, "一号体验舱"));
    let unsigned = cabin.post(&crate::fixture::record(&poor()));
    unsigned.is_refused(422, RefusalCode::NotSigned, "no cabin signed this tape");
}

#[test]
fn unsigned_foreign_and_altered_tapes_are_refused_with_a_sentence() {
    let (_folder, cabin) = cabin();
    let unsigned = record(&poor());
    cabin.post(&unsigned).is_refused(
        422,
        RefusalCode::NotSigned,
        "no cabin signed this tape; only tapes of registered cabins are taken",
    );
    let foreign = signed_record(&poor(), &key(2));
    let says = format!("signed by {}, the key of no registered cabin", key(2).public());
    cabin.post(&foreign).is_refused(422, RefusalCode::UnknownCabin, &says);
    let good = signed_record(&poor(), &key(1));
    let step = good.tape.len() / 60;
    for at in (0..good.tape.len()).step_by(step).chain(good.tape.len() - 134..good.tape.len()) {
        let mut altered = good.clone();
        altered.tape[at] ^= 1;
        cabin.post(&altered).is_refused(422, RefusalCode::BadTape, "byte ");
    }
    // A signed tape whose signature was cut off is a whole tape, and unsigned.
    let mut bare = good.clone();
    bare.tape.truncate(good.tape.len() - (4 + 1 + 32 + 64 + 32));
    cabin.post(&bare).is_refused(422, RefusalCode::NotSigned, "no cabin signed this tape");
    assert_eq!(cabin.list("").total, 0);
    cabin.trust("二号体验舱", &key(2).public());
    assert_eq!([cabin.post(&good).status, cabin.post(&foreign).status], [201, 201]);
}

#[test]
fn without_a_registered_cabin_any_whole_tape_is_taken_and_the_page_says_what_it_proves() {
    let folder = tempdir().unwrap();
    let cabin = Cabin::open(folder.path());
    cabin.put_bundle(&bundle());
    let (unsigned, signed) = (record(&poor()), signed_record(&poor(), &key(3)));
    assert_eq!([cabin.post(&unsigned).status, cabin.post(&signed).status], [201, 201]);
    says(&page(&cabin, &unsigned, "zh-CN"), &["没有签名：过程带完整，但不能证明出自哪个体验舱"]);
    says(&page(&cabin, &unsigned, "en"), &["nothing proves which cabin it comes from"]);
    says(&page(&cabin, &signed, "zh-CN"), &["签名的体验舱没有在这里登记"]);
    says(&page(&cabin, &signed, "en"), &["By a cabin that is not registered here"]);
}

/// As the embedded cabin does it: the key of the data folder is registered and signs.
fn register_own(folder: &Path) -> CabinKey {
    let own = open_cabin_key(folder).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let registry = Registry::open(folder).await.unwrap();
        registry.trust(&CabinName::of_key(&own.public()), &own.public()).await.unwrap();
    });
    own
}

#[test]
fn the_outbox_sets_an_unsigned_record_apart_and_delivers_the_next() {
    let (registry, headset) = (tempdir().unwrap(), tempdir().unwrap());
    let own = register_own(registry.path());
    let faulty = FaultyRegistry::start(registry.path(), 0, []);
    let outbox = Outbox::start(&headset.path().join("outbox.sqlite"), &faulty.url()).unwrap();
    let (unsigned, signed) = (record(&poor()), signed_record(&perfect(), &own));
    for record in [&unsigned, &signed] {
        outbox.put(record, bundle().bytes()).unwrap();
    }
    let told = outbox.wait(&unsigned.ticket.attempt, PATIENCE).unwrap();
    let Delivery::Quarantined(sentence) = told else { panic!("{told:?}") };
    assert!(sentence.starts_with("no cabin signed this tape"), "{sentence}");
    assert_eq!(outbox.wait(&signed.ticket.attempt, PATIENCE).unwrap(), Delivery::Stored);
    assert_eq!(outbox.summary().unwrap().quarantined, 1);
}
