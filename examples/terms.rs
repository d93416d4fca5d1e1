//! The terms of texts, for tests that hold the browser's against them: reads `language<TAB>text` a line, answers each with
//! a JSON list of `[as written, folded, term, position]`.

use std::io::{self, BufRead, BufWriter, Write};

use vademecum::index::terms::{Language, Stemmer, words};
use vademecum::model::config::Lang;

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (lang, text) = line.split_once('\t').unwrap_or(("", &line));
        let stemmer = Stemmer::of(Language::of(&Lang::new(lang)));
        let found: Vec<_> = words(text)
            .map(|word| {
                let term = stemmer.stem(&word.folded).into_owned();
                (&text[word.span], word.folded, term, word.position)
            })
            .collect();
        writeln!(out, "{}", serde_json::to_string(&found)?)?;
    }
    Ok(())
}
