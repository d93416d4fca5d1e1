//! Emphasis, code and signs within words.

use super::{AMPERSAND, BACKSLASH, Check, INVISIBLE, Leaf, Part, STAR, TICK, TILDE};
use std::ops::Range;

const CODE: &str = "emphasis-syntax";

/// Signs of no width that come with a text from elsewhere.
const NO_WIDTH: [char; 4] = ['\u{200b}', '\u{feff}', '\u{ad}', '\u{2060}'];

impl Check<'_> {
    pub(super) fn words(&mut self, leaf: &Leaf, signs: u16) {
        if signs & STAR != 0 {
            self.pairs(leaf, "**", "bold");
        }
        if signs & TILDE != 0 {
            self.pairs(leaf, "~~", "struck out");
        }
        for run in &leaf.runs {
            let words = &self.text[run.range.clone()];
            if signs & TICK != 0 && leaf.part != Part::Cell && words.contains('`') {
                self.open_code(run.range.clone(), words);
            }
            if signs & AMPERSAND != 0 && words.contains('&') {
                self.entity(run.range.start, words);
            }
            if signs & INVISIBLE != 0 && !words.is_ascii() {
                self.invisible(run.range.start, words);
            }
        }
        if signs & BACKSLASH != 0 {
            self.last_backslash(leaf);
        }
    }

    /// Marks that come in pairs, and are left over.
    fn pairs(&mut self, leaf: &Leaf, mark: &str, what: &str) {
        let mut left: Vec<usize> = Vec::new();
        for run in &leaf.runs {
            let words = &self.text[run.range.clone()];
            let places = words.match_indices(mark).map(|(at, _)| run.range.start + at);
            for at in places {
                let (before, after) = (self.before(at), self.after(at + 2));
                let sign = mark.chars().next();
                // Longer runs are lines, `2**3` is arithmetic, `src/**/*.rs` a path.
                let is_longer = before == sign || after == sign;
                let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                let is_path = |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '\\' | '.' | '=' | '"' | '\''));
                if is_longer || (is_digit(before) && is_digit(after)) || is_path(before) || after == Some('/') {
                    return;
                }
                left.push(at);
            }
        }
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let text = self.text;
        match left.as_slice() {
            [] => {}
            &[open, close] if close - open < 300 && !text[open..close].contains('\n') => {
                let inside = &text[open + 2..close];
                let words = inside.trim();
                if words.is_empty() || inside.contains(mark) {
                    return;
                }
                let is_word = |c: &char| c.is_alphanumeric();
                let before: String = text[..open].chars().rev().take_while(is_word).take(20).collect();
                let mut front: String = before.chars().rev().collect();
                let mut back: String = text[close + 2..].chars().take_while(is_word).take(20).collect();
                front.push_str(if front.is_empty() { "" } else { " " });
                back.insert_str(0, if back.is_empty() { "" } else { " " });
                let hint = format!("write `{front}{mark}{words}{mark}{back}`");
                let message = if inside.len() > words.len() {
                    format!("a space stands between the signs of {what} text and its words")
                } else {
                    format!("signs of {what} text do not work between a letter and a sign")
                };
                self.warn(CODE, open..close + 2, message, hint);
            }
            &[at] => {
                let (before, after) = (is_space(self.before(at)), is_space(self.after(at + 2)));
                let rest = self.line_from(leaf, at + 2);
                let first = rest.split_whitespace().next().unwrap_or_default();
                let last = text[self.line_start(leaf, at)..at].split_whitespace().next_back().unwrap_or_default();
                match (before, after) {
                    (_, false) if self.after(at + 2).is_some_and(char::is_alphanumeric) && before => {
                        let hint = format!("write `{mark}` behind the last word too, as in `{mark}{first}{mark}`");
                        self.warn(CODE, at..at + 2, format!("this {what} text is not closed"), hint);
                    }
                    (false, true) if self.before(at).is_some_and(char::is_alphanumeric) => {
                        let hint = format!("write `{mark}` before the first word too, as in `{mark}{last}{mark}`");
                        self.warn(CODE, at..at + 2, format!("this {what} text is not opened"), hint);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn line_from(&self, leaf: &Leaf, at: usize) -> &str {
        let end = leaf.runs.last().map_or(at, |run| run.range.end.max(at));
        &self.text[at..end]
    }

    fn line_start(&self, leaf: &Leaf, at: usize) -> usize {
        leaf.runs.first().map_or(at, |run| run.range.start.min(at))
    }

    /// `***bold**`: the parser takes two, and leaves one.
    pub(super) fn uneven_stars(&mut self, span: &Range<usize>) {
        let text = self.text;
        if !text[span.clone()].starts_with("**") {
            return;
        }
        let opens_with_more = self.before(span.start) == Some('*') && !text[..span.start - 1].ends_with(['\\', '*']);
        let closes_with_more = self.after(span.end) == Some('*');
        let words = text[span.clone()].trim_matches('*');
        if opens_with_more != closes_with_more && !words.contains(['*', '\n']) {
            let at = if opens_with_more { span.start - 1..span.end } else { span.start..span.end + 1 };
            // The third star may belong to an emphasis around it.
            let line = &text[text.floor_char_boundary(at.start.saturating_sub(200))..at.start];
            let rest = &text[at.end..text.ceil_char_boundary((at.end + 200).min(text.len()))];
            let line = line.rsplit('\n').next().unwrap_or_default();
            let rest = rest.split('\n').next().unwrap_or_default();
            let n_stars = line.matches('*').count() + rest.matches('*').count();
            if n_stars == 0 {
                let message = "three stars stand on one side and two on the other";
                self.warn(CODE, at, message, format!("write `**{words}**`"));
            }
        }
    }

    /// A backtick without another.
    fn open_code(&mut self, range: Range<usize>, words: &str) {
        let ticks: Vec<usize> = words.match_indices('`').map(|(at, _)| at).collect();
        let &[at] = ticks.as_slice() else { return };
        let place = range.start + at;
        let is_opening = self.before(place).is_none_or(|c| c.is_whitespace() || c == '(');
        let rest = &words[at + 1..];
        // ``TeX's quotes'' and `shell's' are none.
        if !is_opening
            || !rest.starts_with(|c: char| c.is_alphanumeric() || "<[{-./_".contains(c))
            || rest.contains(['\'', '’', '|'])
        {
            return;
        }
        let word = rest.split_whitespace().next().unwrap_or_default();
        let hint = format!("write a backtick behind the last word too, as in `` `{word}` ``");
        self.warn("open-code", place..place + 1 + word.len(), "this code is not closed", hint);
    }

    /// Code of two backticks that begins with a line of its own.
    pub(super) fn inline_code(&mut self, span: &Range<usize>) {
        let written = &self.text[span.clone()];
        if written.starts_with("``") && written[2..].starts_with(['\n', '\r']) {
            let hint = "write three backticks, ```` ``` ````, above the code and below it";
            self.warn("code-fence", span.start..span.start + 2, "two backticks begin no block of code", hint);
        }
    }

    /// `&nbsp` without its semicolon.
    fn entity(&mut self, base: usize, words: &str) {
        const NAMES: [&str; 12] =
            ["nbsp", "amp", "lt", "gt", "quot", "eacute", "egrave", "agrave", "ccedil", "mdash", "ndash", "hellip"];
        for (at, _) in words.match_indices('&') {
            let rest = &words[at + 1..];
            let name: &str = &rest[..rest.bytes().take_while(u8::is_ascii_alphanumeric).count()];
            if NAMES.contains(&name) && !rest[name.len()..].starts_with([';', '=']) {
                let hint = format!("write `&{name};`, or the sign itself");
                let message = format!("`&{name}` has no semicolon, and readers see it as it stands");
                self.warn("entity-syntax", base + at..base + at + 1 + name.len(), message, hint);
            }
        }
    }

    /// A sign that nobody sees, in the middle of a word.
    fn invisible(&mut self, base: usize, words: &str) {
        if self.told.contains(&"invisible") {
            return;
        }
        for (at, sign) in words.match_indices(NO_WIDTH) {
            let is_letter = |c: char| c.is_alphanumeric() && c < '\u{600}';
            let (before, after) = (&words[..at], &words[at + sign.len()..]);
            if !before.ends_with(is_letter) || !after.starts_with(is_letter) {
                continue;
            }
            let is_of_word = |c: char| c.is_alphanumeric() || NO_WIDTH.contains(&c);
            let start =
                before.len() - before.chars().rev().take_while(|&c| is_of_word(c)).map(char::len_utf8).sum::<usize>();
            let end = words.len() - after.len()
                + after.chars().take_while(|&c| is_of_word(c)).map(char::len_utf8).sum::<usize>();
            let word: String = words[start..end].chars().filter(|c| !NO_WIDTH.contains(c)).collect();
            self.told.push("invisible");
            let message = format!("a sign that nobody sees stands in `{word}`; who searches the word does not find it");
            let hint = format!("type `{word}` anew");
            return self.warn("invisible-sign", base + start..base + end, message, hint);
        }
    }

    /// A backslash at the end of a paragraph, where no line follows.
    fn last_backslash(&mut self, leaf: &Leaf) {
        let Some(last) = leaf.runs.last() else { return };
        let words = &self.text[last.range.clone()];
        if words.ends_with('\\') && !words.ends_with("\\\\") && words.len() > 1 {
            let message = "this backslash is shown: a paragraph ends here, and no line is broken";
            self.warn("line-end", last.range.end - 1..last.range.end, message, "remove it");
        }
    }
}
