//! `init`: a new library that builds at once.

use super::args::Init;
use super::{Outcome, terminal, today, usage};
use crate::{load, write};
use anyhow::Result;
use std::path::Path;

pub(super) fn run(options: &Init) -> Result<Outcome> {
    let folder = &options.folder;
    if let Some(refusal) = write::refusal(folder)? {
        usage!("{refusal}; name a new or an empty folder");
    }
    let files = load::starter();
    for (path, text) in &files {
        // What `new` starts from is filled in when it does.
        let is_archetype = path.contains("/_archetypes/");
        let text = if is_archetype { (*text).to_owned() } else { text.replace("{{ date }}", &today()) };
        write::source(&folder.join(path), &text)?;
    }
    let shown = folder.display();
    terminal::say(&format!("made a library of {} files in {shown}; its README.md says how to go on", files.len()));
    let place = if folder == Path::new(".") { String::new() } else { format!("-r {shown} ") };
    terminal::say(&format!("read it in the browser: vademecum {place}serve --open"));
    Ok(Outcome::Fine)
}
