//! The default theme, the library that `init` makes and the words on findings are compiled in: a file added to them must be seen.

fn main() {
    for folder in ["themes", "starter", "docs/findings"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
