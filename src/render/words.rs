//! The strings that readers see, from the theme's language files.
//!
//! Fluent (<https://projectfluent.org>) knows each language's plural forms. Messages without variables
//! are read once; the rest are formatted when a template says them.

use crate::model::config::Lang;
use crate::model::diag::{Diagnosed, Diagnostic, Span};
use crate::model::library::Date;
use crate::model::path::SourcePath;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use std::collections::BTreeMap;

/// One language's strings.
pub(super) struct Words {
    bundle: FluentBundle<FluentResource>,
    /// Messages without variables, by name.
    pub(super) fixed: BTreeMap<String, String>,
}

impl Words {
    /// Reads a language file; what Fluent cannot read of it is reported.
    pub(super) fn read(lang: &str, text: &str, path: &SourcePath) -> Diagnosed<Words> {
        let mut diagnostics = Vec::new();
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, errors)| {
            for error in errors {
                let span = Span::new(path, error.pos.clone());
                diagnostics.push(Diagnostic::error(
                    "language-file",
                    span,
                    format!("this is not a Fluent message: {error}"),
                ));
            }
            resource
        });
        let ids: Vec<String> = resource
            .entries()
            .filter_map(|entry| match entry {
                Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            })
            .collect();
        let lang = lang.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![lang]);
        // Isolation marks would travel into citations that readers copy; the markup isolates instead.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        let mut words = Words { bundle, fixed: BTreeMap::new() };
        for id in ids {
            if let Some(text) = words.formatted(&id, None) {
                words.fixed.insert(id, text);
            }
        }
        Diagnosed { value: words, diagnostics }
    }

    /// A message without variables; its name where there is none, so that a hole is seen.
    pub(super) fn get<'w>(&'w self, key: &'w str) -> &'w str {
        self.fixed.get(key).map_or(key, String::as_str)
    }

    /// A message with its variables filled in.
    pub(super) fn say(&self, key: &str, args: &FluentArgs) -> String {
        self.formatted(key, Some(args)).unwrap_or_else(|| key.to_owned())
    }

    fn formatted(&self, key: &str, args: Option<&FluentArgs>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }

    /// A message with one variable.
    pub(super) fn with(&self, key: &str, name: &'static str, value: &str) -> String {
        let mut args = FluentArgs::new();
        args.set(name, FluentValue::from(value.to_owned()));
        self.say(key, &args)
    }

    /// What a language is called; its tag where the language file does not know it.
    pub(super) fn language<'w>(&'w self, lang: &'w Lang) -> &'w str {
        self.fixed.get(&format!("language_{lang}")).map_or(lang.as_str(), String::as_str)
    }

    /// "In English".
    pub(super) fn in_language(&self, lang: &Lang) -> String {
        self.with("in_language", "language", self.language(lang))
    }

    /// A date, or the days from one to another.
    pub(super) fn span(&self, start: &Date, end: Option<&Date>) -> String {
        let Some(end) = end.filter(|end| start.as_written.is_none() && end.iso() != start.iso()) else {
            return self.date(start);
        };
        let mut args = FluentArgs::new();
        let is_month = (start.year, start.month) == (end.year, end.month) && end.as_written.is_none();
        if let (true, Some(from), Some(to), Some(month)) = (is_month, start.day, end.day, start.month) {
            args.set("from", FluentValue::from(i64::from(from)));
            args.set("to", FluentValue::from(i64::from(to)));
            args.set("month", FluentValue::from(self.get(&format!("month_{month}")).to_owned()));
            args.set("year", FluentValue::from(start.year.to_string()));
            return self.say("date_days", &args);
        }
        args.set("from", FluentValue::from(self.date(start)));
        args.set("to", FluentValue::from(self.date(end)));
        self.say("date_span", &args)
    }

    /// A date written out, to the precision it is known to.
    pub(super) fn date(&self, date: &Date) -> String {
        if let Some(words) = &date.as_written {
            return words.clone();
        }
        let mut args = FluentArgs::new();
        // A year is a name, not a quantity: no thousands separator.
        args.set("year", FluentValue::from(date.year.to_string()));
        let Some(month) = date.month else {
            return date.year.to_string();
        };
        args.set("month", FluentValue::from(self.get(&format!("month_{month}")).to_owned()));
        match date.day {
            None => self.say("date_month_year", &args),
            Some(day) => {
                args.set("day", FluentValue::from(i64::from(day)));
                self.say("date_day_month_year", &args)
            }
        }
    }
}

/// The strings of a language, the theme's English ones where it has none.
pub(super) fn for_lang<'w>(all: &'w BTreeMap<String, Words>, lang: &Lang) -> &'w Words {
    let primary = lang.as_str().split('-').next().unwrap_or_default();
    let found = [lang.as_str(), primary, "en"].into_iter().find_map(|lang| all.get(lang));
    found.or_else(|| all.values().next()).expect("a theme without language files is refused")
}
