import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { before, test } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import { parse } from "yaml";
import { REPOSITORY, binary, built, rootOf, temporaryFolder } from "./lib/site.mjs";

const schemaOf = (root, kind) => {
  const run = spawnSync(binary(), ["-r", root, "schema", kind], { encoding: "utf8", maxBuffer: 1e8 });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout);
};

/** Strict: a keyword that the validator does not know is an error, and so is one that could never apply. What `if` and
 * `then` require is declared beside them. */
const OPTIONS = { allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true };
const validatorOf = (root, kind) => new Ajv2020(OPTIONS).compile(schemaOf(root, kind));

const head = (text) => parse(/^---\r?\n([\s\S]*?)\r?\n(---|\.\.\.)\r?\n/.exec(text)[1], { version: "1.2" });

const kindsOf = (root) =>
  spawnSync(binary(), ["-r", root, "schema"], { encoding: "utf8" }).stdout.trim().split("\n").map((line) => line.split(/\s+/)[0]);

/** Every entry below a root: its file, its head and its kind. */
function entriesOf(root) {
  const site = built(root, "--drafts", "--audience", "trainers");
  const kinds = new Map(JSON.parse(readFileSync(join(site, "data/entries.json"), "utf8")).entries.map(({ id, kind }) => [id, kind]));
  const content = join(root, "content");
  const files = readdirSync(content, { recursive: true }).filter((path) => path.endsWith(".md") && !/(^|\/)_/.test(path));
  return files.map((path) => {
    const stem = basename(path, ".md").replace(/\.(fr|ar)$/, "");
    const data = head(readFileSync(join(content, path), "utf8"));
    const id = data.id ?? (stem === "index" ? (dirname(path) === "." ? "home" : basename(dirname(path))) : stem);
    return { path, data, kind: kinds.get(String(id)) };
  });
}

function starter() {
  const root = join(temporaryFolder(), "library");
  assert.equal(spawnSync(binary(), ["init", root]).status, 0);
  return root;
}

for (const [name, root, least] of [["shipped", () => REPOSITORY, 100], ["new", starter, 10]]) {
  test(`every head of the ${name} library fits the schema of its kind`, () => {
    const at = root();
    const validators = Object.fromEntries(kindsOf(at).map((kind) => [kind, validatorOf(at, kind)]));
    const entries = entriesOf(at);
    assert.ok(entries.length >= least, `${entries.length}`);
    for (const { path, data, kind } of entries) {
      assert.ok(validators[kind], `${path} is of kind ${kind}`);
      assert.ok(validators[kind](data), `${path}: ${JSON.stringify(validators[kind].errors, null, 1)}`);
    }
  });
}

const ROOT = rootOf({
  "model.yaml": `
kinds:
  note:
    fields:
      number: {type: integer, min: 1, max: 9}
      level: {type: choice, of: {"1": One, two: Two}}
      dated: {type: date}
      site: {type: url}
      is_open: {type: boolean}
      words: {type: list of text, required: true}
      pairs: {type: map}
  topic: {fields: {sign: {type: text, required: true}}}
relations:
  topics: {from: note, to: topic, facet: true}
  main: {from: note, to: topic, one: true}
  tags: {from: note, to: topic, facet: true, open: true}
  see_also: {symmetric: true}
`,
  "index.md": "---\ntitle: Home\n---\n[[a]] [[404]]\n",
  "a.md": "---\nkind: note\ntitle: A\nwords: [x]\ntopics: [heat]\n---\n",
  "404.md": "---\nkind: note\ntitle: B\nwords: [x]\ntopics: [cold]\n---\n",
  "heat.md": "---\nkind: topic\ntitle: Heat\nsign: '+'\n---\n",
  "cold.md": "---\nkind: topic\ntitle: Cold\nsign: '-'\nstatus: superseded\n---\n",
});

let valid;
before(() => (valid = validatorOf(ROOT, "note")));

test("heads that the program takes are let through", () => {
  for (const yaml of [
    "words: [x]", "words: x", "title: 2012\nwords: [x]", "id: rome-12\nwords: [x]", "words: [x]\nnumber:",
    "words: [x]\nlevel: 1", 'words: [x]\nlevel: "1"', "words: [x]\nlevel: two", "words: [x]\ndated: 2012", "words: [x]\ndated: 2012-05",
    "words: [x]\ndated: 2012-05-14", "words: [x]\ndated: {date: 2012-05, as_written: May 2012}", "words: [x]\ntopics: heat",
    "words: [x]\ntopics: [heat, cold]", "words: [x]\nmain: heat", "words: [x]\nmain: [heat]", "words: [x]\ntags: [heat, anything]",
    "words: [x]\nsee_also: [a, heat, 404, home]", "words: [x]\naliases: old", "words: [x]\nstatus: draft\naudience: trainers",
    "words: [x]\nsite: https://example.org/\nis_open: true\npairs: {a: b, c: 1}", "kind: note\nwords: [x]\nsummary: One sentence.",
  ]) {
    assert.ok(valid(parse(yaml)), `${yaml}\n${JSON.stringify(valid.errors)}`);
  }
});

test("broken heads are refused, at the key that is wrong", () => {
  for (const [yaml, where] of [
    ["title: A", ""], ["words: []", "/words"], ["words: [x]\ntitel: A", ""], ["words: [x]\nnumber: twelve", "/number"],
    ["words: [x]\nnumber: 10", "/number"], ["words: [x]\nnumber: 0", "/number"], ["words: [x]\nlevel: three", "/level"],
    ["words: [x]\ndated: 14/5/2012", "/dated"], ["words: [x]\ndated: 2012-13", "/dated"], ["words: [x]\ndated: 2012-5-1", "/dated"],
    ["words: [x]\ndated: {as_written: May}", "/dated"], ["words: [x]\nsite: example.org", "/site"], ["words: [x]\nis_open: perhaps", "/is_open"],
    ["words: [x]\ntopics: [haet]", "/topics"], ["words: [x]\ntopics: [a]", "/topics"], ["words: [x]\ntopics: [heat, heat]", "/topics"],
    ["words: [x]\nmain: [heat, cold]", "/main"], ["words: [x]\nsee_also: [nobody]", "/see_also"], ["words: [x]\nid: Not An Id", "/id"],
    ["words: [x]\nid: aux", "/id"], [`words: [x]\nid: ${"a".repeat(48)}`, "/id"], ["words: [x]\nkind: topic", "/kind"],
    ["words: [x]\nstatus: finished", "/status"], ["words: [x]\naudience: nobody", "/audience"], ["words: [x]\ntitle: [A]", "/title"],
    [`words: [x]\nsummary: ${"long ".repeat(50)}`, "/summary"], ["words: [x]\nreviewed: yesterday", "/reviewed"], ["words: [x]\nsign: '+'", ""],
  ]) {
    assert.ok(!valid(parse(yaml)), `let through: ${yaml}`);
    assert.ok(valid.errors.some(({ instancePath }) => instancePath === where || instancePath.startsWith(`${where}/`)), yaml);
  }
});

test("an editor is told what each key means, what names stand for, and which of them are gone", () => {
  const schema = schemaOf(ROOT, "note");
  for (const [key, value] of Object.entries(schema.properties)) assert.ok(value.description, `${key} has no description`);
  assert.deepEqual(schema.$defs.topic.oneOf, [
    { const: "cold", description: "Cold", deprecated: true },
    { const: "heat", description: "Heat" },
  ]);
});

test("a translation may leave out what its original says", () => {
  const root = rootOf({
    "site.yaml": "languages: [en, fr]\n",
    "model.yaml": "kinds: {note: {fields: {sign: {type: text, required: true}}}}\n",
    "index.md": "---\ntitle: Home\n---\n[[a]]\n",
    "a.md": "---\nkind: note\ntitle: A\nsign: x\n---\n",
  });
  const valid = validatorOf(root, "note");
  assert.ok(valid({ title: "A", original: "1234abcd", translation: "unreviewed" }), JSON.stringify(valid.errors));
  assert.ok(valid({ title: "A", sign: "x" }));
  assert.ok(!valid({ title: "A" }));
  assert.ok(!valid({ title: "A", original: "1234abcd", translation: "perhaps" }));
});

test("a plain folder keeps keys of other programs", () => {
  const plain = validatorOf(rootOf({ "a.md": "# A\n" }), "article");
  assert.ok(plain({ title: "A", layout: "post", weight: 3 }));
});

test("a kind that nobody declared is wrong usage", () => {
  const run = spawnSync(binary(), ["-r", ROOT, "schema", "nota"], { encoding: "utf8" });
  assert.equal(run.status, 2);
  assert.match(run.stderr, /did you mean `note`\?/);
});
