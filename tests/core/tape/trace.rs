//! The trace's bytes, which the seal of a tape vouches for.

use anlan_attempt::trace::{
    MAGIC, NAMES_MAX, Pose, TICKS_PER_SAMPLE, TRACE_BYTES_MAX, Trace, TraceWriter,
};
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

/// A trace of one thing that walks along x, a sample every three ticks.
fn walk(samples: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = TraceWriter::start(&mut bytes, &["head".to_owned()]).unwrap();
    for nr in 1..=samples {
        writer.sample(nr * TICKS_PER_SAMPLE, &[[nr as f32, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]]).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

fn read(bytes: &[u8]) -> Result<Trace, String> {
    Trace::read(bytes, &Sha256::digest(bytes).into())
}

#[test]
fn a_trace_reads_back_and_tells_where_a_thing_was() {
    let trace = read(&walk(3)).unwrap();
    assert_eq!((trace.names.len(), trace.samples.len()), (1, 3));
    let x = |tick| trace.pose("head", tick).map(|pose: &Pose| pose[0]);
    let expected = [(2, None), (3, Some(1.0)), (5, Some(1.0)), (6, Some(2.0)), (99, Some(3.0))];
    assert!(expected.into_iter().all(|(tick, at)| x(tick) == at));
    assert_eq!(trace.pose("hand", 9), None);
}

#[test]
fn what_is_no_trace_is_refused() {
    let whole = walk(3);
    let told = |bytes: &[u8]| read(bytes).unwrap_err();
    let other = Trace::read(&whole, &[0; 32]).unwrap_err();
    assert_eq!(other, "this is not the trace that the tape was sealed with");
    assert_eq!(told(b"ANLANTR2"), "this is no Anlan trace of layout 1");
    for end in 0..whole.len() {
        let (head, sample) = (8 + 2 + 5, 4 + 28);
        let is_whole = end >= head && (end - head) % sample == 0;
        assert_eq!(read(&whole[..end]).is_ok(), is_whole, "{end}");
    }
    let many = [&MAGIC[..], &(NAMES_MAX as u16 + 1).to_le_bytes()].concat();
    assert_eq!(told(&many), "the trace names 1025 things; 1024 are the most");
    let most: Vec<_> = (0..NAMES_MAX).map(|nr| nr.to_string()).collect();
    let mut bytes = Vec::new();
    TraceWriter::start(&mut bytes, &most).unwrap().finish().unwrap();
    assert_eq!(read(&bytes).unwrap().names, most);
    let twice = [&whole[..], &whole[15..47]].concat();
    assert_eq!(told(&twice), "sample 3 of the trace is out of order");
    let mut endless = whole.clone();
    endless[19..23].copy_from_slice(&f32::NAN.to_le_bytes());
    assert_eq!(told(&endless), "a pose of the trace is no number");
    let mut nameless = whole;
    nameless[11] = 0xff;
    assert_eq!(told(&nameless), "a name of the trace is no text");
    assert_eq!(told(&vec![0; TRACE_BYTES_MAX]), "this is no Anlan trace of layout 1");
    assert_eq!(told(&vec![0; TRACE_BYTES_MAX + 1]), "the trace is larger than 64 MiB");
}
