//! How long each stage takes on a library of a thousand entries, and what one edit costs when answers are kept.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use vademecum::load::{self, Places};
use vademecum::model::path::SourcePath;
use vademecum::model::site::Forget;
use vademecum::model::source::{Source, Sources};
use vademecum::pipeline::{self, Memos, Unwatched};
use vademecum::resolve::Scope;

const N_ENTRIES: usize = 1_000;

/// Entries of some 300 words, with five links and two facets each.
fn sources() -> Sources {
    let text = |path: &str, text: String| Arc::new(Source::new(SourcePath::new(path), text));
    let paragraph = "What works is rarely one measure alone, and what one prison learns another can use. ".repeat(4);
    let entry = |idx: usize| {
        let link = |step: usize| format!("See [[entry-{:04}]] for the rest of it. ", (idx + step) % N_ENTRIES);
        let body: String = (1..=5)
            .map(|step| format!("## Part {step}\n\n{paragraph}{}\n\n- first\n- second\n\n", link(step * 7)))
            .collect();
        let head = format!(
            "kind: note\ntitle: Entry {idx}\nsummary: The entry of number {idx}.\ntopics: [topic-{}, topic-{}]",
            idx % 40,
            idx % 7
        );
        text(&format!("notes/entry-{idx:04}.md"), format!("---\n{head}\n---\n\n{body}"))
    };
    let model = "kinds: {note: {label: Note}, topic: {label: Topic}}\nrelations: {topics: {to: topic, facet: true, open: true}}\n";
    Sources {
        entries: (0..N_ENTRIES).map(entry).collect(),
        site: Some(text("site.yaml", "title: Bench\n".to_owned())),
        model: Some(text("model.yaml", model.to_owned())),
        ..Sources::default()
    }
}

fn stages(criterion: &mut Criterion) {
    let sources = sources();
    let theme = load::theme(&Places::new(Path::new("."), Path::new("site")), "default").expect("the built-in theme");
    let read =
        |memos: &mut Memos, sources: &Sources| pipeline::read(sources, Scope::default(), memos, &Unwatched).value;
    let build = |library: &_, memos: &mut Memos| pipeline::build(library, &theme, memos, &Forget, &Unwatched);
    let mut group = criterion.benchmark_group("1,000 entries");
    group.sample_size(20);

    group.bench_function("parse and resolve", |bencher| {
        bencher.iter(|| black_box(read(&mut Memos::forgetful(), &sources)));
    });
    let library = read(&mut Memos::forgetful(), &sources);
    group.bench_function("render", |bencher| bencher.iter(|| black_box(build(&library, &mut Memos::forgetful()))));

    let mut memos = Memos::default();
    build(&read(&mut memos, &sources), &mut memos);
    let mut count = 0;
    let mut edited = || {
        count += 1;
        let mut edited = sources.clone();
        let before = &edited.entries[500];
        edited.entries[500] = Arc::new(Source::new(before.path.clone(), format!("{}\nEdit {count}.\n", before.text)));
        edited
    };
    group.bench_function("one edit, warm", |bencher| {
        bencher.iter_batched(
            &mut edited,
            |sources| build(&read(&mut memos, &sources), &mut memos),
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
