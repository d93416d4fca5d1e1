import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { BROWSERS, reader } from "./lib/readers.mjs";
import { REPOSITORY, built, fileUrl } from "./lib/site.mjs";

const site = built();
const ROOT = fileUrl(site, "index.html").replace(/index\.html$/, "");

const isDone = `document.querySelector(".search-count")?.textContent`;
const seen = `JSON.stringify({
  results: [...document.querySelectorAll(".results .card-title")].map((a) => a.href.slice(${ROOT.length})),
  chosen: [...document.querySelectorAll(".facets input:checked")].map((box) => box.name + ":" + box.value),
  said: document.querySelector(".search-count").textContent
})`;
const search = "location.search";

/** Chooses a term of a facet; Firefox without a screen has no pointer here, so the box is pressed by its own click. */
const choose = (name, value) => `.facets input[name="${name}"][value="${value}"]`;

for (const browser of BROWSERS) {
  test(`${browser}: filters are kept in the address, in a new window and on the way back`, async () => {
    let address, there;
    const guest = await reader(browser);
    try {
      await guest.open(`${fileUrl(site, "search.html")}?q=release`);
      await guest.until(isDone);
      const all = JSON.parse(await guest.evaluate(seen));
      await guest.press(choose("kind", "practice"));
      await guest.until(`${search}.includes("kind=practice") && ${isDone} !== ${JSON.stringify(all.said)}`);
      await guest.press(choose("themes", "aftercare"));
      await guest.until(`${search}.includes("themes=aftercare")`);
      await guest.press(choose("phases", "post-release"));
      await guest.until(`${search}.includes("phases=post-release")`);
      await guest.until(`document.querySelectorAll(".facets input:checked").length === 3`);
      await new Promise((go) => setTimeout(go, 300));
      there = JSON.parse(await guest.evaluate(seen));
      assert.ok(there.results.length > 0 && there.results.every((path) => path.startsWith("practice/")), there.results.join(" "));
      assert.ok(Number.parseInt(there.said, 10) < Number.parseInt(all.said, 10));
      address = await guest.evaluate("location.href");
      await guest.evaluate("void setTimeout(() => history.back())");
      await guest.until(`document.querySelectorAll(".facets input:checked").length === 2 && !${search}.includes("phases")`);
    } finally {
      await guest.close();
    }
    const other = await reader(browser);
    try {
      await other.open(address);
      await other.until(isDone);
      assert.deepEqual(JSON.parse(await other.evaluate(seen)), there);
      await other.press('[data-do="clear"]');
      await other.until(`${search} === "?q=release" && document.querySelectorAll(".facets input:checked").length === 0`);
      // The counts promise what choosing gives.
      const promised = await other.evaluate(`document.querySelector('.facets input[name="kind"][value="practice"] ~ .count').textContent`);
      await other.press(choose("kind", "practice"));
      await other.until(`Number.parseInt(${isDone}) === ${promised}`);
      // One language at a time.
      await other.press('[data-do="clear"]');
      await other.until(`${search} === "?q=release"`);
      await other.press(choose("lang", "fr"));
      await other.until(`${search}.includes("lang=fr") && document.querySelector(".results .card-title[lang=fr]")`);
      assert.ok(JSON.parse(await other.evaluate(seen)).results.every((path) => path.startsWith("fr/")));
      assert.deepEqual(other.complaints, []);
    } finally {
      await other.close();
    }
  });
}

test("where a library has nothing to narrow a search down by, nothing offers to", async () => {
  const guest = await reader(BROWSERS[0]);
  const isOffered = `!document.querySelector(".facets").hidden`;
  try {
    await guest.open(`${fileUrl(built(join(REPOSITORY, "tests/sites/plain")), "search.html")}?q=heading`);
    await guest.until(`document.querySelector(".results .card-title") && ${isDone}`);
    assert.equal(await guest.evaluate(isOffered), false);
    await guest.open(`${fileUrl(site, "search.html")}?q=release`);
    await guest.until(isDone);
    assert.equal(await guest.evaluate(isOffered), true);
  } finally {
    await guest.close();
  }
});
