// Citation.js reads all three files, and the parser of Better BibTeX for Zotero the first of them once more.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";
import { parse } from "@retorquere/bibtex-parser";
import { ARABIC, HARD, ONE_LINE, OPEN_BRACE, entries, sites } from "./lib/formats.mjs";

const FORMS = { "citations.bib": "@bibtex/text", "citations.ris": "@ris/file", "citations.json": "@else/json" };
const read = (site, file) => new Cite(site.read(file), { forceType: FORMS[file] }).data;

/** What every form can say, of each record. */
const said = (records) =>
  records.map(({ id, title, issued, note, URL }) => ({ id, title, date: issued?.["date-parts"]?.[0], note, URL }));

for (const site of sites()) {
  const csl = read(site, "citations.json");

  test(`CSL-JSON, BibTeX and RIS say the same: ${site.name}`, () => {
    assert.ok(csl.length > 8);
    assert.deepEqual(said(read(site, "citations.bib")), said(csl));
    assert.deepEqual(said(read(site, "citations.ris")), said(csl));
  });

  test(`every entry has its record, under a name of its own: ${site.name}`, () => {
    const wanted = entries(site).map(({ url }) => url);
    const isOpenTerm = (url) => url.endsWith("/place/saint-denis-co.html");
    assert.deepEqual(csl.map(({ URL }) => URL), wanted.filter((url) => !isOpenTerm(url)));
    assert.equal(new Set(csl.map(({ id }) => id)).size, csl.length);
  });

  test(`a second parser of BibTeX reads the same titles, and complains of nothing: ${site.name}`, () => {
    const { entries: records, errors } = parse(site.read("citations.bib"), { sentenceCase: false });
    assert.deepEqual(errors, []);
    assert.deepEqual(records.map(({ key, fields }) => [key, fields.title, fields.url]), csl.map(({ id, title, URL }) => [id, title, URL]));
  });

  test(`a style makes a bibliography of it: ${site.name}`, () => {
    const text = new Cite(site.read("citations.json")).format("bibliography", { template: "apa", format: "text" });
    assert.equal(text.trim().split("\n").length, csl.length);
  });
}

test("hard titles come out as they were written, on one line", () => {
  const titles = Object.fromEntries(read(sites()[1], "citations.bib").map(({ id, title }) => [id, title]));
  assert.deepEqual([titles.hard, titles.open, titles.lines, titles["arabic.ar"]], [HARD, OPEN_BRACE, ONE_LINE, ARABIC]);
});

test("a number that was not verified says so, and a guess is in no record", () => {
  const site = sites()[1];
  for (const file of Object.keys(FORMS)) {
    const notes = Object.fromEntries(read(site, file).map(({ id, note }) => [id, note]));
    assert.equal(notes.hard, "Note & {1} 3? (number not verified)", file);
    assert.equal(notes.open, "Note & {1} 4", file);
    assert.match(notes["arabic.ar"], /^ملاحظة 5\? \(.+\)$/, file);
    assert.equal(notes.lines, undefined, file);
    assert.ok(!site.read(file).includes("77445566"));
  }
});
