//! Ways to write one word, made one.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::split::is_apostrophe;

/// A word as it is looked for: lower case, compatibility forms and accents undone, one letter for those that are
/// written for each other, no apostrophe and no English possessive.
pub(super) fn fold(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return word.to_ascii_lowercase();
    }
    let lower = word.nfkd().collect::<String>().to_lowercase();
    let mut folded = String::with_capacity(lower.len());
    for c in lower.chars() {
        match c {
            _ if is_apostrophe(c) => folded.push('\''),
            _ if is_dropped(c) => {}
            _ => match letters(c) {
                Some(letters) => folded.push_str(letters),
                None if c.is_alphabetic() || c.is_numeric() || is_combining_mark(c) => folded.push(c),
                None => {}
            },
        }
    }
    // `victim's` is `victim`, in whatever language it is named.
    if folded.len() > 2 && folded.ends_with("'s") {
        folded.truncate(folded.len() - 2);
    }
    folded.retain(|c| c != '\'');
    // Syllables of Korean, and signs of other scripts, are put together again.
    if folded.is_ascii() { folded } else { folded.nfc().collect() }
}

/// Marks that tell nothing apart for somebody who searches: accents of Latin, Greek and Cyrillic, vowel signs of Hebrew and
/// Arabic, and with them the hamza on a letter; the tatweel, which only widens.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{640}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
        || matches!(c, '\u{591}'..='\u{8ff}') && is_combining_mark(c)
}

/// What is written for a letter.
fn letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ς' => "σ",
        'ٱ' => "ا",
        'ة' | 'ە' | 'ہ' | 'ھ' | 'ۃ' => "ه",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        '٠' | '۰' => "0",
        '١' | '۱' => "1",
        '٢' | '۲' => "2",
        '٣' | '۳' => "3",
        '٤' | '۴' => "4",
        '٥' | '۵' => "5",
        '٦' | '۶' => "6",
        '٧' | '۷' => "7",
        '٨' | '۸' => "8",
        '٩' | '۹' => "9",
        _ => return None,
    })
}
