//! The commonest slips of YAML, each known by its line and told in a sentence of its own.
//!
//! The parser often stops a line after the slip, at what it could no longer fit in; so the line where it stopped
//! is looked at, then those around it. Every slip names what to write instead, in the author's own words.

use super::nearly::{is_known_key, key as key_of};
use std::ops::Range;

/// How many lines before the parser's place are looked at for quotes and lists left open.
const MAX_LOOK_BACK: usize = 20;

/// What is said of a slip.
pub(super) struct Slip {
    pub(super) message: String,
    pub(super) hint: String,
}

fn say(message: impl Into<String>, hint: impl Into<String>) -> Option<Slip> {
    Some(Slip { message: message.into(), hint: hint.into() })
}

/// The line of the slip that stopped the parser, and what to say of it.
pub(super) fn find(text: &str, at: usize, parser_says: &str) -> (Range<usize>, Slip) {
    let here = line_at(text, at);
    let here = match text[here.clone()].trim() {
        "" if here.start > 0 => line_at(text, here.start - 1),
        _ => here,
    };
    if parser_says.contains("recursion limit") || parser_says.contains("nesting") {
        let message = "there are too many brackets within brackets here";
        return (here, Slip { message: message.to_owned(), hint: "write each item on a line of its own".to_owned() });
    }
    let mut before = here.clone();
    for _ in 0..MAX_LOOK_BACK {
        if let Some(slip) = left_open(&text[before.clone()], &text[before.start..here.end]) {
            return (before, slip);
        }
        if before.start == 0 {
            break;
        }
        before = line_at(text, before.start - 1);
    }
    let above = |line: &Range<usize>| (line.start > 0).then(|| line_at(text, line.start - 1));
    let next = (here.end < text.len()).then(|| line_at(text, here.end + 1));
    let tab = next.as_ref().filter(|next| text[(*next).clone()].trim_start_matches(' ').starts_with('\t'));
    let lines = tab.into_iter().cloned().chain([here.clone()]).chain(above(&here)).chain(next.clone());
    for line in lines {
        let over = above(&line).map(|above| &text[above]);
        if let Some(slip) = slip(&text[line.clone()], over) {
            return (line, slip);
        }
    }
    let hint = "write one `key: value` a line, each key at the line's beginning".to_owned();
    (here, Slip { message: "this line cannot be read as a key and its value".to_owned(), hint })
}

/// The line around a place, without its end.
pub(super) fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    start..text[start..].find('\n').map_or(text.len(), |len| start + len)
}

/// Quotes or brackets that a line opens and the lines read since do not close.
fn left_open(line: &str, read: &str) -> Option<Slip> {
    let parts = Parts::of(line);
    let value = parts.value;
    let open = value.chars().next()?;
    let is_first_of_many = |close: char| read.matches(open).count() > read.matches(close).count();
    match open {
        '"' if read.matches('"').count() % 2 == 1 => say(
            "these quotes are not closed",
            format!("end the value with `\"`: {}", parts.line(&format!("{value}\""))),
        ),
        // An apostrophe within a word is no quote.
        '\'' if !value[1..].contains('\'') && !read[read.find('\'')? + 1..].contains('\'') => {
            say("these quotes are not closed", format!("end the value with `'`: {}", parts.line(&format!("{value}'"))))
        }
        '[' if is_first_of_many(']') => {
            say("this list is not closed", format!("end it with `]`: {}", parts.line(&closed(value, ']'))))
        }
        '{' if is_first_of_many('}') => {
            say("this group is not closed", format!("end it with `}}`: {}", parts.line(&closed(value, '}'))))
        }
        _ => None,
    }
}

fn closed(value: &str, bracket: char) -> String {
    format!("{}{bracket}", value.trim_end_matches([',', ')', '}', ']', ' ']))
}

/// A line as YAML would part it: what leads, the key with its colon, the value.
struct Parts<'a> {
    lead: &'a str,
    key: Option<&'a str>,
    value: &'a str,
}

impl<'a> Parts<'a> {
    fn of(line: &'a str) -> Parts<'a> {
        let body = line.trim();
        let rest = body.strip_prefix("- ").map_or(body, str::trim_start);
        let lead = &body[..body.len() - rest.len()];
        let colon =
            rest.find(": ").or_else(|| rest.find(":\t")).or_else(|| rest.ends_with(':').then(|| rest.len() - 1));
        match colon.filter(|_| !rest.starts_with(['"', '\'', '[', '{', '“', '‘', '«'])) {
            Some(at) => Parts { lead, key: Some(&rest[..at]), value: rest[at + 1..].trim() },
            None => Parts { lead, key: None, value: rest },
        }
    }

    /// The line with another value, in backticks.
    fn line(&self, value: &str) -> String {
        match self.key {
            Some(key) => format!("`{}{key}: {value}`", self.lead),
            None => format!("`{}{value}`", self.lead),
        }
    }
}

/// What is wrong with a line, where it is one of the commonest slips; `above` is the line before it.
pub(super) fn slip(line: &str, above: Option<&str>) -> Option<Slip> {
    let body = line.trim();
    let indent = &line[..line.len() - line.trim_start().len()];
    let parts = Parts::of(line);
    if indent.contains('\t') {
        return say("this line begins with a tab; YAML is indented with spaces", "replace each tab by two spaces");
    }
    if !indent.is_ascii() {
        let hint = "replace each of them by an ordinary space";
        return say("this line begins with non-breaking spaces; YAML is indented with ordinary ones", hint);
    }
    comment(body)
        .or_else(|| value_needs_quotes(&parts))
        .or_else(|| colon_within(&parts))
        .or_else(|| no_colon(body, above))
        .or_else(|| out_of_line(body, indent, &parts, above))
}

/// A note to oneself, as other languages have it.
fn comment(body: &str) -> Option<Slip> {
    for (open, close) in [("//", ""), ("/*", "*/"), ("<!--", "-->"), ("; ", "")] {
        if let Some(note) = body.strip_prefix(open) {
            let note = note.strip_suffix(close).unwrap_or(note).trim();
            return say(format!("`{}` begins no note to yourself here", open.trim()), format!("write `# {note}`"));
        }
    }
    None
}

/// A value whose first sign means something to YAML.
fn value_needs_quotes(parts: &Parts) -> Option<Slip> {
    if let Some(key) = parts.key.filter(|key| key.starts_with('*')) {
        let hint = format!("write `{}: {}`", key.trim_matches('*'), parts.value);
        return say("stars stand around this key", hint);
    }
    let value = parts.value;
    let first = value.chars().next()?;
    let write = |value: &str| format!("write {}", parts.line(&quoted(value)));
    match first {
        '"' | '\'' => return quotes(parts, first),
        '“' | '”' | '„' | '‘' | '«' if value.contains(": ") => {
            let bare = value.trim_matches(['“', '”', '„', '‘', '’', '«', '»', '\u{a0}', '\u{202f}']);
            return say("these are typographic quotes; YAML knows the straight ones", write(bare));
        }
        '{' if value.starts_with("{{") || value.starts_with("{%") => {
            return say(format!("`{value}` was left by a template"), "write what should stand in its place");
        }
        '[' if value.contains("](") => {
            let hint = "name an entry by its id alone, or put the whole value in quotes";
            return say("a Markdown link cannot stand here", hint);
        }
        '[' if value.contains(",,") => {
            return say("two commas follow each other", format!("write {}", parts.line(&value.replace(",,", ","))));
        }
        // What closes before the end is a list or a group with something behind it.
        '[' | '{' => {
            let close = value.rfind(if first == '[' { ']' } else { '}' })?;
            let rest = value[close + 1..].trim();
            if rest.is_empty() || rest.starts_with('#') {
                return None;
            }
            if rest == "," {
                let hint = format!("write {}", parts.line(&value[..=close]));
                return say("a comma stands at the end of the line", hint);
            }
        }
        '-' if parts.key.is_some() && value.starts_with("- ") => {
            let item = value[2..].trim();
            let key = parts.key.unwrap_or_default();
            if ["title", "short", "summary"].contains(&key) {
                return say("a value that begins with `-` needs quotes", write(value));
            }
            let hint = format!("write `{key}: [{item}]`, or put `- {item}` on the next line");
            return say("a list with hyphens cannot begin beside its key", hint);
        }
        '?' if value.starts_with("? ") => {}
        '>' | '|' => {
            let text = value[1..].trim_start_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
            if text.trim().is_empty() || text.trim_start().starts_with('#') {
                return None;
            }
        }
        '*' if parts.key.is_none() && parts.lead.is_empty() => {
            let (item, what) = (value.trim_matches('*').trim(), value.starts_with("**"));
            if what || item.contains(':') {
                let text = value.replace('*', "");
                return say("stars stand around this key", format!("write `{}`", text.trim()));
            }
            return say("this item begins without a hyphen", format!("write `- {item}`"));
        }
        '@' | '`' | '%' | '*' | '&' | '!' => {}
        _ => return None,
    }
    let first = if first == '`' { "a backtick".to_owned() } else { format!("`{first}`") };
    say(format!("a value that begins with {first} needs quotes"), write(value))
}

/// A value that begins with a quote and does not end with it.
fn quotes(parts: &Parts, quote: char) -> Option<Slip> {
    let value = parts.value;
    let inside = &value[1..];
    if quote == '\'' && value.starts_with("''") && value.len() > 2 {
        let bare = value.trim_matches('\'');
        return say("two single quotes are not a double one", format!("write {}", parts.line(&quoted(bare))));
    }
    if quote == '"' && has_odd_escape(inside) {
        let bare = inside.strip_suffix('"').unwrap_or(inside);
        let hint = format!("write {}", parts.line(&format!("'{}'", bare.replace('\'', "''"))));
        return say("between double quotes, `\\` has a meaning of its own", hint);
    }
    let end = match quote {
        '"' => inside.match_indices('"').map(|(at, _)| at).find(|&at| !inside[..at].ends_with('\\'))?,
        _ => inside.replace("''", "  ").find('\'')?,
    };
    let rest = inside[end + 1..].trim();
    if rest.is_empty() || rest.starts_with('#') || rest.starts_with(": ") || rest == ":" {
        return None;
    }
    if rest == "," {
        return say(
            "a comma stands at the end of the line",
            format!("write {}", parts.line(value.trim_end_matches(','))),
        );
    }
    if value.ends_with(quote) {
        let bare = &inside[..inside.len() - 1];
        let what = if quote == '\'' { "the apostrophe inside ends" } else { "the quotes inside end" };
        return say(format!("{what} the value too early"), format!("write {}", parts.line(&quoted(bare))));
    }
    say("the quotes end before the value does", format!("write {}", parts.line(&quoted(value))))
}

/// Whether a `\` stands before a sign that YAML gives no meaning, or half of one.
fn has_odd_escape(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let next = rest[at + 1..].chars().next();
        let n_digits = match next {
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            Some(c) if "0abtnvfre \"/\\N_LP\t".contains(c) => 0,
            _ => return true,
        };
        let digits = rest[at + 1..].bytes().skip(1).take(n_digits);
        if digits.filter(u8::is_ascii_hexdigit).count() < n_digits {
            return true;
        }
        rest = rest.get(at + 2..).unwrap_or_default();
    }
    false
}

fn colon_within(parts: &Parts) -> Option<Slip> {
    let (key, value) = (parts.key?, parts.value);
    let at = value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1))?;
    if value.starts_with(['"', '\'', '[', '{', '|', '>']) {
        return None;
    }
    let word_at = value[..at].rfind([' ', ',', ';']).map_or(0, |space| space + 1);
    if word_at > 0 && is_known_key(&value[word_at..at]) {
        let first = value[..word_at].trim_end_matches([' ', ',', ';']);
        let hint = format!("write `{key}: {first}`, and `{}` on a line of its own", &value[word_at..]);
        return say("two keys stand on one line", hint);
    }
    say("a value with a colon in it needs quotes", format!("write {}", parts.line(&quoted(value))))
}

/// A line in which no colon with a space parts a key from a value.
fn no_colon(body: &str, above: Option<&str>) -> Option<Slip> {
    let parts = Parts::of(body);
    if parts.key.is_some()
        || !parts.lead.is_empty()
        || parts.value.is_empty()
        || parts.value.starts_with(['"', '\'', '[', '{', '#'])
    {
        return None;
    }
    if let Some(slip) = item(body, above) {
        return Some(slip);
    }
    for arrow in [" -> ", " => ", " := ", " → "] {
        if let Some((key, value)) = body.split_once(arrow).filter(|(key, _)| key_of(&format!("{key}:")).is_some()) {
            let hint = format!("write `{key}: {value}`");
            return say(format!("`{}` stands where a colon belongs", arrow.trim()), hint);
        }
    }
    if let Some(key) = key_of(body) {
        let sign = body[key.len()..].trim_start().chars().next()?;
        let value = body[key.len()..].trim_start()[sign.len_utf8()..].trim();
        let hint = format!("write `{key}: {value}`");
        return match sign {
            ':' if body[key.len()..].starts_with(":\u{a0}") => {
                say("the space after the colon is a non-breaking one", hint + " with an ordinary space")
            }
            ':' => say("there is no space after the colon", hint),
            '：' => say("this colon is a wide one; YAML knows the narrow one", hint),
            _ => say(format!("`{sign}` stands where a colon belongs"), hint),
        };
    }
    let (word, value) = body.split_once(' ')?;
    if is_known_key(word) {
        return say(format!("there is no colon after `{word}`"), format!("write `{word}: {}`", value.trim()));
    }
    let above = Parts::of(above?);
    match above.value {
        "|" | ">" | ">-" | "|-" => {
            let message = format!("the text below `{}` is not indented", above.value);
            say(message, format!("begin each of its lines with two spaces: `  {body}`"))
        }
        value if above.key.is_some() && !value.is_empty() => {
            let hint = format!("begin it with two spaces, `  {body}`, or join it to the line above");
            say("this line is not indented, so it does not belong to the text above it", hint)
        }
        _ => None,
    }
}

/// An item of a list that does not begin with a hyphen and a space.
pub(super) fn item(body: &str, above: Option<&str>) -> Option<Slip> {
    if let Some(item) = body.strip_prefix('-').filter(|item| item.starts_with(char::is_alphabetic)) {
        return say("there is no space after the hyphen", format!("write `- {item}`"));
    }
    if let Some(item) = body.strip_prefix(['•', '·', '–', '—', '▪', '◦', '‣', '●']) {
        return say("this item begins without a hyphen", format!("write `- {}`", item.trim()));
    }
    let digits = body.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.strip_prefix(['.', ')']).filter(|rest| rest.starts_with(' ') && digits.len() < body.len());
    if let Some(item) = numbered.filter(|_| above.is_some_and(|above| above.trim_end().ends_with(':'))) {
        let hint = format!("write `- {}`", item.trim());
        return say("this item begins with a number; a list has hyphens here", hint);
    }
    None
}

/// A line that begins further to the right or to the left than it should.
fn out_of_line(body: &str, indent: &str, parts: &Parts, above: Option<&str>) -> Option<Slip> {
    let above_line = above?;
    let above = Parts::of(above_line);
    let above_indent = &above_line[..above_line.len() - above_line.trim_start().len()];
    if parts.lead.is_empty() && parts.key.is_some() {
        // Below a text, a key begins where the key of the text does.
        if indent.len() < above_indent.len() && above.lead.is_empty() && above.key.is_some() {
            return say("the keys do not begin below each other", "write each key at the very beginning of its line");
        }
        let is_too_far = indent.len() > above_indent.len() && above.key.is_some() && !above.value.is_empty();
        let hint = format!("write `{body}` as far to the left as the key above it");
        return is_too_far.then(|| Slip { message: "this key stands too far to the right".to_owned(), hint });
    }
    if parts.lead.is_empty() {
        return None;
    }
    if let Some(key) = above.key.filter(|_| above.value.starts_with('[')) {
        let list = above.value.trim_end_matches([']', ' ']);
        let hint = format!("write `{key}: {list}, {}]`", parts.value);
        return say(format!("the list of `{key}` stands in brackets already"), hint);
    }
    if !above.lead.is_empty() && indent.len() != above_indent.len() {
        let hint = format!("write `{above_indent}{body}`, with as many spaces as the line above");
        return say("this item does not begin below the one above it", hint);
    }
    None
}

/// A value that begins with a mark which YAML takes for itself: where it stands in its line, and what to say.
pub(super) fn marked(line: &str) -> Option<(Range<usize>, Slip)> {
    let parts = Parts::of(line);
    if !parts.value.starts_with(['&', '!']) {
        return None;
    }
    let start = line.trim_end().len() - parts.value.len();
    let slip = value_needs_quotes(&parts)?;
    Some((start..start + parts.value.len(), slip))
}

/// A text that begins with a star, as emphasis does, rather than a name that was given to a value.
pub(super) fn starred(line: &str) -> Option<Slip> {
    let parts = Parts::of(line);
    let is_text = parts.value.starts_with("**")
        || parts.key.is_some_and(|key| key.starts_with('*'))
        || parts.value.get(1..).is_some_and(|rest| rest.contains(['*', ' ']) && parts.value.starts_with('*'));
    if is_text { value_needs_quotes(&parts) } else { None }
}

/// A text between quotes that do not stand in it.
pub(super) fn quoted(text: &str) -> String {
    match (text.contains(['"', '\\']), text.contains('\'')) {
        (false, _) => format!("\"{text}\""),
        (true, false) => format!("'{text}'"),
        (true, true) => format!("'{}'", text.replace('\'', "''")),
    }
}
