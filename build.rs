//! The default theme is compiled in: a file added to it must be seen.

fn main() {
    println!("cargo:rerun-if-changed=themes");
}
