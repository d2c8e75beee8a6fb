//! The `tonghop` program; see the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    tonghop::cli::main()
}
