//! The pages that show many entries at once.

use crate::page::{Page, assert_sound};
use crate::support::{built, check_findings};
use expect_test::expect;

const MEETINGS: &str = "
-- site.yaml --
languages: [en, fr]
-- model.yaml --
kinds:
  meeting:
    label: {en: Meeting, fr: Réunion}
    timeline: {start: start, end: end, note: on_date}
    fields:
      start: {type: date, certainty: {field: sure, plain: [sourced], marked: [likely]}}
      end: {type: date}
      on_date: {type: text}
      sure: {type: choice, of: [sourced, likely, guess]}
  paper: {label: Paper, timeline: dated, fields: {dated: {type: date}}}
  place: {label: Place}
relations:
  led_to: {label: {en: Led to, fr: A mené à}, inverse: {en: Came out of, fr: Issu de}, timeline: true}
  see_also: {label: See also, symmetric: true}
-- index.md --
# Home
[[old]], [[guess]]
-- rome.md --
---
kind: meeting
title: Rome
start: 2012-06-07
end: 2012-06-08
on_date: As the invitation says.
sure: sourced
led_to: [memo, town]
see_also: hague
---
-- rome.fr.md --
---
kind: meeting
title: Réunion de Rome
---
-- hague.md --
---
kind: meeting
title: The Hague
start: 2011-12
sure: likely
led_to: rome
---
-- guess.md --
---
kind: meeting
title: Somewhere
start: 2010
sure: guess
---
-- memo.md --
---
kind: paper
title: Memo
dated: {date: 2012-06, as_written: June of that year}
---
-- old.md --
---
kind: paper
title: Old
dated: 1990
---
-- town.md --
---
kind: place
title: Town
---
";

#[test]
fn the_timeline_prints_each_date_to_its_precision_and_what_has_none_last() {
    let built = built(MEETINGS);
    assert_eq!(built.findings(), "");
    let page = Page::of(&built, "timeline.html");
    assert_eq!(page.words("main h2"), ["1990", "2011", "2012", "Without a date"]);
    assert_eq!(
        page.words(".line"),
        [
            "1990 Old Paper",
            "December 2011? (number not verified) The Hague Meeting Led to ↓ Rome",
            "7–8 June 2012 Rome MeetingAs the invitation says. Led to ↓ Memo Came out of ↑ The Hague",
            "June of that year Memo Paper Came out of ↑ Rome",
            "Somewhere Meeting",
        ]
    );
    assert_eq!(page.links(".joins a")[0], "Rome -> #_rome");
    assert_eq!(page.links(".footer-links a")[2], "Timeline -> timeline.html");
    assert_sound(&built);
}

#[test]
fn the_timeline_stands_once_in_every_language() {
    let built = built(MEETINGS);
    let page = Page::of(&built, "fr/timeline.html");
    assert_eq!(page.words("h1"), ["Chronologie"]);
    let lines = page.words(".line");
    assert_eq!(lines.len(), 5);
    assert!(lines[2].starts_with("7–8 juin 2012 Réunion de Rome Réunion"), "{}", lines[2]);
    assert_eq!(page.links(".languages a"), ["English -> ../timeline.html", "français -> timeline.html"]);
    assert_eq!(Page::of(&built, "fr/index.html").links(".overviews a"), ["Chronologie -> timeline.html"]);
}

#[test]
fn a_long_timeline_goes_on_and_its_arrows_find_their_page() {
    let mut site = "-- model.yaml --\nkinds: {event: {label: Event, timeline: day, fields: {day: {type: date}}}}
relations: {led_to: {label: Led to, timeline: true}}\n"
        .to_owned();
    for n in 0..450 {
        let led_to = if n == 10 { "led_to: e300\n" } else { "" };
        site += &format!("-- e{n:03}.md --\n---\nkind: event\ntitle: E{n}\nday: {}\n{led_to}---\n", 1500 + n);
    }
    let built = built(&site);
    assert_eq!(Page::of(&built, "timeline.html").links(".joins a"), ["E300 -> timeline-2.html#_e300"]);
    assert_eq!(Page::of(&built, "timeline-3.html").all(".line").len(), 50);
    assert_sound(&built);
}

#[test]
fn a_library_that_declares_no_overview_has_none() {
    let built = built("-- a.md --\n---\ndated: 2012\n---\n# A\n");
    for page in ["timeline.html", "matrix.html", "map.html"] {
        assert!(!built.site.contains_key(page), "{page}");
    }
    assert!(Page::of(&built, "index.html").all(".overviews").is_empty());
}

#[test]
fn a_timeline_names_dates_of_its_kind() {
    check_findings(
        "
-- model.yaml --
kinds:
  event: {timeline: day, fields: {date: {type: date}}}
  paper: {timeline: {start: title_page, end: dated, until: x}, fields: {title_page: {type: text}, dated: {type: date}}}
  tool: {timeline: {end: made}, fields: {made: {type: date}}}
-- index.md --
---
title: Home
---
",
        expect![[r#"
            model.yaml:2:21 error[unknown-field] the kind `event` has no field `day` | add `day:` under `fields:`
            model.yaml:3:29 error[bad-value] `title_page` is no date | name a field with `type: date`
            model.yaml:3:53 error[unknown-key] `timeline` has no key `until` | known here: start, end, note
            model.yaml:4:20 error[bad-value] a timeline needs the field with the date | write `start: …`
        "#]],
    );
}

#[test]
fn what_is_dated_less_precisely_stands_after_what_is_dated_more_precisely() {
    let days = ["2011", "2011-12", "2011-12-31", "2011-11", "2011-11-02", "2012"];
    let mut site = "-- model.yaml --\nkinds: {event: {timeline: day, fields: {day: {type: date}}}}\n".to_owned();
    for day in days {
        site += &format!("-- e{day}.md --\n---\nkind: event\ntitle: E{day}\nday: {day}\n---\n");
    }
    let page = built(&site);
    let dates = Page::of(&page, "timeline.html").words(".line-date");
    assert_eq!(dates, ["2 November 2011", "November 2011", "31 December 2011", "December 2011", "2011", "2012"]);
}

#[test]
fn the_last_day_is_said_once() {
    let built = built(
        "
-- site.yaml --
languages: [en, fr]
-- model.yaml --
kinds:
  meeting:
    timeline: {start: start, end: end}
    fields:
      start: {type: date, label: Date}
      end: {type: date, label: Until}
-- a.md --
---
kind: meeting
title: A
start: {date: 2011-12-06, as_written: \"6–9 December 2011\"}
end: 2011-12-09
---
-- a.fr.md --
---
kind: meeting
title: A en français
---
-- b.md --
---
kind: meeting
title: B
start: {date: 2011-12-06, as_written: early December 2011}
end: 2011-12-09
---
",
    );
    let notes = |path: &str| Page::of(&built, path).words(".notes dt");
    assert_eq!(notes("meeting/a.html"), ["Date", "Cite"]);
    assert_eq!(notes("fr/meeting/a.html"), ["Date", "Citer"]);
    assert_eq!(notes("meeting/b.html"), ["Date", "Until", "Cite"]);
}
