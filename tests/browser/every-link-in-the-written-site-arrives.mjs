import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { check } from "./lib/links.mjs";
import { build, built, goldenRoots, temporaryFolder } from "./lib/site.mjs";

test("every link in the written site arrives: the shipped content", () => {
  const { findings, n_pages, n_links } = check(built());
  assert.deepEqual(findings, []);
  assert.ok(n_pages > 50 && n_links > n_pages, `only ${n_pages} pages and ${n_links} links were read`);
});

test("every link in a site under a known address arrives too", () => {
  const base = "https://example.org/sub/path/";
  assert.deepEqual(check(built(undefined, "--base-url", base), base).findings, []);
});

/** Where a golden site says that it is served: its 404 page's links begin there. */
function baseOf(root) {
  const config = join(root, "content", "site.yaml");
  return existsSync(config) ? readFileSync(config, "utf8").match(/^base_url: *(\S+)/m)?.[1] : undefined;
}

// A golden site that is there for the mistakes in it publishes nothing and so expects no pages.
for (const { name, root } of goldenRoots().filter(({ root }) => existsSync(join(root, "expected")))) {
  test(`every link in the written site arrives: ${name}`, () => {
    const { site, code } = build(root);
    assert.equal(code, 0);
    assert.deepEqual(check(site, baseOf(root)).findings, []);
  });
}

test("the reader of links is not blind", () => {
  const mistakes = [
    `<a href="gone.html">no such file</a>`,
    `<a href="index.html#gone">no such id</a>`,
    `<a href="#gone">no such id</a>`,
    `<a href="">nowhere</a>`,
    `<a href="#">nowhere</a>`,
    `<a href="/index.html">root-relative</a>`,
    `<a href="//example.org/">another host</a>`,
    `<a href="../site/index.html">out and in again</a>`,
    `<a href="INDEX.html">another case</a>`,
    `<a href="./">a folder</a>`,
    `<a href="https://example.org/">not marked</a>`,
    `<a href="javascript:alert(1)">a script</a>`,
    `<img alt="" src="https://example.org/x.png">`,
    `<img alt="" srcset="gone.png 2x">`,
    `<link rel="stylesheet" href="https://example.org/x.css">`,
    `<script>1</script>`,
    `<script type="module" src="index.html"></script>`,
    `<style>p {}</style>`,
    `<p style="color: red">styled</p>`,
    `<p onclick="x()">pressed</p>`,
    `<p id="twice">again</p>`,
    `<svg><use href="gone.svg#x"></use></svg>`,
    `<form action="gone.html"></form>`,
    `<meta http-equiv="refresh" content="0; url=gone.html">`,
    `<template><a href="gone.html">hidden</a></template>`,
  ];
  const sound = `<p id="twice">once</p><a href="index.html#twice">here</a><a class="external" href="https://example.org/">there</a>`;
  const lines = ["<!doctype html>", sound, ...mistakes];
  const dir = temporaryFolder();
  writeFileSync(join(dir, "index.html"), lines.join("\n"));
  writeFileSync(join(dir, "style.css"), `@import "https://example.org/x.css"; p { background: url(gone.png) }`);
  const { findings } = check(dir);
  const found = new Set(findings.map((finding) => finding.split(":").slice(0, 2).join(":")));
  const expected = mistakes.map((_, idx) => `index.html:${idx + 3}`);
  assert.deepEqual([...found].sort(), [...expected, "style.css:css"].sort());
  assert.equal(findings.length, mistakes.length + 2, findings.join("\n"));
});
