//! Disks that can neither exchange two folders nor link files, as FAT on many systems: a build that is killed at any step
//! of publishing is completed or undone by the next one. `strace` refuses what such disks refuse, and kills.

use crate::support::{Tree, figure, on_disk, tree};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// Runs the program on one thread where nothing can be exchanged or linked; killed at the nth call of a name.
fn run(here: &Path, root: &Path, what: &[&str], killed: Option<(&str, usize)>) -> (Option<i32>, String) {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null", "-e", "inject=renameat2:error=EINVAL"]);
    command.args(["-e", "inject=link,linkat:error=EPERM"]);
    if let Some((call, at)) = killed {
        command.args(["-e", &format!("inject={call}:signal=KILL:when={at}")]);
    }
    command.arg(env!("CARGO_BIN_EXE_vademecum")).arg("-r").arg(root).args(what).current_dir(here);
    let ended = command.env("RAYON_NUM_THREADS", "1").env("NO_COLOR", "1").output().expect("strace starts");
    (ended.status.code(), String::from_utf8_lossy(&ended.stderr).into_owned())
}

const BUILD: [&str; 3] = ["build", "--jobs", "1"];

fn library(name: &str) -> TempDir {
    on_disk(&format!("-- README.md --\n# Home {name}\n-- {name}.md --\n# {name}\n[[same]]\n-- same.md --\n# Same\n"))
}

/// A folder with a site and a file of somebody else's in it; and that site and the next one.
fn published(old: &TempDir, new: &TempDir) -> (TempDir, Tree, Tree) {
    let here = TempDir::new().expect("a folder");
    let site = here.path().join("site");
    let build = |root: &TempDir| {
        let (code, says) = run(here.path(), root.path(), &BUILD, None);
        assert_eq!(code, Some(0), "{says}");
        tree(&site)
    };
    build(old);
    std::fs::write(site.join("mine.txt"), "mine").expect("a file");
    let (new, old) = (build(new), build(old));
    (here, old, new)
}

#[test]
fn a_build_killed_while_folders_change_places_is_completed_or_undone_by_the_next() {
    let (one, two, broken) = (library("one"), library("two"), on_disk("-- a.md --\n# A\n-- model.yaml --\nkinds: [\n"));
    let (here, old, new) = published(&one, &two);
    let site = here.path().join("site");
    assert_eq!((&old["mine.txt"], &new["mine.txt"]), (&b"mine".to_vec(), &b"mine".to_vec()));
    let mut seen = [0; 3];
    for call in ["rename", "unlink", "rmdir", "syncfs"] {
        // Hundreds of files are removed one by one: some of them are enough.
        for at in (1..).step_by(if call == "unlink" { 7 } else { 1 }) {
            let (code, says) = run(here.path(), two.path(), &BUILD, Some((call, at)));
            if code == Some(0) {
                break;
            }
            let was = format!("{call} {at}: {code:?} {says}");
            assert!(code.is_none() || code == Some(137), "{was}");
            let is_gone = !site.exists();
            if is_gone {
                let (code, says) = run(here.path(), two.path(), &["verify", "site"], None);
                assert!(code == Some(3) && says.contains("a build was stopped while it published"), "{was}\n{says}");
            } else {
                let now = tree(&site);
                assert!(now == old || now == new, "{was}");
            }
            // Sources that cannot be published do not keep the site from being put right.
            let (code, says) = run(here.path(), broken.path(), &BUILD, None);
            assert_eq!(code, Some(1), "{was}\n{says}");
            let is_told = says.contains("what it had made was put in place") || says.contains("was put back");
            assert_eq!(is_told, is_gone, "{was}\n{says}");
            let now = tree(&site);
            assert!(now == old || now == new, "{was}\nand then a mixture");
            seen[if is_gone { 2 } else { usize::from(now == new) }] += 1;
            let (code, says) = run(here.path(), one.path(), &BUILD, None);
            assert!(code == Some(0) && tree(&site) == old, "{was}\nand then: {says}");
            let mut left: Vec<_> = std::fs::read_dir(here.path())
                .expect("a folder")
                .map(|found| found.expect("a name").file_name())
                .collect();
            left.sort();
            assert_eq!(left, [".site.lock", "site"], "{was}");
        }
        run(here.path(), one.path(), &BUILD, None);
    }
    assert!(seen.iter().all(|n| *n > 0), "old, new, between: {seen:?}");
    figure(&format!("old {}, new {}, between the two {}, mixtures 0, lost 0", seen[0], seen[1], seen[2]));
}
