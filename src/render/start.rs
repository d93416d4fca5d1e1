//! Where to start in a copy that was handed on, and under which terms it may be used: what is read before the site.

use super::Plan;
use super::compose::Composer;
use super::place::At;
use super::view::*;
use crate::model::config::Lang;
use crate::model::diag::Diagnostic;
use crate::model::path::OutPath;
use crate::model::site::Page;
use std::borrow::Cow;
use std::sync::Arc;

/// The pages of a copy that its site does not have: their addresses and templates. Their names stand out in any list of
/// files, which is where they are looked for.
const PAGES: [(&str, &str); 3] =
    [("START-HERE.html", "start-here.html"), ("START-HERE.txt", "start-here.txt"), ("LICENCE.txt", "licence.txt")];

impl Plan<'_> {
    /// What a copy has beside its site. Where the authors publish a file of that name, theirs stands.
    pub fn beside(&self) -> Result<Vec<Page>, Diagnostic> {
        let taken = self.at_root();
        let free = PAGES.iter().filter(|(path, _)| !taken.contains(&path.to_lowercase()));
        free.map(|(path, template)| self.first(OutPath::new(*path), template)).collect()
    }

    /// The books of a copy that its site does not have: their languages and addresses.
    pub fn books(&self) -> Vec<(&Lang, OutPath)> {
        let taken = self.at_root();
        self.composer.books().into_iter().filter(|(_, path)| !taken.iter().any(|name| name == path.as_str())).collect()
    }

    /// What the site itself has beside its first page, in small letters.
    fn at_root(&self) -> Vec<String> {
        let paths = self.jobs.iter().map(|job| &job.path).chain(self.files.iter().map(|file| &file.path));
        paths.filter(|path| path.folder().is_empty()).map(|path| path.as_str().to_lowercase()).collect()
    }

    fn first(&self, path: OutPath, template: &str) -> Result<Page, Diagnostic> {
        let view = self.composer.start(At { path: &path, lang: self.composer.library.lang() });
        let mut bytes = self.printed(template, &view, "", &path)?;
        if path.as_str().ends_with(".txt") {
            bytes = for_old_editors(&bytes);
        }
        Ok(Page { path, bytes: Arc::from(bytes) })
    }
}

impl<'l> Composer<'l> {
    /// What is to be known before the first page, in every language.
    fn start(&self, at: At<'l>) -> View<'l> {
        let library = self.library;
        let books = self.books();
        let start = library.langs().iter().map(|lang| {
            let words = self.press.words(lang);
            StartView {
                tag: lang.as_str(),
                dir: lang.dir(),
                language: words.language(lang),
                title: library.title(lang),
                licence: library.config.site.licence.get(lang),
                home: at.href(&library.out_in(lang, "index.html")),
                copy: at.href(&self.copy_path(lang)),
                book: books.iter().find(|(of, _)| *of == lang).map(|(_, path)| at.href(path)),
                words: &words.fixed,
            }
        });
        let start = start.collect();
        View { start, ..self.base("start", Cow::Borrowed(library.title(at.lang)), at) }
    }
}

/// With the line ends and the mark at the beginning by which editors of old systems know what they read.
fn for_old_editors(text: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes()
}
