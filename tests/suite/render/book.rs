//! Books: what stands in them, where their links lead, and that they are XML whatever authors write.

use crate::support::{BUILT_IN, Files, lines, sources, sources_of};
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use vademecum::model::config::Lang;
use vademecum::model::diag::settle;
use vademecum::model::source::Sources;
use vademecum::pipeline::{self, Memos, Unwatched};
use vademecum::resolve::Scope;
use zip::ZipArchive;

/// The files of a book, each with its bytes, and what there is to say.
struct Book {
    files: BTreeMap<String, Vec<u8>>,
    findings: String,
}

impl Book {
    fn of(text: &str, lang: &str) -> Book {
        Book::of_sources(&sources(text), lang).expect("a book")
    }

    fn of_sources(sources: &Sources, lang: &str) -> Option<Book> {
        let read = pipeline::read(sources, Scope::default(), &mut Memos::default(), &Unwatched);
        let book = pipeline::epub(&read.value, &BUILT_IN, &Lang::new(lang));
        let mut diagnostics = [read.diagnostics, book.diagnostics].concat();
        settle(&mut diagnostics);
        Some(Book { files: unzipped(&book.value?), findings: lines(sources, &diagnostics) })
    }

    fn text(&self, name: &str) -> &str {
        let bytes = self.files.get(name).unwrap_or_else(|| panic!("no {name} among {:?}", self.files.keys()));
        std::str::from_utf8(bytes).expect("UTF-8")
    }

    /// The text of all chapters.
    fn chapters(&self) -> String {
        self.files.keys().filter(|name| name.starts_with("EPUB/chapter-")).map(|name| self.text(name)).collect()
    }

    /// Every file is XML, every link arrives, no id is there twice, and the package names every file.
    fn assert_sound(&self) {
        let is_xml = |name: &&String| [".xhtml", ".opf", ".xml", ".svg"].iter().any(|end| name.ends_with(end));
        let options = || ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        let parse = |name: &'_ String| -> (String, Document<'_>) {
            let text = std::str::from_utf8(&self.files[name]).expect("UTF-8");
            let parsed = Document::parse_with_options(text, options());
            (name.clone(), parsed.unwrap_or_else(|error| panic!("{name}: {error}\n{text}")))
        };
        let documents: BTreeMap<String, Document> = self.files.keys().filter(is_xml).map(parse).collect();
        let ids = |name: &str| {
            let mut ids = BTreeSet::new();
            for id in documents[name].descendants().filter_map(|node| node.attribute("id")) {
                assert!(ids.insert(id.to_owned()), "{name} has the id {id} twice");
            }
            ids
        };
        for (name, document) in &documents {
            for node in document.descendants() {
                for address in ["href", "src"].iter().filter_map(|key| node.attribute(*key)) {
                    if ["https:", "http:", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme)) {
                        assert_eq!(node.tag_name().name(), "a", "{name} loads {address}");
                        continue;
                    }
                    let (file, anchor) = address.split_once('#').unwrap_or((address, ""));
                    let file = if file.is_empty() { name.clone() } else { format!("EPUB/{file}") };
                    assert!(self.files.contains_key(&file), "{name} leads to {address}");
                    assert!(anchor.is_empty() || ids(&file).contains(anchor), "{name} leads to {address}");
                }
            }
        }
        let named = |node: Node<'_, '_>| Some(format!("EPUB/{}", node.attribute("href")?));
        let package = &documents["EPUB/package.opf"];
        let manifest: BTreeSet<String> =
            package.descendants().filter(|node| node.has_tag_name(ITEM)).filter_map(named).collect();
        let there = self.files.keys().filter(|name| name.starts_with("EPUB/") && !name.ends_with(".opf"));
        assert_eq!(manifest, there.cloned().collect());
    }
}

const ITEM: (&str, &str) = ("http://www.idpf.org/2007/opf", "item");

fn unzipped(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    let n_files = archive.len();
    let read = |at| {
        let mut file = archive.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        (file.name().expect("a name").into_owned(), bytes)
    };
    (0..n_files).map(read).collect()
}

const MODEL: &str = "
-- model.yaml --
kinds:
  text:
    label: Text
    number: number
    fields:
      number: {type: text, certainty: {field: sure, plain: [yes-it-is], marked: [maybe]}}
      sure: {type: text}
      source_status: {type: choice, of: {seen: {en: The text was seen, ar: اطُّلع على النص}}}
relations:
  part_of: {one: true, ordered: true, label: Part of, inverse: Contains}
-- index.md --
# Home
";

const LIBRARY: &str = "
-- book.md --
---
title: Book
kind: text
summary: All of it.
reviewed: 2026-05
---
See [[one#watch-for]], [[outside#beside|what is beside]], [the folder](things/) and [out](https://example.org/a?b=1&c=2).

![A line](line.svg) ![A dot](dot.png)
-- one.md --
---
title: One
kind: text
summary: The first.
number: 12
sure: maybe
part_of: book
order: 1
status: superseded
source_status: seen
---
A note[^n].

- [x] done

## Watch for

[^n]: In [[two]].
-- two.md --
---
title: Two
kind: text
number: 77
sure: guess
part_of: book
order: 2
---
Back to [[one]] and to [[other#more]].
-- other.md --
---
title: Other
kind: text
---
## More
-- inner.md --
---
title: Inner
kind: text
part_of: other
---
Of [[two]].
-- innermost.md --
---
title: Innermost
kind: text
part_of: inner
---
-- outside.md --
---
title: Outside
kind: text
---
## Beside
-- things/thing.md --
---
title: Thing
kind: text
---
-- line.svg --
<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/></svg>
-- dot.png --
no picture
";

#[test]
fn whole_documents_are_the_chapters_of_a_book() {
    let book = Book::of(&format!("{MODEL}{LIBRARY}"), "en");
    book.assert_sound();
    let names: Vec<&str> = book.files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "EPUB/book.css",
            "EPUB/chapter-001.xhtml",
            "EPUB/chapter-002.xhtml",
            "EPUB/nav.xhtml",
            "EPUB/package.opf",
            "EPUB/picture-001.svg",
            "EPUB/title.xhtml",
            "META-INF/container.xml",
            "mimetype"
        ]
    );
    let chapter = book.text("EPUB/chapter-001.xhtml");
    for part in [
        // Links lead to places in the book, to the web where they always did, and nowhere where nobody could follow.
        "<a href=\"#one--watch-for\">One</a>",
        ", what is beside, the folder and <a href=\"https://example.org/a?b=1&amp;c=2\"",
        "<a href=\"chapter-002.xhtml#other--more\">Other</a>",
        "<img src=\"picture-001.svg\" alt=\"A line\"/> A dot",
        // A number that is only likely says so, with words too.
        "<bdi>12</bdi><span class=\"mark\">? <span class=\"mark-words\">(number not verified)</span></span></span> One</h2>",
        "<p class=\"notice\">This text has been superseded.",
        "The text was seen. ",
        "<input type=\"checkbox\" disabled=\"disabled\" checked=\"checked\" aria-label=\"done\"/>",
    ] {
        assert!(chapter.contains(part), "no {part} in\n{chapter}");
    }
    // One that must not be printed is printed nowhere.
    assert!(book.files.keys().filter(|name| name.ends_with("html")).all(|name| !book.text(name).contains("77")));
    let contents = book.text("EPUB/nav.xhtml");
    let lines = "<li><a href=\"chapter-001.xhtml#book\">Book</a>
<ol>
<li><a href=\"chapter-001.xhtml#one\"><bdi>12</bdi>? (number not verified) One</a></li>
<li><a href=\"chapter-001.xhtml#two\">Two</a></li>
</ol>
</li>
<li><a href=\"chapter-002.xhtml#other\">Other</a>
<ol>
<li><a href=\"chapter-002.xhtml#inner\">Inner</a>
<ol>
<li><a href=\"chapter-002.xhtml#innermost\">Innermost</a></li>
</ol>
</li>
</ol>
</li>
";
    assert!(contents.contains(lines), "{contents}");
    assert!(book.text("EPUB/package.opf").contains("<meta property=\"dcterms:modified\">2026-05-01T00:00:00Z</meta>"));
    let finding = "dot.png:1:1 warning[book-picture] `dot.png` cannot stand in a book: it is no PNG, JPEG, GIF, WebP or SVG | its words stand in its place\n";
    assert!(book.findings.contains(finding), "{}", book.findings);
}

#[test]
fn where_the_address_is_known_a_book_leads_to_it() {
    let site = "-- site.yaml --\nbase_url: https://example.org/lib\n";
    let book = Book::of(&format!("{site}{MODEL}{LIBRARY}"), "en");
    book.assert_sound();
    let chapter = book.text("EPUB/chapter-001.xhtml");
    for part in [
        "<a href=\"https://example.org/lib/text/outside.html#beside\">what is beside</a>",
        "<a href=\"https://example.org/lib/text/one.html\"><bdi>https://example.org/lib/text/one.html</bdi></a>",
        "<a href=\"https://example.org/lib/dot.png\">A dot</a>",
    ] {
        assert!(chapter.contains(part), "no {part} in\n{chapter}");
    }
    let package = book.text("EPUB/package.opf");
    assert!(package.contains(">https://example.org/lib/library-en.epub</dc:identifier>"), "{package}");
}

#[test]
fn each_language_has_its_book() {
    let site = "-- site.yaml --\nlanguages: [en, ar]\ntitle: {en: Library, ar: مكتبة}\n";
    let arabic = "
-- book.ar.md --
---
title: كتاب
kind: text
---
انظر [[one]].
-- one.ar.md --
---
title: واحد
translation: unreviewed
---
";
    let text = format!("{site}{MODEL}{LIBRARY}{arabic}");
    let book = Book::of(&text, "ar");
    book.assert_sound();
    let (package, chapter) = (book.text("EPUB/package.opf"), book.text("EPUB/chapter-001.xhtml"));
    assert!(package.contains("<spine page-progression-direction=\"rtl\">"), "{package}");
    assert!(package.contains("<dc:language>ar</dc:language>") && package.contains("<dc:title>مكتبة"), "{package}");
    assert!(chapter.contains("lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">"), "{chapter}");
    assert!(chapter.contains("<a href=\"#one\">واحد</a>"), "{chapter}");
    // What is not translated says in which language it is.
    assert!(chapter.contains("id=\"two\" lang=\"en\" xml:lang=\"en\" dir=\"ltr\">"), "{chapter}");
    assert!(!book.chapters().contains("Of <a"), "the other document has no Arabic");
    Book::of(&text, "en").assert_sound();
}

#[test]
fn a_library_without_documents_is_a_book_of_all_its_entries() {
    let plain = "
-- one.md --
# One
[[nowhere]] [x](a/two.md)
-- a/two.md --
# Two
[back](../one.md)
-- a/b/README.md --
# Three
-- a/b/four.md --
Four
-- c/d/e/five.md --
# Five
-- f/note.txt --
no entry
";
    let book = Book::of(plain, "en");
    book.assert_sound();
    let lines = "<li><a href=\"chapter-001.xhtml#one\">One</a></li>
<li><span>A</span>
<ol>
<li><a href=\"chapter-002.xhtml#a/two\">Two</a></li>
<li><a href=\"chapter-003.xhtml#a/b\">Three</a>
<ol>
<li><a href=\"chapter-004.xhtml#a/b/four\">Four</a></li>
</ol>
</li>
</ol>
</li>
<li><span>C</span>
<ol>
<li><span>D</span>
<ol>
<li><span>E</span>
<ol>
<li><a href=\"chapter-005.xhtml#c/d/e/five\">Five</a></li>
</ol>
</li>
</ol>
</li>
</ol>
</li>
";
    let contents = book.text("EPUB/nav.xhtml");
    assert!(contents.contains(lines), "{contents}");
    assert!(book.text("EPUB/package.opf").contains("dcterms:modified\">1980-01-01T00:00:00Z<"));
    let nothing = Book::of_sources(&sources("-- site.yaml --\ntitle: Nothing\n"), "en");
    assert!(nothing.is_none(), "there is nothing to read");
}

#[test]
fn a_long_document_goes_on_in_another_file() {
    let words = "words and more words of a long text\n".repeat(1_500);
    let parts: String = (0..6)
        .map(|n| format!("-- p{n}.md --\n---\ntitle: Part {n}\nkind: text\npart_of: book\n---\n[[p5]]\n\n{words}"))
        .collect();
    let book = Book::of(&format!("{MODEL}-- book.md --\n---\ntitle: Book\nkind: text\n---\n[[p5]]\n{parts}"), "en");
    book.assert_sound();
    let n_chapters = book.files.keys().filter(|name| name.starts_with("EPUB/chapter-")).count();
    assert_eq!(n_chapters, 6, "{:?}", book.files.keys());
    assert!(book.text("EPUB/chapter-001.xhtml").contains("href=\"chapter-006.xhtml#p5\""));
    assert!(book.text("EPUB/chapter-006.xhtml").contains("href=\"#p5\""));
}

/// Breaks out of elements, attributes, templates, comments and XML.
const HOSTILE: &str = r#"x"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7777 * 7777 }}{% raw %}&amp;<!-- --></title>]]> ]]&gt;"#;

#[test]
fn whatever_authors_write_a_book_is_xml() {
    let bad = format!("'{}'", HOSTILE.replace('\'', "''"));
    let body = format!(
        "{HOSTILE} \u{7}bell \u{b} \u{fffe}\u{ffff} &nbsp; &copy; &#0; &#8; &#xFFFE; &unknown; AT&T <br> <?php x ?> <!DOCTYPE x> <![CDATA[x]]>\n\n\
         <div><p>open <b>never closed\n<br>\n</div></span>\n\nLine\\\nbreak  \nagain\n\n***\n\n- [ ] todo\n- [x] checked aria disabled\n\n\
         | a | |\n|---|:-:|\n| {HOSTILE} | 2 |\n\nTerm\n: Definition\n\n```{HOSTILE}\n{HOSTILE}\n```\n\n> [!WARNING]\n> x\n\n\
         ![{HOSTILE}](p.svg) ![a](q.svg) ![a](r.svg) [![a](p.svg)](b.md) [[b|{HOSTILE}]] [{HOSTILE}](b.md \"{HOSTILE}\")\n\n\
         [x](https://x.y/\"><script>alert(3)</script>) [y](https://x.y/%zz) [z](http://) [w](https://x.y:99999/) [v](https://a@b@c/) [u](mailto:)\n\n\
         ## {HOSTILE} {{#x\"y}}\n\n## ١٢٣ &\n\n![[b#part]]\n\n[^1] [^1]\n\n[^1]: {HOSTILE}\n"
    );
    let mut files = Files::new();
    let mut put = |path: &str, text: String| files.insert(path.to_owned(), text);
    put("site.yaml", format!("title: {bad}\ndescription: {bad}\nlicence: {bad}\n"));
    put("model.yaml", "kinds: {note: {}}\nrelations: {part_of: {one: true, ordered: true}}\n".to_owned());
    for (name, part) in [("a", ""), ("b", "part_of: a\n"), ("c", "part_of: b\n")] {
        let title = if name == "b" { "\"\\a\\b\\x7f\\uFFFE\"" } else { &bad };
        let own = if name == "b" { "## Part\n\n![in](p.svg)\n" } else { &body };
        put(&format!("{name}.md"), format!("---\nkind: note\ntitle: {title}\nsummary: {bad}\n{part}---\n{own}"));
    }
    put("p.svg", "<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>".to_owned());
    put("q.svg", "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>".to_owned());
    put("r.svg", "<svg xmlns='http://www.w3.org/2000/svg'><image href='https://x.y/z.png'/></svg>".to_owned());
    let book = Book::of_sources(&sources_of(&files), "en").expect("a book");
    book.assert_sound();
    for (name, bytes) in &book.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("<script") && !text.contains("onerror=alert(2)>"), "{name}\n{text}");
        assert!(!text.contains("60481729") && !text.contains("%zz"), "{name}\n{text}");
    }
    for reason in [
        "`q.svg` cannot stand in a book: it is not written as SVG asks",
        "`r.svg` cannot stand in a book: it needs other files",
    ] {
        assert!(book.findings.contains(reason), "{}", book.findings);
    }
}

#[test]
fn a_theme_that_prints_no_xml_is_told() {
    let mut theme = BUILT_IN.clone();
    theme.templates.insert("epub/chapter.xml".to_owned(), "<p>{{ chapter.title }}<br></p>".to_owned());
    let read = pipeline::read(&sources("-- a.md --\n# A\n"), Scope::default(), &mut Memos::default(), &Unwatched);
    let book = pipeline::epub(&read.value, &theme, &Lang::new("en"));
    assert!(book.value.is_none());
    let found: Vec<&str> = book.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(found, ["template"]);
    assert!(book.diagnostics[0].message.contains("chapter-001.xhtml"), "{}", book.diagnostics[0].message);
}
