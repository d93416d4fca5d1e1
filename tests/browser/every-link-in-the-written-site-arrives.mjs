import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "./lib/links.mjs";
import { build, built, goldenRoots } from "./lib/site.mjs";

test("every link in the written site arrives: the shipped content", () => {
  const { findings, n_pages, n_links } = check(built());
  assert.deepEqual(findings, []);
  assert.ok(n_pages > 50 && n_links > n_pages, `only ${n_pages} pages and ${n_links} links were read`);
});

test("every link in a site under a known address arrives too", () => {
  const base = "https://example.org/sub/path/";
  assert.deepEqual(check(built(undefined, "--base-url", base), base).findings, []);
});

for (const { name, root } of goldenRoots()) {
  test(`every link in the written site arrives: ${name}`, (t) => {
    const { site, code } = build(root);
    // Some golden sites are there for the mistakes in them.
    if (code !== 0) return t.skip(`does not build (${code})`);
    assert.deepEqual(check(site).findings, []);
  });
}
