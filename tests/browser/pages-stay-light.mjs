import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PAGES } from "./lib/pages.mjs";
import { REPOSITORY, built } from "./lib/site.mjs";

// Bytes before compression: of one page of every type, of the style sheet and of the script. UPDATE=1 writes them anew;
// the difference is part of the review.
const FILE = join(REPOSITORY, "tests/browser/lib/weights.json");
const SCRIPTS_BAR = 20_000;
const BARS = { "style sheet": 30_000, "script": SCRIPTS_BAR, "script of entries": SCRIPTS_BAR };
const PRACTICE_BAR = 40_000;

const site = built();
const assets = readdirSync(join(site, "assets"));
const asset = (name) => join("assets", assets.find((file) => file.startsWith(name)));
const scripts = { "script": asset("script-"), "script of entries": asset("entry-") };
const files = { "style sheet": asset("style-"), ...scripts, ...PAGES };
const weigh = (path) => readFileSync(join(site, path)).length;
const weights = Object.fromEntries(Object.entries(files).map(([type, path]) => [type, weigh(path)]));
if (process.env.UPDATE) writeFileSync(FILE, `${JSON.stringify(weights, null, 2)}\n`);
const known = JSON.parse(readFileSync(FILE, "utf8"));

for (const [type, weight] of Object.entries(weights)) {
  const bar = BARS[type] ?? (type.startsWith("practice") ? PRACTICE_BAR : Infinity);
  test(`${type}: ${weight} bytes`, () => {
    assert.ok(weight <= bar, `over the bar of ${bar}`);
    assert.ok(type in known, "not weighed yet: UPDATE=1 node --test tests/browser/pages-stay-light.mjs");
    assert.ok(weight <= known[type] * 1.1, `grown by more than a tenth: it was ${known[type]}`);
  });
}

test(`both scripts that an entry loads stay below ${SCRIPTS_BAR} bytes`, () => {
  const entry = readFileSync(join(site, PAGES["document"]), "utf8");
  for (const path of Object.values(scripts)) assert.ok(entry.includes(path), `an entry does not load ${path}`);
  const both = Object.keys(scripts).reduce((sum, type) => sum + weights[type], 0);
  assert.ok(both <= SCRIPTS_BAR, `together they have ${both}`);
});
