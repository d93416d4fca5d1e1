import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { before, test } from "node:test";
import { parse } from "yaml";
import { BASE } from "./lib/formats.mjs";
import { all, attribute, arrival, pageAt, pageOfText, textOf } from "./lib/page.mjs";
import { reader } from "./lib/readers.mjs";
import { REPOSITORY, binary, built, fileUrl, rootOf } from "./lib/site.mjs";

// A practice's number is certain, likely or a guess. Whatever is printed of a likely one bears its mark; a guess is
// printed nowhere. Which is which comes from the sources themselves.

const CONTENT = join(REPOSITORY, "content");
const LANGUAGES = ["en", "fr", "ar"];
const MOST_WORDS = 40;

/** id, number and status of each practice, as its source has them. */
const SOURCES = readdirSync(CONTENT, { recursive: true })
  .filter((path) => path.endsWith(".md") && !/\.(fr|ar)\.md$/.test(path))
  .map((path) => ({ id: basename(path, ".md"), ...parse(/^---\n([\s\S]*?)\n---\n/.exec(readFileSync(join(CONTENT, path), "utf8"))?.[1] ?? "") }));
const NUMBERED = SOURCES.filter(({ number_status }) => number_status);
const withStatus = (status) => new Map(NUMBERED.filter(({ number_status }) => number_status === status).map(({ id, number }) => [id, number]));
const [SURE, LIKELY, GUESS] = ["sourced", "likely", "guess"].map(withStatus);

// The finders. Each gives the places where something is wrong, and is shown a case that is.

/** What stands behind a number where it is only likely: the sign alone in a record, the sign and its words on a page. */
const MARK = /^(\s*[?؟]|<\/bdi><span(?: class="mark")? aria-hidden="true">[?؟]<\/span><span class="visually-hidden"> ?\([^<]+\)<\/span>)/;

/** Where a number that occurs nowhere else in a text stands without its mark. */
function bare(number, text) {
  const grouped = new RegExp(String(number).replace(/\B(?=(\d{3})+$)/g, "[,.\\s]?"), "g");
  return [...text.matchAll(grouped)].filter(({ 0: { length }, index }) => !MARK.test(text.slice(index + length))).map(({ index }) => text.slice(Math.max(0, index - 40), index + 60));
}

/** The numbers that a page prints beside a practice or its title: whose each is, and whether it is marked. */
const shown = (page) =>
  all(page.root, "bdi")
    .filter((it) => /^\d+$/.test(textOf(it)))
    .map((it) => ({ id: ownerOf(page, it), number: textOf(it), isMarked: isMarked(it) }));

/** The practice whose page this is, or to which the line or the part belongs. */
function ownerOf(page, number) {
  const above = [];
  for (let it = number.parentNode; it?.tagName; it = it.parentNode) above.push(it);
  const isOwn = above.some((it) => attribute(it, "class") === "entry-number");
  const line = above.find((it) => /^(li|h[1-6])$/.test(it.tagName));
  const link = above.find(({ tagName }) => tagName === "a") ?? (line && all(line, "a").find((a) => attribute(a, "href")));
  const part = above.find(({ tagName }) => tagName === "section");
  const address = isOwn ? page.path : link ? arrival(page, link) : `#${part && attribute(part, "id")}`;
  return /(?:(?:^|\/)practice\/|#)([\w-]+?)(?:\.html|$)/.exec(address)?.[1];
}

function isMarked(number) {
  const next = number.parentNode.childNodes.slice(number.parentNode.childNodes.indexOf(number) + 1);
  const [sign, words] = next.map((it) => textOf(it));
  return /^[?؟]$/.test(sign) && attribute(next[0], "aria-hidden") === "true" && /^\(.+\)$/.test(words) && attribute(next[1], "class") === "visually-hidden";
}

/** A number that is not the one of its source, or not marked as it should be. */
function wrongNumbers(page) {
  return shown(page)
    .filter(({ id }) => SURE.has(id) || LIKELY.has(id) || GUESS.has(id))
    .filter(({ id, number, isMarked }) => number !== String(SURE.get(id) ?? LIKELY.get(id)) || isMarked !== LIKELY.has(id) || GUESS.has(id))
    .map(({ id, number, isMarked }) => `${page.path}: ${id} ${number}${isMarked ? "?" : ""}`);
}

const WORDS = /(?:good practices?|bonnes? pratiques?|GP|الممارسة الجيدة|الممارسات الجيدة|ممارسة جيدة|الممارسة)/i;
const NAMED = new RegExp(`${WORDS.source}[\\s\\u00a0]+(\\d+)(?![\\d–])(?!\\s*[?؟])`, "gi");

/** Words of a text that call a likely practice of the Rome Memorandum by its bare number. Other documents have numbers
 * of their own: they are their own pages, or are linked or named beside the number. */
function bareInWords(page) {
  const ofOthers = /^(?:(?:fr|ar)\/)?(?:document\/(?!rome-memorandum)|work\/)/;
  if (ofOthers.test(page.path)) return [];
  const numbers = new Set([...LIKELY.values()].map(String));
  return all(page.root, "main *")
    .filter((it) => /^(p|li|td|dd|dt|th|h[1-6]|figcaption|q)$/.test(it.tagName) && all(it, "p").length + all(it, ".count").length === 0)
    .filter((it) => [...textOf(it).matchAll(NAMED)].some(([, number]) => numbers.has(number)))
    .filter((it) => !all(it, "a").some((a) => attribute(a, "href") && ofOthers.test(arrival(page, a))) && !/Addend|الملحق|Neu[cf]h[âa]tel|نيوشاتيل|نيوشاتل|Marrakech|مراكش/.test(textOf(it)))
    .map((it) => `${page.path}: ${textOf(it)}`);
}

/** Texts of a record that say a number without its mark. Dates, addresses and measures are no numbers of practices. */
function bareInRecord(record, number) {
  const texts = (value, key) => {
    if (["score", "issued", "dateModified", "reviewed"].includes(key)) return [];
    if (value && typeof value === "object") return Object.entries(value).flatMap(([key, value]) => texts(value, key));
    return [String(value)];
  };
  const alone = new RegExp(`(?<![\\w/.:#–-])${number}(?![\\w/.:–-])`, "g");
  return texts(record).filter((text) => [...text.matchAll(alone)].some(({ index }) => !MARK.test(text.slice(index + String(number).length))));
}

/** Passages between quotation marks, or set apart as a quotation, that are too long. */
function longQuotations(page) {
  const apart = all(page.root, "blockquote").map(textOf);
  const within = [...textOf(all(page.root, "main")[0] ?? page.root).matchAll(/“([^“”]*)”|«([^«»]*)»/g)].map(([, english, other]) => english ?? other);
  return [...apart, ...within].filter((text) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length > MOST_WORDS).map((text) => `${page.path}: ${text}`);
}

const run = (...args) => {
  const { status, stdout, stderr } = spawnSync(binary(), args, { encoding: "utf8", maxBuffer: 1e9 });
  assert.equal(status, 0, stderr);
  return stdout;
};

/** The words that a question may have, in the order of the alphabet: they find an entry, and nobody reads them. */
const DICTIONARIES = /^search\/(terms|words|positions)\//;
const filesOf = (site) => readdirSync(site, { recursive: true, withFileTypes: true }).filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name).slice(site.length + 1));

/** The library as it is shipped, with all that is written for machines. */
let site, pages;
before(() => {
  site = built(REPOSITORY, "--base-url", BASE);
  pages = filesOf(site).filter((path) => path.endsWith(".html")).map((path) => pageAt(site, path));
});

test("the sources have numbers of all three kinds", () => {
  assert.ok(SURE.size > 5 && LIKELY.size > 3 && GUESS.size > 5, `${SURE.size} ${LIKELY.size} ${GUESS.size}`);
});

test("on every page, in three languages, a number is the source's and bears its mark", () => {
  assert.deepEqual(pages.flatMap(wrongNumbers), []);
  const seen = pages.map((page) => [page.path, shown(page)]);
  for (const lang of ["", "fr/", "ar/"]) {
    for (const id of LIKELY.keys()) {
      const places = seen.filter(([path, numbers]) => (/^(fr|ar)\//.exec(path)?.[0] ?? "") === lang && numbers.some((it) => it.id === id));
      assert.ok(places.length >= 5, `${lang}${id} has its number on ${places.map(([path]) => path)} only`);
    }
  }
});

test("an unmarked, a wrong and a guessed number on a page are seen", () => {
  const [[likely]] = LIKELY;
  const [[guess]] = GUESS;
  const read = (path) => readFileSync(join(site, path), "utf8");
  const mark = /<span class="mark" aria-hidden="true">[?؟]<\/span><span class="visually-hidden"> \([^<]+\)<\/span>/;
  for (const path of [`practice/${likely}.html`, `fr/practice/${likely}.html`, `ar/practice/${likely}.html`, "page/practices.html", "document/rome-memorandum.html", "document/rome-memorandum/whole.html", "theme/classification.html"]) {
    const html = read(path);
    assert.match(html, mark, path);
    const found = wrongNumbers(pageOfText(path, html.replace(mark, "")));
    assert.equal(found.length, 1, `${path}: ${found}`);
  }
  const silent = read(`practice/${likely}.html`).replace(/<span class="visually-hidden"> \(number not verified\)<\/span>/, "");
  assert.equal(wrongNumbers(pageOfText(`practice/${likely}.html`, silent)).length, 1, "the sign alone says nothing to those who listen");
  const other = read(`practice/${likely}.html`).replace(/(<p class="entry-number"><bdi>)\d+/, "$199");
  assert.equal(wrongNumbers(pageOfText(`practice/${likely}.html`, other)).length, 1);
  const guessed = read(`practice/${guess}.html`).replace("<h1>", '<p class="entry-number"><bdi>20</bdi></p><h1>');
  assert.equal(wrongNumbers(pageOfText(`practice/${guess}.html`, guessed)).length, 1);
});

test("no sentence calls a practice by a number that is only likely", () => {
  assert.deepEqual(pages.flatMap(bareInWords), []);
  const [[id, number]] = LIKELY;
  const page = (words) => pageOfText(`practice/${id}.html`, `<main><p>${words}</p></main>`);
  for (const words of [`Good Practice ${number} asks for this.`, `see <a href="${id}.html">good practice ${number}</a>`, `la bonne pratique ${number} le demande`, `الممارسة ${number} تطلب ذلك`, `Rome GP ${number}`]) {
    assert.equal(bareInWords(page(words)).length, 1, words);
  }
  for (const words of [`Good Practice ${number}? asks for this.`, `Good Practice ${number} of the <a href="../document/neuchatel-memorandum.html">other one</a>`, "Good Practice 7"]) {
    assert.deepEqual(bareInWords(page(words)), [], words);
  }
});

/** Lines of a table that give a number from memory, without its mark. */
const bareInTables = (page) =>
  all(page.root, "tbody tr")
    .map((line) => all(line, "td").map(textOf))
    .filter((cells) => /^(recalled|de mémoire|من الذاكرة)$/.test(cells.at(-1)) && /^\d+$/.test(cells[0]))
    .map((cells) => `${page.path}: ${cells.join(" | ")}`);

test("in the tables of other documents, a number given from memory bears its mark", () => {
  assert.deepEqual(pages.flatMap(bareInTables), []);
  const path = "document/hague-marrakech.html";
  const html = readFileSync(join(site, path), "utf8");
  assert.match(html, /<td>2\?<\/td>/);
  assert.equal(bareInTables(pageOfText(path, html.replace("<td>2?</td>", "<td>2</td>"))).length, 1);
});

/** All records that are written for machines, by what they are written as: [practice, record]. */
function records(site) {
  const read = (path) => readFileSync(join(site, path), "utf8");
  const practiceOf = (text) => /(?:^|[/{"\s])practice\/([\w-]+)\.html/.exec(text)?.[1];
  const byAddress = (text, cut) => text.split(cut).map((record) => [practiceOf(record), record]);
  const ofObjects = (list) => list.map((record) => [practiceOf(record.url ?? record.URL ?? ""), record]);
  const titles = filesOf(site).filter((path) => /^((fr|ar)\/)?data\/titles-.*\.js$/.test(path)).map(read);
  const withoutDates = (text) => text.replace(/^\s*(year|month|day) = .*$|^(PY|DA) {2}- .*$/gm, "");
  return {
    "citations.bib": byAddress(withoutDates(read("citations.bib")), /\n(?=@)/),
    "citations.ris": byAddress(withoutDates(read("citations.ris")), /\n(?=TY {2}-)/),
    "citations.json": ofObjects(JSON.parse(read("citations.json"))),
    "feed.xml": byAddress(read("feed.xml"), "<entry"),
    "data/entries.json": ofObjects(JSON.parse(read("data/entries.json")).entries),
    "data/graph.json": Object.values(JSON.parse(read("data/graph.json"))).filter(Array.isArray).flatMap(ofObjects),
    "data/vocabulary.ttl": byAddress(read("data/vocabulary.ttl"), /\n\s*\n/),
    "llms.txt": byAddress(read("llms.txt"), "\n"),
    titles: titles.flatMap((text) => Object.values(JSON.parse(/JSON\.parse\('(.*)'\)/s.exec(text)[1].replace(/\\(['\\])/g, "$1")))).map((record) => [practiceOf(record[0]), record]),
    "JSON-LD": pages.flatMap(({ path, root }) => all(root, 'script[type="application/ld+json"]').map((it) => [practiceOf(path), JSON.parse(it.childNodes[0].value)])),
    "answers to a search": LANGUAGES.flatMap((lang) => answers(REPOSITORY, lang, NUMBERED.map(({ title }) => title))),
  };
}

/** The first five for each question: [entry, all that is said of it but its sentences]. */
function answers(root, lang, queries) {
  const { status, stdout, stderr } = spawnSync(binary(), ["-r", root, "search", "--lang", lang, "--limit", "5", "-"], { encoding: "utf8", input: `${queries.join("\n")}\n`, maxBuffer: 1e9 });
  assert.equal(status, 0, stderr);
  return stdout.trim().split("\n").flatMap((line) => JSON.parse(line).hits).map(({ passages, ...hit }) => [hit.id, hit]);
}

test("in every record for machines, a number that is only likely bears its mark", () => {
  const all = records(site);
  const says = (record, number) => new RegExp(`\\b${number}[?؟]`).test(JSON.stringify(record));
  for (const [name, list] of Object.entries(all)) {
    const practices = list.filter(([id]) => LIKELY.has(id));
    assert.ok(practices.length >= (name === "llms.txt" || name === "data/vocabulary.ttl" || name === "feed.xml" ? 0 : LIKELY.size), `${name} has ${practices.length} records of these practices`);
    for (const [id, record] of practices) assert.deepEqual(bareInRecord(record, LIKELY.get(id)), [], `${name}: ${id}`);
    for (const [id, record] of list.filter(([id]) => GUESS.has(id))) assert.ok(!(record.number ?? record.fields?.number ?? record.position), `${name}: ${id} has a number`);
  }
  for (const name of ["citations.bib", "citations.ris", "citations.json", "data/entries.json", "titles", "JSON-LD", "answers to a search"]) {
    for (const [id, number] of LIKELY) assert.ok(all[name].some(([it, record]) => it === id && says(record, number)), `${name} does not say the number of ${id}`);
    const [id, record] = all[name].find(([it, record]) => LIKELY.has(it) && says(record, LIKELY.get(it)));
    const unmarked = JSON.parse(JSON.stringify(record).replace(new RegExp(`\\b${LIKELY.get(id)}[?؟]`, "g"), `${LIKELY.get(id)}`));
    assert.ok(bareInRecord(unmarked, LIKELY.get(id)).length > 0, `an unmarked number in ${name} would not be seen`);
  }
});

// Numbers that occur nowhere else: in a small library whatever is printed of them can be found in all files.
const PLANTED = { sure: 5118203, likely: 6203911, guess: 7417206 };
const practice = (title, status) => `---\ntitle: ${title}\nsummary: A way of working.\nreviewed: 2026-11-22\nsource_status: recalled\nnumber: ${PLANTED[status]}\nnumber_status: ${status === "sure" ? "sourced" : status}\npart_of: memo\nactors: [staff]\nthemes: [care]\nphases: [custody]\n---\nText, see [[sure]].\n\n## More {#more}\n\nMore on [[likely]] and [[guess]].\n`;
const translated = (title) => `---\ntitle: ${title}\nsummary: ${title}.\n---\n`;
const SMALL = {
  "model.yaml": readFileSync(join(CONTENT, "model.yaml"), "utf8"),
  "site.yaml": "title: Small\nlanguages: [en, fr, ar]\nhome: [practice, actors, document]\nmatrix: [[themes, actors]]\n",
  "index.md": "---\ntitle: Home\nsource_status: editorial\n---\n[[memo]], [[practices]], [[staff]], [[care]], [[custody]], [[documents]]\n",
  "documents/index.md": "---\nid: documents\ntitle: Documents\nentries: document\nsource_status: editorial\n---\n",
  "documents/memo.md": "---\ntitle: Memo\nsource_status: recalled\nreviewed: 2026-11-22\n---\nSee [[likely]], [[guess#more]] and [[sure]].\n\n![[likely]]\n",
  "practices/index.md": "---\nid: practices\ntitle: Practices\nentries: practice\nsource_status: editorial\n---\n",
  "practices/sure.md": practice("Surely so", "sure"),
  "practices/likely.md": practice("Probably thus", "likely"),
  "practices/guess.md": practice("Perhaps otherwise", "guess"),
  "practices/likely.fr.md": translated("Sans doute ainsi"),
  "practices/likely.ar.md": translated("على الأرجح"),
  "practices/guess.fr.md": translated("Peut-être autrement"),
  "actors/staff.md": "---\nkind: actor\ntitle: Staff\nsource_status: editorial\n---\n",
  "themes/care.md": "---\nkind: theme\ntitle: Care\nsource_status: editorial\n---\n",
  "phases/custody.md": "---\nkind: phase\ntitle: Custody\nsource_status: editorial\n---\n",
};

test("in a small library with planted numbers, no file and no answer says more than it may", async () => {
  const root = rootOf(SMALL);
  const small = built(root, "--base-url", BASE);
  const said = Object.fromEntries(filesOf(small).map((path) => [path, readFileSync(join(small, path), "utf8")]));
  for (const lang of LANGUAGES) said[`search ${lang}`] = JSON.stringify(answers(root, lang, ["probably thus", "sans doute ainsi", "على الأرجح", "perhaps otherwise", "surely so"]));

  const places = (number) => Object.entries(said).filter(([, text]) => text.includes(number)).map(([path]) => path);
  const read = Object.entries(said).filter(([path]) => !DICTIONARIES.test(path));
  assert.deepEqual(read.flatMap(([path, text]) => bare(PLANTED.likely, text).map((at) => `${path}: ${at}`)), []);
  assert.deepEqual(places(PLANTED.guess), []);

  // Both numbers are there to be found, in all that prints one; and a mark that went missing would be noticed in each.
  for (const path of [
    "practice/likely.html", "fr/practice/likely.html", "ar/practice/likely.html", "page/practices.html", "document/memo.html", "document/memo/whole.html", "actor/staff.html", "theme/care.html", "phase/custody.html",
    "citations.bib", "citations.ris", "citations.json", "data/entries.json", "data/titles-0.js", "fr/data/titles-0.js", "ar/data/titles-0.js", "search en", "search fr", "search ar",
  ]) {
    assert.ok(places(PLANTED.likely).includes(path), `${path} has no number; ${places(PLANTED.likely)}`);
    const unmarked = said[path].replaceAll(new RegExp(`(${PLANTED.likely})([?؟]|(</bdi>)<span class="mark"[^>]*>[?؟]</span>)`, "g"), "$1$3");
    assert.ok(bare(PLANTED.likely, unmarked).length > 0, `${path} without a mark would pass`);
  }
  assert.ok(bare(PLANTED.sure, said["practice/sure.html"]).length > 0, "a certain number has no mark");

  const guest = await reader("Chromium");
  try {
    for (const [page, query, path] of [["search.html", "probably thus", "practice/likely.html"], ["fr/search.html", "sans doute", "fr/practice/likely.html"], ["ar/search.html", "الأرجح", "ar/practice/likely.html"], ["search.html", "perhaps otherwise", "practice/guess.html"]]) {
      await guest.open(`${fileUrl(small, page)}?q=${encodeURIComponent(query)}`);
      await guest.until(`document.querySelector(".search-count")?.textContent`);
      const result = await guest.evaluate(`[...document.querySelectorAll(".results li")].find((it) => it.querySelector(".card-title").href.endsWith(${JSON.stringify(path)}))?.textContent`);
      assert.ok(result, `${query} does not find ${path}`);
      assert.ok(!result.includes(PLANTED.guess));
      assert.equal(result.includes(PLANTED.likely), path.includes("likely"));
      assert.deepEqual(bare(PLANTED.likely, result), [], query);
    }
  } finally {
    await guest.close();
  }
});

test("in passages for other search engines, a number that is only likely bears its mark", () => {
  const root = rootOf(SMALL);
  const passages = run("-r", root, "export", "ndjson");
  assert.ok(passages.includes(PLANTED.sure));
  assert.ok(!passages.includes(PLANTED.guess));
  assert.deepEqual(bare(PLANTED.likely, passages), []);
});

test(`no quotation has more than ${MOST_WORDS} words`, () => {
  assert.deepEqual(pages.flatMap(longQuotations), []);
  const texts = SOURCES.filter(({ text, speaker }) => text && speaker).map(({ text }) => text);
  assert.ok(texts.length >= 9);
  for (const text of texts) assert.ok(text.split(/\s+/).length <= MOST_WORDS, text);
  const words = (n) => Array.from({ length: n }, () => "word").join(" ");
  for (const html of [`<blockquote>${words(41)}</blockquote>`, `<p>He said “${words(41)}”.</p>`, `<p>Il dit « ${words(41)} ».</p>`]) {
    assert.equal(longQuotations(pageOfText("a.html", `<main>${html}</main>`)).length, 1, html);
    assert.deepEqual(longQuotations(pageOfText("a.html", `<main>${html.replace("word ", "")}</main>`)), []);
  }
});
