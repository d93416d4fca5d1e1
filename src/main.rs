//! The front door: runs the command and turns its outcome into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    vademecum::cli::run().into()
}
