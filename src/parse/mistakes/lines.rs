//! What lines begin with: headings, lists, notes and tables that the parser took for a paragraph.

use super::{BAR, Check, Leaf, Part, Run, TAB};

/// The bullets of word processors.
const BULLETS: [char; 8] = ['•', '·', '▪', '◦', '‣', '●', '■', '\u{f0b7}'];

impl Check<'_> {
    pub(super) fn lines(&mut self, leaf: &Leaf, signs: u16) {
        if !matches!(leaf.part, Part::Paragraph | Part::Item | Part::Other) {
            return;
        }
        let text = self.text;
        let opening: Vec<&Run> = leaf.runs.iter().filter(|run| run.opens_line && !run.is_in_link).collect();
        for (idx, run) in opening.iter().enumerate() {
            let line = &text[run.range.clone()];
            match line.chars().next() {
                Some('#') => self.heading(run, line, idx == 0),
                Some('[') if idx == 0 => self.first_brackets(leaf, run, line),
                Some('!' | '?' | ':' | '=' | '*' | '+') => self.block_of_others(run, line),
                Some('\'' | '‘' | '’') if idx == 0 => self.apostrophes(run, line),
                _ => {}
            }
        }
        if opening.len() > 1
            || opening
                .first()
                .is_some_and(|run| !text[run.range.clone()].starts_with(|c: char| c.is_ascii_alphabetic()))
        {
            self.list(&opening);
        }
        if signs & (BAR | TAB) != 0 && leaf.part == Part::Paragraph {
            self.rows(leaf, &opening);
        }
    }

    /// `#Custody`, and more than six of them.
    fn heading(&mut self, run: &Run, line: &str, is_first: bool) {
        let words = line.trim_start_matches('#');
        let n_signs = line.len() - words.len();
        let signs = &line[..n_signs];
        let span = run.range.start..run.range.start + line.trim_end().len();
        let text = words.trim();
        if n_signs > 6 && words.starts_with(' ') && !text.is_empty() {
            return self.warn(
                "heading-syntax",
                span,
                "this heading has more than six signs",
                format!("write `###### {text}`"),
            );
        }
        if n_signs > 6 {
            return;
        }
        if words.starts_with(['\u{a0}', '\u{202f}']) {
            let message = "the space of this heading is a non-breaking one";
            return self.warn(
                "heading-syntax",
                span,
                message,
                format!("write `{signs} {text}` with an ordinary space"),
            );
        }
        // `#custody #release` are tags, `#5` is a number, `#[x]` is code.
        let is_heading = match n_signs {
            1 => {
                let is_sentence = words.split(' ').nth(1).is_some_and(|word| !word.starts_with('#'));
                is_first
                    && words.starts_with(char::is_alphabetic)
                    && (words.starts_with(char::is_uppercase) || is_sentence)
            }
            _ => words.starts_with(char::is_alphanumeric),
        };
        if is_heading {
            let message = "there is no space behind the sign of this heading";
            self.warn("heading-syntax", span, message, format!("write `{signs} {text}`"));
        }
    }

    /// `[!NOTE]`, and tasks.
    fn first_brackets(&mut self, leaf: &Leaf, run: &Run, line: &str) {
        const KINDS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
        let Some((inside, rest)) = line[1..].split_once(']') else { return };
        let span = run.range.start..run.range.start + inside.len() + 2;
        let name = inside.trim_start_matches('!').trim_end_matches([':', '!', '+', '-']).trim().to_uppercase();
        let is_marked = inside.starts_with('!');
        let known = KINDS.contains(&name.as_str());
        if is_marked && name.bytes().all(|b| b.is_ascii_alphabetic()) && !name.is_empty() {
            let kind = match name.as_str() {
                known if KINDS.contains(&known) => known,
                "HINT" | "SUCCESS" | "EXAMPLE" | "HELP" => "TIP",
                "DANGER" | "ERROR" | "BUG" | "FAILURE" => "CAUTION",
                "ATTENTION" => "WARNING",
                _ => "NOTE",
            };
            let rest = rest.trim();
            let (message, hint) = if !leaf.opens_quote {
                (
                    "no `> ` stands before this note".to_owned(),
                    format!("write `> [!{kind}]`, and `> ` before the lines below it"),
                )
            } else if !known {
                let hint = format!("write `> [!{kind}]`; there are NOTE, TIP, IMPORTANT, WARNING and CAUTION");
                (format!("there is no note called `{name}`"), hint)
            } else if !rest.is_empty() {
                let hint = format!("write `> [!{kind}]` alone, and `> {rest}` on the next line");
                ("text stands beside the name of this note".to_owned(), hint)
            } else {
                (format!("a note is called by its name alone, not `[{inside}]`"), format!("write `> [!{kind}]`"))
            };
            return self.warn("note-syntax", span, message, hint);
        }
        if leaf.opens_quote && known && inside == name && rest.trim().is_empty() {
            let message = "no `!` stands before the name of this note";
            return self.warn("note-syntax", span, message, format!("write `> [!{name}]`"));
        }
        let is_glued = rest.starts_with(char::is_alphabetic) && matches!(inside, "x" | "X" | " ");
        if leaf.part == Part::Item && (matches!(inside, "" | " x" | "x " | "  " | " X") || is_glued) {
            let mark = if inside.trim().is_empty() { " " } else { "x" };
            let hint = format!("write `- [{mark}] {}`", rest.trim());
            self.warn(
                "list-syntax",
                span,
                "these brackets make no task: one sign stands in those, and a space behind",
                hint,
            );
        }
    }

    /// Blocks of MkDocs, Docusaurus and others.
    fn block_of_others(&mut self, run: &Run, line: &str) {
        let span = run.range.start..run.range.start + line.trim_end().len();
        let word = |rest: &str| rest.trim_start_matches('+').split_whitespace().next().unwrap_or_default().to_owned();
        let note = "write `> [!NOTE]`, and begin each of its lines with `> `";
        for mark in ["!!! ", "???+ ", "??? "] {
            if let Some(rest) =
                line.strip_prefix(mark).filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
            {
                let message = format!("`{mark}{}` is a note of MkDocs", word(rest));
                return self.tell("admonition", span, message, note);
            }
        }
        if let Some(rest) = line.strip_prefix(":::").filter(|rest| {
            rest.trim_start_matches(':').trim_start().starts_with(['{'])
                || rest.trim_start().starts_with(|c: char| c.is_ascii_alphabetic())
        }) {
            let message = format!("`:::{}` is a note of Docusaurus", word(rest));
            return self.tell("directive", span, message, note);
        }
        if line.starts_with("=== \"") || line.starts_with("=== “") {
            let message = "`===` begins a tab of MkDocs";
            return self.tell("tab", span, message, "write a heading, such as `### First`");
        }
        if let Some(rest) = line.strip_prefix("*[")
            && let Some((short, long)) = rest.split_once("]:").filter(|(short, _)| short.len() < 30)
        {
            let message = format!("`*[{short}]:` explains a short form in other programs");
            let hint = format!("write “{} ({short})” where it is first used", long.trim());
            return self.tell("abbreviation", span, message, hint);
        }
        if line.starts_with("+-")
            && line.trim_end().ends_with('+')
            && line.trim_end().bytes().all(|b| matches!(b, b'+' | b'-' | b'='))
        {
            let hint = "write `| Day | Who |` and `|-----|-----|` below it, without the lines of plus signs";
            self.warn_once("grid", "table-shape", span, "plus signs make no table here", hint);
        }
    }

    fn apostrophes(&mut self, run: &Run, line: &str) {
        let is_fence = ["'''", "‘‘‘", "’’’"].iter().any(|mark| line.starts_with(mark));
        if is_fence && !line.trim_matches(['\'', '‘', '’']).contains(['\'', '‘', '’']) {
            let hint = "write ```` ``` ```` above the code and below it";
            let span = run.range.start..run.range.start + line.trim_end().len();
            self.warn("code-fence", span, "apostrophes begin no block of code", hint);
        }
    }

    /// Lines that begin as items do, almost.
    fn list(&mut self, opening: &[&Run]) {
        let text = self.text;
        let line = |run: &Run| {
            &text[run.range.start..text[run.range.start..].find('\n').map_or(text.len(), |len| run.range.start + len)]
        };
        let items: Vec<Option<(Form, &str)>> = opening.iter().map(|run| form(line(run))).collect();
        for (idx, item) in items.iter().enumerate() {
            let Some((form, words)) = item else { continue };
            let next = items.get(idx + 1).copied().flatten();
            let is_followed = next.is_some_and(|(other, _)| other.follows(form));
            let (message, hint) = match form {
                Form::Bullet(sign) => (format!("`{sign}` begins no list here"), format!("write `- {words}`")),
                Form::NoBreak => {
                    let message = "the space of this item is a non-breaking one".to_owned();
                    (message, format!("write `- {words}` with an ordinary space"))
                }
                Form::Glued if is_followed => {
                    ("there is no space behind the hyphen".to_owned(), format!("write `- {words}`"))
                }
                Form::GluedNumber(1) if is_followed => {
                    ("there is no space behind the number".to_owned(), format!("write `1. {words}`"))
                }
                Form::Dash if is_followed => {
                    ("long dashes begin no list here".to_owned(), format!("write `- {words}`"))
                }
                Form::Letter('a') if is_followed => {
                    ("letters begin no list here".to_owned(), format!("write `1. {words}`"))
                }
                Form::Number(number) if is_followed && idx > 0 => {
                    let message = "a list that does not begin with 1 needs an empty line above it".to_owned();
                    (message, format!("put an empty line above `{number}. {words}`"))
                }
                _ => continue,
            };
            let start = opening[idx].range.start;
            // One word for a whole list.
            return self.warn("list-syntax", start..start + line(opening[idx]).trim_end().len(), message, hint);
        }
    }

    /// Says it once a file.
    pub(super) fn warn_once(
        &mut self,
        form: &'static str,
        code: &'static str,
        span: std::ops::Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if !self.told.contains(&form) {
            self.told.push(form);
            self.warn(code, span, message, hint);
        }
    }
}

/// What an item begins with that is none.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Form {
    Bullet(char),
    NoBreak,
    Glued,
    GluedNumber(u32),
    Dash,
    Letter(char),
    Number(u32),
}

impl Form {
    /// Whether this goes on what the line above began.
    fn follows(self, above: &Form) -> bool {
        match (above, self) {
            (Form::Glued, Form::Glued) | (Form::Dash, Form::Dash) => true,
            (Form::GluedNumber(a), Form::GluedNumber(b)) | (Form::Number(a), Form::Number(b)) => b == a + 1,
            (Form::Letter(a), Form::Letter(b)) => b as u32 == *a as u32 + 1,
            _ => false,
        }
    }
}

fn form(line: &str) -> Option<(Form, &str)> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let words = rest.trim();
    match first {
        _ if BULLETS.contains(&first) => {
            let is_item = rest.starts_with(char::is_whitespace) || (first == '•' && !words.is_empty());
            (is_item && words.contains(char::is_alphabetic)).then_some((Form::Bullet(first), words))
        }
        '-' | '*' | '+' if rest.starts_with(['\u{a0}', '\u{202f}']) => Some((Form::NoBreak, words)),
        '-' if rest.starts_with(char::is_alphabetic) => Some((Form::Glued, words)),
        '–' | '—' if rest.starts_with(char::is_whitespace) && !words.is_empty() => Some((Form::Dash, words)),
        'a'..='z' if rest.starts_with(") ") => Some((Form::Letter(first), rest[2..].trim())),
        '0'..='9' => {
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let number: u32 = line[..digits].parse().ok().filter(|_| digits <= 3)?;
            let rest = line[digits..].strip_prefix(['.', ')'])?;
            if rest.starts_with(' ') {
                return Some((Form::Number(number), rest.trim()));
            }
            rest.starts_with(char::is_alphabetic).then_some((Form::GluedNumber(number), rest.trim()))
        }
        _ => None,
    }
}
