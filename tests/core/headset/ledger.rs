//! The ledger: one display time, the age of poses, missed periods, stalls, and the table.

use super::fake::{Fake, PERIOD_NS};
use super::script::Program;
use anlan_xr_loop::{Pace, Row, SECOND_NS};

/// R3: in turns and pipelined, everything in a frame is for one display time.
#[test]
fn one_display_time_in_each_frame() {
    for is_pipelined in [false, true] {
        let mut program = Program::new(&[], is_pipelined);
        assert!(program.show(200, 10 * SECOND_NS));
        program.lead.with_ledger(|ledger| {
            let (frames, missed, mismatches) = ledger.totals();
            assert!(frames >= 200);
            assert_eq!((missed, mismatches), (0, 0));
            let ages: Vec<_> = ledger.rows().filter_map(Row::pose_age_ns).collect();
            assert!(ages.len() >= 30, "{}", ages.len());
            // Release and end: 10 µs each.
            assert!(ages.iter().all(|age| *age == 20_000), "{ages:?}");
            assert_eq!(ledger.percentile(99, Row::pose_age_ns), Some(20_000));
        });
        let last = program.last.clone().unwrap();
        program.lead.used(&last, last.waited.display_ns);
        program.lead.used(&last, last.waited.display_ns + 1);
        assert_eq!(program.lead.with_ledger(|ledger| ledger.totals().2), 1);
        assert_eq!(program.close(), [""; 0]);
    }
}

/// Two threads are for frames whose work is too long for a period, not for those that wait.
#[test]
fn work_makes_frames_pipelined_and_waiting_does_not() {
    let mut program = Program::new(&[], false);
    let mut paced = |draw_ns: i64, image_wait_ns: i64| {
        program.draw_ns = draw_ns;
        program.fake.world().image_wait_ns = image_wait_ns;
        assert!(program.show(200, 10 * SECOND_NS));
        program.lead.pace()
    };
    assert_eq!(paced(PERIOD_NS / 2, PERIOD_NS * 2 / 5), Pace::Sequential);
    assert_eq!(paced(PERIOD_NS * 2 / 3, 0), Pace::Pipelined);
    assert_eq!(paced(PERIOD_NS / 3, PERIOD_NS / 2), Pace::Sequential);
    let work = program.lead.with_ledger(|ledger| ledger.percentile(50, |row| Some(row.work_ns)));
    assert_eq!(work, Some(PERIOD_NS / 3));
}

#[test]
fn missed_periods_and_stalls_are_counted_once() {
    let mut program = Program::new(&[], false);
    assert!(program.show(20, SECOND_NS));
    program.fake.pass(5 * PERIOD_NS);
    assert!(program.show(20, SECOND_NS));
    let longest = program.lead.with_ledger(|ledger| ledger.gap_periods_max());
    assert!((5.0..=6.01).contains(&longest), "{longest}");
    let stalls = program.lead.with_ledger(|ledger| ledger.take_stalls());
    let [stall] = stalls.as_slice() else { panic!("{stalls:?}") };
    let periods = stall.gap_ns / PERIOD_NS;
    assert!((5..=6).contains(&periods), "{stall:?}");
    let missed = program.lead.with_ledger(|ledger| ledger.totals().1);
    assert!((4..=5).contains(&missed), "{missed}");
    assert!(program.lead.with_ledger(|ledger| ledger.take_stalls()).is_empty());
}

#[test]
fn the_ledger_is_a_table_of_the_last_frames() {
    let mut program = Program::on(Fake::new(&[]), false);
    assert!(program.show(100, 10 * SECOND_NS));
    let mut text = String::new();
    program.lead.with_ledger(|ledger| ledger.write_csv(&mut text)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 1 + 32);
    let first_ns = program.lead.with_ledger(|ledger| ledger.first_shown_ns()).unwrap();
    let display_ns: i64 = lines[1].split(',').nth(1).unwrap().parse().unwrap();
    assert!(first_ns < display_ns - 60 * PERIOD_NS, "of frames that are forgotten: {first_ns}");
    assert!(lines[0].starts_with("frame,display_ns,period_ns,wait_ns"), "{}", lines[0]);
    let columns = |line: &str| line.split(',').count();
    assert!(lines.iter().all(|line| columns(line) == columns(lines[0])));
    let middle = lines[20].split(',').skip(12).collect::<Vec<_>>();
    assert_eq!(middle, ["20000", "0", "0", "1"]);
}
