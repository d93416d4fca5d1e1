import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { BROWSERS, reader } from "./lib/readers.mjs";
import { REPOSITORY, assertRefusesSiblings, built, fileUrl } from "./lib/site.mjs";

const site = built(join(REPOSITORY, "tests/sites/three-languages"));

/** Where a word stands on the page: the left edge of its first letter. */
const left = (word) => `(() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(${JSON.stringify(word)});
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().left;
  }
})()`;

for (const browser of BROWSERS) {
  test(`${browser}: a page in Arabic runs from right to left, and numbers and Latin names within it from left to right`, async () => {
    const guest = await reader(browser);
    try {
      await assertRefusesSiblings(guest);
      await guest.open(fileUrl(site, "ar/practice/silence.html"));
      assert.equal(await guest.evaluate(`getComputedStyle(document.querySelector(".prose p")).direction`), "rtl");
      assert.equal(await guest.evaluate(`document.documentElement.lang`), "ar");
      assert.ok(await guest.evaluate(`(${left("ISO")}) < (${left("9001")})`), "ISO stands left of 9001");
      assert.ok(await guest.evaluate(`(${left("12")}) < (${left("2 في")})`), "1 stands left of 2");
      // The first word of a line stands at its right; the notes stand left of the text.
      assert.ok(await guest.evaluate(`(${left("في غرفة")}) > (${left("ISO")})`), "the line begins at the right");
      assert.ok(await guest.evaluate(`document.querySelector(".margin").getBoundingClientRect().right < document.querySelector(".prose").getBoundingClientRect().left`));
      // An address keeps its order: ar/practice/… is not scrambled.
      assert.ok(await guest.evaluate(`(${left("ar/practice")}) < (${left("silence.html")})`), "the address reads from the left");
    } finally {
      await guest.close();
    }
  });

  test(`${browser}: the way back lies at the right and the way on at the left`, async () => {
    const guest = await reader(browser);
    try {
      await guest.open(fileUrl(site, "ar/actor/librarians.html"));
      await guest.open(fileUrl(built(join(REPOSITORY, "tests/sites/rtl")), "practice/lending.html"));
      const edges = `JSON.stringify(["previous", "next"].map((name) => document.querySelector(".neighbours ." + name)?.getBoundingClientRect().left ?? null))`;
      const [previous, next] = JSON.parse(await guest.evaluate(edges));
      const middle = await guest.evaluate("innerWidth / 2");
      assert.ok(previous === null || previous > middle - 200, `previous at ${previous}`);
      assert.ok(next === null || next < middle, `next at ${next}`);
      assert.ok(previous !== null || next !== null, "there is a neighbour");
    } finally {
      await guest.close();
    }
  });

  test(`${browser}: a page that is not in Arabic says so in Arabic, and shows the original`, async () => {
    const guest = await reader(browser);
    try {
      await guest.open(fileUrl(site, "ar/index.html"));
      assert.equal(await guest.follow(`main a[href="../practice/lamps.html"]`), fileUrl(site, "practice/lamps.html"));
      assert.equal(await guest.evaluate("document.documentElement.lang"), "en");
      assert.match(await guest.evaluate(`document.querySelector(".prose").textContent`), /One lamp a table/);
      const said = `[...document.querySelectorAll("[lang=ar]")].filter((it) => it.offsetParent).map((it) => it.textContent).join(" ")`;
      assert.match(await guest.evaluate(said), /غير مترجمة/);
    } finally {
      await guest.close();
    }
  });
}
