//! HTML in Markdown: which tag it is, and what says the same in Markdown.

use super::markdown::Events;
use pulldown_cmark::{CowStr, Event, Tag};
use std::ops::Range;

/// The first place of each tag, in the order in which they were met.
#[derive(Default)]
pub(super) struct Tags(Vec<(String, Range<usize>)>);

/// What is said of one.
pub(super) struct Told {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) hint: String,
}

/// The most tags that one file is told of.
const MAX_TAGS: usize = 5;

impl Tags {
    /// Notes the first tag of a stretch of HTML.
    pub(super) fn note(&mut self, html: &str, span: &Range<usize>) {
        let tag = html.find('<').map_or("", |at| &html[at..]);
        let is_whole = self.0.iter().any(|(known, _)| name(known) == name(tag));
        if !is_whole && self.0.len() < MAX_TAGS {
            let end = tag.find(['>', '\n']).map_or(tag.len(), |end| end + usize::from(tag[end..].starts_with('>')));
            self.0.push((tag[..end].to_owned(), span.clone()));
        }
    }

    /// A sentence for each tag.
    pub(super) fn told(self) -> impl Iterator<Item = Told> {
        self.0.into_iter().map(|(tag, span)| {
            let name = name(&tag);
            let value = |key: &str| attribute(&tag, key);
            let hint = match name.as_str() {
                "" if tag.is_empty() => {
                    let message = "what stands on the line of a comment is shown as it is written".to_owned();
                    let hint = "put the comment on a line of its own, with an empty line below it".to_owned();
                    return Told { span, message, hint };
                }
                // A closing tag whose opening one stands elsewhere.
                _ if tag.starts_with("</") => "leave it out".to_owned(),
                "br" => "end the line with `\\`, or begin a new paragraph with an empty line".to_owned(),
                "b" | "strong" => "write `**bold words**`".to_owned(),
                "i" | "em" => "write `*words*`".to_owned(),
                "s" | "del" | "strike" => "write `~~words~~`".to_owned(),
                "u" | "mark" | "ins" => "write `**words**` or `*words*`".to_owned(),
                "code" | "kbd" | "samp" | "tt" => "put the words between backticks".to_owned(),
                "pre" => "write three backticks above and below it".to_owned(),
                "img" => format!(
                    "write `![{}]({})`",
                    value("alt").filter(|alt| !alt.is_empty()).unwrap_or("what it shows"),
                    value("src").unwrap_or("picture.svg")
                ),
                "a" => match (value("href"), value("id").or(value("name"))) {
                    (None, Some(id)) => format!("give the heading below it the name: `## Heading {{#{id}}}`"),
                    (href, _) => format!("write `[words]({})`", href.unwrap_or("address")),
                },
                "hr" => "write `---` between two empty lines".to_owned(),
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                    format!("write `{} ` before the heading", "#".repeat(name[1..].parse().unwrap_or(2)))
                }
                "ul" | "ol" | "li" => "write `- ` before each item".to_owned(),
                "table" | "tr" | "td" | "th" | "thead" | "tbody" => {
                    "write the rows as `| one | two |`, and `|---|---|` below the first".to_owned()
                }
                "blockquote" => "write `> ` before each line".to_owned(),
                "details" | "summary" => "write a heading, and the text below it".to_owned(),
                "sup" | "sub" => "write the raised or lowered sign itself, such as ² or ₂".to_owned(),
                "p" | "div" | "span" | "center" | "font" | "section" | "small" => {
                    "leave it out: an empty line parts paragraphs, and the theme says how they look".to_owned()
                }
                "script" | "style" | "iframe" | "form" | "input" | "button" | "video" | "audio" | "object" => {
                    "leave it out: pages run nothing and load nothing from elsewhere".to_owned()
                }
                _ => match tag.trim_matches(['<', '>']).trim_end_matches('/') {
                    site if site.starts_with("www.") => format!("write `<https://{site}>`"),
                    file if file.ends_with(".md") && !file.contains(' ') => format!("write `[words]({file})`"),
                    _ => "write it as Markdown, or between backticks if it is meant to be read".to_owned(),
                },
            };
            let message = format!("`{tag}` is HTML, and is shown as text here");
            Told { span, message, hint }
        })
    }
}

/// `## <a name="card"></a> The card`, as older manuals have it, is a heading with a name: `## The card {#card}`.
pub(super) fn take_names(events: &mut Events) {
    let nothing = || Event::Text(CowStr::Borrowed(""));
    for at in 2..events.len() {
        let [(Event::Start(Tag::Heading { id, .. }), _), (Event::InlineHtml(open), _), (Event::InlineHtml(close), _)] =
            &mut events[at - 2..=at]
        else {
            continue;
        };
        let given = attribute(open, "name").or(attribute(open, "id")).filter(|_| name(open) == "a");
        let is_word = |given: &str| !given.is_empty() && !given.contains([' ', '{', '}', '"', '<', '>', '&']);
        let Some(given) = given.filter(|given| id.is_none() && is_word(given) && &**close == "</a>") else {
            continue;
        };
        *id = Some(CowStr::from(given.to_owned()));
        (events[at - 1].0, events[at].0) = (nothing(), nothing());
        if let Some((Event::Text(text), _)) = events.get_mut(at + 1) {
            *text = CowStr::from(text.trim_start().to_owned());
        }
    }
}

/// `br` of `<br/>`, in small letters.
fn name(tag: &str) -> String {
    let name = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next();
    name.unwrap_or_default().to_ascii_lowercase()
}

/// The value of an attribute.
fn attribute<'t>(tag: &'t str, key: &str) -> Option<&'t str> {
    let at = tag
        .match_indices(key)
        .map(|(at, _)| at)
        .find(|&at| tag[..at].ends_with(char::is_whitespace) && tag[at + key.len()..].trim_start().starts_with('='))?;
    let rest = tag[at + key.len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = match quote {
        Some(quote) => rest[1..].split(quote).next(),
        None => rest.split([' ', '>']).next(),
    };
    value.map(str::trim)
}
