//! The trace's bytes, which the seal of a tape vouches for.

use anlan_attempt::trace::{MAGIC, TICKS_PER_SAMPLE, TraceWriter};
use sha2::{Digest, Sha256};

#[test]
fn a_trace_is_its_names_and_its_samples() {
    let names = ["head", "右手"].map(str::to_owned);
    let pose = [1.0, -2.5, 0.25, 0.0, 0.0, 0.0, 1.0_f32];
    let mut bytes = Vec::new();
    let mut writer = TraceWriter::start(&mut bytes, &names).unwrap();
    writer.sample(TICKS_PER_SAMPLE, &[pose, pose]).unwrap();
    let hash = writer.finish().unwrap();
    let mut expected = MAGIC.to_vec();
    expected.extend([2, 0, 4]);
    expected.extend(b"head");
    expected.push(6);
    expected.extend("右手".as_bytes());
    expected.extend([3, 0, 0, 0]);
    for value in [pose, pose].concat() {
        expected.extend(value.to_le_bytes());
    }
    assert_eq!(bytes, expected);
    assert_eq!(hash, <[u8; 32]>::from(Sha256::digest(&expected)));
}

#[test]
fn a_sample_has_a_pose_for_each_name() {
    let mut writer = TraceWriter::start(Vec::new(), &["head".to_owned()]).unwrap();
    assert!(writer.sample(0, &[]).is_err());
    assert!(writer.sample(0, &[[0.0; 7]; 2]).is_err());
    assert!(writer.sample(0, &[[0.0; 7]]).is_ok());
}
