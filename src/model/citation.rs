//! An entry as others cite it: in plain text, and as records for BibTeX, RIS and CSL-JSON.
//!
//! What a page shows, what the browser's script makes of the page and what the exported files hold say the same:
//! all are made here, except for the script (`themes/default/js/cite.js`), which a test holds against these.

use super::config::Lang;
use super::graph::EntryId;
use super::hash::ContentHash;
use super::library::{Date, Library, Number};
use serde::{Serialize, Serializer};

/// What the language files say around a citation.
pub trait Wording: Sync {
    /// Covers all of it.
    fn hash(&self) -> ContentHash;
    /// A title in its quotation marks.
    fn quoted(&self, lang: &Lang, title: &str) -> String;
    /// What stands between a title and the kind with its number.
    fn separator(&self, lang: &Lang) -> &str;
    /// That a number was not verified.
    fn not_verified(&self, lang: &Lang) -> &str;
    /// When it was reviewed.
    fn reviewed(&self, lang: &Lang, date: &Date) -> String;
}

/// One entry's citation.
pub struct Citation<'l> {
    /// What the record is called: the entry's id, with its language where that is not the site's first.
    pub key: String,
    /// Its title.
    pub title: &'l str,
    /// The label of its kind.
    pub kind: &'l str,
    /// Its number, unless it must not be printed.
    pub number: Option<&'l Number>,
    /// The title of the site.
    pub site: &'l str,
    /// When it was reviewed: the only date that an entry of any kind has.
    pub reviewed: Option<&'l Date>,
    /// Its language.
    pub lang: &'l Lang,
    /// Where it is: in full where the site's address is known, else below the site's root.
    pub address: String,
}

impl<'l> Citation<'l> {
    /// The citation of an entry; `None` for a term without an entry of its own.
    pub fn of(library: &'l Library, id: EntryId) -> Option<Citation<'l>> {
        let entry = &library[id];
        entry.entry.as_ref()?;
        let is_first = entry.lang == *library.lang();
        Some(Citation {
            key: if is_first { entry.id.clone() } else { format!("{}.{}", entry.id, entry.lang) },
            title: &entry.title,
            kind: library.config.model[entry.kind].label.get(&entry.lang),
            number: entry.number.as_ref(),
            site: library.title(&entry.lang),
            reviewed: entry.reviewed.as_ref(),
            lang: &entry.lang,
            address: library.address(&entry.out),
        })
    }

    /// The kind with its number, and that it was not verified: `Good practice 12? (number not verified)`.
    pub fn note(&self, words: &dyn Wording) -> Option<String> {
        let number = self.number?;
        let doubt = if number.is_marked { format!(" ({})", words.not_verified(self.lang)) } else { String::new() };
        Some(format!("{} {}{doubt}", self.kind, number.marked()))
    }

    /// In plain text, for a footnote.
    pub fn text(&self, words: &dyn Wording) -> String {
        let title = words.quoted(self.lang, self.title);
        let note = self.note(words).map_or(String::new(), |note| format!("{}{note}", words.separator(self.lang)));
        let reviewed = self.reviewed.map_or(String::new(), |date| format!(" {}.", words.reviewed(self.lang, date)));
        format!("{title}{note}. {}.{reviewed} {}", self.site, self.address)
    }

    /// As a BibTeX record. It has no author: what is cited is the entry, not the instrument that it is about.
    pub fn bibtex(&self, words: &dyn Wording) -> String {
        const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        // Twice in braces: no style changes its capitals.
        let mut fields = vec![format!("title = {{{{{}}}}}", latex(self.title))];
        fields.push(format!("howpublished = {{{}}}", latex(self.site)));
        if let Some(date) = self.reviewed {
            fields.push(format!("year = {{{:04}}}", date.year));
            fields.extend(date.month.map(|month| format!("month = {}", MONTHS[usize::from(month) - 1])));
            fields.extend(date.day.map(|day| format!("day = {{{day}}}")));
        }
        fields.extend(self.note(words).map(|note| format!("note = {{{}}}", latex(&note))));
        fields.push(format!("language = {{{}}}", self.lang));
        // Not escaped: programs take an address as it is, and only a brace could end it.
        fields.push(format!("url = {{{}}}", self.address.replace('{', "%7B").replace('}', "%7D")));
        format!("@misc{{{},\n  {}\n}}\n", self.key, fields.join(",\n  "))
    }

    /// As a RIS record.
    pub fn ris(&self, words: &dyn Wording) -> String {
        let mut lines = vec![("TY", "ELEC".to_owned()), ("ID", self.key.clone())];
        lines.push(("TI", folded(self.title)));
        lines.push(("T2", folded(self.site)));
        if let Some(date) = self.reviewed {
            let part = |part: Option<u8>| part.map_or(String::new(), |part| format!("{part:02}"));
            lines.push(("PY", format!("{:04}", date.year)));
            lines.push(("DA", format!("{:04}/{}/{}/", date.year, part(date.month), part(date.day))));
        }
        lines.extend(self.note(words).map(|note| ("N1", folded(&note))));
        lines.push(("LA", self.lang.to_string()));
        lines.push(("UR", self.address.clone()));
        lines.push(("ER", String::new()));
        lines.iter().map(|(tag, value)| format!("{tag}  - {value}\r\n")).collect()
    }

    /// As a CSL-JSON item.
    pub fn csl(&self, words: &dyn Wording) -> Csl<'_> {
        let date = |date: &'l Date| DateParts { date_parts: [date] };
        Csl {
            id: &self.key,
            r#type: "webpage",
            title: folded(self.title),
            container_title: folded(self.site),
            issued: self.reviewed.map(date),
            note: self.note(words).map(|note| folded(&note)),
            language: self.lang.as_str(),
            url: &self.address,
        }
    }
}

/// An item of CSL-JSON (<https://github.com/citation-style-language/schema>).
#[derive(Serialize)]
pub struct Csl<'c> {
    id: &'c str,
    r#type: &'static str,
    title: String,
    #[serde(rename = "container-title")]
    container_title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<DateParts<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    language: &'c str,
    #[serde(rename = "URL")]
    url: &'c str,
}

/// A date of CSL-JSON: its numbers, as far as it is known.
#[derive(Serialize)]
struct DateParts<'c> {
    #[serde(rename = "date-parts", serialize_with = "parts")]
    date_parts: [&'c Date; 1],
}

fn parts<S: Serializer>(dates: &[&Date; 1], serializer: S) -> Result<S::Ok, S::Error> {
    let [date] = dates;
    let rest = [date.month, date.day].into_iter().flatten().map(i16::from);
    serializer.collect_seq([std::iter::once(date.year).chain(rest).collect::<Vec<_>>()])
}

/// On one line: control characters and the spaces around them are one space.
pub fn folded(text: &str) -> String {
    let is_space = |c: char| c <= ' ' || ('\u{7f}'..='\u{9f}').contains(&c) || matches!(c, '\u{2028}' | '\u{2029}');
    text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// For LaTeX, whose own characters are written as commands. Braces too: BibTeX counts those that are escaped.
fn latex(text: &str) -> String {
    let mut latex = String::with_capacity(text.len() + 8);
    for c in folded(text).chars() {
        // Two of these would be one dash, or one quotation mark.
        if matches!(c, '-' | '\'' | '`') && latex.ends_with(c) {
            latex.push_str("{}");
        }
        match c {
            '&' | '%' | '$' | '#' | '_' => latex.extend(['\\', c]),
            '\\' => latex.push_str("\\textbackslash{}"),
            '{' => latex.push_str("\\textbraceleft{}"),
            '}' => latex.push_str("\\textbraceright{}"),
            '^' => latex.push_str("\\textasciicircum{}"),
            '~' => latex.push_str("\\textasciitilde{}"),
            '<' => latex.push_str("\\textless{}"),
            '>' => latex.push_str("\\textgreater{}"),
            '|' => latex.push_str("\\textbar{}"),
            '\u{a0}' => latex.push('~'),
            c => latex.push(c),
        }
    }
    latex
}
