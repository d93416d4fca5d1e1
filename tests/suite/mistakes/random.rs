//! Any mistake in any place: nothing panics, and little is said.

use super::{AROUND, MODEL};
use crate::support::{bare, build, files, property, sources_of};
use proptest::collection::vec;
use proptest::prelude::*;
use vademecum::pipeline::Memos;
use vademecum::resolve::Scope;

/// An entry without a fault.
const HEALTHY: &str = r#"---
title: Custody
summary: "What begins with custody: the first day."
kind: practice
actors: [judges, police]
regions:
  - north
  - south
dated: 2012-05-14
number: 12
---

Custody begins **here**, with `code` and a note[^1]. See [[release|what follows]] and [the judges](judges.md).

## The first day {#first}

> [!NOTE]
> Mind this.

| Day | Who    |
|-----|--------|
| 1   | judges |

- one
- two

```text
code
```

![A map](map.svg)

[^1]: As the judges say.
"#;

/// What a hand does to a text by mistake.
#[derive(Clone, Debug)]
enum Slip {
    Insert(usize, &'static str),
    Remove(usize, usize),
    Double(usize),
    DropLine(usize),
    Indent(usize, &'static str),
}

fn slips() -> impl Strategy<Value = Slip> {
    const SIGNS: [&str; 40] = [
        "\t", " ", "\u{a0}", "\u{200b}", "“", "”", "'", "\"", ":", ": ", "#", " #", "@", "&", "*", "**", "!", "{", "}",
        "[", "]", "[[", "]]", "(", ")", "|", "`", "```", "-", "- ", "—", "---", "\n", "\n\n", "<", "<br>", "<!--",
        "{{", "~~", "\\",
    ];
    prop_oneof![
        (0usize..1_000, proptest::sample::select(SIGNS.as_slice())).prop_map(|(at, sign)| Slip::Insert(at, sign)),
        (0usize..1_000, 1usize..4).prop_map(|(at, n)| Slip::Remove(at, n)),
        (0usize..1_000).prop_map(Slip::Double),
        (0usize..40).prop_map(Slip::DropLine),
        (0usize..40, proptest::sample::select(["\t", " ", "    ", "\u{a0}"].as_slice()))
            .prop_map(|(line, by)| Slip::Indent(line, by)),
    ]
}

fn slipped(text: &str, slip: &Slip) -> String {
    let chars: Vec<char> = text.chars().collect();
    let lines = |change: &dyn Fn(usize, &str) -> String| -> String {
        text.split_inclusive('\n').enumerate().map(|(idx, line)| change(idx, line)).collect()
    };
    let string = |chars: &[char]| chars.iter().collect::<String>();
    let place = |at: usize| at.min(chars.len());
    match slip {
        Slip::Insert(at, sign) => format!("{}{sign}{}", string(&chars[..place(*at)]), string(&chars[place(*at)..])),
        Slip::Remove(at, n) => format!("{}{}", string(&chars[..place(*at)]), string(&chars[place(at + n)..])),
        Slip::Double(at) => format!("{}{}", string(&chars[..place(at + 1)]), string(&chars[place(*at)..])),
        Slip::DropLine(gone) => lines(&|idx, line| if idx == *gone { String::new() } else { line.to_owned() }),
        Slip::Indent(wanted, by) => {
            lines(&|idx, line| if idx == *wanted { format!("{by}{line}") } else { line.to_owned() })
        }
    }
}

fn findings(text: String) -> Vec<String> {
    let mut all = files(MODEL);
    all.extend(files(AROUND));
    all.insert("custody.md".to_owned(), text.clone());
    let built = build(sources_of(&all), &bare("{{ body | safe }}"), Scope::default(), &mut Memos::default());
    for finding in &built.diagnostics {
        let text = all.get(finding.span.path.as_str()).expect("a file");
        assert!(text.get(finding.span.range.clone()).is_some(), "{finding:?}");
        assert_ne!(finding.code, "unreadable-entry");
    }
    built.findings().lines().map(str::to_owned).collect()
}

#[test]
fn a_healthy_entry_is_told_nothing() {
    assert_eq!(findings(HEALTHY.to_owned()), Vec::<String>::new());
}

#[test]
fn one_slip_is_told_in_a_handful_of_findings() {
    property(600, slips(), |slip| {
        let said = findings(slipped(HEALTHY, &slip));
        assert!(said.len() <= 6, "{said:#?}");
    });
}

#[test]
fn many_slips_are_told_without_a_panic() {
    property(200, vec(slips(), 1..12), |slips| {
        let text = slips.iter().fold(HEALTHY.to_owned(), |text, slip| slipped(&text, slip));
        assert!(findings(text).len() <= 40);
    });
}
