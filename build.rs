//! The default theme and the words on findings are compiled in: a file added to them must be seen.

fn main() {
    for folder in ["themes", "docs/findings"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
