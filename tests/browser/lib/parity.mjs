// The answers of the search scripts held against those of `vademecum search`.
//   node lib/parity.mjs ROOT QUESTIONS.json [LANG]     questions: a list of texts, or of {text}
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { engine } from "./engine.mjs";
import { binary, built } from "./site.mjs";

const STEMMERS = ["stem-en.js", "stem-fr.js", "stem-ar.js"];
/** Scores are 32-bit floats: five digits of them are sure. */
const isNear = (one, other) => Math.abs(one - other) <= 1e-5 * Math.max(Math.abs(one), Math.abs(other));

/** What the program prints, a value a line. */
export const program = (root, args, input) => {
  const run = spawnSync(binary(), ["-r", root, ...args], { encoding: "utf8", input, maxBuffer: 1e9 });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.trim().split("\n").map((line) => JSON.parse(line));
};

/** Asks both. How many questions have answers; throws at the first difference. */
export async function compare(root, site, lang, asked) {
  const { vademecum } = engine((src) => (existsSync(join(site, src)) ? readFileSync(join(site, src), "utf8") : undefined), STEMMERS);
  const theirs = program(root, ["search", "-", "--lang", lang], asked.join("\n"));
  assert.equal(theirs.length, asked.length);
  let n_answered = 0;
  for (const [idx, question] of asked.entries()) {
    // Its lists are another realm's: they are copied before they are compared.
    const ours = await vademecum.search.ask(question, { limit: 10, lang });
    const { hits, corrected } = theirs[idx];
    const said = `${lang}: ${question}`;
    assert.deepEqual(Array.from(ours, ({ url }) => url), hits.map(({ url }) => url), said);
    hits.forEach(({ score }, at) => assert.ok(isNear(ours[at].score, score), `${said}: ${ours[at].url} has ${ours[at].score}, not ${score}`));
    assert.deepEqual(Array.from(ours.corrected, ({ from, to }) => [from, to]), corrected, said);
    n_answered += hits.length > 0;
  }
  return n_answered;
}

if (process.argv[1] === import.meta.filename) {
  const [, , root, file, lang = "en"] = process.argv;
  const asked = JSON.parse(readFileSync(file, "utf8")).map((question) => (question.text ?? question).replace(/\s+/g, " "));
  console.log(`${asked.length} questions, ${await compare(root, built(root), lang, asked)} with answers, 0 differences`);
}
