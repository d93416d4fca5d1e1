//! The files below `search/`: how they are called, and how words in order are parted among them.

use super::deflated::Deflated;
use super::numbers::FrontCoded;
use crate::model::hash::ContentHash;
use crate::model::path::OutPath;
use foldhash::{HashMap, HashMapExt};
use serde::Serialize;
use std::cell::RefCell;
use std::hash::Hash;
use std::sync::Arc;

/// Takes files as they come, from any thread: where each goes, the hash of what it says, and how it is made, which need
/// not be asked if such a file is there already.
pub type Take<'t> = &'t (dyn Fn(OutPath, ContentHash, &dyn Fn() -> Arc<[u8]>) + Sync);

/// Shards in order: what each begins with, and their names joined.
#[derive(Serialize, Default)]
pub(super) struct List {
    pub(super) first: String,
    pub(super) names: String,
}

/// A size to its first three binary digits, so that an edit seldom changes it.
pub(super) fn rounded(n_bytes: usize) -> usize {
    let dropped = n_bytes.checked_ilog2().unwrap_or(0).saturating_sub(2);
    n_bytes >> dropped << dropped
}

/// Gives a file: a call with a name and what is said.
pub(super) fn give(take: Take, name: &str, hash: ContentHash, arguments: impl Fn() -> String) {
    take(OutPath::new(format!("search/{name}.js")), hash, &|| {
        Arc::from(format!("vademecum.shard(\"{name}\",{})", arguments()).into_bytes())
    });
}

/// Files of one kind.
pub(super) struct Files<'t> {
    kind: &'static str,
    take: Take<'t>,
    names: HashMap<String, ContentHash>,
}

impl<'t> Files<'t> {
    pub(super) fn of(kind: &'static str, take: Take<'t>) -> Files<'t> {
        Files { kind, take, names: HashMap::new() }
    }

    /// Adds a file, once. Returns the end of its name: six digits of its hash, the next six where those are taken.
    pub(super) fn add(&mut self, arguments: &str) -> String {
        self.add_as(ContentHash::of_bytes(arguments.as_bytes()), || arguments.to_owned())
    }

    /// Adds a file that is named by the hash of what its arguments are made from.
    fn add_as(&mut self, hash: ContentHash, arguments: impl Fn() -> String) -> String {
        let (digits, is_new) = self.named(hash);
        if is_new {
            give(self.take, &format!("{}/{digits}", self.kind), hash, arguments);
        }
        digits
    }

    /// Adds texts that are named together, by the hash of them all and the place of each. Returns what their names share.
    pub(super) fn add_all<'s>(&mut self, texts: impl Iterator<Item = &'s str> + Clone) -> String {
        let hash = ContentHash::over(|covered| texts.clone().for_each(|text| text.hash(covered)));
        let (digits, is_new) = self.named(hash);
        if is_new {
            for (place, text) in texts.enumerate() {
                give(self.take, &format!("{}/{digits}{place}", self.kind), hash, || quoted(text));
            }
        }
        digits
    }

    fn named(&mut self, hash: ContentHash) -> (String, bool) {
        for skipped in 0..19 {
            let digits = hash.digits(skipped, 6);
            match self.names.get(&digits) {
                Some(taken) if *taken == hash => return (digits, false),
                Some(_) => {}
                None => {
                    self.names.insert(digits.clone(), hash);
                    return (digits, true);
                }
            }
        }
        unreachable!("nineteen names of six digits are not all taken")
    }
}

/// A text that has neither quotation marks nor backslashes, as a script's literal.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// From so many bytes on it is worth the while to look whether what is said can be made shorter.
const LONG: usize = 4 << 10;

/// Words in order, with what there is to say about each, in files of about `target` bytes. What is longer by itself has
/// a file of its own. What is said is deflated where that makes a long file shorter.
pub(super) struct Sorted<'t> {
    files: Files<'t>,
    target: usize,
    deflated: RefCell<Deflated>,
    coded: FrontCoded,
    /// What is alike stands together, and is deflated by itself.
    said: Vec<String>,
    /// The shortest beginning of the file's first word that comes after the word before it.
    first: String,
    last: String,
    list: List,
}

impl<'t> Sorted<'t> {
    pub(super) fn of(kind: &'static str, take: Take<'t>, target: usize) -> Sorted<'t> {
        let (coded, list) = (FrontCoded::default(), List::default());
        let (said, first, last) = (Vec::new(), String::new(), String::new());
        Sorted {
            files: Files::of(kind, take),
            target,
            deflated: RefCell::new(Deflated::at(1)),
            coded,
            said,
            first,
            last,
            list,
        }
    }

    /// Adds the next word, with as many texts as of the word before.
    pub(super) fn add(&mut self, word: &str, said: &[&str]) {
        let len = self.coded.text.len() + n_bytes(&self.said);
        if len > 0 && len + n_bytes(said) > self.target {
            self.flush();
        }
        if self.coded.text.is_empty() {
            self.first.replace_range(.., parting(&self.last, word));
        }
        self.coded.push(word);
        self.said.resize_with(said.len(), String::new);
        self.said.iter_mut().zip(said).for_each(|(all, said)| all.push_str(said));
        self.last.replace_range(.., word);
    }

    fn flush(&mut self) {
        if self.coded.text.is_empty() {
            return;
        }
        if !self.list.names.is_empty() {
            self.list.first.push(' ');
            self.list.first += &self.first;
        }
        let (words, said, deflated) = (&self.coded.text, &self.said, &self.deflated);
        self.list.names += &self.files.add_as(ContentHash::of_value(&(words, said)), || {
            let mut deflated = deflated.borrow_mut();
            let shorter =
                if n_bytes(said) < LONG { Vec::new() } else { said.iter().map(|said| deflated.of(said)).collect() };
            let is_shorter = !shorter.is_empty() && n_bytes(&shorter) < n_bytes(said);
            let said = if is_shorter { &shorter } else { said };
            let said: String = said.iter().map(|said| format!(",{}", quoted(said))).collect();
            format!("{}{said}{}", quoted(words), if is_shorter { ",1" } else { "" })
        });
        self.coded = FrontCoded::default();
        self.said.clear();
    }

    /// All files, once no word is left.
    pub(super) fn list(mut self) -> List {
        self.flush();
        self.list
    }
}

fn n_bytes(texts: &[impl AsRef<str>]) -> usize {
    texts.iter().map(|text| text.as_ref().len()).sum()
}

/// The shortest beginning of a word that comes after the word before it.
fn parting<'w>(before: &str, word: &'w str) -> &'w str {
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.map(|end| &word[..end]).find(|beginning| *beginning > before).unwrap_or(word)
}
