//! Text as XML holds it.

use pulldown_cmark_escape::escape_html;

/// Escaped for text and for attributes. What XML 1.0 has no place for (<https://www.w3.org/TR/xml/#charsets>) is left out.
pub(super) fn escaped(text: &str) -> String {
    let is_char =
        |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    let allowed: String = text.chars().filter(is_char).collect();
    let mut xml = String::with_capacity(allowed.len());
    escape_html(&mut xml, &allowed).expect("a string takes any text");
    xml
}
