//! The words of one language, each folded and stemmed once.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::fast::RandomState;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::split::{self, LONGEST};
use super::{Language, Stemmer};

/// What is looked up once or more for every word of every text.
type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;

/// The tokenizer that tantivy is given for the texts of one language.
///
/// Clones share one [`Lexicon`], so the vocabulary of the texts can be asked for afterwards. A stream holds it until it
/// is dropped: one text at a time.
#[derive(Clone)]
pub struct Terms(Arc<Mutex<Lexicon>>);

impl Terms {
    /// A tokenizer that has seen nothing yet.
    pub fn of(language: Language) -> Terms {
        Terms(Arc::new(Mutex::new(Lexicon::of(language))))
    }

    /// The words seen so far. No stream of this tokenizer may be alive in the same thread.
    pub fn lexicon(&self) -> MutexGuard<'_, Lexicon> {
        // A lexicon is whole between any two words.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tokenizer for Terms {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream { lexicon: self.lexicon(), text, run: 0..0, rest: 0..0, position: 0, token: Token::default() }
    }
}

/// A word's place in its lexicon, in the order in which words were first seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(u32);

impl WordId {
    /// As an index into a list that has one item per word.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A word as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Which word.
    pub word: WordId,
    /// Bytes of the text as written.
    pub span: Range<usize>,
    /// How many words stand before it.
    pub position: usize,
}

/// Every word of the texts of one language: how it is folded, and its term. Texts come in rounds; a word that is known
/// from an earlier round is not folded and stemmed again.
pub struct Lexicon {
    stemmer: Stemmer,
    ids: HashMap<Arc<str>, WordId>,
    words: Vec<(Arc<str>, Arc<str>)>,
    /// The terms of all words, one after the other, and where each word's is.
    terms: String,
    places: Vec<Span>,
    /// The round in which each word was seen last.
    seen: Vec<u32>,
    round: u32,
    /// The parts of runs, by the run as written. Only a cache: it is emptied when it holds too many.
    runs: HashMap<Box<str>, Span>,
    parts: Vec<Part>,
}

/// How many runs are kept: those of a large library that come again.
const MAX_RUNS: usize = 1 << 17;

/// A word within a run, with all that a token has of it: what lies apart has to be fetched for every word of every text.
#[derive(Clone)]
struct Part {
    /// None where it is too long to be looked for.
    word: Option<WordId>,
    /// Where it stands in the run.
    span: Span,
    /// Where its term stands among all.
    term: Span,
}

/// A range in half the bytes.
#[derive(Clone, Copy, Default)]
struct Span(u32, u32);

impl Span {
    fn of(range: Range<usize>) -> Span {
        let place = |at| u32::try_from(at).expect("no text has four thousand million bytes");
        Span(place(range.start), place(range.end))
    }

    fn range(self) -> Range<usize> {
        self.0 as usize..self.1 as usize
    }
}

impl Lexicon {
    /// A lexicon without words.
    pub fn of(language: Language) -> Lexicon {
        Lexicon {
            stemmer: Stemmer::of(language),
            ids: HashMap::default(),
            words: Vec::new(),
            terms: String::new(),
            places: Vec::new(),
            seen: Vec::new(),
            round: 0,
            runs: HashMap::default(),
            parts: Vec::new(),
        }
    }

    /// Tells each word of a text, in its order.
    pub fn read(&mut self, text: &str, mut each: impl FnMut(Seen)) {
        let mut position = 0;
        for run in split::runs(text) {
            for part_idx in self.parts_of(&text[run.clone()]) {
                let Part { word, span, .. } = &self.parts[part_idx];
                let span = span.range();
                if let Some(word) = *word {
                    self.seen[word.index()] = self.round;
                    each(Seen { word, span: run.start + span.start..run.start + span.end, position });
                }
                position += 1;
            }
        }
    }

    /// How many words there are. Their ids are those below.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether no word was seen.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// A word, folded.
    pub fn folded(&self, word: WordId) -> &str {
        &self.words[word.index()].0
    }

    /// The term of a word.
    pub fn term(&self, word: WordId) -> &str {
        &self.words[word.index()].1
    }

    /// The words of this round and their terms, as `(folded, term)`, in the order of [`WordId`]: that in which they were
    /// first seen in any round.
    pub fn vocabulary(&self) -> impl Iterator<Item = &(Arc<str>, Arc<str>)> {
        let seen = self.words.iter().zip(&self.seen).filter(|(_, seen)| **seen == self.round);
        seen.map(|(word, _)| word)
    }

    /// Begins a new round: no word was seen in it yet.
    pub fn turn(&mut self) {
        self.round += 1;
    }

    /// Where the parts of a run are found in `parts`.
    fn parts_of(&mut self, run: &str) -> Range<usize> {
        if let Some(parts) = self.runs.get(run) {
            return parts.range();
        }
        if self.runs.len() >= MAX_RUNS {
            self.runs.clear();
            self.parts.clear();
        }
        let start = self.parts.len();
        for split::Part { folded, span } in split::parts(run) {
            let word = (folded.len() <= LONGEST).then(|| self.id(&folded));
            let term = word.map_or(Span::default(), |word| self.places[word.index()]);
            self.parts.push(Part { word, span: Span::of(span), term });
        }
        let parts = start..self.parts.len();
        self.runs.insert(run.into(), Span::of(parts.clone()));
        parts
    }

    fn id(&mut self, folded: &str) -> WordId {
        if let Some(id) = self.ids.get(folded) {
            return *id;
        }
        let id = WordId(u32::try_from(self.words.len()).expect("fewer words than four thousand million"));
        let folded: Arc<str> = folded.into();
        let term = match self.stemmer.stem(&folded) {
            Cow::Borrowed(term) if term.len() == folded.len() => folded.clone(),
            term => term.into(),
        };
        let start = self.terms.len();
        self.terms.push_str(&term);
        self.places.push(Span::of(start..self.terms.len()));
        self.words.push((folded.clone(), term));
        self.seen.push(self.round);
        self.ids.insert(folded, id);
        id
    }
}

/// The terms of one text.
pub struct Stream<'a> {
    lexicon: MutexGuard<'a, Lexicon>,
    text: &'a str,
    run: Range<usize>,
    /// The parts of the run that are still to come.
    rest: Range<usize>,
    position: usize,
    token: Token,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            let Some(part_idx) = self.rest.next() else {
                let Some(run) = split::next_run(self.text, self.run.end) else { return false };
                self.rest = self.lexicon.parts_of(&self.text[run.clone()]);
                self.run = run;
                continue;
            };
            let position = self.position;
            self.position += 1;
            let lexicon = &mut *self.lexicon;
            let Part { word, span, term } = &lexicon.parts[part_idx];
            let Some(word) = *word else { continue };
            lexicon.seen[word.index()] = lexicon.round;
            let span = span.range();
            self.token.position = position;
            self.token.offset_from = self.run.start + span.start;
            self.token.offset_to = self.run.start + span.end;
            self.token.text.clear();
            self.token.text.push_str(&lexicon.terms[term.range()]);
            return true;
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
