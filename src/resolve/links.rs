//! Where the links of bodies lead.

use super::files::Files;
use super::find::{Found, Names, Patience};
use super::meant;
use super::versions::in_lang;
use crate::model::config::{Config, Lang};
use crate::model::diag::{Diagnosed, Diagnostic, Span, did_you_mean};
use crate::model::entry::{Entry, Link, LinkForm, LinkId, Piece, Place};
use crate::model::graph::{Backlink, EntryId, FolderId, Target};
use crate::model::library::{Folder, Resolved};
use crate::model::path::SourcePath;
use crate::model::slug::slugged;
use crate::model::source::Asset;
use rayon::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;

/// Schemes that a link may have.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Aims every link at its target and turns links round into backlinks.
///
/// What a link names is looked up by several threads. What is to be said about it is said in order: files are published
/// on the way, and guesses are few.
pub(super) fn aim(
    entries: &[Resolved],
    folders: &[Folder],
    names: &Names,
    versions: &[Vec<EntryId>],
    config: &Config,
    files: &mut Files,
) -> Diagnosed<Vec<Aimed>> {
    let finding = Finding { entries, folders, names, versions, config, files };
    let find = |entry: &Resolved| {
        let source = entry.entry.as_ref()?;
        Some(source.links.iter().map(|link| finding.find(&entry.lang, source, link)).collect::<Vec<Step>>())
    };
    let found: Vec<_> = entries.par_iter().map(find).collect();
    let mut aimed: Vec<Aimed> = (0..entries.len()).map(|_| Aimed::default()).collect();
    let mut diagnostics = Vec::new();
    let patience = Patience::default();
    let mut aiming =
        Aiming { entries, folders, names, patience, versions, config, files, diagnostics: &mut diagnostics };
    for (idx, (entry, steps)) in entries.iter().zip(found).enumerate() {
        let (Some(source), Some(steps)) = (&entry.entry, steps) else { continue };
        let from = EntryId(idx as u32);
        let links = source.links.iter().zip(steps);
        let targets: Vec<Target> = links.map(|(link, step)| aiming.target(from, source, link, step)).collect();
        aiming.brackets(from, source);
        for (link_idx, target) in targets.iter().enumerate() {
            if let Target::Entry { id, .. } = target
                && *id != from
                && source.links[link_idx].place != Place::Nowhere
            {
                // Entries come in order, so an entry that links here already is the last one noted.
                let backlinks = &mut aimed[id.0 as usize].backlinks;
                if backlinks.last().is_none_or(|last| last.from != from) {
                    backlinks.push(Backlink { from, link: LinkId(link_idx as u32) });
                }
            }
        }
        aimed[idx].targets = targets;
    }
    Diagnosed { value: aimed, diagnostics }
}

/// Where an entry's links lead, and which lead to it.
#[derive(Default)]
pub(super) struct Aimed {
    pub(super) targets: Vec<Target>,
    pub(super) backlinks: Vec<Backlink>,
}

/// What links name is looked for in.
#[derive(Clone, Copy)]
struct Finding<'a> {
    entries: &'a [Resolved],
    folders: &'a [Folder],
    names: &'a Names<'a>,
    versions: &'a [Vec<EntryId>],
    config: &'a Config,
    files: &'a Files,
}

struct Aiming<'a> {
    entries: &'a [Resolved],
    folders: &'a [Folder],
    names: &'a Names<'a>,
    patience: Patience,
    versions: &'a [Vec<EntryId>],
    config: &'a Config,
    files: &'a mut Files,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Finding<'_> {
    /// What a link names, and where it leads where there is nothing to say about it.
    fn find(&self, lang: &Lang, source: &Entry, link: &Link) -> Step {
        match self.named(lang, source, link) {
            Step::Entry(id) if is_plain(link) => Step::Aimed(Target::Entry { id: self.met(id, lang), anchor: None }),
            found => found,
        }
    }

    /// The version of a link's target that is meant. A path names a file, and that is the original's; readers stay in
    /// their language where they can.
    fn met(&self, id: EntryId, lang: &Lang) -> EntryId {
        let is_original = self.entries[id.0 as usize].lang == self.config.site.languages[0];
        if is_original { in_lang(id, lang, self.entries, self.versions) } else { id }
    }

    fn named(&self, lang: &Lang, source: &Entry, link: &Link) -> Step {
        if scheme(&link.name).is_some() || link.form == LinkForm::Auto {
            return Step::Outside;
        }
        if link.name.is_empty() {
            return Step::Here;
        }
        match link.form {
            LinkForm::Wiki => self.by_name(lang, source, link),
            LinkForm::Include | LinkForm::Embed => match self.by_path(source, &link.name) {
                // What has an extension is a file first: `![[picture.png]]`.
                Step::Nothing => self.by_name(lang, source, link),
                found if link.name.contains(['.', '/']) => found,
                _ => self.by_name(lang, source, link),
            },
            LinkForm::Image if !link.name.contains(['.', '/']) => self.by_name(lang, source, link),
            _ => self.by_path(source, &link.name),
        }
    }

    fn by_name(&self, lang: &Lang, source: &Entry, link: &Link) -> Step {
        match self.names.find(&link.name, lang) {
            Found::Entry(id) => Step::Entry(id),
            Found::Hidden => Step::Hidden,
            Found::Ambiguous(a, b) => Step::Ambiguous(a, b),
            Found::Nothing if link.name.contains(['/', '.']) => self.by_path(source, &link.name),
            Found::Nothing => Step::Nothing,
        }
    }

    /// A path as people write it for a reader of files, for GitHub or for another generator.
    fn by_path(&self, source: &Entry, name: &str) -> Step {
        let name = name.split('?').next().unwrap_or_default();
        let name = percent_encoding::percent_decode_str(name).decode_utf8().unwrap_or(Cow::Borrowed(name));
        let Some(path) = source.path.joined(&name) else {
            return Step::Nothing;
        };
        // Nearly all links are to a file that is there.
        if let Found::Entry(id) = self.names.at(&path) {
            return Step::Entry(id);
        }
        let path = SourcePath::new(path);
        let mut tries = vec![path.clone()];
        let file = path.as_str();
        if let Some(stem) = file.strip_suffix(".html").or_else(|| file.strip_suffix(".htm")) {
            tries.push(SourcePath::new(format!("{stem}.md")));
            if let Some(folder) = stem.strip_suffix("index") {
                tries.push(SourcePath::new(format!("{folder}README.md")));
            }
        }
        if path.extension().is_empty() || self.files.at(&path).is_none() {
            tries.push(SourcePath::new(format!("{file}.md")));
        }
        for path in &tries {
            match self.names.at(path.as_str()) {
                Found::Entry(id) => return Step::Entry(id),
                Found::Hidden => return Step::Hidden,
                _ => {}
            }
        }
        if let Some(asset) = self.files.at(&path) {
            return Step::Asset(asset);
        }
        let folder = self.folders.binary_search_by(|folder| folder.path.as_str().cmp(file));
        folder.map_or(Step::Nothing, |idx| Step::Folder(FolderId(idx as u32)))
    }
}

impl Aiming<'_> {
    fn target(&mut self, from: EntryId, source: &Entry, link: &Link, found: Step) -> Target {
        let span = Span::new(&source.path, link.span.clone());
        if let (LinkForm::Embed, Step::Entry(_)) = (link.form, &found) {
            let message = format!("`![[{}]]` is shown as a link: it stands within other text", link.name);
            let hint = "write it as a paragraph of its own, with empty lines around, or without the `!`";
            self.diagnostics.push(Diagnostic::warning("inline-transclusion", span.clone(), message).hint(hint));
        }
        let lang = &self.entries[from.0 as usize].lang;
        if let Some(address) = &link.address_behind {
            self.doubled(source, link, address, matches!(found, Step::Nothing));
        }
        match found {
            Step::Outside => match scheme(&link.name) {
                Some(scheme) => self.external(scheme, link, span),
                None => Target::External(format!("mailto:{}", link.name)),
            },
            Step::Here => match link.fragment.as_deref() {
                None | Some("") => {
                    let message = "this link leads nowhere";
                    self.diagnostics.push(
                        Diagnostic::warning("empty-link", span, message)
                            .hint("write where it leads, or take the brackets away"),
                    );
                    Target::Unresolved(String::new())
                }
                Some(_) => self.entry(from, link, span),
            },
            Step::Aimed(target) => target,
            Step::Entry(id) => self.entry(self.finding().met(id, lang), link, span),
            Step::Folder(folder) => self.folders[folder.0 as usize]
                .index
                .map_or(Target::Folder(folder), |id| Target::Entry { id, anchor: None }),
            Step::Asset(asset) => match self.files.publish(&asset, span, self.diagnostics) {
                Ok(out) => Target::Asset(out),
                Err(()) => Target::Unresolved(asset.path.to_string()),
            },
            Step::Hidden => {
                let message = format!("`{}` is not in this edition: a draft, or for another audience", link.name);
                self.diagnostics.push(
                    Diagnostic::warning("link-to-hidden", span, message)
                        .hint("publish it, or write the name without a link"),
                );
                Target::Hidden
            }
            Step::Ambiguous(a, b) => {
                let (a, b) = (&self.entries[a.0 as usize].id, &self.entries[b.0 as usize].id);
                let message = format!("`{}` may be `{a}` or `{b}`", link.name);
                self.report("ambiguous-link", span, message, Some(format!("write `[[{a}]]` or `[[{b}]]`")));
                Target::Unresolved(link.name.clone())
            }
            Step::Nothing => {
                if link.address_behind.is_none() {
                    let (message, hint) = self.unresolved(source, link);
                    self.report("unresolved-link", span, message, hint);
                }
                Target::Unresolved(link.name.clone())
            }
        }
    }

    /// `[[the release]](release.md)`: two ways to write a link at once.
    fn doubled(&mut self, source: &Entry, link: &Link, address: &str, is_unresolved: bool) {
        // Right behind the link stand the brackets with the address.
        let span = Span::new(&source.path, link.span.start..link.span.end + address.len() + 2);
        let message = "double brackets are for the name of an entry, and an address follows them".to_owned();
        let words = self.words(source, link).unwrap_or(&link.name);
        let hint = Some(format!("write `[{words}]({address})`"));
        if is_unresolved {
            return self.report("unresolved-link", span, message, hint);
        }
        self.diagnostics.push(Diagnostic::warning("link-syntax", span, message).hint_maybe(hint));
    }

    /// `[[words|id]]`, where the name of the entry stands last.
    fn turned_round(&self, source: &Entry, link: &Link) -> Option<String> {
        let words = self.words(source, link)?;
        let is_name = matches!(self.names.find(words, &self.config.site.languages[0]), Found::Entry(_));
        is_name.then(|| format!("the name of the entry stands first: write `[[{words}|{}]]`", link.name))
    }

    /// The words that a link brings.
    fn words<'e>(&self, source: &'e Entry, link: &Link) -> Option<&'e str> {
        let idx =
            source.links.iter().position(|other| std::ptr::eq(other, link)).filter(|_| self.patience.is_left())?;
        let body = &source.body;
        let open = body.pieces.iter().position(|piece| *piece == Piece::Open(LinkId(idx as u32)))?;
        body.pieces.get(open + 1)?.range().map(|range| body.slice(range).trim())
    }

    /// Words in single brackets that are the id of an entry: a link was meant.
    fn brackets(&mut self, from: EntryId, source: &Entry) {
        for written in &source.brackets {
            let name = written.value.trim_matches(['[', ']', '(', ')']);
            let Found::Entry(id) = self.names.find(name, &self.config.site.languages[0]) else { continue };
            if self.entries[id.0 as usize].id == name && id != from {
                let span = Span::new(&source.path, written.span.clone());
                let message = format!("`{}` is no link, and an entry is called so", written.value);
                let hint = format!("write `[[{name}]]`");
                self.diagnostics.push(Diagnostic::warning("single-brackets", span, message).hint(hint));
            }
        }
    }

    fn report(&mut self, code: &'static str, span: Span, message: String, hint: Option<String>) {
        self.diagnostics.push(Diagnostic::graded(self.config.model.is_declared, code, span, message).hint_maybe(hint));
    }

    fn unresolved(&mut self, source: &Entry, link: &Link) -> (String, Option<String>) {
        let is_embed = matches!(link.form, LinkForm::Include | LinkForm::Embed);
        if link.form == LinkForm::Wiki || is_embed && !link.name.contains('.') {
            let hint = self.names.nearest(&link.name, &mut self.patience).or_else(|| self.turned_round(source, link));
            return (format!("no entry is called `{}`", link.name), hint);
        }
        let message = format!("there is no file `{}`", link.name);
        if let Some(hint) = meant::target(&link.name) {
            return (message, Some(hint));
        }
        let straight = link.name.replace('\\', "/");
        if straight != link.name && !matches!(self.finding().by_path(source, &straight), Step::Nothing) {
            return (message, Some(format!("write `{straight}`, with `/`")));
        }
        if let Some(asset) = self.files.of_name(straight.rsplit('/').next().unwrap_or_default()) {
            let ups = "../".repeat(source.path.folder().split('/').filter(|part| !part.is_empty()).count());
            return (message, Some(format!("did you mean `{ups}{asset}`?")));
        }
        if matches!(self.names.find(&link.name, &self.config.site.languages[0]), Found::Entry(_)) {
            return (message, Some(format!("to link to the entry of that name, write `[[{}]]`", link.name)));
        }
        let stem = link.name.rsplit('/').next().unwrap_or_default();
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        (message, self.names.nearest(stem, &mut self.patience))
    }

    fn finding(&self) -> Finding<'_> {
        let Aiming { entries, folders, names, versions, config, .. } = *self;
        Finding { entries, folders, names, versions, config, files: self.files }
    }

    /// A link to an entry, its fragment held against the headings.
    fn entry(&mut self, id: EntryId, link: &Link, span: Span) -> Target {
        let fragment = link.fragment.as_deref().filter(|fragment| !fragment.is_empty());
        // Where only the head is translated, the passage meant is in the original.
        let is_elsewhere = fragment.is_some() && self.entries[id.0 as usize].is_head_only();
        let default = &self.config.site.languages[0];
        let id = if is_elsewhere { in_lang(id, default, self.entries, self.versions) } else { id };
        let (Some(fragment), Some(target)) = (fragment, &self.entries[id.0 as usize].entry) else {
            return Target::Entry { id, anchor: None };
        };
        let entry = &self.entries[id.0 as usize];
        let headings = || (0..target.outline.len()).filter_map(|idx| entry.anchor(idx));
        let known = || headings().chain(target.anchors.iter().map(String::as_str));
        let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
        let folded = slugged(&decoded);
        let as_on_github = || {
            let named = target.outline.iter().position(|heading| github_slug(&heading.text) == decoded)?;
            entry.anchor(named)
        };
        let found = known()
            .find(|anchor| *anchor == decoded)
            .or_else(|| known().find(|anchor| *anchor == folded))
            .or_else(as_on_github);
        if let Some(anchor) = found {
            return Target::Entry { id, anchor: Some(anchor.to_owned()) };
        }
        let title = &self.entries[id.0 as usize].title;
        let hint = did_you_mean(&folded, known())
            .or_else(|| Some("leave out what follows `#`, or give the heading `{#name}`".to_owned()));
        self.report("unresolved-fragment", span, format!("“{title}” has no heading `#{fragment}`"), hint);
        Target::Entry { id, anchor: None }
    }

    fn external(&mut self, scheme: &str, link: &Link, span: Span) -> Target {
        if !SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
            let (message, hint) = meant::scheme(scheme, &link.name);
            self.report("link-scheme", span, message, Some(hint));
            return Target::Unresolved(link.name.clone());
        }
        if let Some((message, hint)) = meant::odd_address(&link.name) {
            self.diagnostics.push(Diagnostic::warning("odd-address", span.clone(), message).hint(hint));
        }
        if matches!(link.form, LinkForm::Image | LinkForm::Include | LinkForm::Embed) {
            let message = "this picture lies on another site; pages load nothing from outside, so it becomes a link";
            self.diagnostics
                .push(Diagnostic::warning("external-image", span, message).hint("save the picture beside the entry"));
        }
        let fragment = link.fragment.as_ref().map_or(String::new(), |fragment| format!("#{fragment}"));
        Target::External(format!("{}{fragment}", link.name))
    }
}

/// What a link names.
enum Step {
    /// What is nothing to be said about.
    Aimed(Target),
    /// An address.
    Outside,
    /// Its own page.
    Here,
    Entry(EntryId),
    Folder(FolderId),
    Asset(Arc<Asset>),
    Hidden,
    Ambiguous(EntryId, EntryId),
    Nothing,
}

/// Whether a link to an entry is no more than that.
fn is_plain(link: &Link) -> bool {
    link.form != LinkForm::Embed && link.address_behind.is_none() && link.fragment.as_ref().is_none_or(String::is_empty)
}

/// The anchor that GitHub, mdBook and others give a heading: punctuation is dropped rather than a hyphen.
fn github_slug(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// What stands before the colon of an address, when it looks like a scheme (RFC 3986, 3.1).
fn scheme(address: &str) -> Option<&str> {
    if address.starts_with("//") {
        return Some("");
    }
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}
