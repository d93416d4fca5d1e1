import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import * as chromium from "./lib/chromium.mjs";
import * as firefox from "./lib/firefox.mjs";
import { RTL_ROOT, built, fileUrl, rootOf, temporaryFolder } from "./lib/site.mjs";

const term = (title, keys) => `---\nkind: term\ntitle: ${title}\n${keys}\n---\n`;
const site = built(rootOf({
  "model.yaml": `kinds: {note: {label: Note}, term: {label: Term, glossary: true}}
relations: {contrasts_with: {from: term, to: term, symmetric: true, contrast: true, label: Contrasts with}, about: {to: term}}`,
  "index.md": "---\ntitle: Home\n---\n[[a]]\n",
  "terms/index.md": "---\ntitle: Glossary\nentries: term\n---\n",
  "terms/disengagement.md": term("Disengagement", "summary: A change in conduct, whatever happens to beliefs.\ncontrasts_with: de-radicalisation"),
  "terms/de-radicalisation.md": term("De-radicalisation", "summary: A change in beliefs."),
  "terms/fighter.md": term("Foreign terrorist fighter", "summary: Somebody who travels to take part in terrorism."),
  "a.md": `---\nkind: note\ntitle: A\nabout: disengagement\n---\nSome disengagement is easier than deradicalization. No more words here.\n\n## Part\n\n${"More words. ".repeat(400)}\n\n- De-radicalisation at the end.\n- ${"So many words before ".repeat(3)} disengagement-less and then, in a narrow window, a foreign terrorist fighter.\n`,
}));
const page = fileUrl(site, "note/a.html");

describe("in Chromium", () => {
  let browser;
  before(async () => (browser = await chromium.launch()));
  after(() => browser.close());

  async function on(options, look, url = page) {
    const context = await browser.newContext(options);
    try {
      const tab = await context.newPage();
      await tab.goto(url);
      await look(tab, tab.locator("a.term").first(), tab.locator(".definition"));
    } finally {
      await context.close();
    }
  }

  test("this Chromium refuses to fetch a sibling file, as a reader's does", () =>
    on({}, async (tab) => {
      const answer = await tab.evaluate(() => fetch("../index.html").then(() => "read", () => "refused"));
      assert.equal(answer, "refused");
    }));

  test("under the pointer, a word shows its definition, and no text moves", () =>
    on({}, async (tab, word, definition) => {
      const places = () => tab.evaluate(() => [...document.querySelectorAll(".prose > *")].map((it) => it.getBoundingClientRect().top));
      const before = await places();
      await word.hover();
      assert.match(await definition.innerText(), /^Disengagement\s+A change in conduct, whatever happens to beliefs\.\s+Contrasts with De-radicalisation$/);
      assert.deepEqual(await places(), before);
    }));

  test("the pointer may move onto the definition, and away", () =>
    on({}, async (tab, word, definition) => {
      await word.hover();
      const box = await definition.boundingBox();
      await tab.mouse.move(box.x + 40, box.y + box.height - 6, { steps: 8 });
      await tab.waitForTimeout(500);
      assert.equal(await definition.count(), 1, "it went away under the pointer");
      await tab.mouse.move(5, 5);
      await definition.waitFor({ state: "detached" });
    }));

  test("with the focus, a word shows its definition until Escape", () =>
    on({}, async (tab, word, definition) => {
      await word.focus();
      await definition.waitFor();
      await tab.keyboard.press("Escape");
      assert.equal(await definition.count(), 0);
      assert.equal(await word.evaluate((it) => it === document.activeElement), true, "the focus stays on the word");
      await tab.keyboard.press("Tab");
      assert.match(await definition.innerText(), /^De-radicalisation/);
      assert.equal(await tab.evaluate(() => document.activeElement.textContent), "deradicalization", "nothing stands between two words");
    }));

  test("Escape closes it under a resting pointer too", () =>
    on({}, async (tab, word, definition) => {
      await word.hover();
      await tab.keyboard.press("Escape");
      assert.equal(await definition.count(), 0);
    }));

  test("a tap shows the definition with a way to the entry; the second follows it", () =>
    on({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 640 } }, async (tab, word, definition) => {
      await word.tap();
      assert.equal(tab.url(), page);
      assert.equal(await definition.locator("a").getAttribute("href"), "../term/disengagement.html");
      await tab.locator("h1").tap();
      assert.equal(await definition.count(), 0, "a tap elsewhere closes it");
      await word.tap();
      await definition.locator("a").tap();
      await tab.waitForURL(/term\/disengagement\.html$/);
      await tab.goBack();
      await word.tap();
      await word.tap();
      await tab.waitForURL(/term\/disengagement\.html$/);
    }));

  test("a click leads to the entry, and so does Enter", () =>
    on({}, async (tab, word) => {
      await word.click();
      await tab.waitForURL(/term\/disengagement\.html$/);
      await tab.goBack();
      await word.press("Enter");
      await tab.waitForURL(/term\/disengagement\.html$/);
    }));

  test("a screen reader hears the definition with the link", () =>
    on({}, async (tab, word) => {
      const session = await tab.context().newCDPSession(tab);
      const { nodes } = await session.send("Accessibility.getFullAXTree");
      const link = nodes.find(({ role, name }) => role?.value === "link" && name?.value === "disengagement");
      assert.match(link.description.value, /A change in conduct/);
    }));

  test("without JavaScript a word is a link", () =>
    on({ javaScriptEnabled: false }, async (tab, word, definition) => {
      await word.hover();
      assert.equal(await definition.count(), 0);
      assert.equal(await tab.locator(".definitions").isVisible(), false);
      await word.click();
      assert.match(tab.url(), /term\/disengagement\.html$/);
    }));

  for (const width of [320, 1280]) {
    for (const [name, url] of Object.entries({ "left to right": page, "right to left": fileUrl(built(RTL_ROOT), "practice/lending.html") })) {
      test(`it stays within a window of ${width} pixels, ${name}, wherever the word stands`, () =>
        on({ viewport: { width, height: 500 } }, async (tab, _, definition) => {
          for (const word of await tab.locator("a.term").all()) {
            await word.focus();
            const box = await definition.boundingBox();
            assert.ok(box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
            assert.ok(box.y >= 0 && box.y + box.height <= 500, JSON.stringify(box));
            const term = await word.boundingBox();
            assert.ok(box.y >= term.y + term.height - 1 || box.y + box.height <= term.y + 1, "it covers its own word");
            assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
            await tab.keyboard.press("Escape");
          }
        }, url));

      for (const colorScheme of ["light", "dark"]) {
        test(`axe finds nothing with a definition open: ${width} pixels, ${name}, ${colorScheme}`, () =>
          on({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true }, async (tab, word, definition) => {
            await word.focus();
            await definition.waitFor();
            await tab.evaluate(axe.source);
            const { violations } = await tab.evaluate(() => window.axe.run());
            assert.deepEqual(violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target).join()}`), []);
          }, url));
      }
    }
  }
});

describe("in Firefox", () => {
  let tab, log;
  before(async () => {
    tab = await firefox.launch();
    log = await tab.log();
  });
  after(() => tab.close());

  test("this Firefox refuses to fetch a sibling file, as a reader's does", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "probe.html"), "<!doctype html><meta charset=utf-8><title>Probe</title>");
    writeFileSync(join(folder, "sibling.txt"), "read");
    await tab.open(fileUrl(folder, "probe.html"));
    assert.equal(await tab.evaluate(`fetch("sibling.txt").then((answer) => answer.text(), () => "refused")`), "refused");
  });

  test("with the focus, a word shows its definition until Escape", async () => {
    await tab.open(page);
    const shown = `(document.querySelector(".definition") || { textContent: "" }).textContent`;
    assert.match(await tab.evaluate(`document.querySelector("a.term").focus(), ${shown}`), /^Disengagement A change in conduct/);
    await tab.press("Escape");
    assert.equal(await tab.evaluate(shown), "");
    assert.equal(await tab.evaluate(`document.activeElement.textContent`), "disengagement");
  });

  test("a word under the pointer shows its definition, a click leads to the entry", async () => {
    await tab.open(page);
    await tab.hover("a.term");
    assert.match(await tab.evaluate(`document.querySelector(".definition").textContent`), /^Disengagement/);
    assert.equal(await tab.follow("a.term"), fileUrl(site, "term/disengagement.html"));
  });

  test("none of these pages complained", () => {
    // Firefox notes the refused fetch, some time later.
    assert.deepEqual(log.filter((text) => !text.includes("sibling.txt")), []);
  });
});
