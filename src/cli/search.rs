//! `search`: the answers of the search page, in the terminal.

use super::args::Search;
use super::{Outcome, terminal, usage};
use crate::index::{Answer, Asked, Hit, Searcher};
use crate::model::config::Lang;
use crate::model::hash::ContentHash;
use crate::pipeline::{self, Blocks};
use crate::{load, write};
use anyhow::{Context, Result};
use std::fmt::Write as _;
use std::path::Path;

pub(super) fn run(root: &Path, options: &Search) -> Result<Outcome> {
    let library = super::published(root)?;
    let lang = options.lang.as_deref().map_or_else(|| library.lang().clone(), Lang::new);
    if !library.langs().contains(&lang) {
        let known: Vec<&str> = library.langs().iter().map(Lang::as_str).collect();
        usage!("there is no language `{lang}`; the library is in {}", known.join(", "));
    }
    let folder = root.join(".vademecum/index");
    let mut blocks = Blocks::stored(load::kept(&folder), &program());
    let index = pipeline::index(&library, &mut blocks);
    // A library on a stick that cannot be written to is searched all the same, only later.
    let _ = write::keep(&folder, &blocks.to_store());
    if let Some(problem) = index.no_filter(&options.filter) {
        usage!("{problem}");
    }
    let searcher = Searcher::of(&index, &library);
    let answer = |question: &str| {
        let (filters, is_explained) = (&options.filter, options.explain);
        searcher.ask(&Asked { question, filters, lang: &lang, limit: options.limit, is_explained })
    };
    if options.query == ["-"] {
        for question in std::io::stdin().lines() {
            let question = question.context("reading questions")?;
            let line = serde_json::to_string(&answer(&question)).context("writing the answer as JSON")?;
            terminal::print(&(line + "\n"))?;
        }
        return Ok(Outcome::Fine);
    }
    let answer = answer(&options.query.join(" "));
    let text = if options.json {
        serde_json::to_string_pretty(&answer).context("writing the answer as JSON")? + "\n"
    } else {
        told(&answer)
    };
    terminal::print(&text)?;
    Ok(Outcome::Fine)
}

/// Tells one build of this program from another.
fn program() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    let made = file.and_then(|file| Ok((file.len(), file.modified()?))).ok();
    ContentHash::of_value(&(env!("CARGO_PKG_VERSION"), made)).digits(0, 8)
}

/// As a person reads it.
fn told(answer: &Answer) -> String {
    let mut text = String::new();
    for (word, meant) in &answer.corrected {
        let _ = writeln!(text, "`{word}` stands nowhere; these are for `{meant}`");
    }
    for (term, names) in &answer.widened {
        let _ = writeln!(text, "{term}: also looked for {}", names.join(", "));
    }
    for (term, others) in &answer.contrasted {
        let _ = writeln!(text, "{term} is not the same as {}", others.join(", "));
    }
    if !answer.left_out.is_empty() {
        let _ = writeln!(text, "left out, as they say too little: {}", answer.left_out.join(", "));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    for hit in &answer.hits {
        tell(&mut text, hit);
    }
    let shown = if answer.hits.len() < answer.n_entries { ", of which these are the best" } else { "" };
    let entries = if answer.n_entries == 1 { "entry" } else { "entries" };
    let _ = writeln!(text, "{} {entries}{shown}", answer.n_entries);
    text
}

fn tell(text: &mut String, hit: &Hit) {
    let strong = terminal::strong();
    let number = hit.number.as_ref().map_or(String::new(), |number| format!("{number}. "));
    let _ = writeln!(
        text,
        "{strong}{number}{}{strong:#}  {} `{}` ({})  {:.4}",
        hit.title, hit.kind, hit.id, hit.lang, hit.score
    );
    for found in &hit.passages {
        let anchor = if found.anchor.is_empty() { String::new() } else { format!("#{}", found.anchor) };
        let _ = writeln!(text, "    {}{anchor}", hit.url);
        let parts = found.excerpt.iter().map(|(part, is_match)| match is_match {
            true => format!("{strong}{part}{strong:#}"),
            false => part.clone(),
        });
        let excerpt: String = parts.collect();
        if !excerpt.trim().is_empty() {
            let _ = writeln!(text, "    {}", excerpt.trim());
        }
    }
    if let Some(explained) = &hit.explained {
        for (word, term, field, n, frequency, score) in &explained.words {
            let _ = writeln!(
                text,
                "      {score:8.4}  {word} as `{term}` in {field}: {frequency} times here, in {n} passages"
            );
        }
        let _ = writeln!(text, "    x {:8.4}  for how much of the question stands here", explained.coverage);
        let _ = writeln!(text, "      {:8.4}  for the title or the heading", explained.bonus);
    }
    text.push('\n');
}
