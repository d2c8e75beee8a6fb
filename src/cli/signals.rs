//! Ctrl-C, SIGTERM and SIGHUP: the run ends at its next step; asked twice, or
//! after a while, the process ends at once. Either way nothing half-written stays.

use std::process::exit;
use std::thread::{sleep, spawn};
use std::time::Duration;

use super::COULD_NOT_FINISH;
use crate::workspace::stop;

/// How long a run may take to come to its next step.
const PATIENCE: Duration = Duration::from_secs(10);

/// Listens from now on. Where the system offers no signals, they end the process as ever.
pub fn listen() {
    let _ = ctrlc::set_handler(|| {
        if stop::request() {
            spawn(|| {
                sleep(PATIENCE);
                end_now();
            });
        } else {
            end_now();
        }
    });
}

fn end_now() {
    stop::tidy();
    exit(i32::from(COULD_NOT_FINISH));
}
