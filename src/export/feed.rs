//! `feed.xml`: what was reviewed last, as Atom (RFC 4287).

use super::xml::escaped;
use crate::model::graph::EntryId;
use crate::model::library::{Date, Library};
use std::cmp::Reverse;
use std::fmt::Write;

/// The most entries of a feed.
const MAX_ENTRIES: usize = 50;

pub(super) fn atom(library: &Library) -> Vec<u8> {
    let mut reviewed: Vec<(&Date, EntryId)> =
        library.ids().filter_map(|id| Some((library[id].reviewed.as_ref()?, id))).collect();
    // Ties stand in the library's order.
    reviewed.sort_by_key(|(date, id)| (Reverse((date.year, date.month, date.day)), *id));
    reviewed.truncate(MAX_ENTRIES);
    let base = escaped(library.config.site.base_url.as_deref().unwrap_or_default());
    let title = escaped(library.title(library.lang()));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{title}</title>\n<id>{base}</id>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{base}feed.xml\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{base}index.html\"/>\n\
         <author><name>{title}</name></author>\n<updated>{}</updated>\n",
        library.lang(),
        reviewed.first().map_or(String::new(), |(date, _)| instant(date)),
    );
    for (date, id) in reviewed {
        let entry = &library[id];
        let (title, address) = (escaped(&entry.title), escaped(&library.address(&entry.out)));
        let summary = entry
            .summary
            .as_deref()
            .map_or(String::new(), |summary| format!("<summary>{}</summary>\n", escaped(summary)));
        writeln!(
            xml,
            "<entry xml:lang=\"{}\">\n<title>{title}</title>\n<id>{address}</id>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{address}\"/>\n<updated>{}</updated>\n{summary}</entry>",
            entry.lang,
            instant(date),
        )
        .expect("a string takes any text");
    }
    xml.push_str("</feed>\n");
    xml.into_bytes()
}

/// The beginning of a day, of a month whose day is not known, or of a year.
fn instant(date: &Date) -> String {
    format!("{:04}-{:02}-{:02}T00:00:00Z", date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}
