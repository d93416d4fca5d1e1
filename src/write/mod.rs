//! Values to disk: the only room that saves files.
//!
//! A site is staged beside its output and the two folders are exchanged in one step, so that at any
//! moment the output is the old site or the new one. 1. Lock. 2. Clear what a killed build left.
//! 3. Stage: a page that equals the published one is a hard link to it; the rest is written. 4. Link
//! what others have put into the output. 5. Write the manifest. 6. Exchange. 7. Remove the old site.

mod guard;
mod manifest;
mod stage;

use anyhow::{Context, Result};
pub use stage::{Report, Staging};
use std::path::Path;

/// Opens a staging folder for a site. Refused where publishing could harm files that are not ours.
pub fn stage(output: &Path, content: &Path) -> Result<Staging> {
    guard::check(output, content)?;
    Staging::open(output)
}

/// Why a new library cannot be made in a folder, if it cannot: nothing of anybody's may be in its way.
pub fn refusal(folder: &Path) -> Result<Option<String>> {
    guard::check_new(folder)
}

/// Saves a new source. A file that is there already is left as it is.
pub fn source(path: &Path, text: &str) -> Result<()> {
    use std::io::Write;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
    }
    let file = std::fs::File::options().write(true).create_new(true).open(path);
    let mut file = file.with_context(|| format!("writing {}", path.display()))?;
    file.write_all(text.as_bytes()).with_context(|| format!("writing {}", path.display()))
}
