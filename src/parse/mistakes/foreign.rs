//! Markup of other programs: shown as text here, and told once a file for each form.

use super::{BRACE, BRACKET, CARET, COLON, Check, DOLLAR, EQUALS, LESS, Leaf, PERCENT, Run};
use std::ops::Range;

impl Check<'_> {
    pub(super) fn foreign(&mut self, leaf: &Leaf, signs: u16) {
        for run in &leaf.runs {
            let words = &self.text[run.range.clone()];
            if signs & BRACE != 0 && words.contains('{') {
                self.templates(run, words);
            }
            if signs & DOLLAR != 0 && words.contains('$') {
                self.formulas(run.range.start, words);
            }
            if signs & EQUALS != 0 {
                self.between(run.range.start, words, "==", "marked text", |words| format!("write `**{words}**`"));
                self.between(run.range.start, words, "++", "underlined text", |words| format!("write `*{words}*`"));
            }
            if signs & PERCENT != 0 {
                let hint = |words: &str| format!("write `<!-- {} -->`", words.trim());
                self.between(run.range.start, words, "%%", "a comment of Obsidian", hint);
            }
            if signs & CARET != 0 {
                self.superscript(run.range.start, words);
            }
            if signs & COLON != 0 {
                self.emoji(run.range.start, words);
            }
            if signs & LESS != 0 && words.contains("--8<--") && run.opens_line {
                let hint = "write the text itself, or link to where it stands";
                self.tell("snippet", run.range.clone(), "`--8<--` is markup of MkDocs", hint);
            }
            if signs & LESS != 0 {
                self.half_a_comment(run.range.start, words);
            }
            if signs & BRACKET != 0
                && run.opens_line
                && matches!(words.trim(), "[TOC]" | "[toc]" | "[[_TOC_]]" | "[[TOC]]")
            {
                let message = format!("`{}` asks other programs for a table of contents", words.trim());
                self.tell("toc", run.range.clone(), message, "remove it: each page has its contents beside it");
            }
        }
    }

    /// Says it once a file: what one program knows stands on many lines.
    pub(super) fn tell(
        &mut self,
        form: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if self.told.contains(&form) {
            return;
        }
        self.told.push(form);
        let message = format!("{}, and is shown as text here", message.into());
        self.warn("foreign-markup", span, message, hint);
    }

    fn templates(&mut self, run: &Run, words: &str) {
        let base = run.range.start;
        let upto = |from: usize, close: &str| words[from..].find(close).map(|len| from + len + close.len());
        for (open, close, form, what) in [
            ("{{<", ">}}", "shortcode", "a shortcode of Hugo"),
            ("{{%", "%}}", "shortcode", "a shortcode of Hugo"),
            ("{%", "%}", "liquid", "a tag of Jekyll"),
            ("{{", "}}", "variable", "a placeholder of a template"),
        ] {
            if let Some(at) = words.find(open)
                && let Some(end) = upto(at + open.len(), close)
                && words[at + open.len()..end - close.len()].contains(char::is_alphabetic)
            {
                let message = format!("`{}` is {what}", &words[at..end]);
                self.tell(form, base + at..base + end, message, "write what should stand in its place");
                return;
            }
        }
        let line = words.trim();
        let is_beside = self.before(base).is_some_and(|c| matches!(c, ')' | ']' | '*' | '`'));
        if (run.opens_line || is_beside) && line.starts_with('{') {
            let Some(end) = line.find('}').filter(|&end| end > 1) else { return };
            let inside = line[1..end].trim_start_matches(':').trim();
            let is_attribute =
                inside.starts_with(['.', '#']) || (inside.contains('=') && !inside.contains(['{', ';', '+', '(']));
            if is_attribute && inside.len() < 80 {
                let message = format!("`{}` says how something looks in other programs", &line[..=end]);
                let start = base + words.len() - words.trim_start().len();
                self.tell("attributes", start..start + end + 1, message, "remove it");
            }
        }
    }

    /// `$E = mc^2$`; prices are no formulas.
    fn formulas(&mut self, base: usize, words: &str) {
        if words.trim() == "$$" || (words.starts_with("$$") && words.trim_end().ends_with("$$") && words.len() > 4) {
            let hint = "write it in words, or as code between backticks";
            return self.tell("formula", base..base + words.len(), "`$$` begins a formula in other programs", hint);
        }
        let places: Vec<usize> = words.match_indices('$').map(|(at, _)| at).collect();
        for pair in places.windows(2) {
            let inside = &words[pair[0] + 1..pair[1]];
            let is_tight = !inside.is_empty() && !inside.starts_with(' ') && !inside.ends_with(' ');
            let is_formula = inside.contains(['^', '\\']) || (inside.contains(" = ") && inside.len() < 60);
            if is_tight && is_formula && !inside.starts_with('{') {
                let message = format!("`${inside}$` is a formula in other programs");
                let hint = format!("write it in words, or as code: `` `{inside}` ``");
                return self.tell("formula", base + pair[0]..base + pair[1] + 1, message, hint);
            }
        }
    }

    /// Words between two equal marks, as `==marked==`.
    fn between(&mut self, base: usize, words: &str, mark: &str, what: &str, hint: impl Fn(&str) -> String) {
        let form = match mark {
            "==" => "marked",
            "++" => "underlined",
            _ => "comment",
        };
        let Some(open) = words.find(mark) else { return };
        let rest = &words[open + 2..];
        let Some(inside) = rest.split_once(mark).map(|(inside, _)| inside) else { return };
        let is_tight =
            inside.starts_with(char::is_alphanumeric) && !inside.ends_with(' ') && !inside.contains(['=', '+']);
        let before = self.before(base + open);
        let after = rest[inside.len() + 2..].chars().next();
        let is_alone = !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric);
        if is_tight && is_alone {
            let whole = &words[open..open + inside.len() + 4];
            let message = format!("`{whole}` is {what} in other programs");
            let message = message.replace("a comment of Obsidian in other programs", "a comment of Obsidian");
            self.tell(form, base + open..base + open + whole.len(), message, hint(inside));
        }
    }

    /// `mc^2^`.
    fn superscript(&mut self, base: usize, words: &str) {
        for (at, _) in words.match_indices('^') {
            let Some(inside) = words[at + 1..].split_once('^').map(|(inside, _)| inside) else { return };
            let is_small = (1..=4).contains(&inside.len()) && inside.bytes().all(|b| b.is_ascii_alphanumeric());
            if is_small && words[..at].ends_with(char::is_alphanumeric) {
                let message = format!("`^{inside}^` is raised in other programs");
                let hint = "write the raised sign itself, such as ² or ᵉ";
                return self.tell("raised", base + at..base + at + inside.len() + 2, message, hint);
            }
        }
    }

    /// `:smile:`
    fn emoji(&mut self, base: usize, words: &str) {
        let mut from = 0;
        while let Some(at) = words[from..].find(':').map(|at| from + at) {
            from = at + 1;
            let rest = &words[at + 1..];
            let len = rest
                .bytes()
                .take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
                .count();
            let name = &rest[..len];
            let is_closed = rest[len..].starts_with(':')
                && !rest[len + 1..].starts_with(|c: char| c.is_alphanumeric() || c == ':' || c == '`');
            let is_opened = self.before(base + at).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ':'));
            if is_closed && is_opened && len >= 3 && name.starts_with(|c: char| c.is_ascii_lowercase()) {
                let message = format!("`:{name}:` is a picture in other programs");
                return self.tell(
                    "emoji",
                    base + at..base + at + len + 2,
                    message,
                    "paste the sign itself, such as 🙂",
                );
            }
        }
    }

    /// `<-- a note -->` and `<!-- a note` without its end.
    fn half_a_comment(&mut self, base: usize, words: &str) {
        if let Some(at) = words.find("<!--").or_else(|| words.find("<!-")) {
            let hint = "write `-->` where the comment ends";
            self.warn("open-comment", base + at..base + at + 3, "this comment is not closed, and readers see it", hint);
        } else if let Some(at) = words.find("<--").filter(|&at| words[at..].contains("-->")) {
            let inside = words[at + 3..].split("-->").next().unwrap_or_default().trim();
            let hint = format!("write `<!-- {inside} -->`");
            self.warn(
                "open-comment",
                base + at..base + at + 3,
                "a comment begins with `<!--`, and readers see this one",
                hint,
            );
        }
    }
}
