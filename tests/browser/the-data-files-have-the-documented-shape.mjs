// Ajv holds the files against JSON Schemas that say what docs/formats.md says.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { BASE, HARD, TWO_LINES, entries, homelessSite, sites } from "./lib/formats.mjs";
import { REPOSITORY } from "./lib/site.mjs";

const ajv = new Ajv({ allErrors: true });
addFormats(ajv);

const text = { type: "string" };
const some = { type: "string", minLength: 1 };
const object = (properties) => ({ type: "object", properties, required: Object.keys(properties), additionalProperties: false });
const list = (items) => ({ type: "array", items });
const partialDate = { type: ["string", "null"], pattern: "^\\d{4}(-\\d\\d(-\\d\\d)?)?$" };
const labels = { type: "object", additionalProperties: text, minProperties: 1 };
const common = { id: some, lang: some, kind: some, title: some, url: { type: "string", format: "uri-reference" } };

const SHAPES = {
  "data/entries.json": object({
    entries: list(object({ ...common, summary: text, fields: { type: "object" }, relations: { type: "object", additionalProperties: list(some) } })),
  }),
  "data/graph.json": object({
    relations: { type: "object", additionalProperties: object({ label: labels, inverse: labels, symmetric: { type: "boolean" }, facet: { type: "boolean" } }) },
    nodes: list(object(common)),
    edges: list(object({ source: { type: "integer", minimum: 0 }, target: { type: "integer", minimum: 0 }, relation: { type: ["string", "null"] } })),
  }),
  "data/inventory.json": object({
    site: object({ title: some, base_url: { type: ["string", "null"] }, languages: list(some), licence: text }),
    pages: list(object({
      url: common.url, title: some, lang: some, kind: some,
      status: { enum: ["draft", "current", "superseded", "withdrawn"] }, reviewed: partialDate,
    })),
    redirects: list(object({ url: common.url, to: common.url })),
    files: list(object({ url: common.url, bytes: { type: "integer", minimum: 0 } })),
  }),
};

for (const site of [...sites(), homelessSite()]) {
  for (const [path, shape] of Object.entries(SHAPES)) {
    test(`${path} has its shape: ${site.name}`, () => {
      const holds = ajv.compile(shape);
      assert.ok(holds(JSON.parse(site.read(path))), JSON.stringify(holds.errors?.slice(0, 3)));
    });
  }

  test(`every address in the data files arrives: ${site.name}`, () => {
    const inventory = JSON.parse(site.read("data/inventory.json"));
    const graph = JSON.parse(site.read("data/graph.json"));
    const all = [...entries(site), ...graph.nodes, ...inventory.pages, ...inventory.redirects, ...inventory.files].map(({ url }) => url);
    const files = [...new Set([...all, ...inventory.redirects.map(({ to }) => to)])].map((url) => url.replace(BASE, ""));
    assert.deepEqual(files.filter((file) => !existsSync(join(site.folder, file))), []);
    const llms = [...site.read("llms.txt").matchAll(/^- \[.+\]\((\S+)\): ./gm)].map(([, url]) => url.replace(BASE, ""));
    assert.ok(llms.length >= 6);
    assert.deepEqual(llms.filter((file) => !existsSync(join(site.folder, file))), []);
  });

  test(`the graph and the entries say the same of relations: ${site.name}`, () => {
    const { nodes, edges, relations } = JSON.parse(site.read("data/graph.json"));
    const told = new Map(entries(site).map((entry) => [entry.url, entry]));
    assert.ok(edges.every(({ source, target, relation }) => nodes[source] && nodes[target] && (relation === null || relations[relation])));
    for (const { source, target, relation } of edges.filter((edge) => edge.relation)) {
      assert.ok(told.get(nodes[source].url).relations[relation].includes(nodes[target].id));
      if (relations[relation].symmetric) assert.ok(told.get(nodes[target].url).relations[relation].includes(nodes[source].id));
    }
    const n_told = [...told.values()].flatMap(({ relations: all }) => Object.entries(all)).filter(([key]) => !relations[key].symmetric);
    assert.equal(n_told.flatMap(([, ends]) => ends).length, edges.filter(({ relation }) => relation && !relations[relation].symmetric).length);
  });
}

test("hard texts, dates and numbers come out as they may be told", () => {
  const all = Object.fromEntries(entries(sites()[1]).map((entry) => [`${entry.id} ${entry.lang}`, entry]));
  const hard = all["hard en"];
  assert.equal(hard.title, HARD);
  assert.deepEqual(hard.fields.dated, { date: "2012-06", as_written: '"June" 2012' });
  assert.equal(hard.fields.number, "3?");
  assert.match(hard.fields.remark, /^On .+ and secret\.$/);
  assert.equal(all["open en"].fields.number, 4);
  assert.equal(all["lines en"].fields.number, undefined);
  assert.equal(all["lines en"].summary, TWO_LINES.replaceAll(/[\n\t]/g, " "));
});

test("what this edition does not show is in no file for machines", () => {
  const site = sites()[1];
  const files = readFileSync(join(site.folder, "manifest-sha256.txt"), "utf8").trim().split("\n").map((line) => line.slice(66));
  assert.ok(files.includes("data/graph.json"));
  for (const file of files) assert.ok(!/Unheardof|77445566|note\/secret/.test(site.read(file)), file);
});

test("the documentation names every file", () => {
  const docs = readFileSync(join(REPOSITORY, "docs/formats.md"), "utf8");
  const files = [...Object.keys(SHAPES), "data/vocabulary.ttl", "citations.bib", "citations.ris", "citations.json", "feed.xml", "sitemap.xml", "llms.txt"];
  assert.deepEqual(files.filter((file) => !docs.includes(`\`${file}\``)), []);
});
