import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import vm from "node:vm";
import { REPOSITORY } from "./lib/site.mjs";

const LANGS = ["en", "fr", "ar"];

/** The theme's own scripts, as a reader's first question loads them. */
function script() {
  const context = vm.createContext({ vademecum: {} });
  for (const file of ["terms", ...LANGS.map((lang) => `stem-${lang}`)]) {
    vm.runInContext(readFileSync(join(REPOSITORY, `themes/default/js/search/${file}.js`), "utf8"), context);
  }
  return context.vademecum.terms;
}

const terms = script();
const seen = (lang, text) =>
  terms.words(text).map(({ word, start, end, position }) => [text.slice(start, end), word, terms.stem(lang, word), position]);

before(() => execFileSync("cargo", ["build", "--quiet", "--example", "terms"], { cwd: REPOSITORY }));

/** What the program makes of `[lang, text]` pairs, as one line of JSON each. */
function told(cases) {
  return new Promise((resolve, reject) => {
    const program = spawn(join(REPOSITORY, "target/debug/examples/terms"), { stdio: ["pipe", "pipe", "inherit"] });
    const answer = [];
    program.stdout.on("data", (data) => answer.push(data));
    program.on("error", reject);
    program.on("close", () => resolve(Buffer.concat(answer).toString().split("\n").slice(0, -1)));
    program.stdin.end(cases.map((pair) => `${pair.join("\t")}\n`).join(""));
  });
}

async function compare(name, cases, diagnostic) {
  const lines = await told(cases);
  assert.equal(lines.length, cases.length);
  const differences = cases.flatMap(([lang, text], idx) => {
    const here = JSON.stringify(seen(lang, text));
    return here === lines[idx] ? [] : [`${lang} ${text}: ${here} is ${lines[idx]} for the program`];
  });
  diagnostic(`${name}: ${cases.length} texts, ${differences.length} differences`);
  assert.deepEqual(differences.slice(0, 10), []);
}

test("every text of the vectors has its words and terms", () => {
  const cases = JSON.parse(readFileSync(join(REPOSITORY, "tests/vectors/terms.json"), "utf8"));
  for (const { lang, text, words } of cases) {
    // What comes out of the other context has another Array.
    assert.deepEqual(JSON.parse(JSON.stringify(seen(lang, text))), words, `${lang}: ${text}`);
  }
});

/** A word list of Debian, which setup.sh installs. */
const lines = (path) => readFileSync(path, "utf8").split("\n").filter((line) => line !== "");

/** Arabic word lists hold few forms: each word also with an article, and with one of these beginnings and endings. */
const BEGINNINGS = " و ف ب ك ل وال بال كال لل سي ست سن يست نست سيست وسي".split(" ");
const ENDINGS = " ه ها هم هما كم كن نا ي ك ون ين ان ات ته تها تهم تم تمو وا تما ني تن تا ا و ن كمو".split(" ");
function arabic() {
  const words = [...new Set(lines("/usr/share/hunspell/ar.dic").map((line) => line.split(/[/\t]/)[0]))].filter((word) => /^\p{L}/u.test(word));
  return words.flatMap((word, idx) =>
    [word, `ال${word}`, BEGINNINGS[idx % BEGINNINGS.length] + word + ENDINGS[Math.floor(idx / BEGINNINGS.length) % ENDINGS.length]]);
}

const DICTIONARIES = {
  en: () => lines("/usr/share/dict/british-english-huge"),
  fr: () => lines("/usr/share/dict/french"),
  ar: arabic
};
for (const lang of LANGS) {
  test(`a whole dictionary has the terms that the program gives it: ${lang}`, async (t) => {
    const words = DICTIONARIES[lang]();
    assert.ok(words.length > 100_000, `${words.length} words`);
    await compare(lang, words.map((word) => [lang, word]), (line) => t.diagnostic(line));
  });
}

/** Chance, the same in every run. */
function* chance(seed) {
  for (;;) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    yield (upTo) => Math.floor((seed / 2 ** 32) * upTo);
  }
}

const PARTS = {
  en: "s ed ing er ers ly edly eedly ation ational ization isation ise ised y ies ied e l ll our re res centre fulness ative ic al ous ement ment ent ance ion tion ogi ogist li bli at bl iz tt past arsen commun a b c d i o u t n v pr lyse gramme dgement offence practise succ exc out inn",
  fr: "iqu ance able isme iste eux atrice ateur ation logie usion ution ence ement issement ite ites if ive ifs eaux aux oux euse amment emment ment ments ira isse i issante ent aient ait ais aise al auv ee ees e s ions ier iere ion ell eill enn onn ett y u qu a o b c d n t v col par tap ni abil ic iv at eus ierement us os",
  ar: "ا ل ال بال كال لل ف و ب ك س ي ت ن م ه هم ها كم هما كما نا ني ون ين ان ات ة ى ء أ إ آ ؤ ئ ست تست يست تم وا تمو كمو تما ر ق ع د",
  de: "a é l ' ’ - ‐ \u00ad re de s d qu ʼ ʿ 1 ² ß Æ İ Σ 中 か \u3099 ไ \u0301 \u064b ـ ة ٣ ۴ . 한 ﷺ ½ ŉ 𝔸 𠀀 😀 नि \u200d ＇ ﬁ co X \ud83d"
};
test("words that nobody wrote have the terms that the program gives them", async (t) => {
  const dice = chance(1);
  const pick = (list) => list[dice.next().value(list.length)];
  const cases = Object.entries(PARTS).flatMap(([lang, list]) => {
    const parts = list.split(" ").map((part) => part.toWellFormed?.() ?? part.replace(/\p{Cs}/gu, "\ufffd"));
    return Array.from({ length: 15_000 }, () => [lang, Array.from({ length: 1 + dice.next().value(7) }, () => pick(parts)).join("")]);
  });
  await compare("words made by chance", cases, (line) => t.diagnostic(line));
});

test("every character is in a word, or outside of it, as in the program", async (t) => {
  const cases = [];
  for (let code = 0x21; code < 0x32000; code++) {
    const c = String.fromCodePoint(code);
    // Those that this Node does not know yet, halves of a pair, and ends of a line.
    if (!/[\p{Cn}\p{Cs}\x85\u2028\u2029]/u.test(c)) cases.push(["", `a${c}b ${c} B${c}`]);
  }
  await compare("characters", cases, (line) => t.diagnostic(line));
});
