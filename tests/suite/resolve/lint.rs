//! What a sound library could still do better.

use crate::support::{built, check_findings};
use expect_test::expect;

#[test]
fn an_entry_that_nothing_leads_to_is_an_orphan() {
    check_findings(
        "
-- model.yaml --
kinds: {note: {}}
relations: {see_also: {symmetric: true}}
-- site.yaml --
menu: [in-menu]
-- index.md --
---
title: Home
---
[[linked]]
-- folder/index.md --
---
title: Folder
---
-- in-menu.md --
---
title: In the menu
---
-- linked.md --
---
title: Linked
---
-- related.md --
---
title: Related
see_also: named
---
-- named.md --
---
title: Named
---
-- orphan.md --
---
title: Orphan
---
Links to itself: [[orphan]], and to [[linked]].
",
        expect![[r#"
            orphan.md:1:1 warning[orphan] nothing links to “Orphan” | write `[[orphan]]` where a reader would look for it, or relate it to another entry
        "#]],
    );
}

#[test]
fn in_a_plain_folder_nothing_is_an_orphan() {
    check_findings("-- a.md --\n-- b.md --\n", expect![[r#""#]]);
}

#[test]
fn a_page_too_deep_or_too_long_for_sticks_is_told() {
    let long = "long-folder-name-".repeat(2);
    check_findings(
        &format!("-- a/b/c/d/deep.md --\n-- a/b/c/fine.md --\n-- {long}a/{long}b/{long}c/long.md --\n"),
        expect![[r#"
            a/b/c/d/deep.md:1:1 warning[deep-path] this page lies more than 3 folders deep | some USB sticks and ZIP programs cut long paths; use fewer folders
            long-folder-name-long-folder-name-a/long-folder-name-long-folder-name-b/long-folder-name-long-folder-name-c/long.md:1:1 warning[long-path] this page's path is longer than 100 characters | shorten the names of its folders
        "#]],
    );
}

#[test]
fn a_folder_too_large_for_sticks_is_told() {
    let files: String = (0..5_001).map(|n| format!("-- many/n{n}.md --\n")).collect();
    let read = crate::support::library(&files);
    let findings = vademecum::lint::library(&read.value);
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["large-folder"]);
}

#[test]
fn a_sound_library_has_nothing_to_say() {
    let built = built(
        "-- model.yaml --\nkinds: {note: {}}\n-- index.md --\n---\ntitle: H\n---\n[[a]]\n-- a.md --\n---\ntitle: A\nkind: note\n---\n",
    );
    assert_eq!(built.findings(), "");
}

#[test]
fn a_file_whose_name_some_disks_cannot_hold_is_told() {
    check_findings(
        "
-- a.md --
-- _static/.well-known/security.txt --
-- _static/_headers --
-- _static/two  words.txt --
-- _static/a:b.txt --
-- _static/sub./c.txt --
-- _static/con.txt --
-- _static/Aux --
-- _static/lpt1.tar.gz --
-- _static/a-name-that-has-more-characters-than-a-disc-can-hold.txt --
-- _static/back\\slash.txt --
-- _static/tab\there.txt --
-- _static/not\u{fffd}text.txt --
",
        expect![[r#"
            _static/Aux:1:1 warning[file-name] Windows, and many sticks and discs, cannot hold a file called `Aux` | `aux` is a device there
            _static/a-name-that-has-more-characters-than-a-disc-can-hold.txt:1:1 warning[file-name] Windows, and many sticks and discs, cannot hold a file called `a-name-that-has-more-characters-than-a-disc-can-hold.txt` | write at most 52 characters
            _static/a:b.txt:1:1 warning[file-name] Windows, and many sticks and discs, cannot hold a file called `a:b.txt` | `:` cannot stand in a name there
            _static/back\slash.txt:1:1 error[file-name] this file's name has what no address can have: a backslash | rename it; letters, digits, hyphens and dots are safe everywhere
            _static/con.txt:1:1 warning[file-name] Windows, and many sticks and discs, cannot hold a file called `con.txt` | `con` is a device there
            _static/lpt1.tar.gz:1:1 warning[file-name] Windows, and many sticks and discs, cannot hold a file called `lpt1.tar.gz` | `lpt1` is a device there
            _static/not�text.txt:1:1 error[file-name] this file's name has what no address can have: a byte that is no character | rename it; letters, digits, hyphens and dots are safe everywhere
            _static/sub./c.txt:1:1 warning[file-name] Windows, and many sticks and discs, cannot hold a file called `sub.` | a name there cannot end in a dot or a space
            _static/tab	here.txt:1:1 error[file-name] this file's name has what no address can have: a control character, \t | rename it; letters, digits, hyphens and dots are safe everywhere
        "#]],
    );
}
