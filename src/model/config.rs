//! What the site is (`site.yaml`) and what there is in it (`model.yaml`).

use super::diag::Span;
use super::hash::ContentHash;
use super::slug::Slug;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Keys that an entry of any kind may have.
pub const COMMON_KEYS: [&str; 16] = [
    "id",
    "kind",
    "title",
    "short",
    "summary",
    "status",
    "aliases",
    "also_known_as",
    "reviewed",
    "review_every",
    "audience",
    "order",
    "entries",
    "description",
    "original",
    "translation",
];

/// A BCP 47 language tag, such as `en`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Lang(Arc<str>);

impl Lang {
    /// A tag as somebody wrote it.
    pub fn new(tag: &str) -> Lang {
        Lang(tag.into())
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The direction of the script the language is written in: `rtl` or `ltr`.
    pub fn dir(&self) -> &'static str {
        // The right-to-left languages of Unicode CLDR's script metadata that have an ISO 639-1 code,
        // and Sorani and Dari, which are asked for.
        const RTL: [&str; 11] = ["ar", "he", "fa", "ur", "ps", "yi", "sd", "ug", "dv", "ckb", "prs"];
        let primary = self.0.split('-').next().unwrap_or_default();
        if RTL.contains(&primary) { "rtl" } else { "ltr" }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text that readers see: once for all languages (under `""`), or per language.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Texts(pub BTreeMap<String, String>);

impl Texts {
    /// The same text in every language.
    pub fn all(text: &str) -> Texts {
        Texts(BTreeMap::from([(String::new(), text.to_owned())]))
    }

    /// The text in a language; else the one for all, else English, else the first there is.
    pub fn get(&self, lang: &Lang) -> &str {
        let found = [lang.as_str(), "", "en"].into_iter().find_map(|key| self.0.get(key));
        found.or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// `site.yaml`. Every key has a default, so that a plain folder builds.
#[derive(Clone, PartialEq, Debug)]
pub struct SiteConfig {
    /// The site's title; empty when the home entry's title stands for it.
    pub title: Texts,
    /// One sentence about the site.
    pub description: Texts,
    /// The languages, the default one first.
    pub languages: Vec<Lang>,
    /// Where the site will be served, ending in `/`.
    pub base_url: Option<String>,
    /// The theme's folder name below `themes/`.
    pub theme: String,
    /// What every page's menu leads to: names of entries.
    pub menu: Vec<(String, Span)>,
    /// What the first page shows, in order: facet relations and kinds. All of them when empty.
    pub home: Vec<(String, Span)>,
    /// The pairs of facets held against each other, rows and columns; the first two facets where nothing is said.
    pub matrix: Option<Vec<[(String, Span); 2]>>,
    /// Under what terms the words may be used.
    pub licence: Texts,
}

impl SiteConfig {
    /// The address of a site, ending in `/`; `None` when it is none.
    pub fn base_url_of(url: &str) -> Option<String> {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        let is_good =
            !rest.is_empty() && !rest.starts_with('/') && !rest.contains([' ', '"', '<', '>', '?', '#', '\\']);
        is_good.then(|| format!("{}/", url.trim_end_matches('/')))
    }
}

impl Default for SiteConfig {
    fn default() -> Self {
        SiteConfig {
            title: Texts::default(),
            description: Texts::default(),
            languages: vec![Lang::new("en")],
            base_url: None,
            theme: "default".to_owned(),
            menu: Vec::new(),
            home: Vec::new(),
            matrix: None,
            licence: Texts::default(),
        }
    }
}

/// A kind's place in [`Model::kinds`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct KindId(pub u16);

/// A relation's place in [`Model::relations`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RelationId(pub u16);

/// `model.yaml`: the kinds and relations of a library.
#[derive(Clone, PartialEq, Debug)]
pub struct Model {
    /// Whether there is a `model.yaml`: then what it does not name is an error.
    pub is_declared: bool,
    /// Fields that an entry of any kind may have.
    pub fields: Vec<Field>,
    /// The kinds, as declared; `article` is always among them.
    pub kinds: Vec<Kind>,
    /// The relations, as declared.
    pub relations: Vec<Relation>,
}

impl Default for Model {
    fn default() -> Self {
        Model { is_declared: false, fields: Vec::new(), kinds: vec![Kind::article()], relations: Vec::new() }
    }
}

impl Model {
    /// The kind built in: folders' own texts, and everything in a plain folder.
    pub fn article(&self) -> KindId {
        self.kind("article").expect("`article` is always among the kinds")
    }

    /// The kind of that name.
    pub fn kind(&self, key: &str) -> Option<KindId> {
        self.kinds.iter().position(|kind| kind.key == key).map(|idx| KindId(idx as u16))
    }

    /// The relation of that name.
    pub fn relation(&self, key: &str) -> Option<RelationId> {
        self.relations.iter().position(|relation| relation.key == key).map(|idx| RelationId(idx as u16))
    }

    /// The keys whose values are Markdown, in any kind: what must be known before an entry is parsed.
    pub fn markdown_keys(&self) -> Vec<&str> {
        let all = self.fields.iter().chain(self.kinds.iter().flat_map(|kind| &kind.fields));
        let mut keys: Vec<&str> =
            all.filter(|field| field.form == FieldForm::Markdown).map(|field| field.key.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// A kind's own fields and those common to all, in the order they are shown.
    pub fn fields_of(&self, kind: KindId) -> impl Iterator<Item = &Field> {
        self[kind].fields.iter().chain(&self.fields)
    }
}

impl std::ops::Index<KindId> for Model {
    type Output = Kind;
    fn index(&self, id: KindId) -> &Kind {
        &self.kinds[id.0 as usize]
    }
}

impl std::ops::Index<RelationId> for Model {
    type Output = Relation;
    fn index(&self, id: RelationId) -> &Relation {
        &self.relations[id.0 as usize]
    }
}

/// Which type of entry.
#[derive(Clone, PartialEq, Debug)]
pub struct Kind {
    /// Its name in front matter and in addresses.
    pub key: String,
    /// What one is called.
    pub label: Texts,
    /// What many are called.
    pub plural: Texts,
    /// The folder its pages are published in.
    pub path: Slug,
    /// The field set beside the title, in lists and in citations.
    pub number: Option<String>,
    /// What one is to other machines: a type of <https://schema.org>.
    pub schema_org: Option<String>,
    /// Its entries are the terms of the glossary.
    pub glossary: Option<GlossaryFields>,
    /// The fields that place one on the timeline.
    pub timeline: Option<Moment>,
    /// The fields that make a list of them a page of quotations.
    pub quoted: Option<Quoted>,
    /// Whether they are drawn on the map, with what joins them.
    pub is_mapped: bool,
    /// The field that says where each one's tile lies in the picture of all.
    pub tiles: Option<String>,
    /// Its own fields.
    pub fields: Vec<Field>,
}

impl Kind {
    fn article() -> Kind {
        Kind {
            key: "article".to_owned(),
            label: Texts::default(),
            plural: Texts::default(),
            path: Slug::of("article"),
            number: None,
            schema_org: None,
            glossary: None,
            timeline: None,
            quoted: None,
            is_mapped: false,
            tiles: None,
            fields: Vec::new(),
        }
    }
}

/// Where the terms of a kind keep what the glossary shows.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct GlossaryFields {
    /// The field that defines a term; the summary where there is none.
    pub definition: Option<String>,
    /// A field with further names of it, beside those that every entry may have.
    pub names: Option<String>,
}

/// What of an entry is shown where its kind is listed as quotations.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Quoted {
    /// The field with the words.
    pub words: String,
    /// Fields that say whose they are: who, as what, when.
    pub by: Vec<String>,
    /// Fields that say what is to be known of the words: what was left out.
    pub notes: Vec<String>,
    /// Relations to what the words are from or about.
    pub from: Vec<String>,
}

/// The fields of a kind that say when something was.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Moment {
    /// The date, or the first day.
    pub start: String,
    /// The last day.
    pub end: Option<String>,
    /// What is to be said about the date.
    pub note: Option<String>,
}

/// A typed field of a kind.
#[derive(Clone, PartialEq, Debug)]
pub struct Field {
    /// The front-matter key.
    pub key: String,
    /// What readers see beside the value.
    pub label: Texts,
    /// What may be written.
    pub form: FieldForm,
    /// Whether every entry of the kind must have it.
    pub is_required: bool,
    /// The least number, for integers.
    pub min: Option<i64>,
    /// The greatest number, for integers.
    pub max: Option<i64>,
    /// Another field that says how sure this one is.
    pub certainty: Option<Certainty>,
}

/// How sure a value is, by another field: shown plainly, shown with a mark, or, for any other value, not at all.
#[derive(Clone, PartialEq, Debug)]
pub struct Certainty {
    /// The field that says it.
    pub field: String,
    /// Its values that mean sure.
    pub plain: Vec<String>,
    /// Its values that mean likely.
    pub marked: Vec<String>,
}

impl Certainty {
    /// Whether a value with this status is shown with a mark; `None` when it is not shown at all.
    /// A value whose status is not given is not known to be right.
    pub fn mark(&self, status: Option<&str>) -> Option<bool> {
        let is_in = |names: &[String]| status.is_some_and(|status| names.iter().any(|name| name == status));
        let is_marked = is_in(&self.marked);
        (is_marked || is_in(&self.plain)).then_some(is_marked)
    }
}

/// What may be written in a field.
#[derive(Clone, PartialEq, Debug)]
pub enum FieldForm {
    /// Any text.
    Text,
    /// Markdown, shown as HTML.
    Markdown,
    /// A whole number.
    Integer,
    /// A date with the precision it is known to.
    Date,
    /// One of these names, each with what readers see.
    Choice(Vec<(String, Texts)>),
    /// An `http` or `https` address.
    Url,
    /// A file beside the entry.
    File,
    /// `true` or `false`.
    Boolean,
    /// Several of the same form.
    List(Box<FieldForm>),
    /// Keys and texts.
    Map,
}

/// How entries hang together: a front-matter key whose values are names of entries.
#[derive(Clone, PartialEq, Debug)]
pub struct Relation {
    /// The front-matter key.
    pub key: String,
    /// The kinds it may start from; any when empty.
    pub from: Vec<KindId>,
    /// The kinds it may lead to; any when empty.
    pub to: Vec<KindId>,
    /// What readers see at its start.
    pub label: Texts,
    /// What readers see at its end.
    pub inverse: Texts,
    /// At most one target.
    pub is_one: bool,
    /// Reads the same from both ends.
    pub is_symmetric: bool,
    /// The entries at its start have an order: contents of a document.
    pub is_ordered: bool,
    /// Broader and narrower: no cycles.
    pub is_tree: bool,
    /// A filter: its targets are the terms.
    pub is_facet: bool,
    /// Terms may exist without an entry of their own.
    pub is_open: bool,
    /// The texts at its start can be read at its end, without leaving the page.
    pub is_inline: bool,
    /// What a term of the glossary must not be mistaken for: its definition says so.
    pub is_contrast: bool,
    /// Said on the timeline, where both ends stand there.
    pub is_on_timeline: bool,
    /// The facet by whose terms the inverse list is grouped.
    pub grouped_by: Option<RelationId>,
}

/// Both files together: what a library is read by.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Config {
    /// Covers both files.
    pub hash: ContentHash,
    /// `site.yaml`.
    pub site: SiteConfig,
    /// `model.yaml`.
    pub model: Model,
}
