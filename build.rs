//! The default theme, the library that `init` makes and the words on findings are compiled in: a file added to them must be
//! seen. The theme's scripts are compiled in as a reader loads them: without comments and spare spaces, with short names
//! for what is local. Half of each is for whoever reads the code.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions, CommentOptions, LegalComment};
use oxc_mangler::Mangler;
use oxc_parser::Parser;
use oxc_span::SourceType;
use std::path::Path;
use std::{env, fs};

fn main() {
    for folder in ["themes", "starter", "docs/findings"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    let out = env::var("OUT_DIR").expect("cargo names a folder for what is made");
    let out = Path::new(&out).join("scripts");
    // A script that was removed is not compiled in any more.
    let _ = fs::remove_dir_all(&out);
    lean_scripts(Path::new("themes/default/js"), &out.join("js"));
}

fn lean_scripts(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder for what is made can be written");
    for found in fs::read_dir(from).expect("the theme has scripts") {
        let path = found.expect("the theme can be listed").path();
        let made = to.join(path.file_name().expect("what is found has a name"));
        if path.is_dir() {
            lean_scripts(&path, &made);
        } else if path.extension().is_some_and(|extension| extension == "js") {
            let script = fs::read_to_string(&path).expect("scripts are text");
            let script = lean(&script).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
            fs::write(&made, script).expect("the folder for what is made can be written");
        }
    }
}

/// A script that does the same in fewer bytes. Comments that begin with `/*!` stay, for licences.
fn lean(script: &str) -> Result<String, String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, SourceType::script()).parse();
    if let Some(fault) = parsed.diagnostics.first() {
        return Err(fault.to_string());
    }
    let named = Mangler::new().build(&parsed.program);
    let comments = CommentOptions { legal: LegalComment::Inline, ..CommentOptions::disabled() };
    let code = Codegen::new()
        .with_options(CodegenOptions { comments, ..CodegenOptions::minify() })
        .with_scoping(Some(named.scoping))
        .with_private_member_mappings(Some(named.class_private_mappings))
        .build(&parsed.program)
        .code;
    Ok(code)
}
