//! One source to one entry, and the two configuration files to a configuration.
//!
//! 1. `split` cuts the front matter from the body.
//! 2. `front_matter` reads it as spanned, untyped values.
//! 3. `markdown` turns the body into HTML with holes, noting links and headings on the way.
//!
//! What anything means in the library is not decided here.

mod config;
mod flow;
mod footnotes;
mod front_matter;
mod links;
mod markdown;
mod misread;
mod mistakes;
mod nearly;
mod outline;
mod overviews;
mod raw_html;
mod reader;
mod signs;
mod slips;
mod split;
mod yaml;

use crate::model::config::Config;
use crate::model::diag::{Diagnosed, Diagnostic, Span};
use crate::model::entry::{Body, Entry, Head, Value};
use crate::model::hash::ContentHash;
use crate::model::source::{Source, Sources};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What must be known of the configuration before an entry can be read: part of the memo's key.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Grammar {
    /// Front-matter keys whose values are Markdown.
    pub markdown_keys: Vec<String>,
    /// Whether the library has a model. Without one a front matter too large to be read keeps nothing from being published:
    /// whoever tries the program on ten thousand pages need not begin with a list of keywords.
    pub is_declared: bool,
}

/// Reads `site.yaml` and `model.yaml`, either of which may be missing.
pub fn config(sources: &Sources) -> Diagnosed<Config> {
    let site = sources.site.as_deref().map(config::site).unwrap_or_default();
    let model = sources.model.as_deref().map(config::model).unwrap_or_default();
    let hash = |source: &Option<Arc<Source>>| source.as_ref().map(|source| source.hash);
    let hash = ContentHash::of_value(&(hash(&sources.site), hash(&sources.model)));
    let both = sources.site.iter().chain(&sources.model);
    let signs = Diagnosed { value: (), diagnostics: both.flat_map(|source| signs::told(source)).collect() };
    site.and(model).and(signs).map(|((site, model), ())| Config { hash, site, model })
}

/// Reads one source as an entry. What cannot be read is reported and left at its default.
pub fn entry(source: &Source, grammar: &Grammar) -> Diagnosed<Entry> {
    // The Markdown parser is well tested; should it still stumble, one page is named rather than all lost.
    let read = AssertUnwindSafe(|| understood(source, grammar));
    catch_unwind(read).unwrap_or_else(|_| {
        let message = "this file could not be read: the Markdown reader stumbled over it";
        let diagnostic = Diagnostic::error("unreadable-entry", Span::file(&source.path), message)
            .hint("leave out parts of the file until it builds, and report the part that did it");
        Diagnosed { value: Entry::blank(source), diagnostics: vec![diagnostic] }
    })
}

fn understood(source: &Source, grammar: &Grammar) -> Diagnosed<Entry> {
    let parts = split::fences(source, grammar.is_declared);
    let parts = Diagnosed { value: (), diagnostics: signs::told(source) }.and(parts).map(|((), parts)| parts);
    parts.then(|parts| {
        let head = front_matter::read(source, &parts, grammar.is_declared);
        head.then(|head| {
            let mut writer = markdown::Writer::new(source, grammar);
            let has_title = head.get("title").is_some();
            let words = words(&head, &source.text[parts.body.clone()]);
            let body = writer.body(parts.body, has_title);
            let mut prose = BTreeMap::new();
            for key in &grammar.markdown_keys {
                if let Some(value) = head.get(key)
                    && let Value::Text(text) = &value.value
                {
                    prose.insert(key.clone(), writer.field(key, text, value.span.clone()));
                }
            }
            writer.finish(words, head, body, prose)
        })
    })
}

/// What a translator translates: title, short title, summary and text. Line ends and spaces around do not count.
fn words(head: &Head, body: &str) -> ContentHash {
    let said = |key: &str| head.get(key).and_then(|value| value.value.text()).unwrap_or_default().trim();
    let mut lines = String::with_capacity(body.len());
    for (idx, line) in body.trim().lines().enumerate() {
        lines.push_str(if idx == 0 { "" } else { "\n" });
        lines.push_str(line.trim_end());
    }
    ContentHash::of(&[said("title"), said("short"), said("summary"), &lines])
}

trait Blank {
    fn blank(source: &Source) -> Self;
}

impl Blank for Entry {
    fn blank(source: &Source) -> Entry {
        Entry {
            path: source.path.clone(),
            hash: source.hash,
            words: source.hash,
            head: Default::default(),
            title: None,
            body: Body::default(),
            prose: BTreeMap::new(),
            links: Vec::new(),
            outline: Vec::new(),
            anchors: Vec::new(),
            brackets: Vec::new(),
        }
    }
}
