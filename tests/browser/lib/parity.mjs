// The answers of the search scripts held against those of `vademecum search`.
//   node lib/parity.mjs ROOT QUESTIONS.json [LANG]     questions: a list of texts, or of {text}
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { engine } from "./engine.mjs";
import { BROWSERS, reader } from "./readers.mjs";
import { binary, built, fileUrl } from "./site.mjs";

const STEMMERS = ["stem-en.js", "stem-fr.js", "stem-ar.js"];
/** Scores are 32-bit floats: five digits of them are sure. */
const isNear = (one, other) => Math.abs(one - other) <= 1e-5 * Math.max(Math.abs(one), Math.abs(other));

/** What the program prints, a value a line. */
export const program = (root, args, input) => {
  const run = spawnSync(binary(), ["-r", root, ...args], { encoding: "utf8", input, maxBuffer: 1e9 });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.trim().split("\n").map((line) => JSON.parse(line));
};

/** What the program answers, a value for each question. */
export const answers = (root, lang, asked) => program(root, ["search", "-", "--lang", lang], asked.join("\n"));

/** What asks the scripts in this process: `(question, options)` to the results, what was corrected and what was left out. */
export function inNode(site) {
  const { vademecum } = engine((src) => (existsSync(join(site, src)) ? readFileSync(join(site, src), "utf8") : undefined), STEMMERS);
  return async (asked, options) => {
    const said = [];
    for (const question of asked) said.push(plain(await vademecum.search.ask(question, options)));
    return said;
  };
}

/** Its lists are another realm's: they are copied before they are compared. */
const plain = (found) => ({ hits: Array.from(found, ({ url, score }) => ({ url, score })), corrected: Array.from(found.corrected, ({ from, to }) => [from, to]), leftOut: Array.from(found.leftOut) });

/** The same in a browser, on disk. */
export async function inBrowser(guest, site) {
  await guest.open(fileUrl(site, "search.html"));
  await guest.until("Boolean(window.vademecum && vademecum.search)");
  return async (asked, options) => {
    const said = [];
    // A few at a time: no answer is awaited for long.
    for (let at = 0; at < asked.length; at += 50) {
      const some = JSON.stringify(asked.slice(at, at + 50));
      said.push(...JSON.parse(await guest.evaluate(`(async () => {
        const root = vademecum.shards.root(), said = [];
        for (const question of ${some}) {
          const found = await vademecum.search.ask(question, ${JSON.stringify(options)});
          said.push({ hits: found.map(({ url, score }) => ({ url: url.slice(root.length), score })), corrected: found.corrected.map(({ from, to }) => [from, to]), leftOut: found.leftOut });
        }
        return JSON.stringify(said);
      })()`)));
    }
    return said;
  };
}

/** Throws at the first question to which the two answer differently. How many have answers. */
export function same(asked, ours, theirs) {
  assert.deepEqual([ours.length, theirs.length], [asked.length, asked.length]);
  asked.forEach((question, idx) => {
    const { hits, corrected, left_out } = theirs[idx];
    assert.deepEqual(ours[idx].hits.map(({ url }) => url), hits.map(({ url }) => url), question);
    hits.forEach(({ url, score }, at) => assert.ok(isNear(ours[idx].hits[at].score, score), `${question}: ${url} has ${ours[idx].hits[at].score}, not ${score}`));
    assert.deepEqual(ours[idx].corrected, corrected, question);
    assert.deepEqual(ours[idx].leftOut, left_out, question);
  });
  return theirs.filter(({ hits }) => hits.length).length;
}

if (process.argv[1] === import.meta.filename) {
  const [, , root, file, lang = "en"] = process.argv;
  const asked = JSON.parse(readFileSync(file, "utf8")).map((question) => (question.text ?? question).replace(/\s+/g, " "));
  const site = built(root), theirs = answers(root, lang, asked), options = { limit: 10, lang };
  console.log(`Node: ${asked.length} questions, ${same(asked, await inNode(site)(asked, options), theirs)} with answers, 0 differences`);
  for (const browser of BROWSERS) {
    const guest = await reader(browser);
    const ask = await inBrowser(guest, site);
    console.log(`${browser}: ${asked.length} questions, ${same(asked, await ask(asked, options), theirs)} with answers, 0 differences`);
    await guest.close();
  }
}
