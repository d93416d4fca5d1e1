//! Which words of a question count, and how much of it a passage has.

use crate::search::asked;
use crate::support::library;

#[test]
fn function_words_are_left_out_of_long_questions_alone() {
    let note = |n: usize| format!("-- n{n}.md --\n---\ntitle: Note {n}\n---\nWhat is out is about a thing.\n");
    let many: String = (0..150).map(note).collect();
    let site = format!(
        "{many}-- out-file.md --\n---\ntitle: Out-File\n---\nThe file.\n-- how.md --\n---\ntitle: How to file\n---\n"
    );
    let library = library(&site).value;
    let left_out = |question: &str| asked(&library, question, "en", &[]).left_out;
    assert_eq!(left_out("what is out file"), ["what", "is", "out"]);
    assert_eq!(left_out("what is \"about a\" file"), ["what", "is"]);
    // Three words may be a name, and where nothing else is asked for, they are what is asked.
    assert!(left_out("out of file").is_empty());
    assert!(left_out("what is about out").is_empty());
    // `how` stands in too few passages to be left out.
    assert_eq!(left_out("how is the file"), ["is"]);
    assert_eq!(asked(&library, "what is out file", "en", &[]).hits[0].id, "out-file");
    assert_eq!(asked(&library, "what is about out", "en", &[]).n_entries, 151);
}

#[test]
fn a_word_is_a_function_word_where_most_that_hold_it_are_of_its_language() {
    let site = |french: usize, english: usize| {
        let note = |n: usize, lang: &str| format!("-- n{n}{lang}.md --\nUn car au garage {n}.\n");
        let notes: String = (0..french + english).map(|n| note(n, if n < french { ".fr" } else { "" })).collect();
        let library = library(&format!("-- site.yaml --\nlanguages: [en, fr]\n{notes}")).value;
        asked(&library, "which new au garage", "fr", &[]).left_out
    };
    assert_eq!(site(140, 130), ["au"]);
    assert!(site(130, 140).is_empty());
}

#[test]
fn a_passage_with_more_of_the_question_goes_before_one_that_repeats_a_part() {
    let repeated = "Custody and custody, custody. ".repeat(3);
    let site = format!(
        "-- a.md --\n{repeated}\n-- b.md --\nCustody, then release, as all the other words go here.\n-- c.md --\nNothing.\n"
    );
    let library = library(&site).value;
    let answer = asked(&library, "custody release plan", "en", &[]);
    let ids: Vec<&str> = answer.hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(ids, ["b", "a"]);
    for hit in &answer.hits {
        let explained = hit.explained.as_ref().expect("it was asked for");
        let sum: f32 = explained.words.iter().map(|word| word.5).sum();
        assert!(explained.coverage < 1.0 && explained.coverage > 0.0);
        assert!((f64::from(sum) * explained.coverage + explained.bonus - hit.score).abs() < 1e-6);
    }
}
