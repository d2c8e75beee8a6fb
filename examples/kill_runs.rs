//! Kills runs of a workspace at random moments and says what they left:
//!
//! ```text
//! cargo build --release && cargo run --release --example kill_runs -- WORKSPACE 2026-11 300
//! ```

use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[path = "../tests/safety/kill.rs"]
mod kill;
#[path = "../tests/safety/whole.rs"]
mod whole;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [workspace, period, kills] = arguments.as_slice() else {
        eprintln!("usage: kill_runs WORKSPACE PERIOD KILLS");
        return ExitCode::from(2);
    };
    let kills = kills.parse().unwrap_or(300);
    match kill::kill_runs(&program(), Path::new(workspace), period, kills) {
        Ok(toll) => {
            println!("{toll:?}: the outbox always held one whole result, nothing was left over");
            ExitCode::SUCCESS
        }
        Err(why) => {
            println!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// The program beside the folder of examples.
fn program() -> PathBuf {
    let own = std::env::current_exe().unwrap_or_default();
    let folder = own.parent().and_then(Path::parent).unwrap_or(Path::new("."));
    folder.join(format!("tonghop{}", std::env::consts::EXE_SUFFIX))
}
