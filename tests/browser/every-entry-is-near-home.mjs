// The shipped library as its reader walks through it: what stands behind each entry is said, nothing lies apart, and
// every practice has a way in from each side. Registers made of everything (A to Z, maps, lists of the matrix) are no
// way here: with them, everything is near.
import assert from "node:assert/strict";
import { test } from "node:test";
import { entries, page } from "./lib/said.mjs";
import { built } from "./lib/site.mjs";

const CLICKS = 4;
const REGISTERS = /^((fr|ar)\/)?(a-z|map|matrix|search|changes|timeline|about-this-copy|reading-list|404)(\/|\.html$)/;
/** Kinds whose entries tell what someone else wrote or did, or who decided on the words. Pages about the library do not. */
const OUR_OWN_PAGES = new Set(["article"]);

const dir = built();
const known = entries(dir);
const pages = new Map();
const read = (path) => pages.get(path) ?? pages.set(path, page(dir, path)).get(path);
const ofKind = (...kinds) => [...known.values()].filter((entry) => kinds.includes(entry.kind));

test("every entry says how much of its source was seen, and which source that is", () => {
  const silent = [...known].filter(([, { fields }]) => !fields.source_status).map(([name]) => name);
  const unsourced = [...known].filter(([, { kind, fields }]) => !OUR_OWN_PAGES.has(kind) && !fields.source).map(([name]) => name);
  assert.deepEqual({ silent, unsourced }, { silent: [], unsourced: [] });
});

test("every entry is reached from home in at most four clicks, without a register", (context) => {
  for (const [lang, home] of [["en", "index.html"], ["fr", "fr/index.html"], ["ar", "ar/index.html"]]) {
    const clicks = clicksFrom(home);
    const ours = [...known.values()].filter((entry) => entry.lang === lang);
    const far = ours.filter(({ url }) => !(clicks.get(url) <= CLICKS)).map(({ url }) => `${url}: ${clicks.get(url) ?? "never"}`);
    const steps = [0, 1, 2, 3, 4].map((n) => ours.filter(({ url }) => clicks.get(url) === n).length);
    context.diagnostic(`${lang}: ${ours.length} entries, of which after 0, 1, 2, 3 and 4 clicks: ${steps.join(", ")}`);
    assert.deepEqual(far, []);
  }
});

test("no entry is an orphan: another entry links to it or files it, or the menu names it", () => {
  const linked = new Set([...known.values()].flatMap(({ url }) => [...read(url).links].filter((target) => target !== url)));
  const menus = ["index.html", "fr/index.html", "ar/index.html"].flatMap((home) => [...read(home).all]);
  const found = new Set([...linked, ...menus]);
  assert.deepEqual([...known.values()].map(({ url }) => url).filter((url) => !found.has(url)), []);
});

test("every practice is reached from an actor, a theme, a phase, and a module or guidance", () => {
  const sides = {
    actor: ofKind("actor"),
    theme: ofKind("theme"),
    phase: ofKind("phase"),
    "module or guidance": [...ofKind("module"), ...ofKind("document").filter(({ fields }) => fields.form === "guidance")],
  };
  const missing = ofKind("practice").flatMap((practice) =>
    Object.entries(sides)
      .filter(([, from]) => !from.some(({ lang, url }) => lang === practice.lang && read(url).links.has(practice.url)))
      .map(([side]) => `${practice.url}: no ${side} leads there`));
  assert.deepEqual(missing, []);
});

test("no quotation is longer than forty words", () => {
  const long = [...known.values()].flatMap(({ url }) => read(url).quoted.filter((words) => words.split(/\s+/).length > 40).map((words) => `${url}: ${words}`));
  assert.deepEqual(long, []);
});

/** How many clicks each page is away from `home`. */
function clicksFrom(home) {
  const clicks = new Map([[home, 0]]);
  for (const [path, n] of clicks) {
    if (n === CLICKS) continue;
    for (const target of read(path).all) {
      if (target.endsWith(".html") && !REGISTERS.test(target) && !clicks.has(target)) clicks.set(target, n + 1);
    }
  }
  return clicks;
}
