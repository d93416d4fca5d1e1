//! Numbers and front-coded words as characters of a script's string (`docs/search.md`, 5).

/// Numbers below this are one character.
const LIMIT: u32 = 55_000;

/// Adds one number: one character, or two.
pub(super) fn push(text: &mut String, n: u32) {
    if n >= LIMIT {
        push_char(text, LIMIT + n / LIMIT);
        push_char(text, n % LIMIT);
    } else {
        push_char(text, n);
    }
}

/// The character of a number: from `#` on, without the backslash, below the surrogates.
fn push_char(text: &mut String, n: u32) {
    let code = 0x23 + n + u32::from(n >= 0x5C - 0x23);
    text.push(char::from_u32(code).expect("a number below 55,300 lies below the surrogates"));
}

/// Bytes as digits of base 91, one character each: of every 13 bits two, the higher one first; of up to six that are left one.
/// They are a thirteenth fewer than those of base 64, and compress as well.
pub(super) fn digits(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() / 13 * 16 + 32);
    let (mut bits, mut n_bits) = (0, 0);
    let mut pair = |bits: u32| {
        push_char(&mut text, bits / 91);
        push_char(&mut text, bits % 91);
    };
    for &byte in bytes {
        bits |= u32::from(byte) << n_bits;
        n_bits += 8;
        if n_bits >= 13 {
            pair(bits & 0x1FFF);
            bits >>= 13;
            n_bits -= 13;
        }
    }
    match n_bits {
        0 => {}
        1..=6 => push_char(&mut text, bits),
        _ => pair(bits),
    }
    text
}

/// Increasing numbers, by their differences; the first from 0.
pub(super) fn increasing(numbers: impl IntoIterator<Item = u32>) -> String {
    let mut text = String::new();
    let mut last = 0;
    for n in numbers {
        push(&mut text, n - last);
        last = n;
    }
    text
}

/// Words in order, each without what it shares with the one before.
#[derive(Default)]
pub(super) struct FrontCoded {
    /// The words as written.
    pub(super) text: String,
    last: String,
}

impl FrontCoded {
    /// Adds the next word.
    pub(super) fn push(&mut self, word: &str) {
        let shared: usize =
            self.last.chars().zip(word.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        let units = |text: &str| text.chars().map(|c| c.len_utf16() as u32).sum::<u32>();
        push(&mut self.text, units(&word[..shared]));
        push(&mut self.text, units(&word[shared..]));
        self.text.push_str(&word[shared..]);
        word.clone_into(&mut self.last);
    }
}
