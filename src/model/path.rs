//! Where sources lie and where pages come out.

use serde::{Serialize, Serializer};
use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// A source's path below the content folder, with `/` between its parts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// A path whose parts are joined by `/`.
    pub fn new(path: impl Into<Arc<str>>) -> SourcePath {
        SourcePath(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder it lies in, `""` at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part, with its extension.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The file name without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The last extension, in small letters, without its dot.
    pub fn extension(&self) -> String {
        self.file_name().rsplit_once('.').map_or(String::new(), |(_, ext)| ext.to_ascii_lowercase())
    }

    /// Where a relative path leads from this file; `None` when it leaves the content folder.
    /// A leading `/` means the content folder itself.
    pub fn join(&self, relative: &str) -> Option<SourcePath> {
        self.joined(relative).map(SourcePath::new)
    }

    /// The same as text.
    pub fn joined(&self, relative: &str) -> Option<String> {
        let (mut folder, mut rest) = match relative.strip_prefix('/') {
            Some(rest) => ("", rest),
            None => (self.folder(), relative),
        };
        // Most links step up at their beginning, if at all, and are plain from there on.
        while let Some(after) = rest.strip_prefix("../") {
            if folder.is_empty() {
                return None;
            }
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
            rest = after;
        }
        let is_plain = !rest.split('/').any(|part| matches!(part, "" | "." | ".."));
        if is_plain {
            return Some(if folder.is_empty() { rest.to_owned() } else { [folder, "/", rest].concat() });
        }
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in rest.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }
}

/// Looked up by its text, in maps of paths. `str` and the path hash alike.
impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

/// A published file's path below the site's root, with `/` between its parts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

impl OutPath {
    /// A path that the caller has made of slugs.
    pub fn new(path: impl Into<Arc<str>>) -> OutPath {
        OutPath(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder it lies in, `""` at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part without its extension.
    pub fn stem(&self) -> &str {
        let name = self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// What leads from this page's folder back to the site's root: `""`, `"../"`, `"../../"` …
    pub fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The relative and explicit link from this page to another file.
    pub fn href(&self, to: &OutPath) -> String {
        let (from, to) = (self.as_str(), to.as_str());
        // The folders that both lie in: up to the last `/` before they differ. One page has thousands of links to
        // write, so this looks at bytes rather than at parts.
        let n_equal = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
        let n_shared = from[..n_equal].rfind('/').map_or(0, |slash| slash + 1);
        let n_up = from[n_shared..].bytes().filter(|&b| b == b'/').count();
        let mut href = String::with_capacity(3 * n_up + to.len() - n_shared);
        for _ in 0..n_up {
            href.push_str("../");
        }
        href.push_str(&to[n_shared..]);
        href
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl Serialize for OutPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
