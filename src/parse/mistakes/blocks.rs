//! Headings, lists, code and comments as the parser saw them.

use super::super::markdown::text_until_end;
use super::super::nearly;
use super::Check;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Tag};
use std::ops::Range;

impl Check<'_> {
    pub(super) fn block(&mut self, tag: &Tag, span: &Range<usize>, rest: &[(Event, Range<usize>)]) {
        match tag {
            Tag::Heading { level, attrs, .. } => self.seen_heading(*level, attrs, span, rest),
            Tag::List(Some(start)) if *start >= 1000 => self.year(*start, span),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => self.fence(span),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.indented(span),
            Tag::HtmlBlock => self.comment(span),
            Tag::Table(alignments) => self.n_columns = alignments.len(),
            Tag::TableRow => self.row(span, self.n_columns),
            _ => {}
        }
    }

    fn seen_heading(
        &mut self,
        level: HeadingLevel,
        attrs: &[(CowStr, Option<CowStr>)],
        span: &Range<usize>,
        rest: &[(Event, Range<usize>)],
    ) {
        const CODE: &str = "heading-syntax";
        let written = self.text[span.clone()].trim_end();
        let level = level as usize;
        if !written.starts_with('#') {
            self.underlined(written, span);
        } else {
            let line = span.start..span.start + written.lines().next().unwrap_or_default().len();
            let words = written.trim_start_matches('#').trim().to_owned();
            let signs = &written[..written.len() - written.trim_start_matches('#').len()];
            if words.trim_matches('#').is_empty() {
                let hint = "write its words behind the sign, or remove the line";
                self.warn(CODE, line, "this heading has no words", hint);
                return;
            }
            if let Some((before, anchor)) = words.rsplit_once("{#").filter(|(_, anchor)| !anchor.contains('}')) {
                let hint = format!("write `{signs} {}{{#{}}}`", before, anchor.trim());
                self.warn(CODE, line.clone(), "the name of this heading is not closed", hint);
            } else if let Some((before, inside)) = words.rsplit_once('{')
                && attrs.iter().any(|(name, value)| value.is_none() && !name.starts_with("data-"))
                && !inside.contains(['=', '"'])
            {
                // `{/*name*/}` is how MDX writes it.
                let around = ['}', '{', '#', ':', '/', '*', ' '];
                let name = inside.trim_matches(around).replace(' ', "-");
                let hint = format!("write `{signs} {before}{{#{name}}}`");
                let message =
                    format!("the name of a heading is one word behind `#`, not `{{{}`", inside.trim_end_matches('#'));
                self.warn(CODE, line.clone(), message, hint);
            }
            let title = text_until_end(rest);
            if level == 1 && self.has_title {
                let message = "this is a second heading of the first level; the first is the title";
                self.warn("heading-level", line, message, format!("write `## {title}`"));
            } else if self.last_level > 0 && level > self.last_level + 1 {
                let signs = "#".repeat(self.last_level + 1);
                let message = format!("this heading is {} levels below the one above it", level - self.last_level);
                self.warn("heading-level", line, message, format!("write `{signs} {title}`"));
            }
        }
        self.has_title |= level == 1;
        self.last_level = level;
    }

    /// A heading by the line below it: often a paragraph, and a rule that was meant to stand apart.
    fn underlined(&mut self, written: &str, span: &Range<usize>) {
        let (words, rule) = written.rsplit_once('\n').unwrap_or((written, ""));
        let start = span.start + written.len() - rule.len();
        let place = start + rule.len() - rule.trim_start().len()..start + rule.len();
        let rule = rule.trim();
        if words.lines().all(|line| nearly::key(line.trim()).is_some_and(nearly::is_known_key)) {
            let message = "this looks like front matter, and stands in the text";
            let hint = "move it between the two `---` at the beginning of the file";
            return self.warn("front-matter-place", span.start..span.start + words.len(), message, hint);
        }
        let last = words.trim_end();
        let is_sentence = last.ends_with(['.', ',', ';', ':']) && !last.ends_with("etc.") && !last.ends_with("...");
        if rule.is_empty() || !(is_sentence || words.contains('\n')) {
            return;
        }
        let message = format!("`{rule}` makes a heading of the text above it");
        let hint = format!("put an empty line above `{rule}`, or write `## ` before the text if it is a heading");
        self.warn("heading-syntax", place, message, hint);
    }

    /// `1986. That was a year.`
    fn year(&mut self, start: u64, span: &Range<usize>) {
        let line = self.text[span.clone()].lines().next().unwrap_or_default();
        let digits = start.to_string();
        let Some(rest) = line.trim_start().strip_prefix(digits.as_str()).filter(|rest| rest.starts_with(['.', ')']))
        else {
            return;
        };
        if self.text[span.clone()].trim().lines().count() == 1 {
            let message = format!("a line that begins with `{digits}{}` becomes a list", &rest[..1]);
            let place = span.start..span.start + digits.len() + 1;
            self.warn("list-syntax", place, message, format!("write `{digits}\\{}`", rest.trim_end()));
        }
    }

    /// A code block that goes on to the end of the file.
    fn fence(&mut self, span: &Range<usize>) {
        let written = self.text[span.clone()].trim_end();
        if span.start + written.len() < self.text[..self.body.end].trim_end().len() {
            return;
        }
        let open = written.trim_start();
        let sign = if open.starts_with('~') { '~' } else { '`' };
        let n_signs = open.len() - open.trim_start_matches(sign).len();
        let last = written.lines().next_back().unwrap_or_default();
        let last = last.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        let is_closed = written.contains('\n') && last.len() >= n_signs && last.chars().all(|c| c == sign);
        if !is_closed {
            let fence = sign.to_string().repeat(n_signs);
            let message = "this block of code is not closed, so the rest of the page is code";
            let hint = format!("write `{fence}` on a line of its own below the code");
            let hint = if sign == '`' {
                format!("write {n_signs} backticks on a line of its own below the code")
            } else {
                hint
            };
            self.warn("code-fence", span.start..span.start + n_signs, message, hint);
        }
    }

    /// A paragraph or a list that is code because it is indented.
    fn indented(&mut self, span: &Range<usize>) {
        // The body of a note of MkDocs, which was told.
        if self.told.contains(&"admonition") || self.told.contains(&"tab") {
            return;
        }
        let written = self.text[span.clone()].trim_end();
        let first = written.trim_start();
        let start = span.start + written.len() - first.len();
        let line = first.lines().next().unwrap_or_default().trim_end();
        let is_code =
            |text: &str| text.contains(['{', '}', ';', '=', '<', '>', '$', '(', '`', '\\', '_', '|', '/', '"']);
        if is_code(first) || first.contains("  ") && first.lines().count() == 1 {
            return;
        }
        let n_words = line.split_whitespace().count();
        let is_prose = line.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '«'))
            && n_words >= 6
            && first.ends_with(['.', '!', '?', ':', '”', '»']);
        let is_item = |line: &str| {
            let rest = line.trim().strip_prefix("- ").or_else(|| line.trim().strip_prefix("* "));
            rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic) && !rest.contains(':') && rest.contains(' '))
        };
        let is_list = first.lines().count() > 1 && first.lines().all(is_item);
        if is_prose || is_list {
            let message = "this text is shown as code, because four spaces or a tab stand before it";
            self.warn("indented-text", start..start + line.len(), message, "begin it at the beginning of the line");
        }
    }

    /// A comment that hides the rest of the page.
    fn comment(&mut self, span: &Range<usize>) {
        let written = &self.text[span.clone()];
        if let Some(at) = written.rfind("<!--").filter(|&at| !written[at..].contains("-->")) {
            let at = span.start + at;
            let hint = "write `-->` where the comment ends";
            self.warn(
                "open-comment",
                at..at + 4,
                "this comment is not closed, so the rest of the page is not shown",
                hint,
            );
        }
    }
}
