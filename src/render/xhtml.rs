//! What pages and books write differently.
//!
//! Pages are HTML, the files of a book are XML. The bodies are the same: [`of_html`] writes them as XML, and knows our own
//! markup only, in which every `<` and `>` of an author is escaped.

use roxmltree::{Document, ParsingOptions};

/// Elements without content, as HTML has them.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

/// A finished body as XML. Attributes without a value get one, and what only browsers heed is left out.
pub(super) fn of_html(html: &str) -> String {
    let mut xml = String::with_capacity(html.len() + html.len() / 64);
    let mut rest = html;
    while let Some((before, from)) = rest.split_once('<') {
        xml.push_str(before);
        let Some((tag, after)) = from.split_once('>') else { break };
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        xml.push('<');
        match name {
            "img" => xml.push_str(&tag.replace(" loading=\"lazy\"", "")),
            // These come from our own markup, and their labels follow.
            "input" => {
                let tag = tag.replacen(" disabled", " disabled=\"disabled\"", 1);
                xml.push_str(&tag.replacen(" checked aria", " checked=\"checked\" aria", 1));
            }
            _ => xml.push_str(tag),
        }
        xml.push_str(if VOID.contains(&name) { "/>" } else { ">" });
        rest = after;
    }
    xml.push_str(rest);
    xml
}

/// The pictures that a body shows, as it names them.
pub(super) fn pictures(html: &str) -> impl Iterator<Item = &str> {
    html.split("<img src=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

/// A printed file without the characters that XML has no place for: <https://www.w3.org/TR/xml/#charsets>.
pub(super) fn without_controls(text: String) -> String {
    let is_none =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(is_none) { text.replace(is_none, "") } else { text }
}

/// Why a text is no XML, if it is none.
pub(super) fn fault(text: &str) -> Option<String> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).err().map(|error| error.to_string())
}

/// What reading systems know a picture by, or why it cannot stand in a book.
pub(super) fn picture(bytes: &[u8]) -> Result<&'static str, String> {
    const SIGNS: [(&[u8], &str); 4] = [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"RIFF", "image/webp"),
    ];
    if let Some((_, media_type)) = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)) {
        let is_webp = *media_type != "image/webp" || bytes.get(8..12) == Some(b"WEBP");
        return if is_webp { Ok(media_type) } else { Err(UNKNOWN.to_owned()) };
    }
    let text = std::str::from_utf8(bytes).map_err(|_| UNKNOWN)?;
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('<') {
        return Err(UNKNOWN.to_owned());
    }
    let document = Document::parse(text).map_err(|error| format!("it is not written as SVG asks: {error}"))?;
    let svg = document.root_element();
    if !svg.has_tag_name(("http://www.w3.org/2000/svg", "svg")) {
        return Err(UNKNOWN.to_owned());
    }
    // A book loads nothing, and runs nothing.
    let leads_out = |text: &str| text.contains("url(") && text.contains("//") || text.contains("@import");
    for element in svg.descendants().filter(|node| node.is_element()) {
        let name = element.tag_name().name();
        let is_style = name == "style" && element.text().is_some_and(leads_out);
        let is_link = |attribute: &roxmltree::Attribute| {
            let is_inner = |value: &str| value.starts_with('#') || value.starts_with("data:image/") || name == "a";
            attribute.name() == "href" && !is_inner(attribute.value()) || leads_out(attribute.value())
        };
        if matches!(name, "script" | "foreignObject") || is_style || element.attributes().any(|one| is_link(&one)) {
            return Err("it needs other files, or a browser".to_owned());
        }
    }
    Ok("image/svg+xml")
}

/// Whether an address is written as the rules for addresses ask, not only so that browsers make something of it. Books are
/// held against the rules: <https://www.rfc-editor.org/rfc/rfc3986>.
pub(super) fn is_address(address: &str) -> bool {
    let is_sign = |c: char| c.is_alphanumeric() || "-._~!$&'()*+,;=:@/?#%".contains(c);
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_hexdigit);
    let bytes = address.as_bytes();
    let is_coded = |at: usize| is_digit(bytes.get(at + 1)) && is_digit(bytes.get(at + 2));
    let is_written = address.chars().all(is_sign)
        && address.match_indices('%').all(|(at, _)| is_coded(at))
        && address.matches('#').count() < 2;
    let rest = match address.split_once(':') {
        Some(("http" | "https", rest)) => rest.strip_prefix("//"),
        Some(("mailto" | "tel", rest)) => return is_written && !rest.is_empty(),
        _ => None,
    };
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let (name, port) = host.map_or(("", None), |host| match host.split_once(':') {
        Some((name, port)) => (name, Some(port)),
        None => (host, None),
    });
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'));
    is_written && is_name && port.is_none_or(|port| port.parse::<u16>().is_ok())
}

const UNKNOWN: &str = "it is no PNG, JPEG, GIF, WebP or SVG";
