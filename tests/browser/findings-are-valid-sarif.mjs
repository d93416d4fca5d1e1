import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { REPOSITORY, binary, rootOf } from "./lib/site.mjs";

// The schema of OASIS, as Microsoft's test helpers carry it.
const SCHEMA = fileURLToPath(new URL("node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json", import.meta.url));
// Written for draft 4, of which it uses nothing that a later one reads otherwise but `id`.
const ajv = addFormats(new Ajv({ allErrors: true, strict: false, validateSchema: false, unicodeRegExp: false }));
const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(SCHEMA, "utf8"));
const isValid = ajv.compile(schema);

const checked = (root) => {
  const run = spawnSync(binary(), ["-r", root, "check", "--message-format", "sarif"], { encoding: "utf8", maxBuffer: 1e8 });
  assert.equal(run.stderr, "");
  const log = JSON.parse(run.stdout);
  assert.ok(isValid(log), JSON.stringify(isValid.errors, null, 1));
  return { code: run.status, ...log.runs[0] };
};

test("the schema refuses what is no log", () => {
  assert.ok(!isValid({ version: "2.1.0" }));
  assert.ok(!isValid({ version: "2.1.0", runs: [{ tool: {} }] }));
});

test("findings have their place, their level and their rule", () => {
  const root = rootOf({ "model.yaml": "kinds: {note: {}}\n", "index.md": "---\ntitle: Home\n---\n\nÄ 😀 [[gone]] and [nothing](#).\n" });
  const { code, results, tool } = checked(root);
  assert.equal(code, 1);
  assert.deepEqual(results.map(({ ruleId, level }) => [ruleId, level]), [["unresolved-link", "error"], ["empty-link", "warning"]]);
  const [{ locations, message, ruleIndex }] = results;
  assert.match(message.text, /no entry is called `gone`/);
  assert.deepEqual(locations[0].physicalLocation.region, { startLine: 5, startColumn: 5, endLine: 5, endColumn: 13 });
  assert.ok(locations[0].physicalLocation.artifactLocation.uri.endsWith("/content/index.md"));
  assert.equal(tool.driver.rules[ruleIndex].id, "unresolved-link");
  assert.equal(tool.driver.rules[ruleIndex].shortDescription.text, "A link to an entry or file that is not there.");
});

test("a path with any letters is an address, and a whole file has no place in itself", () => {
  const root = rootOf({
    "model.yaml": "kinds: {note: {}}\n", "index.md": "---\ntitle: Home\n---\n", "Über uns #1.md": "---\nkind: note\ntitle: A\n---\n",
  });
  const [{ locations }] = checked(root).results;
  assert.ok(locations[0].physicalLocation.artifactLocation.uri.endsWith("/%C3%9Cber%20uns%20%231.md"));
  assert.equal(locations[0].physicalLocation.region, undefined);
});

test("a library of many mistakes, and one without any, are valid logs", () => {
  assert.ok(checked(join(REPOSITORY, "tests/sites/twenty-mistakes")).results.length > 15);
  assert.deepEqual(checked(REPOSITORY).results, []);
});
