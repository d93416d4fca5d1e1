// The search scripts and `vademecum search` give the same entries, in the same order, with the same scores, to
// thousands of questions made from the texts themselves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answers, inBrowser, inNode, program, same } from "./lib/parity.mjs";
import { BROWSERS, reader } from "./lib/readers.mjs";
import { REPOSITORY, built } from "./lib/site.mjs";

/** The same numbers each time: a linear congruential generator (Numerical Recipes, 1992). */
const dice = (seed) => () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;

/** So many questions of every kind, from the words of passages. */
function questions(passages, facets, n, seed) {
  const random = dice(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const texts = passages.map(({ title, body }) => `${title} ${body}`.split(/\s+/).filter(Boolean));
  const word = () => pick(pick(texts)).replace(/"/g, "");
  const run = (most) => {
    const text = pick(texts), at = Math.floor(random() * text.length);
    return text.slice(at, at + 1 + Math.floor(random() * most)).join(" ").replace(/"/g, "");
  };
  const slip = () => {
    const letters = [...word()], at = Math.floor(random() * letters.length);
    if (random() < 0.5) letters.splice(at, 1);
    else if (at + 1 < letters.length) [letters[at], letters[at + 1]] = [letters[at + 1], letters[at]];
    return letters.join("");
  };
  const filter = () => {
    const { name, terms } = pick(facets);
    return `${name}:${pick(terms)}`;
  };
  const forms = [
    () => word(),
    () => `${word()} ${word()}`,
    () => run(8),
    () => `"${run(3)}"`,
    () => `"${run(2)}" ${word()}`,
    () => `${word()} -${word()}`,
    () => `${word()} -"${run(2)}"`,
    () => `${[...word()].slice(0, 1 + Math.floor(random() * 5)).join("")}*`,
    () => `${word()} ${[...word()].slice(0, 3).join("")}*`,
    () => slip(),
    () => `${slip()} ${word()}`,
    () => `title:${word()} ${word()}`,
    () => `body:"${run(2)}"`,
    () => (facets.length ? `${word()} ${filter()}` : word()),
    () => (facets.length ? `${filter()} -${filter()}` : word()),
    () => `lang:${pick(["en", "fr", "ar", "*"])} ${word()}`,
    () => pick(passages).title,
    () => pick(passages).headings.at(-1) ?? word(),
    () => pick(passages).names.join(" ") || word()
  ];
  return Array.from({ length: n }, (_, idx) => forms[idx % forms.length]().replace(/\s+/g, " "));
}

const site = built();
const passages = program(REPOSITORY, ["export", "ndjson"]);
const facetNames = ["kind", "actors", "themes", "phases"];
const facets = facetNames.map((name) => ({ name, terms: [...new Set(passages.flatMap((passage) => passage[name] ?? []))].sort() }));

for (const [lang, n, seed] of [["en", 900, 1], ["fr", 600, 2], ["ar", 600, 3]]) {
  test(`${n} questions to the shipped library have the same answers in both: ${lang}`, async (t) => {
    const asked = questions(passages.filter((passage) => passage.lang === lang), facets, n, seed);
    const theirs = answers(REPOSITORY, lang, asked), options = { limit: 10, lang };
    const check = (where, ours) => {
      const n_answered = same(asked, ours, theirs);
      t.diagnostic(`${where}: ${n} questions, ${n_answered} with answers, 0 differences`);
      assert.ok(n_answered > n / 2, `only ${n_answered} of ${n} have answers`);
    };
    check("Node", await inNode(site)(asked, options));
    for (const browser of BROWSERS) {
      const guest = await reader(browser);
      try {
        const ask = await inBrowser(guest, site);
        check(browser, await ask(asked, options));
      } finally {
        await guest.close();
      }
    }
  });
}
