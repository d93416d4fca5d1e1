import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import * as chromium from "./lib/chromium.mjs";
import * as firefox from "./lib/firefox.mjs";
import { PAGES } from "./lib/pages.mjs";
import { built, fileUrl, temporaryFolder } from "./lib/site.mjs";

const site = built();
const practice = fileUrl(site, PAGES["practice with a sourced number"]);
const guidance = fileUrl(site, "document/guidance-psychologists.html");

describe("in Chromium", () => {
  let browser;
  before(async () => (browser = await chromium.launch()));
  after(() => browser.close());

  async function on(options, look, url = practice) {
    const context = await browser.newContext(options);
    try {
      const tab = await context.newPage();
      await tab.goto(url);
      await look(tab, tab.locator("details.in-place", { hasText: "Guidance on the Role of Psychologists" }));
    } finally {
      await context.close();
    }
  }

  test("this Chromium refuses to fetch a sibling file, as a reader's does", () =>
    on({}, async (tab) => {
      assert.equal(await tab.evaluate(() => fetch("../index.html").then(() => "read", () => "refused")), "refused");
    }));

  test("on a practice, the guidance that elaborates it is opened with the keyboard, read, and closed with Escape", () =>
    on({}, async (tab, details) => {
      const text = details.getByText("Keep the same psychologist where possible");
      assert.equal(await text.isVisible(), false);
      await details.locator("summary").focus();
      await tab.keyboard.press("Enter");
      assert.equal(await text.isVisible(), true);
      assert.equal(tab.url(), practice);
      await tab.keyboard.press("Tab");
      assert.equal(await details.evaluate((it) => it.contains(document.activeElement) && document.activeElement.localName), "a");
      await tab.keyboard.press("Escape");
      assert.equal(await text.isVisible(), false);
      assert.equal(await details.evaluate((it) => it.querySelector("summary") === document.activeElement), true);
    }));

  test("Escape closes it for a reader with a mouse too", () =>
    on({}, async (tab, details) => {
      await details.locator("summary").click();
      const text = details.getByText("Keep the same psychologist where possible");
      await text.click();
      await tab.keyboard.press("Escape");
      assert.equal(await text.isVisible(), false);
      assert.equal(await details.evaluate((it) => it.querySelector("summary") === document.activeElement), true);
    }));

  test("without JavaScript it opens and closes all the same", () =>
    on({ javaScriptEnabled: false }, async (tab, details) => {
      const text = details.getByText("Keep the same psychologist where possible");
      await details.locator("summary").click();
      assert.equal(await text.isVisible(), true);
      await details.locator("summary").click();
      assert.equal(await text.isVisible(), false);
    }));

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing with it open, ${colorScheme}`, () =>
      on({ colorScheme, bypassCSP: true, viewport: { width: 320, height: 800 } }, async (tab, details) => {
        await details.locator("summary").click();
        await tab.evaluate(axe.source);
        const { violations } = await tab.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target).join()}`), []);
        assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
      }));
  }

  test("the guidance says which practice it elaborates, and in which sentence it is mentioned", () =>
    on({}, async (tab) => {
      const elaborates = tab.locator(".kin, .relation").filter({ hasText: "Elaborates" }).first();
      assert.equal(await elaborates.locator(`a[href="../practice/rome-c-psychologists.html"]`).count(), 1);
      const mentions = tab.locator("#_mentioned-in li");
      assert.ok(await mentions.count() > 2);
      for (const mention of await mentions.all()) {
        const is_told = await mention.locator(".sentence strong, .card-status").count();
        assert.ok(is_told > 0, await mention.innerText());
      }
    }, guidance));
});

describe("in Firefox", () => {
  let tab;
  before(async () => (tab = await firefox.launch()));
  after(() => tab.close());

  test("this Firefox refuses to fetch a sibling file, as a reader's does", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "probe.html"), "<!doctype html><meta charset=utf-8><title>Probe</title>");
    writeFileSync(join(folder, "sibling.txt"), "read");
    await tab.open(fileUrl(folder, "probe.html"));
    assert.equal(await tab.evaluate(`fetch("sibling.txt").then((answer) => answer.text(), () => "refused")`), "refused");
  });

  test("it opens, is read and closes with Escape", async () => {
    await tab.open(practice);
    const is_open = `document.querySelector("details.in-place").open`;
    await tab.evaluate(`document.querySelector("details.in-place summary").focus()`);
    await tab.press("Enter");
    assert.equal(await tab.evaluate(is_open), true);
    await tab.press("Tab");
    await tab.press("Escape");
    assert.equal(await tab.evaluate(is_open), false);
    assert.equal(await tab.evaluate(`document.activeElement.localName`), "summary");
  });
});
