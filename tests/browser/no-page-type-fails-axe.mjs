import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { launch, openAndStay } from "./lib/chromium.mjs";
import { PAGES, RTL_PAGES } from "./lib/pages.mjs";
import { RTL_ROOT, built, fileUrl } from "./lib/site.mjs";

let browser, context;
before(async () => {
  browser = await launch();
  // The policy would keep axe out; whether pages obey it is another file's question.
  context = await browser.newContext({ bypassCSP: true });
});
after(() => browser.close());

const shipped = built();
const rtl = built(RTL_ROOT);

for (const colorScheme of ["light", "dark"]) {
  for (const [type, path] of Object.entries(PAGES)) {
    test(`axe finds nothing: ${type}, ${colorScheme}`, () => violations(fileUrl(shipped, path), colorScheme));
  }
  for (const [type, path] of Object.entries(RTL_PAGES)) {
    test(`axe finds nothing: ${type}, ${colorScheme}`, () => violations(fileUrl(rtl, path), colorScheme));
  }
}

/** Four entries and one that there is not. */
const LIST_PAGE = PAGES["reading list"];
const LIST = "?ids=rome-b-intake,rome-c-psychologists,psychologists,rome-memorandum,nobody";

for (const [colorScheme, site, lang] of [["light", shipped, "en"], ["dark", shipped, "en"], ["light", rtl, "ar"], ["dark", rtl, "ar"]]) {
  test(`axe finds nothing: reading list with entries, ${lang}, ${colorScheme}`, () =>
    violations(fileUrl(site, LIST_PAGE) + LIST, colorScheme, (page) => page.locator(".reading-list .card").nth(4).waitFor()));
}

async function violations(url, colorScheme, isReady = () => {}) {
  const page = await context.newPage();
  try {
    await page.emulateMedia({ colorScheme });
    await openAndStay(page, url);
    await isReady(page);
    await page.evaluate(axe.source);
    const { violations, passes } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.flatMap(sentences), []);
    assert.ok(passes.some(({ id }) => id === "color-contrast"), "no colour was looked at");
  } finally {
    await page.close();
  }
}

const sentences = ({ id, help, nodes }) =>
  nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(" ")}: ${failureSummary}`);
