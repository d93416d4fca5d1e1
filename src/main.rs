//! The front door: runs the command and turns its outcome into an exit code.

use mimalloc::MiMalloc;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    vademecum::cli::run().into()
}
