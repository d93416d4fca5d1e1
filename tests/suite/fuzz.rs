//! What fuzzing has found worth keeping: every input in `tests/fuzz/corpus/` once more, through the function that found it.

// The very functions that are fuzzed; they are a library there and a module here.
#[allow(unreachable_pub, dead_code)]
#[path = "../fuzz/src/lib.rs"]
pub(crate) mod targets;

use std::fs;
use std::path::{Path, PathBuf};

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz")
}

/// The inputs of a target, in order.
fn inputs(target: &str) -> Vec<PathBuf> {
    let folder = fs::read_dir(fuzz().join("corpus").join(target)).expect("every target has a corpus");
    let mut inputs: Vec<_> = folder.map(|found| found.expect("a name").path()).collect();
    inputs.sort();
    inputs
}

#[test]
fn what_was_found_by_fuzzing_stays_harmless() {
    for (name, target) in targets::TARGETS {
        let inputs = inputs(name);
        assert!(inputs.len() >= 5, "{name}");
        for input in inputs {
            let bytes = fs::read(&input).expect("a file");
            let ended = std::panic::catch_unwind(|| target(&bytes));
            assert!(ended.is_ok(), "{name} stumbles over {}", input.display());
        }
    }
}

#[test]
fn every_target_has_a_fuzzer() {
    for (name, _) in targets::TARGETS {
        let fuzzer = fs::read_to_string(fuzz().join(format!("src/bin/{name}.rs"))).expect("a fuzzer");
        assert!(fuzzer.contains(&format!("vademecum_fuzz::{name}(bytes)")), "{name}");
    }
}
