//! `site.yaml` and `model.yaml`.
//!
//! Both are read from spanned values rather than through serde, so that every unknown key, wrong form
//! and missing name is reported with its place, all in one run.

use super::reader::Reader;
use super::yaml;
use crate::model::config::{
    COMMON_KEYS, Certainty, Field, FieldForm, GlossaryFields, Kind, KindId, Lang, Model, Relation, RelationId,
    SiteConfig, Texts,
};
use crate::model::diag::{Diagnosed, Diagnostic, Span, did_you_mean};
use crate::model::entry::{Spanned, Value};
use crate::model::slug::Slug;
use crate::model::source::Source;
use std::collections::BTreeMap;
use std::ops::Range;

/// Reads `site.yaml`. What cannot be read is reported and left at its default.
pub(super) fn site(source: &Source) -> Diagnosed<SiteConfig> {
    let mut reader = Reader::new(source);
    let mut site = SiteConfig::default();
    for (key, value) in reader.top() {
        match key.value.as_str() {
            "title" => site.title = reader.texts(&value),
            "description" => site.description = reader.texts(&value),
            "licence" => site.licence = reader.texts(&value),
            "theme" => site.theme = reader.slug(&value, "a theme").map_or(site.theme, |slug| slug.to_string()),
            "base_url" => site.base_url = reader.base_url(&value),
            "menu" => site.menu = reader.names(&value),
            "home" => site.home = reader.names(&value),
            "matrix" => site.matrix = Some(reader.matrix(&value)),
            "raw_html" => {
                if reader.boolean(&value) {
                    let span = Span::new(&source.path, value.span.clone());
                    let message = "raw HTML is not let through: what is written in Markdown is shown as text";
                    reader
                        .diagnostics
                        .push(Diagnostic::warning("raw-html-off", span, message).hint("write `raw_html: false`"));
                }
            }
            "languages" => {
                let languages = reader.languages(&value);
                if !languages.is_empty() {
                    site.languages = languages;
                }
            }
            unknown => {
                const KEYS: [&str; 10] = [
                    "title",
                    "description",
                    "licence",
                    "theme",
                    "base_url",
                    "menu",
                    "home",
                    "matrix",
                    "raw_html",
                    "languages",
                ];
                reader.unknown_key(unknown, &key.span, "site.yaml", &KEYS);
            }
        }
    }
    Diagnosed { value: site, diagnostics: reader.diagnostics }
}

/// Reads `model.yaml`.
pub(super) fn model(source: &Source) -> Diagnosed<Model> {
    let mut reader = Reader::new(source);
    let mut model = Model { is_declared: true, ..Model::default() };
    let top = reader.top();
    let part = |name: &str| top.iter().find(|(key, _)| key.value == name).map(|(_, value)| value);
    for (key, _) in &top {
        if !["kinds", "fields", "relations"].contains(&key.value.as_str()) {
            reader.unknown_key(&key.value, &key.span, "model.yaml", &["kinds", "fields", "relations"]);
        }
    }
    if let Some(value) = part("fields") {
        model.fields = reader.fields(value);
    }
    let kinds = part("kinds").map(|value| reader.map(value)).unwrap_or_default();
    for (name, value) in &kinds {
        let kind = reader.kind(name, value);
        match model.kind(&kind.key) {
            Some(built_in) => model.kinds[built_in.0 as usize] = kind,
            None => model.kinds.push(kind),
        }
    }
    for (name, value) in &kinds {
        reader.number_of(name, value, &model);
    }
    // Relations name kinds and each other, so they are read once all names are known.
    let relations = part("relations").map(|value| reader.map(value)).unwrap_or_default();
    let names: Vec<String> = relations.iter().map(|(name, _)| name.value.clone()).collect();
    for (name, value) in &relations {
        let relation = reader.relation(name, value, &model, &names);
        reader.key_of(name, &model);
        model.relations.push(relation);
    }
    for (name, value) in &kinds {
        reader.overviews_of(name, value, &model);
    }
    reader.folders_of(&kinds, &model);
    Diagnosed { value: model, diagnostics: reader.diagnostics }
}

impl Reader<'_> {
    fn kind(&mut self, name: &Spanned<String>, value: &Spanned<Value>) -> Kind {
        let key = name.value.clone();
        // Archetypes and templates are found by it.
        let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
        if !key.starts_with(char::is_alphanumeric) || !key.chars().all(is_of_word) {
            let message = format!("`{key}` cannot be the name of a kind");
            let hint = format!("a name has letters, digits and hyphens; write `{}`", Slug::of(&key));
            self.report(&name.span, "bad-id", message, hint);
        }
        let mut kind = Kind {
            label: Texts::all(&key),
            plural: Texts::default(),
            path: Slug::of(&key),
            number: None,
            schema_org: None,
            glossary: None,
            timeline: None,
            quoted: None,
            is_mapped: false,
            tiles: None,
            fields: Vec::new(),
            key,
        };
        for (key, value) in self.map(value) {
            match key.value.as_str() {
                "label" => kind.label = self.texts(&value),
                "plural" => kind.plural = self.texts(&value),
                "fields" => kind.fields = self.fields(&value),
                "number" => kind.number = self.text(&value),
                "schema_org" => kind.schema_org = self.schema_org(&value),
                "glossary" => kind.glossary = self.glossary(&value),
                "timeline" => kind.timeline = self.moment(&value),
                "quoted" => kind.quoted = self.quoted(&value),
                "map" => kind.is_mapped = self.boolean(&value),
                "tiles" => kind.tiles = self.text(&value),
                "path" => kind.path = self.slug(&value, "a folder of the site").unwrap_or(kind.path),
                unknown => {
                    const KEYS: [&str; 11] = [
                        "label",
                        "plural",
                        "fields",
                        "number",
                        "path",
                        "schema_org",
                        "glossary",
                        "timeline",
                        "quoted",
                        "map",
                        "tiles",
                    ];
                    self.unknown_key(unknown, &key.span, "a kind", &KEYS)
                }
            }
        }
        if kind.plural.is_empty() {
            kind.plural = kind.label.clone();
        }
        kind
    }

    /// The name of a type: `DefinedTerm`. Which there are is for schema.org to say.
    fn schema_org(&mut self, value: &Spanned<Value>) -> Option<String> {
        let name = self.text(value)?;
        let is_type =
            name.starts_with(|c: char| c.is_ascii_uppercase()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
        if !is_type {
            let message = format!("`{name}` is no type of schema.org");
            self.report(&value.span, "bad-value", message, "write a name such as `DefinedTerm` or `Organization`");
        }
        is_type.then_some(name)
    }

    /// `true`, the name of the field that defines a term, or both fields by name.
    fn glossary(&mut self, value: &Spanned<Value>) -> Option<GlossaryFields> {
        if let Value::Text(text) = &value.value {
            let definition = (text != "true").then(|| text.clone());
            return (text != "false").then_some(GlossaryFields { definition, names: None });
        }
        let mut glossary = GlossaryFields::default();
        for (key, value) in self.map(value) {
            match key.value.as_str() {
                "definition" => glossary.definition = self.text(&value),
                "names" => glossary.names = self.text(&value),
                unknown => self.unknown_key(unknown, &key.span, "glossary", &["definition", "names"]),
            }
        }
        Some(glossary)
    }

    fn fields(&mut self, value: &Spanned<Value>) -> Vec<Field> {
        self.map(value).iter().map(|(name, value)| self.field(name, value)).collect()
    }

    fn field(&mut self, name: &Spanned<String>, value: &Spanned<Value>) -> Field {
        let mut field = Field {
            key: name.value.clone(),
            label: Texts::all(&capitalised(&name.value)),
            form: FieldForm::Text,
            is_required: false,
            min: None,
            max: None,
            certainty: None,
        };
        let mut choices = Vec::new();
        let mut form = None;
        for (key, value) in self.map(value) {
            match key.value.as_str() {
                "type" => form = self.text(&value).map(|text| (text, value.span.clone())),
                "label" => field.label = self.texts(&value),
                "required" => field.is_required = self.boolean(&value),
                "min" => field.min = self.integer(&value),
                "max" => field.max = self.integer(&value),
                "of" => choices = self.choices(&value),
                "certainty" => field.certainty = Some(self.certainty(&value)),
                unknown => {
                    let known = ["type", "label", "required", "min", "max", "of", "certainty"];
                    self.unknown_key(unknown, &key.span, "a field", &known);
                }
            }
        }
        if let Some((text, span)) = form {
            field.form = self.form(&text, &span, choices);
        }
        field
    }

    fn form(&mut self, text: &str, span: &Range<usize>, choices: Vec<(String, Texts)>) -> FieldForm {
        if let Some(item) = text.strip_prefix("list of ") {
            return FieldForm::List(Box::new(self.form(item, span, choices)));
        }
        match text {
            "text" => FieldForm::Text,
            "markdown" => FieldForm::Markdown,
            "integer" => FieldForm::Integer,
            "date" => FieldForm::Date,
            "url" => FieldForm::Url,
            "file" => FieldForm::File,
            "boolean" => FieldForm::Boolean,
            "map" => FieldForm::Map,
            "choice" => {
                if choices.is_empty() {
                    self.report(
                        span,
                        "bad-value",
                        "a choice says what there is to choose from",
                        "add `of: [this, that]`",
                    );
                }
                FieldForm::Choice(choices)
            }
            unknown => {
                let known =
                    ["text", "markdown", "integer", "date", "choice", "url", "file", "boolean", "map", "list of text"];
                let hint = did_you_mean(unknown, known).unwrap_or_else(|| format!("known: {}", known.join(", ")));
                self.report(span, "bad-value", format!("there is no type `{unknown}`"), hint);
                FieldForm::Text
            }
        }
    }

    /// `[a, b]`, or names with what readers see.
    fn choices(&mut self, value: &Spanned<Value>) -> Vec<(String, Texts)> {
        match &value.value {
            Value::Map(fields) => {
                let fields = fields.clone();
                fields.iter().map(|(name, value)| (name.value.clone(), self.texts(value))).collect()
            }
            _ => self.strings(value).into_iter().map(|name| (name.clone(), Texts::all(&capitalised(&name)))).collect(),
        }
    }

    fn certainty(&mut self, value: &Spanned<Value>) -> Certainty {
        let mut certainty = Certainty { field: String::new(), plain: Vec::new(), marked: Vec::new() };
        for (key, value) in self.map(value) {
            match key.value.as_str() {
                "field" => certainty.field = self.text(&value).unwrap_or_default(),
                "plain" => certainty.plain = self.strings(&value),
                "marked" => certainty.marked = self.strings(&value),
                unknown => self.unknown_key(unknown, &key.span, "certainty", &["field", "plain", "marked"]),
            }
        }
        certainty
    }

    fn relation(
        &mut self,
        name: &Spanned<String>,
        value: &Spanned<Value>,
        model: &Model,
        names: &[String],
    ) -> Relation {
        let mut relation = Relation {
            key: name.value.clone(),
            from: Vec::new(),
            to: Vec::new(),
            label: Texts::all(&capitalised(&name.value)),
            inverse: Texts::default(),
            is_one: false,
            is_symmetric: false,
            is_ordered: false,
            is_tree: false,
            is_facet: false,
            is_open: false,
            is_inline: false,
            is_contrast: false,
            is_on_timeline: false,
            grouped_by: None,
        };
        for (key, value) in self.map(value) {
            match key.value.as_str() {
                "from" => relation.from = self.kinds(&value, model),
                "to" => relation.to = self.kinds(&value, model),
                "label" => relation.label = self.texts(&value),
                "inverse" => relation.inverse = self.texts(&value),
                "one" => relation.is_one = self.boolean(&value),
                "many" => relation.is_one = !self.boolean(&value),
                "symmetric" => relation.is_symmetric = self.boolean(&value),
                "ordered" => relation.is_ordered = self.boolean(&value),
                "tree" => relation.is_tree = self.boolean(&value),
                "facet" => relation.is_facet = self.boolean(&value),
                "open" => relation.is_open = self.boolean(&value),
                "inline" => relation.is_inline = self.boolean(&value),
                "contrast" => relation.is_contrast = self.boolean(&value),
                "timeline" => relation.is_on_timeline = self.boolean(&value),
                "grouped_by" => {
                    let text = self.text(&value).unwrap_or_default();
                    let found = names.iter().position(|name| *name == text);
                    if found.is_none() {
                        let hint = did_you_mean(&text, names.iter().map(String::as_str))
                            .unwrap_or("name a relation with `facet: true`".to_owned());
                        self.report(&value.span, "unknown-relation", format!("there is no relation `{text}`"), hint);
                    }
                    relation.grouped_by = found.map(|idx| RelationId(idx as u16));
                }
                unknown => {
                    const KEYS: [&str; 15] = [
                        "from",
                        "to",
                        "label",
                        "inverse",
                        "one",
                        "many",
                        "symmetric",
                        "ordered",
                        "tree",
                        "facet",
                        "open",
                        "inline",
                        "contrast",
                        "timeline",
                        "grouped_by",
                    ];
                    self.unknown_key(unknown, &key.span, "a relation", &KEYS);
                }
            }
        }
        if relation.inverse.is_empty() {
            relation.inverse = relation.label.clone();
        }
        if relation.is_open && relation.to.len() != 1 {
            self.report(
                &name.span,
                "bad-value",
                format!("`{}` is open and so leads to one kind", name.value),
                "write `to:` with the kind of its terms",
            );
            relation.is_open = false;
        }
        relation
    }

    fn kinds(&mut self, value: &Spanned<Value>, model: &Model) -> Vec<KindId> {
        let mut kinds = Vec::new();
        for (name, span) in self.names(value) {
            match model.kind(&name) {
                Some(kind) => kinds.push(kind),
                None => {
                    let hint = did_you_mean(&name, model.kinds.iter().map(|kind| kind.key.as_str()))
                        .unwrap_or_else(|| format!("add `{name}:` under `kinds:`"));
                    self.report(&span.range, "unknown-kind", format!("there is no kind `{name}`"), hint);
                }
            }
        }
        kinds
    }

    /// The languages, each a tag that can be a folder's name.
    fn languages(&mut self, value: &Spanned<Value>) -> Vec<Lang> {
        let mut languages = Vec::new();
        let names = self.names(value);
        if names.is_empty() {
            self.report(&value.span, "bad-value", "here stands at least one language", "write `languages: [en]`");
        }
        for (tag, span) in names {
            let mut parts = tag.split('-');
            let is_primary = |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase());
            let is_other =
                |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
            if parts.next().is_some_and(is_primary) && parts.all(is_other) {
                languages.push(Lang::new(&tag));
            } else {
                self.report(
                    &span.range,
                    "bad-value",
                    format!("`{tag}` is no language"),
                    "write a tag such as `en`, `fr` or `pt-BR`",
                );
            }
        }
        languages
    }

    /// The number of a kind, what says how sure it is, and what a glossary shows are fields of the kind.
    fn number_of(&mut self, name: &Spanned<String>, value: &Spanned<Value>, model: &Model) {
        let Some(id) = model.kind(&name.value) else { return };
        let known: Vec<&str> = model.fields_of(id).map(|field| field.key.as_str()).collect();
        let number = model[id].number.as_deref();
        let certainties = model[id].fields.iter().filter_map(|field| field.certainty.as_ref());
        let glossary = model[id].glossary.iter().flat_map(|glossary| [&glossary.definition, &glossary.names]);
        let glossary = glossary.flatten().map(String::as_str);
        let certainties = certainties.map(|certainty| certainty.field.as_str());
        for named in number.into_iter().chain(certainties).chain(glossary) {
            if known.contains(&named) {
                continue;
            }
            let place = find(value, named).unwrap_or(name.span.clone());
            let hint =
                did_you_mean(named, known.iter().copied()).unwrap_or_else(|| format!("add `{named}:` under `fields:`"));
            self.report(&place, "unknown-field", format!("the kind `{}` has no field `{named}`", name.value), hint);
        }
    }

    /// A front-matter key means one thing.
    fn key_of(&mut self, relation: &Spanned<String>, model: &Model) {
        let key = relation.value.as_str();
        let mut fields = model.fields.iter().chain(model.kinds.iter().flat_map(|kind| &kind.fields));
        if COMMON_KEYS.contains(&key) || fields.any(|field| field.key == key) {
            let message = format!("`{key}` is a field already, and cannot be a relation too");
            self.report(&relation.span, "key-collision", message, "give the relation another name");
        }
    }

    /// A folder of the site holds one kind, and none that the site keeps for itself.
    fn folders_of(&mut self, kinds: &yaml::Fields, model: &Model) {
        let mut paths: BTreeMap<&str, &str> = BTreeMap::new();
        for kind in &model.kinds {
            let written = kinds.iter().find(|(name, _)| name.value == kind.key);
            let place =
                written.map_or(0..0, |(name, value)| find(value, kind.path.as_str()).unwrap_or(name.span.clone()));
            if RESERVED.contains(&kind.path.as_str()) {
                let message = format!("the site keeps the folder `{}` for itself", kind.path);
                self.report(&place, "reserved-name", message, format!("give `{}` another `path:`", kind.key));
            }
            if let Some(other) = paths.insert(kind.path.as_str(), &kind.key) {
                let message = format!("`{other}` and `{}` would share the folder `{}`", kind.key, kind.path);
                self.report(&place, "path-collision", message, "give one of them another `path:`");
            }
        }
    }
}

/// Where a text stands below a value.
pub(super) fn find(value: &Spanned<Value>, wanted: &str) -> Option<Range<usize>> {
    match &value.value {
        Value::Text(text) => (text == wanted).then(|| value.span.clone()),
        Value::List(items) => items.iter().find_map(|item| find(item, wanted)),
        Value::Map(fields) => fields.iter().find_map(|(_, value)| find(value, wanted)),
        Value::Null => None,
    }
}

/// Folders that the site keeps for itself.
const RESERVED: [&str; 5] = ["search", "data", "assets", "index", "404"];

/// A key as a label: `official_url` becomes "Official url".
fn capitalised(key: &str) -> String {
    let mut chars = key.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    first + &chars.as_str().replace(['_', '-'], " ")
}
