// The shipped library in its two other languages: French whole where the core lies, Arabic whole for who and what, and
// by title and summary for documents and practices. Nothing passes for a translation that is none, and Arabic says of
// itself that nobody has reviewed it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { entries, page } from "./lib/said.mjs";
import { built } from "./lib/site.mjs";

const PROMISED = [
  { lang: "fr", letters: /[a-zà-ÿœ]/i, whole: ["document", "practice", "actor", "theme", "term", "phase", "section"], heads: [] },
  { lang: "ar", letters: /[\u0600-\u06ff]/, whole: ["actor", "theme", "term"], heads: ["document", "practice", "phase", "section"] },
];
const NOTICES = {
  fr: { headOnly: "Seuls le titre et le résumé de cette page sont traduits." },
  ar: { headOnly: "لم يُترجَم من هذه الصفحة إلا عنوانها وملخّصها.", unreviewed: "لم تُراجَع هذه الترجمة بعد." },
};
/** Names that are the same in every language. */
const SAME = new Set(["addendum"]);

const dir = built();
const known = entries(dir);

for (const { lang, letters, whole, heads } of PROMISED) {
  const originals = [...known.values()].filter(({ lang, kind }) => lang === "en" && [...whole, ...heads].includes(kind));

  test(`${lang}: what is promised has a title and a summary of its own`, (context) => {
    const missing = originals.filter(({ id, title, summary }) => {
      const translated = known.get(`${id}@${lang}`);
      return !translated || !letters.test(translated.summary) || translated.summary === summary || (translated.title === title && !SAME.has(id));
    });
    context.diagnostic(`${lang}: ${originals.length} entries`);
    assert.deepEqual(missing.map(({ id }) => id), []);
  });

  test(`${lang}: what is promised whole is translated whole`, () => {
    const inPart = originals.filter(({ kind }) => whole.includes(kind)).filter(({ id }) => textIn(lang, id).includes(NOTICES[lang].headOnly));
    assert.deepEqual(inPart.map(({ id }) => id), []);
  });
}

test("every Arabic entry says that its translation was not reviewed", () => {
  const silent = [...known.values()].filter(({ id, lang }) => lang === "ar" && !textIn(lang, id).includes(NOTICES.ar.unreviewed));
  assert.deepEqual(silent.map(({ id }) => id), []);
});

test("the notices are the theme's own words", () => {
  for (const [lang, notices] of Object.entries(NOTICES)) {
    const words = readFileSync(new URL(`../../themes/default/lang/${lang}.ftl`, import.meta.url), "utf8");
    for (const notice of Object.values(notices)) assert.ok(words.replaceAll("\u00a0", " ").includes(notice), notice);
  }
});

function textIn(lang, id) {
  return page(dir, known.get(`${id}@${lang}`).url).text;
}
