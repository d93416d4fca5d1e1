//! Text to terms: the cases that the browser's script satisfies too, and what tantivy is told.

use serde::Deserialize;
use tantivy::tokenizer::{TokenStream, Tokenizer};
use vademecum::index::terms::{Language, Stemmer, Terms, words};
use vademecum::model::config::Lang;

/// A text, and each word of it: as written, folded, its term, its position.
#[derive(Deserialize)]
struct Case {
    lang: String,
    text: String,
    words: Vec<(String, String, String, usize)>,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("../../vectors/terms.json")).expect("a list of cases")
}

#[test]
fn every_text_of_the_vectors_has_its_words_and_terms() {
    for Case { lang, text, words: wanted } in cases() {
        let stemmer = Stemmer::of(Language::of(&Lang::new(&lang)));
        let found: Vec<_> = words(&text)
            .map(|word| {
                let term = stemmer.stem(&word.folded).into_owned();
                (text[word.span].to_owned(), word.folded, term, word.position)
            })
            .collect();
        assert_eq!(found, wanted, "{lang}: {text}");
    }
}

#[test]
fn the_engine_is_told_the_terms_of_the_vectors_and_the_vocabulary_is_kept() {
    for Case { lang, text, words: wanted } in cases() {
        let mut terms = Terms::of(Language::of(&Lang::new(&lang)));
        // The second time from memory.
        for _ in 0..2 {
            let mut found = Vec::new();
            terms.token_stream(&text).process(&mut |token| {
                found.push((text[token.offset_from..token.offset_to].to_owned(), token.text.clone(), token.position));
            });
            let wanted: Vec<_> =
                wanted.iter().map(|(written, _, term, position)| (written.clone(), term.clone(), *position)).collect();
            assert_eq!(found, wanted, "{lang}: {text}");
        }
        let lexicon = terms.lexicon();
        for (_, folded, term, _) in &wanted {
            assert!(
                lexicon.vocabulary().any(|(word, its)| (&**word, &**its) == (folded.as_str(), term.as_str())),
                "{folded} in {text}"
            );
        }
    }
}

#[test]
fn a_long_text_gives_the_terms_of_its_words_to_the_end_and_no_more() {
    let too_long = "z".repeat(41);
    let text: String = (0..700)
        .map(|n| format!("Word{n} self-help {} de-radicalised l’{too_long} Two-{n} ", too_long.repeat(n % 3)))
        .collect();
    let stemmer = Stemmer::of(Language::English);
    let wanted: Vec<_> =
        words(&text).map(|word| (word.span, stemmer.stem(&word.folded).into_owned(), word.position)).collect();
    let mut terms = Terms::of(Language::English);
    for text in [text.as_str(), &format!("{too_long} ").repeat(600), text.as_str()] {
        let mut stream = terms.token_stream(text);
        let mut found = Vec::new();
        while stream.advance() {
            let token = stream.token();
            found.push((token.offset_from..token.offset_to, token.text.clone(), token.position));
        }
        assert_eq!(found, if text.starts_with('W') { wanted.clone() } else { Vec::new() });
        assert!(!stream.advance(), "after the end comes nothing");
    }
    assert!(wanted.len() > 2_000);
}
