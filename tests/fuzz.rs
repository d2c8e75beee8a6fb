//! Replays the inputs that fuzzing kept, and bends each of them a little.

use std::fs;
use std::path::Path;

#[path = "../fuzz/harness.rs"]
mod harness;

/// Every kept input of an entry, whole, cut off at several places, and with bytes changed.
fn replay(entry: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(entry);
    let mut inputs = 0;
    for path in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        let bytes = fs::read(&path).unwrap();
        run(&bytes);
        for part in 1..8 {
            run(&bytes[..bytes.len() * part / 8]);
            let mut bent = bytes.clone();
            let step = bytes.len() / 8 + 1;
            bent.iter_mut().skip(part).step_by(step).for_each(|byte| *byte ^= 1 << part);
            run(&bent);
        }
        inputs += 1;
    }
    assert!(inputs >= 4, "only {inputs} inputs were found for {entry}");
}

#[test]
fn bytes_come_to_a_form_or_a_refusal() {
    replay("intake", harness::intake);
}

#[test]
fn cells_come_to_records() {
    replay("layout", harness::layout);
}

#[test]
fn texts_come_to_values() {
    replay("values", harness::values);
}
