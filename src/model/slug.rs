//! A name's address form.

use super::hash::ContentHash;
use serde::Serialize;
use std::fmt;
use std::sync::Arc;

/// The longest slug, in bytes: with `.html` a file name stays within 52, which Joliet can hold.
pub const MAX_SLUG: usize = 47;

/// Digits that tell one long name from another that begins alike.
const N_DIGITS: u32 = 5;

/// Names that Windows keeps for devices, with or without an extension.
/// <https://learn.microsoft.com/windows/win32/FileIO/naming-a-file>
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A name as it stands in addresses: `[a-z0-9][a-z0-9-]{0,46}`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(transparent)]
pub struct Slug(Arc<str>);

impl Slug {
    /// Reads a slug that somebody wrote. The error says what is wrong and what to write instead.
    pub fn parse(text: &str) -> Result<Slug, String> {
        let is_start = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        if is_device(text) {
            return Err(format!("`{text}` is a device name on Windows; write `{text}-1` or another word"));
        }
        if text.len() > MAX_SLUG {
            return Err(format!(
                "it is {} characters long and may be {MAX_SLUG}; write `{}`",
                text.len(),
                Slug::of(text)
            ));
        }
        if text.starts_with(is_start) && text.chars().all(|c| is_start(c) || c == '-') {
            return Ok(Slug(text.into()));
        }
        Err(format!("an id has small letters a to z, digits and hyphens; write `{}`", Slug::of(text)))
    }

    /// The slug of any text: transliterated, in small letters, everything else a hyphen.
    pub fn of(text: &str) -> Slug {
        let mut slug = slugged(text);
        cut(&mut slug, MAX_SLUG);
        Slug::whole(slug)
    }

    /// The slug of a file or folder. Long names that begin alike are two: where one is cut, it ends with digits of the hash
    /// of the whole.
    pub fn of_name(name: &str) -> Slug {
        let mut slug = slugged(name);
        if slug.len() > MAX_SLUG {
            let digits = ContentHash::of(&[&slug]).digits(0, N_DIGITS);
            cut(&mut slug, MAX_SLUG - 1 - digits.len());
            slug = format!("{slug}-{digits}");
        }
        Slug::whole(slug)
    }

    fn whole(mut slug: String) -> Slug {
        if slug.is_empty() {
            slug.push_str("untitled");
        }
        if is_device(&slug) {
            slug.push_str("-1");
        }
        Slug(slug.into())
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Shortens a slug, at a word where one ends near the limit.
fn cut(slug: &mut String, limit: usize) {
    if slug.len() > limit {
        slug.truncate(limit);
        if let Some(end) = slug.rfind('-').filter(|&end| end > limit / 2) {
            slug.truncate(end);
        }
        slug.truncate(slug.trim_end_matches('-').len());
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Folds a text to its address form without any bound on length; what names are compared by.
pub fn slugged(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if c.is_ascii() {
            // An apostrophe belongs to its word: "don't" is one name, not two.
            if c != '\'' && !slug.ends_with('-') && !slug.is_empty() {
                slug.push('-');
            }
        } else if c == '\u{2019}' {
            continue;
        } else {
            let latin = deunicode::deunicode_char(c).unwrap_or("-");
            for c in latin.chars() {
                if c.is_ascii_alphanumeric() {
                    slug.push(c.to_ascii_lowercase());
                } else if !slug.ends_with('-') && !slug.is_empty() && c != '\'' && c != '`' {
                    slug.push('-');
                }
            }
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Whether a name in small letters is one that Windows keeps for a device.
pub fn is_device(name: &str) -> bool {
    let numbered = |prefix: &str| {
        name.strip_prefix(prefix).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    DEVICES.contains(&name) || numbered("com") || numbered("lpt")
}
