//! Addresses: redirects, reserved ones, and that no two things have the same.

use crate::support::{built, check_findings, check_names};
use expect_test::expect;

#[test]
fn an_alias_that_can_be_an_address_answers_with_a_redirect() {
    check_names(
        "
-- model.yaml --
kinds: {note: {}}
-- index.md --
---
title: Home
aliases: [start]
---
[[a]]
-- a.md --
---
kind: note
title: A
aliases: [old-a, Another name, A.B]
---
",
        expect![[r#"
            index.md: home “Home” article -> index.html
            a.md: a “A” note -> note/a.html
            note/old-a.html redirects to note/a.html
            start.html redirects to index.html
        "#]],
    );
}

#[test]
fn an_alias_names_one_entry() {
    check_findings(
        "
-- model.yaml --
kinds: {note: {}}
-- index.md --
---
title: Home
---
[[a]] [[b]] [[c]]
-- a.md --
---
kind: note
title: A
aliases: [b, old]
---
-- b.md --
---
kind: note
title: B
aliases: [old]
---
-- c.md --
---
kind: note
title: C
aliases: [c]
---
",
        expect![[r#"
            a.md:4:10 error[alias-collision] the alias `b` is taken by “B” | an alias names one entry; remove one of them
            b.md:4:10 error[alias-collision] the alias `old` is taken by “A” | an alias names one entry; remove one of them
            c.md:4:10 error[alias-collision] the alias `c` is taken by “C” | an alias names one entry; remove one of them
        "#]],
    );
}

/// Sites in which two things would come out at one address: each says so, and none comes out twice.
fn collides(files: &str) {
    let built = built(files);
    assert_eq!(built.collisions, Vec::<String>::new(), "came out twice\n{}", built.findings());
    assert!(
        built.diagnostics.iter().any(|finding| finding.code.ends_with("-collision") || finding.code == "reserved-name"),
        "nobody was told: {}\n{:?}",
        built.findings(),
        built.site.keys().collect::<Vec<_>>()
    );
}

#[test]
fn an_entry_cannot_take_an_address_of_the_sites_own_pages() {
    collides("-- 404.md --\n");
    collides("-- a-z.md --\n");
}

#[test]
fn an_alias_cannot_take_an_address_of_the_sites_own_pages() {
    collides("-- a.md --\n---\naliases: [a-z]\n---\n");
    collides("-- model.yaml --\nkinds: {n: {}}\n-- index.md --\n---\ntitle: H\naliases: ['404']\n---\n");
    collides("-- model.yaml --\nkinds: {n: {}}\n-- index.md --\n---\ntitle: H\naliases: ['a-z']\n---\n");
}

#[test]
fn an_alias_cannot_take_the_address_of_a_folders_list() {
    collides(
        "-- model.yaml --\nkinds: {n: {}}\n-- index.md --\n---\ntitle: H\n---\n[[a]]\n-- n/a.md --\n---\ntitle: A\nkind: n\naliases: [index]\n---\n",
    );
}

#[test]
fn an_entry_cannot_take_the_address_of_a_folders_list() {
    collides(
        "-- model.yaml --\nkinds: {n: {}}\n-- index.md --\n---\ntitle: H\n---\n[[a]] [[index]]\n-- n/a.md --\n---\ntitle: A\nkind: n\nid: index\n---\n",
    );
}

#[test]
fn a_file_published_as_it_is_cannot_take_the_address_of_a_page() {
    collides("-- a.md --\n-- _static/a.html --\nx\n");
    collides("-- a.md --\n-- _static/a-z.html --\nx\n");
    collides("-- a.md --\n-- _static/index.html --\nx\n");
    collides("-- a.md --\n-- _static/404.html --\nx\n");
    collides("-- f/a.md --\n-- _static/f/index.html --\nx\n");
    collides("-- a.md --\n---\naliases: [old]\n---\n-- _static/old.html --\nx\n");
}

#[test]
fn a_file_published_as_it_is_cannot_take_the_address_of_a_linked_one() {
    collides("-- a.md --\n![x](x.png)\n-- x.png --\n1\n-- _static/x.png --\n2\n");
}

#[test]
fn a_file_published_as_it_is_cannot_lie_where_a_folder_does() {
    collides("-- f/a.md --\n-- _static/f --\nx\n");
    collides("-- f/a.md --\n-- _static/F --\nx\n");
    collides("-- f/g/a.md --\n-- _static/f/g --\nx\n");
    collides("-- a.md --\n-- _static/a.html/x --\nx\n");
    collides("-- a.md --\n-- _static/assets --\nx\n");
}

#[test]
fn a_file_published_as_it_is_may_lie_beside_pages() {
    let built = built("-- f/a.md --\n-- _static/f/b.txt --\nx\n-- _static/f/c/d --\ny\n-- _static/e --\nz\n");
    assert_eq!(built.findings(), "");
    assert_eq!(
        (&*built.site["f/b.txt"], &*built.site["f/c/d"], &*built.site["e"]),
        (&b"x\n"[..], &b"y\n"[..], &b"z\n"[..])
    );
}

#[test]
fn no_file_can_take_the_place_of_the_manifest() {
    collides("-- a.md --\n-- _static/manifest-sha256.txt --\nx\n");
    collides("-- a.md --\n[x](manifest-sha256.txt)\n-- manifest-sha256.txt --\nx\n");
}

#[test]
fn a_further_page_of_a_list_cannot_take_the_address_of_an_entry() {
    let links: String = (0..250).map(|n| format!("-- from-{n}.md --\n[[a]]\n")).collect();
    collides(&format!("-- a.md --\n-- a/mentions-2.md --\n{links}"));
}

#[test]
fn a_page_of_the_long_a_to_z_cannot_take_the_address_of_an_entry() {
    let entries: String = (0..250).map(|n| format!("-- b{n}.md --\n")).collect();
    collides(&format!("-- a-z/b.md --\n{entries}"));
}

#[test]
fn kinds_do_not_share_a_folder_nor_take_one_of_the_sites() {
    check_findings(
        "
-- model.yaml --
kinds:
  one: {path: same}
  two: {path: same}
  search: {}
  three: {path: data}
  four: {path: \"../up\"}
-- index.md --
---
title: Home
---
",
        expect![[r#"
            model.yaml:3:15 error[path-collision] `one` and `two` would share the folder `same` | give one of them another `path:`
            model.yaml:4:3 error[reserved-name] the site keeps the folder `search` for itself | give `search` another `path:`
            model.yaml:5:17 error[reserved-name] the site keeps the folder `data` for itself | give `three` another `path:`
            model.yaml:6:16 error[bad-id] `../up` cannot be a folder of the site | an id has small letters a to z, digits and hyphens; write `up`
        "#]],
    );
}

#[test]
fn what_is_published_as_it_is_lies_at_the_root() {
    let built = built("-- a.md --\n-- _static/robots.txt --\nx\n-- _static/sub/file.bin --\ny\n");
    assert_eq!(built.findings(), "");
    assert_eq!(&*built.site["robots.txt"], b"x\n");
    assert_eq!(&*built.site["sub/file.bin"], b"y\n");
}
