import assert from "node:assert/strict";
import { test } from "node:test";
import { engine } from "./lib/engine.mjs";
import { encoded, frontCoded, increasing, normByte, number } from "./lib/shards.mjs";

const { vademecum: plain } = engine(() => undefined);

/** Numbers that look random, the same each time. */
function random(seed) {
  let state = seed;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const below = (n) => Math.floor(next() * n);
  return { below, pick: (list) => list[below(list.length)] };
}

const WORDS = "victim victims actor staff prison custody release care after family families judge risk plan zeal 😀 ﬀ 𐐷word été prévu نزلاء نزيل الأسرة ab abc abcd abcde".split(" ");

function site(seed, n_entries) {
  const { below, pick } = random(seed);
  const text = (n) => Array.from({ length: below(n + 1) }, () => pick(WORDS)).join(" ");
  const langs = ["en", "fr", "ar"];
  const entries = Array.from({ length: n_entries }, (_, idx) => {
    const lang = langs[Math.floor((idx * 3) / n_entries)];
    const set = 1 << langs.indexOf(lang) | (idx % 5 ? 7 : 0);
    const passages = Array.from({ length: 1 + below(4) }, (_, n) => ({ anchor: n ? `a-${n}` : "", headings: n ? [text(3) || "x"] : [], text: text(60) }));
    return { lang, set, url: `e/${idx}.html`, title: text(4) || "untitled", kind: "Note", names: [text(2)], passages, facets: { kind: [pick(["note", "term"])], actors: [pick(["a", "b"]), "c"] } };
  });
  entries.sort((a, b) => langs.indexOf(a.lang) - langs.indexOf(b.lang) || a.set - b.set);
  const terms = (slugs) => slugs.map((slug) => ({ slug, labels: { en: slug.toUpperCase() } }));
  const facets = [{ name: "kind", kind: "kind", terms: terms(["note", "term"]) }, { name: "actors", kind: "actor", terms: terms(["a", "b", "c"]) }];
  return { langs, entries, facets, rings: [] };
}

/** docs/search.md, 4, in plain words, without any shard: for words alone. */
function rankedPlainly(site, { passages, postings }, query, lang) {
  const f = Math.fround;
  const of = (byte) => plain.ranking.LENGTHS[byte];
  const tokens = [0, 1, 2, 3].map((field) => passages.reduce((sum, { fields }) => sum + fields[field].length, 0));
  const words = plain.terms.words(query).map(({ word }) => word);
  const alternatives = words.map((word) => [...new Set([lang, ...site.langs].map((tag) => plain.terms.stem(tag, word)))].filter((term) => postings.has(term)));
  const idf = (n) => f(Math.log(f(1 + f(f(passages.length - n + 0.5) / f(n + 0.5)))));
  const weights = alternatives.map((terms) => Math.max(...(terms.length ? terms : [null]).map((term) => idf(term === null ? 0 : Math.max(...postings.get(term).map((list) => list.size))))));
  const total = weights.reduce((a, b) => a + b, 0);
  const stands = (terms, passage) => terms.some((term) => postings.get(term).some((list) => list.has(passage)));
  const scores = passages.map(({ entry, fields }, passage) => {
    const place = site.langs.indexOf(lang);
    const isOriginal = !(entry.set & (1 << place)) && site.langs.indexOf(entry.lang) === Math.log2(entry.set & -entry.set);
    if (entry.lang !== lang && !isOriginal) return 0;
    let score = 0;
    for (const terms of alternatives) {
      for (const term of terms) {
        for (const field of [0, 1, 2, 3]) {
          const list = postings.get(term)[field];
          if (!list.has(passage)) continue;
          const frequency = list.get(passage).length;
          const average = f(f(tokens[field]) / f(passages.length));
          const norm = f(f(1.2) * f(f(1 - f(0.75)) + f(f(f(0.75) * of(normByte(fields[field].length))) / average)));
          score = f(score + f(f(f(idf(list.size) * f(1 + f(1.2))) * [0.5, 0.5, 1, 1][field]) * f(frequency / f(frequency + norm))));
        }
      }
    }
    const covered = alternatives.reduce((sum, terms, idx) => sum + (stands(terms, passage) ? weights[idx] : 0), 0) / total;
    return score * Math.sqrt(Math.sqrt(Math.min(1, covered)));
  });
  const top = Math.max(...scores);
  const asked = new Set(alternatives.flat());
  const covers = (terms) => {
    const a = alternatives.reduce((sum, alike, idx) => sum + (alike.some((term) => terms.includes(term)) ? weights[idx] : 0), 0) / total;
    return terms.length ? (a * Math.min(1, terms.filter((term) => asked.has(term)).length / of(normByte(terms.length)))) ** 2 : 0;
  };
  const finals = scores.map((score, passage) => {
    const [title, headings] = passages[passage].fields.map((list) => list.map(({ term }) => term));
    return score ? score + top * Math.max(covers(title), covers(headings) / 2) : 0;
  });
  const order = finals.map((score, passage) => ({ score, passage })).filter(({ score }) => score > 0).sort((x, y) => y.score - x.score || x.passage - y.passage);
  const best = new Map();
  order.forEach(({ score, passage }) => {
    const { entry } = passages[passage];
    if (!best.has(entry)) best.set(entry, { score, passage });
  });
  const folded = (text) => plain.terms.words(text).map(({ word }) => word);
  const isSame = (text, as) => folded(text).map(as).join(" ") === folded(query).map(as).join(" ");
  const times = (text, lang) => (text === query ? 3 : isSame(text, (word) => word) ? 2 : isSame(text, (word) => plain.terms.stem(lang, word)) ? 1 : 0);
  const named = ([entry, { score, passage }]) =>
    [entry.url, score + top * Math.max(times(entry.title, entry.lang), times(passages[passage].headings.at(-1) ?? "", entry.lang) / 8)];
  return [...best].slice(0, 10).map(named).sort(([, one], [, other]) => other - one);
}

test("numbers, words and lengths are read as they are written", () => {
  const numbers = [0, 1, 56, 57, 58, 92, 54999, 55000, 55001, 109999, 110000, 1234567, 14_000_000];
  const { next, isLeft } = plain.shards.reader(numbers.map(number).join(""));
  assert.deepEqual(numbers.map(next), numbers);
  assert.ok(!isLeft());
  assert.ok(!/["\\]/.test(Array.from({ length: 55256 }, (_, n) => number(n)).join("")));
  assert.deepEqual([...plain.shards.increasing(increasing([3, 3, 70000, 70001]))], [3, 3, 70000, 70001]);
  const words = ["a", "ab", "abc", "ac", "été", "ﬀ", "𐐷", "𐐷x", "😀"];
  assert.deepEqual([...plain.shards.frontCoded(frontCoded(words))], words);
  assert.deepEqual([...words].reverse().sort(plain.shards.compare), words);
  assert.deepEqual([40, 41, 42, 43, 56, 59, 60, 1000].map((length) => plain.ranking.LENGTHS[normByte(length)]), [40, 40, 42, 42, 56, 56, 60, 984]);
});

for (const [what, seed, n_entries, options] of [
  ["a small library in one file", 1, 40, { size: 1e9 }],
  ["a small library in many files", 2, 120, { size: 40 }],
  ["a small library with a file for each term", 8, 40, { size: 1 }],
  ["a library whose norms stand beside the postings", 3, 120, { size: 300, isLarge: true }],
]) {
  const made = site(seed, n_entries);
  const index = encoded(made, plain.terms, options);
  const { vademecum, asked } = engine((path) => index.files.get(path));
  const find = async (query, options = {}) => (await vademecum.search.ask(query, { lang: "en", ...options }));
  const urls = async (query, options) => Array.from(await find(query, options), ({ url }) => url);

  test(`${what}: the first ten of any question are those of a plain reckoning, with equal scores`, async () => {
    const { below, pick } = random(seed + 100);
    for (let n = 0; n < 200; n++) {
      const query = Array.from({ length: 1 + below(4) }, () => pick([...WORDS, "qqqnowhere1"])).join(" ");
      const lang = pick(made.langs);
      const found = await find(query, { lang });
      // What nearly every passage holds is left out of large libraries.
      if (options.isLarge && plain.terms.words(query).some(({ word }) => [...index.common].includes(plain.terms.stem(lang, word)))) continue;
      assert.deepEqual(Array.from(found, ({ url, score }) => [url, score]), rankedPlainly(made, index, query, lang), `${query} (${lang})`);
    }
  });

  test(`${what}: phrases, exclusions, fields, filters and languages say what they mean`, async () => {
    const words = (text) => plain.terms.words(text).map(({ word }) => plain.terms.stem("en", word));
    const all = { limit: 10_000 };
    const english = made.entries.filter(({ lang, set }) => lang === "en" || (!(set & 1) && made.langs.indexOf(lang) === Math.log2(set & -set)));
    const having = (is) => english.filter((entry) => entry.passages.some((passage, idx) => is([entry.title, passage.headings.join("\n"), idx ? "" : entry.names.join("\n"), passage.text].map(words), entry))).map(({ url }) => url).sort();
    const hasRun = (list, run) => list.some((_, at) => run.every((word, idx) => list[at + idx] === word));
    assert.deepEqual((await urls('"prison staff"', all)).sort(), having((fields) => fields.some((list) => hasRun(list, words("prison staff")))));
    assert.deepEqual((await urls("custody -release", all)).sort(), having((fields) => fields.flat().includes(words("custody")[0]) && !fields.flat().includes(words("release")[0])));
    assert.deepEqual((await urls('custody -"family risk"', all)).sort(), having((fields) => fields.flat().includes(words("custody")[0]) && !fields.some((list) => hasRun(list, words("family risk")))));
    assert.deepEqual((await urls("title:custody", all)).sort(), having(([title]) => title.includes(words("custody")[0])));
    assert.deepEqual((await urls("custody actor:a kind:note", all)).sort(), having((fields, { facets }) => fields.flat().includes(words("custody")[0]) && facets.actors.includes("a") && facets.kind.includes("note")));
    assert.deepEqual(await urls("custody", { ...all, filters: { actors: "a", kind: ["note"] } }), await urls("custody actors:a kind:note", all));
    assert.deepEqual(await urls("actors:b", all), english.filter(({ facets }) => facets.actors.includes("b")).map(({ url }) => url));
    assert.deepEqual(await urls("actors:nobody custody"), []);
    assert.deepEqual((await urls("lang:fr", all)), made.entries.filter(({ lang }) => lang === "fr").map(({ url }) => url));
    assert.equal((await urls("lang:*", all)).length, made.entries.length);
  });

  test(`${what}: counts are those of what was found`, async () => {
    const answer = await vademecum.search.answer("custody care", { lang: "en", limit: 10_000 });
    const counts = await vademecum.search.counts(answer);
    const of = new Map(made.entries.map((entry) => [entry.url, entry]));
    const found = Array.from(answer.results, ({ url }) => of.get(url));
    assert.equal(counts.n_entries, found.length);
    for (const { name, terms } of counts.facets) {
      for (const { slug, n_entries } of terms) assert.equal(n_entries, found.filter(({ facets }) => facets[name].includes(slug)).length, `${name}:${slug}`);
    }
    for (const { slug, n_entries } of counts.langs) {
      assert.equal(n_entries, (await urls(`custody care lang:${slug}`, { limit: 10_000 })).length, slug);
    }
  });

  test(`${what}: no file is asked for twice`, () => {
    const index_files = asked.filter((src) => src !== "search/meta.js");
    assert.equal(new Set(index_files).size, index_files.length);
  });

  test(`${what}: strange questions harm nothing`, async () => {
    for (const query of ["", " ", '"', '""', "-", "-\"", "*", ":", "kind:", "a:b:c", "-kind:note", "<img src=x onerror=alert(1)>", "'\\\";--", "\u0000\ud800", "x".repeat(10_000), "custody ".repeat(1250), '"custody" '.repeat(1000), "lang:xx", "constructor __proto__ toString", "title:constructor"]) {
      assert.ok(Array.isArray(JSON.parse(JSON.stringify(await find(query)))), query);
      await vademecum.search.answer(query, { lang: "en", isTyping: true });
    }
    assert.deepEqual(await urls(""), []);
  });
}

test("where entries are counted too, the texts of an answer come all at once, and no more of them", async () => {
  const made = site(6, 400);
  const index = encoded(made, plain.terms, { size: 200 });
  const { pick } = random(7);
  const rounds = async (query, options) => {
    let n_waiting = 0, n_rounds = 0, n_texts = 0;
    const { vademecum } = engine(async (path) => {
      if (path.includes("/texts/")) {
        n_texts += 1;
        if (!n_waiting) n_rounds += 1;
        n_waiting += 1;
        await new Promise((settle) => setTimeout(settle, 5));
        n_waiting -= 1;
      }
      return index.files.get(path);
    });
    const { results } = await vademecum.search.answer(query, { lang: "en", ...options });
    return { n_rounds, n_texts, results: JSON.stringify(results) };
  };
  let n_more = 0;
  for (let n = 0; n < 20; n++) {
    const query = `${pick(WORDS)} ${pick(WORDS)}`;
    const [alone, counted] = [await rounds(query), await rounds(query, { isCounted: true })];
    assert.ok(counted.n_rounds <= 1 && counted.n_texts === alone.n_texts, query);
    assert.equal(counted.results, alone.results, query);
    n_more += alone.n_rounds - counted.n_rounds;
  }
  assert.ok(n_more > 5, "entries have passages so near that without their number some texts come later");
});

test("a misspelt word is corrected and told, a beginning finds its words", async () => {
  const made = site(4, 60);
  const index = encoded(made, plain.terms, { size: 200 });
  const { vademecum } = engine((path) => index.files.get(path));
  const ask = async (query, options) => JSON.parse(JSON.stringify({ ...(await vademecum.search.answer(query, { lang: "en", ...options })), meta: 0, question: 0, ranked: 0 }));
  // Three words, so that no title and no heading is what was asked: that is held against the words as they were typed.
  const misspelt = await ask("custdoy release judge");
  assert.deepEqual(misspelt.corrected, [{ from: "custdoy", to: "custody" }]);
  assert.deepEqual(misspelt.results, (await ask("custody release judge")).results);
  assert.deepEqual((await ask("zal")).results, []);
  assert.deepEqual((await ask("custodyyyy1")).corrected, []);
  assert.deepEqual((await ask("famil*")).n_passages, (await ask("family families")).n_passages);
  assert.deepEqual((await ask("famil", { isTyping: true })).n_passages, (await ask("family families")).n_passages);
  assert.deepEqual((await ask("famil ", { isTyping: true })).corrected, [{ from: "famil", to: "family" }]);
  const { distance } = vademecum.corrections;
  assert.deepEqual([["ab", "ba"], ["abc", "ac"], ["abcd", "abdce"], ["abc", "abc"], ["ca", "abc"]].map(([a, b]) => distance(a, b, 5)), [1, 1, 2, 0, 3]);
});

test("an entry is widened by its other names, and what it must not be mistaken for is told", async () => {
  const made = site(5, 60);
  made.rings = [
    { lang: "en", title: "Risk plan", url: "e/1.html", names: ["Risk plan", "zeal"], contrasts: [["Judge", "e/2.html"]] },
    { lang: "fr", title: "Plan", url: "e/3.html", names: ["plan", "judge"], contrasts: [] },
  ];
  const index = encoded(made, plain.terms);
  const { vademecum } = engine((path) => index.files.get(path));
  const { widened, contrasted, results } = await vademecum.search.ask("a risk plan", { lang: "en" }).then((found) => ({ ...found, results: found }));
  assert.deepEqual(JSON.parse(JSON.stringify(widened)), [{ title: "Risk plan", url: "e/1.html", names: ["zeal"] }]);
  assert.deepEqual(JSON.parse(JSON.stringify(contrasted)), [{ title: "Risk plan", url: "e/1.html", contrasts: [{ title: "Judge", url: "e/2.html" }] }]);
  assert.ok(results.length);
  assert.equal((await vademecum.search.ask("plan risk", { lang: "en" })).widened.length, 0);
});

test("a site that was published anew while it was read is read anew", async () => {
  const [old, made] = [site(6, 40), site(7, 50)].map((made) => encoded(made, plain.terms, { size: 100 }).files);
  let files = old;
  const { vademecum } = engine((path) => files.get(path));
  await vademecum.shards.meta();
  files = made;
  const fresh = engine((path) => made.get(path)).vademecum;
  const urls = async (engine) => Array.from(await engine.search.ask("custody", { lang: "en" }), ({ url }) => url);
  assert.deepEqual(await urls(vademecum), await urls(fresh));
  files = new Map();
  await assert.rejects(engine((path) => files.get(path)).vademecum.search.ask("custody", { lang: "en" }), /there is no meta/);
});
