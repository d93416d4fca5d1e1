//! `pack epub`, and the books of a stick.

use crate::support::{files, on_disk, packed, run, run_well, save, tree};
use std::fs;

const LIBRARY: &str = "
-- site.yaml --
title: {en: A small library, fr: Une petite bibliothèque, ar: مكتبة صغيرة}
languages: [en, fr, ar]
-- model.yaml --
kinds: {note: {}}
relations: {part_of: {one: true, ordered: true}}
-- index.md --
---
title: Home
---
-- a.md --
---
kind: note
title: A
reviewed: 2025
---
See [[b]].
-- b.md --
---
kind: note
title: B
part_of: a
---
-- c.md --
---
kind: note
title: C
part_of: a
---
-- a.ar.md --
---
title: أ
---
نص
-- b.fr.md --
---
title: B en français
---
";

#[test]
fn a_book_is_made_in_the_language_that_is_asked_for() {
    let root = on_disk(LIBRARY);
    let packed = run_well(root.path(), &["pack", "epub", "book.epub"]);
    let n_bytes = fs::metadata(root.path().join("book.epub")).expect("a book").len();
    assert!(
        packed.stderr.contains(&format!("book.epub: {n_bytes} bytes, {n_bytes} bytes written")),
        "{}",
        packed.stderr
    );
    let again = run_well(root.path(), &["pack", "epub", "book.epub"]);
    assert!(again.stderr.contains(", 0 bytes written"), "{}", again.stderr);
    run_well(root.path(), &["pack", "epub", "book-ar.epub", "--lang", "AR"]);
    // No document is in French: then all that is.
    run_well(root.path(), &["pack", "epub", "book-fr.epub", "--lang", "fr"]);
    let unknown = run(root.path(), &["pack", "epub", "book-de.epub", "--lang", "de"]);
    assert!(unknown.code == 2 && unknown.stderr.contains("known: en, fr, ar"), "{}", unknown.stderr);
    let nothing = on_disk("-- site.yaml --\nlanguages: [en, fr]\n-- a.md --\n# A\n");
    let packed = run(nothing.path(), &["pack", "epub", "book.epub", "--lang", "fr"]);
    assert!(packed.code == 1 && packed.stderr.contains("nothing is written in `fr`"), "{}", packed.stderr);
    assert!(!nothing.path().join("book.epub").exists());
}

#[test]
fn a_stick_has_a_book_for_each_language_with_documents_and_says_so_first() {
    let root = on_disk(LIBRARY);
    run_well(root.path(), &["pack", "usb", "stick"]);
    run_well(root.path(), &["pack", "epub", "book.epub"]);
    let copy = tree(&root.path().join("stick"));
    let books: Vec<&String> = copy.keys().filter(|path| path.ends_with(".epub")).collect();
    assert_eq!(books, ["library-ar.epub", "library-en.epub"]);
    assert_eq!(copy["library-en.epub"], fs::read(root.path().join("book.epub")).expect("a book"));
    let start = String::from_utf8(copy["START-HERE.html"].clone()).expect("UTF-8");
    let text = String::from_utf8(copy["START-HERE.txt"].clone()).expect("UTF-8");
    for lang in ["en", "ar"] {
        let link = format!("<a href=\"library-{lang}.epub\">library-{lang}.epub</a>");
        assert!(start.contains(&link) && text.contains(&format!(" library-{lang}.epub\r\n")), "{start}{text}");
    }
    assert!(!start.contains("library-fr"), "{start}");
    run_well(root.path(), &["verify", "stick"]);
    // A file of the authors' stands in the place of ours.
    save(&root.path().join("content"), &files("-- _static/library-en.epub --\nour own\n"));
    run_well(root.path(), &["pack", "usb", "stick"]);
    assert_eq!(tree(&root.path().join("stick"))["library-en.epub"], b"our own\n");
}

#[test]
fn a_book_takes_no_other_files_place_and_errors_leave_it_as_it_was() {
    let root = on_disk(LIBRARY);
    fs::write(root.path().join("novel.epub"), "ten years of work").expect("a file");
    let packed = run(root.path(), &["pack", "epub", "novel.epub"]);
    assert!(packed.code == 2 && packed.stderr.contains("vademecum did not make it"), "{}", packed.stderr);
    assert_eq!(fs::read(root.path().join("novel.epub")).expect("a file"), b"ten years of work");
    assert_eq!(run(root.path(), &["pack", "epub", "content"]).code, 2);
    run_well(root.path(), &["pack", "epub", "book.epub"]);
    let before = fs::read(root.path().join("book.epub")).expect("a book");
    save(&root.path().join("content"), &files("-- d.md --\n---\nkind: note\ntitle: D\n---\n[[gone]]\n"));
    let packed = run(root.path(), &["pack", "epub", "book.epub"]);
    assert!(
        packed.code == 1 && packed.stderr.contains("nothing was packed; book.epub is as it was"),
        "{}",
        packed.stderr
    );
    assert_eq!(before, fs::read(root.path().join("book.epub")).expect("a book"));
}

#[test]
fn a_book_is_the_same_on_every_machine_and_says_first_what_it_is() {
    let book = packed(LIBRARY, "epub", "book.epub");
    // The first file is stored as it is: reading systems look there. Nothing stands between its name and its words.
    assert_eq!(&book[30..58], b"mimetypeapplication/epub+zip");
    assert_eq!(book[8..10], [0, 0], "stored");
    assert_eq!(book[28..30], [0, 0], "no extra field");
}
