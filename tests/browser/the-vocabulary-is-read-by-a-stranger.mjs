// N3.js reads the Turtle; what SKOS asks of a vocabulary is then asked of the triples.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Parser, Store } from "n3";
import { ARABIC, BASE, HARD, OPEN_BRACE, entries, homelessSite, sites } from "./lib/formats.mjs";

const SKOS = "http://www.w3.org/2004/02/skos/core#";
const skos = (name) => SKOS + name;
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/** The triples of a site's vocabulary. */
const read = (site, baseIRI) => new Store(new Parser({ baseIRI, format: "text/turtle" }).parse(site.read("data/vocabulary.ttl")));
const concepts = (store) => store.getSubjects(TYPE, skos("Concept"), null).map((term) => term.value);
const objects = (store, subject, name) => store.getObjects(subject, skos(name), null);
const values = (store, subject, name) => objects(store, subject, name).map((term) => term.value).sort();

for (const site of sites()) {
  const store = read(site);

  test(`every term of a facet is a concept at its page's address: ${site.name}`, () => {
    const kinds = new Set(store.getSubjects(TYPE, skos("ConceptScheme"), null).map((term) => term.value.split("#")[1]));
    assert.ok(kinds.size > 0);
    const terms = entries(site).filter(({ kind }) => kinds.has(kind));
    const wanted = new Set(terms.map(({ id }) => terms.find((term) => term.id === id && term.lang === "en").url));
    assert.deepEqual(new Set(concepts(store)), wanted);
  });

  test(`every concept is in a scheme, reached from its top, and has one preferred label a language: ${site.name}`, () => {
    for (const concept of concepts(store)) {
      const schemes = values(store, concept, "inScheme");
      assert.equal(schemes.length, 1, concept);
      assert.equal(store.countQuads(schemes[0], TYPE, skos("ConceptScheme"), null), 1);
      const isTop = values(store, concept, "topConceptOf").length === 1;
      assert.equal(store.countQuads(schemes[0], skos("hasTopConcept"), concept, null), isTop ? 1 : 0);
      assert.notEqual(isTop, values(store, concept, "broader").length > 0, concept);
      const labels = objects(store, concept, "prefLabel");
      assert.ok(labels.length > 0, concept);
      assert.equal(new Set(labels.map(({ language }) => language)).size, labels.length, concept);
      assert.ok(labels.every(({ language }) => language !== ""), concept);
      const names = new Set(labels.map((label) => label.id));
      assert.ok(objects(store, concept, "altLabel").every((label) => !names.has(label.id)), `S13: ${concept}`);
    }
  });

  test(`what is broader is narrower the other way, what is related is so from both ends, and never both: ${site.name}`, () => {
    const pairs = [["broader", "narrower"], ["broadMatch", "narrowMatch"], ["related", "related"], ["relatedMatch", "relatedMatch"]];
    for (const [there, back] of pairs) {
      for (const { subject, object } of store.getQuads(null, skos(there), null, null)) {
        assert.equal(store.countQuads(object, skos(back), subject, null), 1, `${subject.value} ${there} ${object.value}`);
      }
    }
    const above = (concept) => {
      const found = new Set();
      for (const open = [concept]; open.length > 0; ) {
        const next = [...values(store, open.at(-1), "broader"), ...values(store, open.pop(), "broadMatch")];
        open.push(...next.filter((one) => !found.has(one) && found.add(one)));
      }
      return found;
    };
    for (const concept of concepts(store)) {
      const higher = above(concept);
      assert.ok(!higher.has(concept), `a circle at ${concept}`);
      for (const related of [...values(store, concept, "related"), ...values(store, concept, "relatedMatch")]) {
        assert.ok(!higher.has(related) && !above(related).has(concept), `S27: ${concept} and ${related}`);
      }
    }
  });
}

test("hard texts come out of the Turtle as they were written, each in its language", () => {
  const store = read(sites()[1]);
  const wide = `${BASE}topic/wide.html`;
  const labels = Object.fromEntries(objects(store, wide, "prefLabel").map((label) => [label.language, label.value]));
  assert.deepEqual(labels, { en: "Wide", fr: "Large", ar: ARABIC });
  assert.deepEqual(values(store, wide, "altLabel"), [HARD, "ample", "broad", "old-wide"].sort());
  assert.deepEqual(values(store, wide, "definition"), [HARD, "L’étendue"].sort());
  assert.deepEqual(values(store, `${BASE}topic/middle.html`, "prefLabel"), [OPEN_BRACE]);
  assert.deepEqual(values(store, `${BASE}topic/middle.html`, "broader"), [wide]);
  assert.deepEqual(values(store, `${BASE}topic/apart.html`, "related"), [wide]);
  assert.deepEqual(values(store, `${BASE}topic/narrow.html`, "related"), [], "what is broader at a distance is not also related");
});

test("where the site's address is not known, concepts are called from where the file lies", () => {
  const store = read(homelessSite(), "file:///stick/data/vocabulary.ttl");
  const found = concepts(store);
  assert.ok(found.includes("file:///stick/theme/aftercare.html"), found[0]);
  assert.ok(values(store, found[0], "inScheme")[0].startsWith("file:///stick/data/vocabulary.ttl#"));
});
