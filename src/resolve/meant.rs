//! What was probably meant by a key or a value that does not fit, as a hint in the author's own words.

use crate::model::diag::did_you_mean;
use crate::model::library::Date;

/// Keys of other programs, and of other languages, with the key that says the same here.
const ELSEWHERE: [(&str, &str); 29] = [
    ("categorie", "kind"),
    ("category", "kind"),
    ("content_type", "kind"),
    ("date_modified", "reviewed"),
    ("desc", "summary"),
    ("excerpt", "summary"),
    ("genre", "kind"),
    ("headline", "title"),
    ("identifier", "id"),
    ("lastmod", "reviewed"),
    ("last_updated", "reviewed"),
    ("layout", "kind"),
    ("linktitle", "short"),
    ("name", "title"),
    ("nav_order", "order"),
    ("nav_title", "short"),
    ("nom", "title"),
    ("permalink", "id"),
    ("position", "order"),
    ("redirect_from", "aliases"),
    ("resume", "summary"),
    ("sidebar_label", "short"),
    ("sidebar_position", "order"),
    ("slug", "id"),
    ("statut", "status"),
    ("synonyms", "also_known_as"),
    ("titre", "title"),
    ("type", "kind"),
    ("weight", "order"),
];

/// The known key that another one stands for, and how to say so.
pub(super) fn key<'n>(written: &str, known: &[&'n str]) -> Option<(Option<&'n str>, String)> {
    let folded: String = written.trim_matches(['“', '”', '"', '\'', '*']).to_lowercase();
    let folded = folded.replace(['-', ' ', '\u{a0}'], "_").replace(['é', 'è'], "e");
    if let Some(same) = known.iter().find(|key| **key == folded) {
        let why = if written.to_lowercase() == **same { ", in small letters" } else { "" };
        return Some((Some(same), format!("write `{same}:`{why}")));
    }
    let elsewhere = ELSEWHERE.iter().find(|(other, _)| *other == folded);
    if let Some(here) = elsewhere.and_then(|(_, here)| known.iter().find(|key| *key == here)) {
        return Some((Some(here), format!("here it is called `{here}:`")));
    }
    let hint = did_you_mean(&folded, known.iter().copied())?;
    let meant = known.iter().find(|key| hint.contains(&format!("`{key}`"))).copied();
    Some((meant, hint))
}

/// What to write for a date that is none.
pub(super) fn date(written: &str) -> String {
    dated(written).unwrap_or_else(|| "write `2012`, `2012-05` or `2012-05-14`".to_owned())
}

fn dated(written: &str) -> Option<String> {
    let day = written.split(['T', ' ']).next().filter(|day| Date::parse(day).is_some());
    if let Some(day) = day.filter(|day| written.len() > day.len() && written[day.len() + 1..].contains(':')) {
        return Some(format!("write `{day}`, without the time of day"));
    }
    let parts: Vec<&str> = written.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', 'e']).parse::<u32>().ok();
    let numbers: Vec<Option<u32>> = parts.iter().map(|part| number(part)).collect();
    let n_years = numbers.iter().flatten().filter(|number| (1000..=2999).contains(*number)).count();
    let as_written = |date: String| format!("write `{{date: {date}, as_written: {written}}}`");
    if let Some(month_at) = parts.iter().position(|part| month(part).is_some())
        && n_years == 1
    {
        let year = numbers.iter().flatten().find(|number| **number >= 1000)?;
        let days: Vec<u32> = numbers.iter().flatten().copied().filter(|number| *number <= 31).collect();
        let month = month(parts[month_at])?;
        return Some(match days.as_slice() {
            [] if parts.len() == 2 => format!("write `{year}-{month:02}`"),
            [day] if parts.len() == 3 => iso(*year, month, *day)?,
            _ => as_written(format!("{year}-{month:02}")),
        });
    }
    match *numbers.as_slice() {
        [Some(year), Some(month), Some(day)] if year >= 1000 => match (month, day) {
            (13.., 1..=12) => iso(year, day, month),
            (13.., _) => Some("a year has 12 months; write `2012-05` when the day is not known".to_owned()),
            _ => iso(year, month, day).or_else(|| {
                let last =
                    (28..=31).rev().find(|&day| Date::parse(&format!("{year:04}-{month:02}-{day:02}")).is_some())?;
                Some(format!("that month has {last} days; write `{year}-{month:02}` when the day is not known"))
            }),
        },
        [Some(a), Some(b), Some(year)] if year >= 1000 || parts[2].len() == 2 => {
            let year = if year < 100 { 2000 + year } else { year };
            match (iso(year, b, a), iso(year, a, b)) {
                (Some(day_first), Some(month_first)) if day_first != month_first => {
                    let month_first = month_first.trim_start_matches("write ");
                    Some(format!("{day_first}, or {month_first} if the month stands first"))
                }
                (day_first, month_first) => day_first.or(month_first),
            }
        }
        [Some(month), Some(year)] if year >= 1000 && (1..=12).contains(&month) => {
            Some(format!("write `{year}-{month:02}`"))
        }
        [Some(year), Some(month)] if n_years == 1 && (1..=12).contains(&month) => {
            Some(format!("write `{year}-{month:02}`"))
        }
        [Some(_)] if written.len() == 8 => {
            let (year, month, day) = (written.get(..4)?, written.get(4..6)?, written.get(6..)?);
            iso(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => {
            let year = numbers.iter().flatten().find(|number| (1000..=2999).contains(*number))?;
            Some(as_written(year.to_string()))
        }
    }
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    let date = format!("{year:04}-{month:02}-{day:02}");
    Date::parse(&date).map(|_| format!("write `{date}`"))
}

/// The number of a month in English or French.
fn month(word: &str) -> Option<u32> {
    const MONTHS: [[&str; 2]; 12] = [
        ["january", "janvier"],
        ["february", "février"],
        ["march", "mars"],
        ["april", "avril"],
        ["may", "mai"],
        ["june", "juin"],
        ["july", "juillet"],
        ["august", "août"],
        ["september", "septembre"],
        ["october", "octobre"],
        ["november", "novembre"],
        ["december", "décembre"],
    ];
    let word = word.to_lowercase();
    let is_month = |name: &str| name == word || (word.chars().count() >= 3 && name.starts_with(&word));
    MONTHS.iter().position(|names| names.iter().any(|name| is_month(name))).map(|idx| idx as u32 + 1)
}

/// What to write for a whole number that is written otherwise.
pub(super) fn number(key: &str, written: &str) -> String {
    let plain = || -> Option<i64> {
        const WORDS: [[&str; 2]; 20] = [
            ["one", "un"],
            ["two", "deux"],
            ["three", "trois"],
            ["four", "quatre"],
            ["five", "cinq"],
            ["six", "six"],
            ["seven", "sept"],
            ["eight", "huit"],
            ["nine", "neuf"],
            ["ten", "dix"],
            ["eleven", "onze"],
            ["twelve", "douze"],
            ["thirteen", "treize"],
            ["fourteen", "quatorze"],
            ["fifteen", "quinze"],
            ["sixteen", "seize"],
            ["seventeen", "dix-sept"],
            ["eighteen", "dix-huit"],
            ["nineteen", "dix-neuf"],
            ["twenty", "vingt"],
        ];
        let small = written.trim().to_lowercase();
        if let Some(at) = WORDS.iter().position(|words| words.contains(&small.as_str())) {
            return Some(at as i64 + 1);
        }
        // `1,000`, `1 000` and `1.000`: groups of three after the first.
        let groups: Vec<&str> = written.split([',', '.', ' ', '\'', '’', '\u{a0}', '\u{202f}']).collect();
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if groups.len() > 1 && groups.iter().all(|group| is_digits(group)) && groups[1..].iter().all(|g| g.len() == 3) {
            return groups.concat().parse().ok();
        }
        if let Some(roman) = roman(written.trim()) {
            return Some(roman);
        }
        let runs: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
        let is_half = written.contains(['/', '-', '–']) || runs.len() != 1;
        if is_half { None } else { runs[0].parse().ok() }
    };
    plain().map_or("write digits only".to_owned(), |number| format!("write `{key}: {number}`"))
}

fn roman(text: &str) -> Option<i64> {
    let digit = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let digits: Option<Vec<i64>> = text.chars().map(digit).collect();
    let digits = digits.filter(|digits| (1..=8).contains(&digits.len()))?;
    let signed = |(idx, digit): (usize, &i64)| {
        if digits.get(idx + 1).is_some_and(|next| next > digit) { -digit } else { *digit }
    };
    Some(digits.iter().enumerate().map(signed).sum())
}

/// What to write for a yes or a no.
pub(super) fn boolean(key: &str, written: &str) -> String {
    match written.to_lowercase().as_str() {
        "yes" | "y" | "on" | "1" | "true" | "oui" | "نعم" => format!("write `{key}: true`"),
        "no" | "n" | "off" | "0" | "false" | "non" | "لا" => format!("write `{key}: false`"),
        _ => format!("write `{key}: true` or `{key}: false`"),
    }
}

/// What to write for a web address.
pub(super) fn address(key: &str, written: &str) -> String {
    let inside = written.split_once("](").and_then(|(_, rest)| rest.strip_suffix(')'));
    let inside = inside.or_else(|| written.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')));
    let bare = inside.unwrap_or(written).trim();
    if bare.starts_with("https://") || bare.starts_with("http://") {
        let bare = bare.replace(' ', "%20");
        return format!("write `{key}: {bare}`");
    }
    match is_domain(bare) {
        true => format!("write `{key}: https://{bare}`"),
        false => "write `https://…`".to_owned(),
    }
}

/// Whether an address begins with what is the name of a server more likely than that of a file.
pub(super) fn is_domain(address: &str) -> bool {
    const ENDINGS: [&str; 14] =
        ["org", "com", "int", "net", "eu", "gov", "edu", "info", "uk", "fr", "ch", "de", "io", "ca"];
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    let ending = host.rsplit_once('.').map_or("", |(_, ending)| ending);
    is_host && (host.starts_with("www.") || ENDINGS.contains(&ending))
}

/// What to write for a link that leads to no file, when it is no file that was meant.
pub(super) fn target(written: &str) -> Option<String> {
    let host = written.trim_start_matches("https//").trim_start_matches("http//");
    if host.len() < written.len() {
        return Some(format!("write `https://{host}`"));
    }
    let (user, server) = written.split_once('@').unwrap_or(("", ""));
    if !user.is_empty() && !user.contains('/') && server.contains('.') && !server.contains(['/', '@']) {
        return Some(format!("write `mailto:{written}`"));
    }
    if written.starts_with("~/") {
        return Some("put the file beside the entry, and write its name: nobody else has your folders".to_owned());
    }
    is_domain(written).then(|| format!("write `https://{written}`"))
}

/// What to say of an address that begins as none should.
pub(super) fn scheme(scheme: &str, written: &str) -> (String, String) {
    if scheme.is_empty() {
        let message = "an address cannot begin with `//`: from a stick it leads nowhere".to_owned();
        return (message, format!("write `https:{written}`"));
    }
    if scheme.len() == 1 || scheme.eq_ignore_ascii_case("file") {
        let name = written.rsplit(['/', '\\']).next().unwrap_or_default();
        let message = "this address is that of a file on your own computer; nobody else can open it".to_owned();
        return (message, format!("put the file beside the entry, and write `{name}`"));
    }
    let rest = written.get(scheme.len() + 1..).unwrap_or_default();
    let message = format!("a link cannot begin with `{scheme}:`");
    let near =
        did_you_mean(scheme, ["https", "http", "mailto"]).filter(|_| rest.starts_with("//") || rest.contains('@'));
    let hint = match near {
        Some(near) if near.contains("mailto") => format!("write `mailto:{rest}`"),
        Some(_) => format!("write `https:{rest}`"),
        None => "begin it with https:, mailto: or tel:".to_owned(),
    };
    (message, hint)
}

/// A web address that cannot lead where it should, and what to write.
pub(super) fn odd_address(written: &str) -> Option<(String, String)> {
    let (scheme, rest) =
        written.split_once(':').filter(|(scheme, _)| scheme.to_ascii_lowercase().starts_with("http"))?;
    let host = rest.trim_start_matches('/');
    if !rest.starts_with("//") || rest.starts_with("///") {
        return Some((
            format!("`{written}` has not two slashes behind `{scheme}:`"),
            format!("write `{scheme}://{host}`"),
        ));
    }
    for twice in ["https://", "http://", "https//", "http//"] {
        if let Some(host) = host.strip_prefix(twice) {
            return Some((
                format!("`{written}` begins twice"),
                format!("write `https://{}`", host.trim_start_matches('/')),
            ));
        }
    }
    let (host, page) = host.split_once('/').unwrap_or((host, ""));
    let host = host.split([':', '?']).next().unwrap_or_default();
    // The address of a server alone is how manuals say where to look; a page of it was copied from a preview.
    if !page.is_empty() && matches!(host, "localhost" | "127.0.0.1" | "0.0.0.0") {
        let message = format!("`{host}` is your own computer; nobody else can follow this link");
        return Some((message, "write the address that the page has for everybody, or link to the file".to_owned()));
    }
    None
}

/// Several names that were written as one: their list, when every part is a name.
pub(super) fn names(written: &str, is_name: impl Fn(&str) -> bool) -> Option<String> {
    let bare = written.trim_matches(['(', ')', '[', ']', '{', '}', '"', ' ']);
    let parts: Vec<&str> = bare.split([',', ';', '/', '|']).map(str::trim).filter(|part| !part.is_empty()).collect();
    (parts.len() > 1 && parts.iter().all(|part| is_name(part))).then(|| parts.join(", "))
}
