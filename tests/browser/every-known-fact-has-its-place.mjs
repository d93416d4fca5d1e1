// The research notes that the shipped library was written from are tables: instruments, practices, items, bodies,
// events, tools, terms, and what is asked of whom. `lib/facts/` names each row of them, and where the library says it.
//
//   row ⇥ entry[@language]: evidence | evidence ⇥ entry: evidence …        or        row ⇥ - reason to leave it out
//
// Evidence is words that stand on the entry's page, or
//   > relation target      a relation the entry has, in data/entries.json
//   = field value          a field of the entry there; no value: the entry has no such field
//   @ target[#part]        a link in the page's own text
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { entries, page, plain } from "./lib/said.mjs";
import { built } from "./lib/site.mjs";

const TABLES = fileURLToPath(new URL("lib/facts/", import.meta.url));
const rows = readdirSync(TABLES)
  .sort()
  .flatMap((file) => readFileSync(`${TABLES}${file}`, "utf8").split("\n").map((line, idx) => ({ file, no: idx + 1, line })))
  .filter(({ line }) => line.trim() !== "" && !line.startsWith("#"))
  .map(({ file, no, line }) => ({ at: `${file}:${no}`, cells: line.split("\t") }))
  .map(({ at, cells: [id, ...places] }) => ({ at, id, places, reason: places[0]?.startsWith("- ") ? places[0].slice(2) : undefined }));

test("every known fact has its place in the built library", (context) => {
  const dir = built();
  const known = entries(dir);
  const pages = new Map();
  const read = (entry) => {
    if (!pages.has(entry.url)) pages.set(entry.url, page(dir, entry.url));
    return pages.get(entry.url);
  };
  const missing = rows.filter(({ reason }) => reason === undefined).flatMap(({ at, id, places }) => {
    if (places.length === 0) return [`${at}: ${id} names no place`];
    return places.flatMap((place) => faults(place, known, read)).map((fault) => `${at}: ${id}: ${fault}`);
  });
  for (const line of counts()) context.diagnostic(line);
  assert.deepEqual(missing, []);
});

test("a row of the research notes is named once, and is left out for a reason only", () => {
  const seen = new Set();
  assert.deepEqual(rows.filter(({ id }) => seen.has(id) || !seen.add(id)).map(({ at, id }) => `${at}: ${id} is there twice`), []);
  assert.deepEqual(rows.filter(({ reason }) => reason !== undefined && reason.length < 12).map(({ at }) => at), []);
});

/** What of `entry: evidence | evidence` does not hold. */
function faults(place, known, read) {
  const colon = place.indexOf(": ");
  if (colon < 0) return [`\`${place}\` does not read \`entry: evidence\``];
  const name = place.slice(0, colon);
  const [id, lang = "en"] = name.split("@");
  const entry = known.get(`${id}@${lang}`);
  if (!entry) return [`there is no entry ${id} in ${lang}`];
  const evidence = place.slice(colon + 2).split(" | ");
  return evidence.filter((words) => !stands(words.trim(), entry, known, read)).map((words) => `${name} does not say \`${words.trim()}\``);
}

function stands(words, entry, known, read) {
  const [sign, ...rest] = words.split(" ");
  if (sign === ">") return entry.relations[rest[0]]?.includes(rest[1]) ?? false;
  if (sign === "=") return rest.length === 1 ? !(rest[0] in entry.fields) : String(entry.fields[rest[0]]) === rest.slice(1).join(" ");
  if (sign === "@") {
    const [id, part] = rest[0].split("#");
    const target = known.get(`${id}@${entry.lang}`) ?? known.get(`${id}@en`);
    return target !== undefined && read(entry).links.has(part ? `${target.url}#${part}` : target.url);
  }
  return words !== "" && read(entry).text.includes(plain(words));
}

function counts() {
  const sections = new Map();
  for (const { id, reason } of rows) {
    const section = id.split(" ")[0];
    const count = sections.get(section) ?? { said: 0, left: 0 };
    count[reason === undefined ? "said" : "left"] += 1;
    sections.set(section, count);
  }
  const sum = [...sections.values()].reduce((all, { said, left }) => ({ said: all.said + said, left: all.left + left }), { said: 0, left: 0 });
  return [...sections, ["in all", sum]].map(([section, { said, left }]) => `${section}: ${said} rows said, ${left} left out with a reason`);
}
