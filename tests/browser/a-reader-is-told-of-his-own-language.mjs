import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { BROWSERS, reader } from "./lib/readers.mjs";
import { REPOSITORY, built, fileUrl } from "./lib/site.mjs";

const site = built(join(REPOSITORY, "tests", "sites", "three-languages"));
const at = (path) => fileUrl(site, path);

const NOTICE = `document.querySelector("main > .language-notice")`;
const said = `${NOTICE} && JSON.stringify([${NOTICE}.lang, ${NOTICE}.dir, ${NOTICE}.textContent])`;
const isAt = (path) => `location.href === ${JSON.stringify(at(path))} && document.readyState === "complete"`;
const isReady = `Boolean(document.querySelector(".appearance"))`;

async function visit(browser, act) {
  const guest = await reader(browser);
  try {
    await act(guest);
    assert.deepEqual(guest.complaints, []);
  } finally {
    await guest.close();
  }
}

for (const browser of BROWSERS) {
  test(`${browser}: whoever chose French is told on an English page that it exists in French`, () =>
    visit(browser, async (guest) => {
      await guest.open(at("practice/silence.html"));
      await guest.until(isReady);
      assert.ok(!(await guest.evaluate(said)));
      await guest.press('.languages a[hreflang="fr"]');
      await guest.until(isAt("fr/practice/silence.html"));
      await guest.until(isReady);
      assert.ok(!(await guest.evaluate(said)));
      await guest.open(at("practice/children.html"));
      assert.deepEqual(JSON.parse(await guest.until(said)), ["fr", "ltr", "Cette page existe en français"]);
      await guest.press(".language-notice a");
      await guest.until(isAt("fr/practice/children.html"));
    }));

  test(`${browser}: whoever comes from Arabic to a page that is not translated is told so in Arabic`, () =>
    visit(browser, async (guest) => {
      await guest.open(at("ar/a-z.html"));
      await guest.until(isReady);
      await guest.press('main a[href="../practice/children.html"]');
      await guest.until(isAt("practice/children.html"));
      const [lang, dir, text] = JSON.parse(await guest.until(said));
      assert.deepEqual([lang, dir], ["ar", "rtl"]);
      assert.match(text, /لم تُترجم هذه الصفحة/);
    }));

  test(`${browser}: the reading list is in the language of its page`, () =>
    visit(browser, async (guest) => {
      await guest.open(at("fr/practice/silence.html"));
      await guest.press(".keep button");
      await guest.press(".settings .to-list");
      await guest.until(isAt("fr/reading-list.html"));
      const link = `document.querySelector(".reading-list .card-title")`;
      await guest.until(`Boolean(${link})`);
      assert.equal(await guest.evaluate(`${link}.href`), at("fr/practice/silence.html"));
      await guest.open(at("ar/reading-list.html"));
      await guest.until(`Boolean(${link})`);
      assert.equal(await guest.evaluate(`${link}.href`), at("ar/practice/silence.html"));
    }));
}
