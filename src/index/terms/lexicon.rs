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
        let mut lexicon = self.lexicon();
        lexicon.found.clear();
        Stream { lexicon, text, read: Read::default(), next: 0, token: Token::default() }
    }
}

/// A word's place in its lexicon, in the order in which words were first seen.
#[derive(Clone, Copy)]
struct WordId(u32);

impl WordId {
    /// As an index into a list that has one item per word.
    fn index(self) -> usize {
        self.0 as usize
    }
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
    /// Runs as written. Only a cache: it is emptied when it holds too many.
    runs: Runs,
    /// The words of runs that are not one word, whole.
    parts: Vec<Part>,
    /// Runs of the text that is read, and their words. Several runs are looked up one after the other, with nothing
    /// between: so the memory of all of them is on its way at once.
    spans: Vec<Span>,
    found: Vec<Found>,
}

/// How many runs are looked up one after the other.
const TOGETHER: usize = 256;

/// How many runs are kept: those of a large library that come again.
const MAX_RUNS: usize = 1 << 17;

/// What is known of a run, with all that a token has of it: what lies apart has to be fetched for every word of every text.
#[derive(Clone, Copy)]
enum Run {
    /// It is a word, whole; where its term stands among all.
    Word(WordId, Span),
    /// Its parts are there.
    Parts(Span),
}

/// A word within a run.
#[derive(Clone, Copy)]
struct Part {
    /// None where it is too long to be looked for.
    word: Option<WordId>,
    /// Where it stands in the run.
    span: Span,
}

/// How far a text is read.
#[derive(Default)]
struct Read {
    n_bytes: usize,
    n_words: u32,
}

/// A word within a text.
struct Found {
    /// How many words stand before it.
    position: u32,
    /// Where it stands.
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

/// Runs as written, and what is known of each.
#[derive(Default)]
struct Runs {
    /// Nearly all are so short that they lie in the table itself.
    short: HashMap<u128, Run>,
    long: HashMap<Box<str>, Run>,
}

impl Runs {
    fn get(&self, text: &str, run: Range<usize>) -> Option<Run> {
        match Runs::short(text, run.clone()) {
            Some(short) => self.short.get(&short),
            None => self.long.get(&text[run]),
        }
        .copied()
    }

    fn insert(&mut self, text: &str, run: Range<usize>, known: Run) {
        match Runs::short(text, run.clone()) {
            Some(short) => self.short.insert(short, known),
            None => self.long.insert(text[run].into(), known),
        };
    }

    fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// The bytes of a run as a number. No run has a NUL, so none is the beginning of another.
    fn short(text: &str, run: Range<usize>) -> Option<u128> {
        const MOST: usize = size_of::<u128>();
        let n_other_bits = 8 * MOST.checked_sub(run.len())?;
        let bytes = match text.as_bytes()[run.start..].first_chunk::<MOST>() {
            Some(bytes) => *bytes,
            None => {
                let mut bytes = [0; MOST];
                bytes[..run.len()].copy_from_slice(&text.as_bytes()[run]);
                bytes
            }
        };
        Some(u128::from_le_bytes(bytes) << n_other_bits >> n_other_bits)
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
            runs: Runs::default(),
            parts: Vec::new(),
            spans: Vec::new(),
            found: Vec::new(),
        }
    }

    /// The words of this round and their terms, as `(folded, term)`, in the order in which they were first seen in any
    /// round.
    pub fn vocabulary(&self) -> impl Iterator<Item = &(Arc<str>, Arc<str>)> {
        let seen = self.words.iter().zip(&self.seen).filter(|(_, seen)| **seen == self.round);
        seen.map(|(word, _)| word)
    }

    /// Begins a new round: no word was seen in it yet.
    pub fn turn(&mut self) {
        self.round += 1;
    }

    /// Finds the next words of a text, in its order, if there are runs left.
    fn find(&mut self, text: &str, read: &mut Read) -> bool {
        self.found.clear();
        let mut spans = std::mem::take(&mut self.spans);
        spans.clear();
        spans.extend(split::runs_from(text, read.n_bytes).take(TOGETHER).map(Span::of));
        for run in spans.iter().map(|span| span.range()) {
            read.n_bytes = run.end;
            let known = self.runs.get(text, run.clone()).unwrap_or_else(|| self.read(text, run.clone()));
            match known {
                Run::Word(word, term) => {
                    self.seen[word.index()] = self.round;
                    self.found.push(Found { position: read.n_words, span: Span::of(run), term });
                    read.n_words += 1;
                }
                Run::Parts(parts) => {
                    for Part { word, span } in &self.parts[parts.range()] {
                        if let Some(word) = *word {
                            self.seen[word.index()] = self.round;
                            let span = Span::of(run.start + span.range().start..run.start + span.range().end);
                            let (position, term) = (read.n_words, self.places[word.index()]);
                            self.found.push(Found { position, span, term });
                        }
                        read.n_words += 1;
                    }
                }
            }
        }
        let is_left = !spans.is_empty();
        self.spans = spans;
        is_left
    }

    /// Takes in a run that is not known.
    fn read(&mut self, text: &str, run: Range<usize>) -> Run {
        if self.runs.len() >= MAX_RUNS {
            self.runs = Runs::default();
            self.parts.clear();
        }
        let start = self.parts.len();
        for split::Part { folded, span } in split::parts(&text[run.clone()]) {
            let word = (folded.len() <= LONGEST).then(|| self.id(&folded));
            self.parts.push(Part { word, span: Span::of(span) });
        }
        let known = match self.parts[start..] {
            [Part { word: Some(word), span: Span(0, end) }] if end as usize == run.len() => {
                self.parts.truncate(start);
                Run::Word(word, self.places[word.index()])
            }
            _ => Run::Parts(Span::of(start..self.parts.len())),
        };
        self.runs.insert(text, run, known);
        known
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
    read: Read,
    /// Which of the words found comes next.
    next: usize,
    token: Token,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        while self.next == self.lexicon.found.len() {
            self.next = 0;
            if !self.lexicon.find(self.text, &mut self.read) {
                return false;
            }
        }
        let Found { position, span, term } = self.lexicon.found[self.next];
        self.next += 1;
        self.token.position = position as usize;
        Range { start: self.token.offset_from, end: self.token.offset_to } = span.range();
        self.token.text.clear();
        self.token.text.push_str(&self.lexicon.terms[term.range()]);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
