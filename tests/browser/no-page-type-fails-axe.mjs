import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { launch, openAndStay } from "./lib/chromium.mjs";
import { LANGUAGES, PAGES, RTL_PAGES, pathIn } from "./lib/pages.mjs";
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

for (const lang of LANGUAGES) {
  for (const [type, path] of Object.entries(PAGES)) {
    const page = pathIn(lang, path);
    if (existsSync(join(shipped, page))) test(`axe finds nothing: ${type}, ${lang}`, () => assertClean(fileUrl(shipped, page)));
  }
}

test("every type of page is there in every language, but for those that need none", () => {
  const alone = LANGUAGES.flatMap((lang) => Object.keys(PAGES).filter((type) => !existsSync(join(shipped, pathIn(lang, PAGES[type])))));
  assert.deepEqual([...new Set(alone)].sort(), ["404", "alias", "tool"]);
});

for (const [type, path] of Object.entries(RTL_PAGES)) {
  test(`axe finds nothing: ${type}`, () => assertClean(fileUrl(rtl, path)));
}

/** Four entries and one that there is not. */
const LIST = "?ids=rome-b-intake,rome-c-psychologists,psychologists,rome-memorandum,nobody";

for (const lang of LANGUAGES) {
  test(`axe finds nothing: reading list with entries, ${lang}`, () =>
    assertClean(fileUrl(shipped, pathIn(lang, PAGES["reading list"])) + LIST, (page) => page.locator(".reading-list .card").nth(4).waitFor()));
}

/** In the light colours and in the dark ones. */
async function assertClean(url, isReady = () => {}) {
  const page = await context.newPage();
  try {
    await page.emulateMedia({ colorScheme: "light" });
    await openAndStay(page, url);
    await isReady(page);
    const light = await background(page);
    await page.evaluate(axe.source);
    assert.deepEqual(await violations(page), [], "light");
    await page.emulateMedia({ colorScheme: "dark" });
    assert.notEqual(await background(page), light, "the page has one colour scheme only");
    assert.deepEqual(await violations(page), [], "dark");
  } finally {
    await page.close();
  }
}

const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

async function violations(page) {
  const { found, hasColours } = await page.evaluate(async () => {
    const { violations, passes } = await window.axe.run({ resultTypes: ["violations"] });
    const sentences = ({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(" ")}: ${failureSummary}`);
    return { found: violations.flatMap(sentences), hasColours: passes.some(({ id }) => id === "color-contrast") };
  });
  assert.ok(hasColours, "no colour was looked at");
  return found;
}
