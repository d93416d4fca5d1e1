//! Full-text search: passages, questions, ranking, and the files that a site carries.

use crate::support::{Files, files, library, property, sources, sources_of};
use expect_test::{Expect, expect};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Index as Engine, IndexWriter, TantivyDocument, Term};
use vademecum::index::terms::{Language, Stemmer, Terms, words};
use vademecum::index::{Answer, Asked, Searcher};
use vademecum::model::config::Lang;
use vademecum::model::library::Library;
use vademecum::model::site::Keep;
use vademecum::pipeline::{self, Blocks, Memos, Unwatched};
use vademecum::resolve::Scope;

pub(crate) fn asked(library: &Library, question: &str, lang: &str, filters: &[(&str, &str)]) -> Answer {
    let filters: Vec<(String, String)> =
        filters.iter().map(|(facet, term)| ((*facet).to_owned(), (*term).to_owned())).collect();
    let index = pipeline::index(library, &mut Blocks::forgetful());
    let asked = Asked { question, filters: &filters, lang: &Lang::new(lang), limit: 100, is_explained: true };
    Searcher::of(&index, library).ask(&asked)
}

/// What questions find, a line each: the entries in order with the anchors of their passages, then what is to be said.
fn check(site: &str, lang: &str, questions: &[&str], expected: &Expect) {
    let library = library(site).value;
    let mut text = String::new();
    for question in questions {
        let answer = asked(&library, question, lang, &[]);
        let hits = answer.hits.iter().map(|hit| {
            let anchors: String =
                hit.passages.iter().filter(|p| !p.anchor.is_empty()).map(|p| format!("#{}", p.anchor)).collect();
            let lang = if hit.lang == lang { String::new() } else { format!(" ({})", hit.lang) };
            format!("{}{anchors}{lang}", hit.id)
        });
        let hits: Vec<String> = hits.collect();
        let _ = write!(text, "{question} -> {}", hits.join(", "));
        for (word, meant) in &answer.corrected {
            let _ = write!(text, "; {word} meant {meant}");
        }
        for (term, names) in &answer.widened {
            let _ = write!(text, "; {term} also {}", names.join(", "));
        }
        for (term, others) in &answer.contrasted {
            let _ = write!(text, "; {term} is not {}", others.join(", "));
        }
        text.push('\n');
    }
    expected.assert_eq(&text);
}

const PRACTICES: &str = "
-- site.yaml --
languages: [en, fr, ar]
-- model.yaml --
kinds:
  practice: {number: number, fields: {number: {type: integer}}}
  actor: {}
  theme: {}
  term: {glossary: true}
relations:
  actors: {to: actor, facet: true}
  themes: {to: theme, facet: true}
  broader: {to: theme, one: true, tree: true}
  contrasts_with: {to: term, contrast: true, symmetric: true}
-- victims.md --
---
kind: practice
title: Victims and their advocates
short: Victims
number: 12
actors: [advocates]
themes: [dialogue]
---
Hearing from people harmed by violence. Victims may speak.

## Watch for {#watch}
The rights of victims come first.
-- victims.fr.md --
---
title: Les victimes et leurs défenseurs
---
Écouter les victimes, et leur réadaptation.
-- victims.ar.md --
---
title: الضحايا ومناصروهم
---
سماع الضحايا.
-- aftercare.md --
---
kind: practice
title: Aftercare
actors: [advocates, police]
also_known_as: [through the gate]
---
Support goes on after release. Good aftercare is planned early; re-entry begins in custody.

## Deradicalization {#beliefs}
De-radicalisation may follow. A well-run programme works.
-- dialogue.md --
---
kind: theme
title: Dialogue
broader: justice
---
-- justice.md --
---
kind: theme
title: Justice
---
-- advocates.md --
---
kind: actor
title: Advocates
---
-- police.md --
---
kind: actor
title: Police officers
---
-- leaving.md --
---
kind: term
title: Disengagement
also_known_as: [leaving violence]
contrasts_with: [beliefs]
---
-- beliefs.md --
---
kind: term
title: De-radicalisation
---
";

#[test]
fn words_are_found_where_they_stand_and_an_entry_once() {
    check(
        PRACTICES,
        "en",
        &["victims", "rights", "victim's rights", "nobody", "gate", "12", "through the gate"],
        &expect![[r#"
            victims -> victims#watch
            rights -> victims#watch
            victim's rights -> victims#watch
            nobody -> 
            gate -> aftercare
            12 -> victims
            through the gate -> aftercare, victims#watch
        "#]],
    );
}

#[test]
fn phrases_must_stand_and_what_is_excluded_must_not() {
    check(
        PRACTICES,
        "en",
        &[
            r#""rights of victims""#,
            r#""of victims rights""#,
            "victims -rights",
            r#"victims -"harmed by violence""#,
            r#""after release" support"#,
            r#"an unfinished "phrase"#,
            "title:victims",
            "headings:deradicalisation",
        ],
        &expect![[r#"
            "rights of victims" -> victims#watch
            "of victims rights" -> 
            victims -rights -> victims
            victims -"harmed by violence" -> victims#watch
            "after release" support -> aftercare
            an unfinished "phrase -> 
            title:victims -> victims#watch
            headings:deradicalisation -> aftercare#beliefs; De-radicalisation is not Disengagement
        "#]],
    );
}

#[test]
fn filters_are_part_of_the_question_and_a_wider_theme_holds_the_narrower() {
    check(
        PRACTICES,
        "en",
        &[
            "actors:police",
            "actor:police",
            "kind:practice release",
            "kind:practice -actors:police",
            "themes:justice",
            "actors:nobody",
            "colour:red",
            "lang:fr victimes",
            "lang:* victims",
        ],
        &expect![[r#"
            actors:police -> aftercare#beliefs
            actor:police -> aftercare#beliefs
            kind:practice release -> aftercare
            kind:practice -actors:police -> victims#watch
            themes:justice -> victims#watch
            actors:nobody -> 
            colour:red -> 
            lang:fr victimes -> victims (fr)
            lang:* victims -> victims#watch, victims (fr), victims (ar)
        "#]],
    );
}

#[test]
fn spelling_hyphens_and_case_make_no_difference() {
    check(
        PRACTICES,
        "en",
        &["deradicalisation", "DE-RADICALIZATION", "deradicalization", "reentry", "re-entry", "wellrun", "well run"],
        &expect![[r#"
            deradicalisation -> beliefs, aftercare#beliefs; De-radicalisation is not Disengagement
            DE-RADICALIZATION -> beliefs, aftercare#beliefs; De-radicalisation is not Disengagement
            deradicalization -> beliefs, aftercare#beliefs; De-radicalisation is not Disengagement
            reentry -> aftercare
            re-entry -> aftercare
            wellrun -> 
            well run -> aftercare#beliefs
        "#]],
    );
}

#[test]
fn a_beginning_stands_for_its_words_and_a_slip_for_what_was_meant() {
    check(
        PRACTICES,
        "en",
        &["vict*", "zz*", "aftrecare", "dialouge", "rihgts", "xyz", "pol1ce"],
        &expect![[r#"
            vict* -> victims#watch
            zz* -> 
            aftrecare -> aftercare#beliefs; aftrecare meant aftercare
            dialouge -> dialogue; dialouge meant dialogue
            rihgts -> victims#watch; rihgts meant rights
            xyz -> 
            pol1ce -> 
        "#]],
    );
}

#[test]
fn other_names_are_looked_for_too_and_what_is_not_the_same_is_named() {
    check(
        PRACTICES,
        "en",
        &["disengagement", "leaving violence", "de-radicalisation"],
        &expect![[r#"
        disengagement -> leaving, victims; Disengagement also leaving violence; Disengagement is not De-radicalisation
        leaving violence -> leaving, victims; Disengagement also Disengagement; Disengagement is not De-radicalisation
        de-radicalisation -> beliefs, aftercare#beliefs; De-radicalisation is not Disengagement
    "#]],
    );
}

#[test]
fn each_language_finds_its_own_and_what_has_no_translation() {
    check(
        PRACTICES,
        "fr",
        &["victimes", "readaptation", "RÉADAPTATION", "aftercare"],
        &expect![[r#"
        victimes -> victims
        readaptation -> victims
        RÉADAPTATION -> victims
        aftercare -> aftercare#beliefs (en)
    "#]],
    );
    check(
        PRACTICES,
        "ar",
        &["ضحايا", "الضَّحايا", "aftercare"],
        &expect![[r#"
        ضحايا -> victims
        الضَّحايا -> victims
        aftercare -> aftercare#beliefs (en)
    "#]],
    );
}

#[test]
fn nothing_that_is_typed_harms() {
    let long = "word ".repeat(2000);
    for question in
        ["", " ", "\"", "\"\"", "-", "--", "*", ":", "a:", ":b", "<b>\"&'</script>", "-\"", "\u{0}\u{202e}", &long]
    {
        let library = library(PRACTICES).value;
        asked(&library, question, "en", &[]);
    }
}

#[test]
fn a_question_without_words_lists_what_passes_in_order() {
    check(
        PRACTICES,
        "en",
        &["", "kind:actor", "kind:practice -release"],
        &expect![[r#"
             -> 
            kind:actor -> advocates, police
            kind:practice -release -> aftercare#beliefs, victims#watch
        "#]],
    );
}

#[test]
fn markup_parts_words_only_where_it_parts_blocks() {
    let site = "
-- a.md --
# A

In**sepa**rable and | not.

- one
- two

| cell | next |
|------|------|
| left | right |

![a caption](pic.svg) `code here`[^1]

[^1]: A footnote.
-- pic.svg --
<svg xmlns='http://www.w3.org/2000/svg'/>
";
    check(
        site,
        "en",
        &["inseparable", "onetwo", "leftright", "caption", "code", "footnote", "\"one two\""],
        &expect![[r#"
            inseparable -> a
            onetwo -> 
            leftright -> 
            caption -> a
            code -> a
            footnote -> a
            "one two" -> a
        "#]],
    );
}

pub(crate) const VOCABULARY: [&str; 12] = [
    "prison", "release", "victims", "family", "trust", "law", "officers", "dialogue", "work", "beliefs", "risk",
    "early",
];

pub(crate) fn texts() -> impl Strategy<Value = Vec<(Vec<&'static str>, Vec<&'static str>)>> {
    let word = || select(&VOCABULARY[..]);
    vec((vec(word(), 1..4), vec(word(), 0..60)), 2..40)
}

/// A plain folder of entries with a title and a text.
pub(crate) fn plain(texts: &[(Vec<&str>, Vec<&str>)]) -> Files {
    let entry = |(idx, (title, body)): (usize, &(Vec<&str>, Vec<&str>))| {
        (format!("d{idx:03}.md"), format!("# {}\n\n{}\n", title.join(" "), body.join(" ")))
    };
    texts.iter().enumerate().map(entry).collect()
}

#[test]
fn scores_before_the_bonus_are_those_of_tantivys_own_query() {
    property(60, (texts(), vec(select(&VOCABULARY[..]), 1..5)), |(texts, question)| {
        let library =
            pipeline::read(&sources_of(&plain(&texts)), Scope::default(), &mut Memos::default(), &Unwatched).value;
        let answer = asked(&library, &question.join(" "), "en", &[]);
        // The same texts in one segment, asked by tantivy itself.
        let mut schema = Schema::builder();
        let indexing =
            TextFieldIndexing::default().set_tokenizer("terms").set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        let fields: Vec<Field> = ["title", "body"].map(|name| schema.add_text_field(name, options.clone())).into();
        let engine = Engine::create_in_ram(schema.build());
        engine.tokenizers().register("terms", TextAnalyzer::from(Terms::of(Language::English)));
        let mut writer: IndexWriter = engine.writer_with_num_threads(1, 20_000_000).expect("an index in memory");
        for (title, body) in &texts {
            let mut document = TantivyDocument::default();
            document.add_text(fields[0], title.join(" "));
            document.add_text(fields[1], body.join(" "));
            writer.add_document(document).expect("an index in memory");
        }
        writer.commit().expect("an index in memory");
        let stemmer = Stemmer::of(Language::English);
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for word in words(&question.join(" ")) {
            let term = stemmer.stem(&word.folded).into_owned();
            for (field, boost) in [(fields[0], 0.5), (fields[1], 1.0)] {
                let query = TermQuery::new(Term::from_field_text(field, &term), IndexRecordOption::WithFreqs);
                clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(query), boost))));
            }
        }
        let searcher = engine.reader().expect("an index in memory").searcher();
        let top = TopDocs::with_limit(1000).order_by_score();
        let found = searcher.search(&BooleanQuery::new(clauses), &top).expect("an index in memory");
        let mut theirs: Vec<f32> = found.iter().map(|(score, _)| *score).collect();
        let mut ours: Vec<f32> = answer
            .hits
            .iter()
            .map(|hit| hit.explained.as_ref().map_or(0.0, |e| e.words.iter().map(|word| word.5).sum()))
            .collect();
        theirs.sort_by(f32::total_cmp);
        ours.sort_by(f32::total_cmp);
        assert_eq!(theirs.len(), ours.len());
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert!((ours - theirs).abs() <= theirs.abs() * 1e-5, "{ours} is not {theirs}");
        }
    });
}

fn published(files: &Files, blocks: &mut Blocks) -> BTreeMap<String, Vec<u8>> {
    let library = pipeline::read(&sources_of(files), Scope::default(), &mut Memos::default(), &Unwatched).value;
    let keep = Keep::default();
    pipeline::search(&library, blocks, &keep);
    keep.site().into_iter().map(|(path, bytes)| (path.to_string(), bytes.to_vec())).collect()
}

#[test]
fn blocks_that_were_kept_give_the_same_files() {
    property(20, vec(texts(), 1..4), |editions| {
        let mut blocks = Blocks::default();
        for texts in editions {
            let files = plain(&texts);
            assert_eq!(published(&files, &mut blocks), published(&files, &mut Blocks::forgetful()));
        }
    });
}

#[test]
fn a_change_of_words_in_one_entry_leaves_other_files_as_they_are() {
    let mut texts: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
    for idx in 0..300 {
        texts.push((vec![VOCABULARY[idx % 12]], VOCABULARY.iter().cycle().skip(idx).take(200).copied().collect()));
    }
    let before = published(&plain(&texts), &mut Blocks::forgetful());
    texts[150].1.push("uncommon");
    let after = published(&plain(&texts), &mut Blocks::forgetful());
    let names = |site: &BTreeMap<String, Vec<u8>>| site.keys().cloned().collect::<BTreeSet<_>>();
    let new: Vec<String> = names(&after).difference(&names(&before)).cloned().collect();
    let kinds: BTreeSet<&str> = new.iter().filter_map(|path| path.split('/').nth(1)).collect();
    assert!(new.len() < before.len() / 3, "{} of {} files are new: {new:?}", new.len(), before.len());
    assert!(kinds.contains("texts") && !kinds.contains("entries"), "{new:?}");
}

#[test]
fn published_files_are_scripts_of_one_call_with_names_that_any_disk_takes() {
    let site = published(&files(PRACTICES), &mut Blocks::forgetful());
    assert!(site.contains_key("search/meta.js"));
    for (path, bytes) in &site {
        let text = std::str::from_utf8(bytes).expect("scripts are UTF-8");
        let name =
            path.strip_prefix("search/").and_then(|path| path.strip_suffix(".js")).expect("a script below search/");
        assert!(text.starts_with(&format!("vademecum.shard(\"{name}\",")) && text.ends_with(')'), "{path}: {text}");
        assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'/'), "{name}");
    }
}

#[test]
fn hidden_entries_are_not_found() {
    let site = "-- a.md --\n---\nstatus: draft\ntitle: Secret\n---\nsecret words\n-- b.md --\n---\naudience: trainers\n---\nsecret words\n-- c.md --\nopen words\n";
    let hidden = published(&files(site), &mut Blocks::forgetful());
    for (path, bytes) in &hidden {
        assert!(!String::from_utf8_lossy(bytes).to_lowercase().contains("secret"), "{path}");
    }
    check(
        site,
        "en",
        &["secret", "words"],
        &expect![[r#"
        secret -> 
        words -> c
    "#]],
    );
    let _ = sources(site);
}
