//! What stands in an entry's page for machines: JSON-LD for those that look for data (<https://schema.org>),
//! and what the page's Highwire and Dublin Core meta elements say.
//!
//! Lean, because it is in every page: addresses are relative as everywhere, and what a linked page says of itself is
//! not said again. A page is a `WebPage`; what it is about stands beside it where the model gives its kind a type.

use super::compose::Composer;
use super::place::At;
use super::view::{LinkView, MachineView};
use crate::model::citation::Citation;
use crate::model::config::RelationId;
use crate::model::graph::EntryId;
use serde::Serialize;

/// The most terms that a page is said to be about.
const MAX_ABOUT: usize = 12;

#[derive(Serialize)]
struct WebPage<'l> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    r#type: &'static str,
    name: &'l str,
    identifier: &'l str,
    #[serde(rename = "inLanguage")]
    in_language: &'l str,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<String>,
    /// From the page itself: right wherever the page is read.
    url: &'l str,
    #[serde(rename = "mainEntity", skip_serializing_if = "Option::is_none")]
    main_entity: Option<Thing<'l>>,
    #[serde(rename = "isPartOf")]
    is_part_of: Thing<'l>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    breadcrumb: Option<Breadcrumb<'l>>,
}

#[derive(Serialize)]
struct Thing<'l> {
    #[serde(rename = "@type")]
    r#type: &'l str,
    name: &'l str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Id {
    #[serde(rename = "@id")]
    id: String,
}

#[derive(Serialize)]
struct Breadcrumb<'l> {
    #[serde(rename = "@type")]
    r#type: &'static str,
    #[serde(rename = "itemListElement")]
    items: Vec<Item<'l>>,
}

#[derive(Serialize)]
struct Item<'l> {
    #[serde(rename = "@type")]
    r#type: &'static str,
    position: usize,
    name: &'l str,
    item: &'l str,
}

impl<'l> Composer<'l> {
    /// What an entry's page says to machines.
    pub(super) fn machine(&self, id: EntryId, at: At, crumbs: &[LinkView<'l>]) -> MachineView {
        let library = self.library;
        let entry = &library[id];
        let citation = Citation::of(library, id);
        let facets = library.config.model.relations.iter().enumerate().filter(|(_, relation)| relation.is_facet);
        let terms = facets.flat_map(|(idx, _)| self.ends(id, RelationId(idx as u16), false));
        // The first crumb is the site, which the page is a part of.
        let items: Vec<Item> = crumbs
            .iter()
            .skip(1)
            .enumerate()
            .map(|(idx, crumb)| Item { r#type: "ListItem", position: idx + 1, name: crumb.title, item: &crumb.href })
            .collect();
        let page = WebPage {
            context: "https://schema.org",
            r#type: "WebPage",
            name: &entry.title,
            identifier: &entry.id,
            in_language: entry.lang.as_str(),
            date_modified: entry.reviewed.as_ref().map(|date| date.iso()),
            position: entry.number.as_ref().map(|number| number.marked()),
            url: at.path.as_str().rsplit('/').next().unwrap_or_default(),
            main_entity: library.config.model[entry.kind].schema_org.as_deref().map(|r#type| Thing {
                r#type,
                name: &entry.title,
                url: None,
            }),
            is_part_of: Thing { r#type: "WebSite", name: library.title(at.lang), url: Some(self.home_href(at)) },
            about: terms.take(MAX_ABOUT).map(|term| Id { id: at.href(&library[term].out) }).collect(),
            breadcrumb: (!items.is_empty()).then_some(Breadcrumb { r#type: "BreadcrumbList", items }),
        };
        let json = serde_json::to_string(&page).expect("texts and numbers are JSON");
        MachineView {
            // Neither `</script>` nor a comment can stand in it.
            json_ld: json.replace('<', "\\u003c").replace('>', "\\u003e"),
            reviewed: entry.reviewed.as_ref().map(|date| date.iso()),
            cite_note: citation.as_ref().and_then(|citation| citation.note(self.press)),
            cite_key: citation.map(|citation| citation.key),
        }
    }
}
