//! The forms in which a name comes in sentences: plurals, British and American spelling, the Arabic article.
//!
//! Few rules, and safe ones: a form that no text has costs nothing, one that is another word's would mislead.
//! An irregular form is a synonym that the author writes down.

use crate::model::config::Lang;
use std::collections::BTreeSet;

/// Other forms of a name. The name is folded: small letters, single spaces.
pub(super) fn spellings(name: &str, lang: &Lang) -> BTreeSet<String> {
    let mut forms = BTreeSet::from([name.to_owned()]);
    match lang.as_str().split('-').next() {
        Some("en") => {
            forms.extend(numbers(name, english_plural, english_singular));
            for form in forms.clone() {
                forms.extend(atlantic(&form));
            }
        }
        Some("fr") => forms.extend(numbers(name, french_plural, french_singular)),
        Some("ar") => forms.extend(arabic(name)),
        _ => {}
    }
    forms.remove(name);
    forms
}

/// Words that have no number.
const SMALL: [&str; 22] = [
    "of", "and", "or", "to", "in", "for", "the", "de", "du", "des", "d'", "à", "au", "aux", "la", "le", "les", "et",
    "ou", "en", "pour", "sur",
];

/// The name with its first word, its last and all of them in the other number: `good practices`, `mesures de
/// substitution`, `combattants terroristes étrangers`.
fn numbers(name: &str, plural: fn(&str) -> String, singular: fn(&str) -> Option<String>) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let has_number = |word: &&str| !SMALL.contains(word) && !word.starts_with("d'") && !word.ends_with('\'');
    let last = words.len() - 1;
    let mut forms = Vec::new();
    for change in [&plural as &dyn Fn(&str) -> String, &|word| singular(word).unwrap_or_else(|| word.to_owned())] {
        let with = |is_changed: &dyn Fn(usize) -> bool| {
            let changed = words
                .iter()
                .enumerate()
                .map(|(idx, word)| if is_changed(idx) && has_number(word) { change(word) } else { (*word).to_owned() });
            changed.collect::<Vec<_>>().join(" ")
        };
        forms.extend([with(&|idx| idx == last), with(&|idx| idx == 0), with(&|_| true)]);
    }
    forms
}

fn english_plural(word: &str) -> String {
    let is_sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) && !stem.is_empty() => format!("{stem}ies"),
        _ if is_sibilant => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

fn english_singular(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return Some(format!("{stem}y"));
    }
    let is_plural = !["ss", "us", "is", "as", "ous", "ness"].iter().any(|end| word.ends_with(end));
    word.strip_suffix('s').filter(|stem| is_plural && stem.len() > 3).map(str::to_owned)
}

fn french_plural(word: &str) -> String {
    if word.ends_with(['s', 'x', 'z']) {
        return word.to_owned();
    }
    match word.strip_suffix("al") {
        Some(stem) if stem.len() > 1 => format!("{stem}aux"),
        _ if word.ends_with("eau") || word.ends_with("eu") => format!("{word}x"),
        _ => format!("{word}s"),
    }
}

fn french_singular(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("aux").filter(|stem| stem.len() > 2 && !stem.ends_with('e')) {
        return Some(format!("{stem}al"));
    }
    word.strip_suffix(['s', 'x']).filter(|stem| stem.chars().count() > 3 && !stem.ends_with('s')).map(str::to_owned)
}

/// The same name on the other side of the Atlantic.
fn atlantic(name: &str) -> Vec<String> {
    const PAIRS: [(&str, &str); 12] = [
        ("isation", "ization"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("iser", "izer"),
        ("alise", "alize"),
        ("programme", "program"),
        ("aviour", "avior"),
        ("labour", "labor"),
        ("centre", "center"),
        ("fence", "fense"),
        ("counselling", "counseling"),
        ("judgement", "judgment"),
    ];
    let other = |from: &str, to: &str| name.contains(from).then(|| name.replace(from, to));
    PAIRS.iter().flat_map(|(uk, us)| [other(uk, us), other(us, uk)]).flatten().collect()
}

/// With and without the article, and after the letters that Arabic writes together with it.
fn arabic(name: &str) -> Vec<String> {
    const ARTICLE: &str = "ال";
    let (first, rest) = name.split_once(' ').map_or((name, String::new()), |(first, rest)| (first, format!(" {rest}")));
    let stem = first.strip_prefix(ARTICLE).filter(|stem| stem.chars().count() > 1);
    let bare = stem.unwrap_or(first);
    let mut forms = vec![format!("{ARTICLE}{bare}{rest}"), format!("لل{bare}{rest}"), format!("ولل{bare}{rest}")];
    forms.extend(["و", "ف", "ب", "ك"].iter().map(|letter| format!("{letter}{ARTICLE}{bare}{rest}")));
    // Before a short word a single letter may be a part of another word.
    if bare.chars().count() > 3 {
        forms.extend(["و", "ب", "ل"].iter().map(|letter| format!("{letter}{bare}{rest}")));
    }
    // A noun and its adjective lose the article together.
    let words: Vec<&str> = name.split(' ').collect();
    if words.iter().all(|word| word.starts_with(ARTICLE)) {
        forms.push(words.iter().map(|word| word.trim_start_matches(ARTICLE)).collect::<Vec<_>>().join(" "));
    }
    forms
}
