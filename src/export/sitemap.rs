//! `sitemap.xml` (<https://www.sitemaps.org/protocol.html>), with the versions of an entry in other languages.

use super::xml::escaped;
use crate::model::library::Library;
use crate::model::path::OutPath;
use std::fmt::Write;

/// The most pages of one sitemap.
const MAX_PAGES: usize = 50_000;

/// How many sitemaps there are; none when the site's address is not known.
pub(super) fn n_parts(library: &Library) -> usize {
    if library.config.site.base_url.is_some() {
        (homes(library).count() + library.entries.len()).div_ceil(MAX_PAGES)
    } else {
        0
    }
}

/// The first pages that no entry is, in each language.
fn homes(library: &Library) -> impl Iterator<Item = OutPath> {
    let langs = library.langs().iter().filter(|lang| library.home_in(lang).is_none());
    langs.map(|lang| library.out_in(lang, "index.html"))
}

/// Where one of several lies.
pub(super) fn part_path(part: usize) -> String {
    format!("sitemap-{}.xml", part + 1)
}

/// The sitemap, or the list of several.
pub(super) fn whole(library: &Library) -> Vec<u8> {
    let n_parts = n_parts(library);
    if n_parts == 1 {
        return part(library, 0);
    }
    let mut xml = String::from(HEAD);
    xml.push_str("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for part in 0..n_parts {
        let address = escaped(&library.address(&OutPath::new(part_path(part))));
        writeln!(xml, "<sitemap><loc>{address}</loc></sitemap>").expect(INFALLIBLE);
    }
    xml.push_str("</sitemapindex>\n");
    xml.into_bytes()
}

/// One sitemap's share of the pages.
pub(super) fn part(library: &Library, part: usize) -> Vec<u8> {
    let pages = homes(library).map(Err).chain(library.ids().map(Ok)).skip(part * MAX_PAGES).take(MAX_PAGES);
    let mut xml = String::from(HEAD);
    xml.push_str(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in pages {
        let id = match page {
            Ok(id) => id,
            Err(home) => {
                writeln!(xml, "<url><loc>{}</loc></url>", escaped(&library.address(&home))).expect(INFALLIBLE);
                continue;
            }
        };
        let entry = &library[id];
        write!(xml, "<url><loc>{}</loc>", escaped(&library.address(&entry.out))).expect(INFALLIBLE);
        // The schema of sitemaps knows whole dates only.
        if let Some(date) = entry.reviewed.as_ref().filter(|date| date.day.is_some()) {
            write!(xml, "<lastmod>{}</lastmod>", date.iso()).expect(INFALLIBLE);
        }
        for &version in &library.node(id).versions {
            let (lang, address) = (&library[version].lang, escaped(&library.address(&library[version].out)));
            write!(xml, "\n<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{address}\"/>").expect(INFALLIBLE);
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const INFALLIBLE: &str = "a string takes any text";
