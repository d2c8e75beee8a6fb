#![no_main]
//! See `harness.rs`.

#[path = "../harness.rs"]
#[allow(dead_code, reason = "each target uses one entry of three")]
mod harness;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| harness::intake(bytes));
