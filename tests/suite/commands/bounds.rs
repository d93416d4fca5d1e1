//! What goes on for ever ends, with a word on what it was, and the site stays as it was.

use crate::support::{Tree, files, on_disk, run, run_well, save, tree};
use tempfile::TempDir;

/// A published site whose theme has then got another template for its A to Z.
fn with_template(template: &str) -> (TempDir, Tree) {
    let root = on_disk("-- README.md --\n# Home\n-- a.md --\n# A\n");
    run_well(root.path(), &["build"]);
    let site = tree(&root.path().join("site"));
    save(&root.path().join("themes/default/templates"), &files(&format!("-- a-z.html --\n{template}")));
    (root, site)
}

fn ends_with(template: &str, says: &str) {
    let (root, site) = with_template(template);
    let ended = run(root.path(), &["build"]);
    assert_eq!(ended.code, 1, "{}", ended.stderr);
    assert!(ended.stderr.contains(says), "{}", ended.stderr);
    assert!(tree(&root.path().join("site")) == site, "the site is another");
    // What was left lying about stops nobody.
    std::fs::remove_dir_all(root.path().join("themes")).expect("a theme");
    run_well(root.path(), &["build"]);
    assert!(!root.path().join(".site.staging").exists());
}

#[test]
fn a_template_that_includes_itself_is_told() {
    ends_with("{% include \"a-z.html\" %}", "error[template]: a template cannot be read");
}

#[test]
fn templates_that_include_each_other_are_told() {
    let (root, site) = with_template("{% include \"parts/one.html\" %}");
    let parts = "-- one.html --\n{% include \"parts/two.html\" %}\n-- two.html --\n{% include \"parts/one.html\" %}\n";
    save(&root.path().join("themes/default/templates/parts"), &files(parts));
    let ended = run(root.path(), &["build"]);
    assert!(ended.code == 1 && ended.stderr.contains("error[template]"), "{}", ended.stderr);
    assert!(tree(&root.path().join("site")) == site, "the site is another");
}

#[test]
fn a_page_that_grows_and_grows_is_told() {
    let line = "a line of a page that grows and grows ".repeat(30);
    let template =
        format!("{{% for a in range(end=1000) %}}{{% for b in range(end=1000) %}}{line}{{% endfor %}}{{% endfor %}}");
    ends_with(&template, "it is larger than 50 MB");
}

#[test]
fn a_template_of_a_hundred_million_turns_is_ended_after_ten_seconds() {
    let template =
        "{% for a in range(end=10000) %}{% for b in range(end=10000) %}{% set c = b %}{% endfor %}{% endfor %}";
    ends_with(template, "the page a-z.html is not made after 10 seconds");
}
