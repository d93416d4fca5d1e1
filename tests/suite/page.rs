//! Pages as a reader of HTML sees them: parsed by somebody else's parser, never by our own data.

use crate::support::Built;
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet};

/// The elements of a page that a selector finds.
pub(crate) struct Page(Html);

impl Page {
    /// A page of a built site.
    pub(crate) fn of(built: &Built, path: &str) -> Page {
        Page(Html::parse_document(built.page(path)))
    }

    /// Everything that a selector finds.
    pub(crate) fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).expect("a selector");
        self.0.select(&selector).collect()
    }

    /// The words of everything that a selector finds, spaces folded.
    pub(crate) fn words(&self, selector: &str) -> Vec<String> {
        self.all(selector).into_iter().map(words).collect()
    }

    /// The words and addresses of the links that a selector finds: `words -> address`.
    pub(crate) fn links(&self, selector: &str) -> Vec<String> {
        let links = self.all(selector).into_iter();
        links.map(|a| format!("{} -> {}", words(a), a.attr("href").unwrap_or("nowhere"))).collect()
    }
}

fn words(element: ElementRef) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where an address on a page leads within the site; `None` for one that leads outside.
fn inside(page: &str, address: &str) -> Option<(String, Option<String>)> {
    let is_outside = ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme));
    if is_outside {
        return None;
    }
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, name)| (path, Some(name)));
    let path = path.split('?').next().expect("a part");
    let mut parts: Vec<&str> = page.split('/').collect();
    if !path.is_empty() {
        parts.pop();
        for part in path.split('/') {
            match part {
                "." => {}
                ".." => assert!(parts.pop().is_some(), "{page}: {address} leaves the site"),
                part => parts.push(part),
            }
        }
    }
    let decode = |text: &str| percent_decoded(text);
    Some((decode(&parts.join("/")), fragment.map(decode)))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = (byte == b'%').then(|| after.get(..2)).flatten();
        let code = digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        (rest, _) = code.map_or((after, bytes.push(byte)), |code| (&after[2..], bytes.push(code)));
    }
    String::from_utf8(bytes).expect("addresses are UTF-8")
}

/// What an independent reader of a site finds wrong with it. Nothing, one hopes.
pub(crate) fn faults(built: &Built) -> Vec<String> {
    let twice = built.collisions.iter().map(|path| format!("{path} came out twice"));
    twice.chain(faults_of(&built.site)).collect()
}

fn faults_of<B: AsRef<[u8]>>(site: &BTreeMap<String, B>) -> Vec<String> {
    let mut faults = Vec::new();
    let all = Selector::parse("*").expect("a selector");
    let parsed = |bytes: &B| Html::parse_document(std::str::from_utf8(bytes.as_ref()).expect("pages are UTF-8"));
    let pages: BTreeMap<&str, Html> = site
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), parsed(bytes)))
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, html)| {
            let mut ids = BTreeSet::new();
            for id in html.select(&all).filter_map(|element| element.attr("id")) {
                if !ids.insert(id) {
                    faults.push(format!("{path}: the id `{id}` twice"));
                }
            }
            (*path, ids)
        })
        .collect();
    for (path, html) in &pages {
        for element in html.select(&all) {
            let name = element.value().name();
            if element.attr("style").is_some() || name == "style" {
                faults.push(format!("{path}: a style in <{name}>"));
            }
            if name == "script" && (element.attr("src").is_none() || element.text().next().is_some()) {
                let is_data = element.attr("type").is_some_and(|kind| kind.ends_with("json"));
                if !is_data {
                    faults.push(format!("{path}: a script in the page"));
                }
            }
            for (attribute, address) in element.value().attrs() {
                if attribute.starts_with("on") {
                    faults.push(format!("{path}: {attribute} in <{name}>"));
                }
                let names_ids = ["aria-labelledby", "aria-describedby", "for", "headers"];
                if names_ids.contains(&attribute) && !address.split(' ').all(|id| ids[path].contains(id)) {
                    faults.push(format!("{path}: {attribute} names `{address}`, which is not there"));
                }
                if !["href", "src", "action", "data", "poster"].contains(&attribute) {
                    continue;
                }
                // The page for addresses that are none is shown at any address.
                if *path == "404.html" && address.starts_with('/') {
                    continue;
                }
                if address.is_empty() || address.starts_with('/') {
                    faults.push(format!("{path}: {attribute}=\"{address}\""));
                    continue;
                }
                let Some((to, fragment)) = inside(path, address) else {
                    if name != "a" && name != "link"
                        || element.attr("rel").is_some_and(|rel| rel.contains("stylesheet"))
                    {
                        faults.push(format!("{path}: <{name}> loads {address}"));
                    }
                    continue;
                };
                if !site.contains_key(&to) {
                    faults.push(format!("{path}: {attribute}=\"{address}\" leads to {to}, which is not there"));
                } else if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty())
                    && !ids.get(to.as_str()).is_some_and(|ids| ids.contains(fragment.as_str()))
                {
                    faults.push(format!("{path}: {attribute}=\"{address}\" names no id of {to}"));
                }
            }
        }
    }
    faults
}

/// A site in which nothing is wrong for a reader.
pub(crate) fn assert_sound(built: &Built) {
    let faults = faults(built);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The same of a site that lies on a disk.
pub(crate) fn assert_sound_site(site: &BTreeMap<String, Vec<u8>>) {
    let faults = faults_of(site);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
