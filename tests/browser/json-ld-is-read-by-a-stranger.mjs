// jsonld.js expands what stands in each page. schema.org's own context is on the network; this one says as much.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import jsonld from "jsonld";
import { BASE, HARD, elements, entries, homelessSite, jsonLd, sites } from "./lib/formats.mjs";

const S = "https://schema.org/";
const id = { "@type": "@id" };
const context = { "@vocab": S, url: { "@id": `${S}url`, ...id }, item: { "@id": `${S}item`, ...id } };
const documentLoader = (url) => {
  assert.equal(url, "https://schema.org");
  return { contextUrl: null, documentUrl: url, document: { "@context": context } };
};
const expand = async (page, base) => (await jsonld.expand(page, { base, documentLoader }))[0];
const value = (node, name) => node[S + name]?.[0]["@value"];
const address = (node, name) => node[S + name]?.[0]["@id"];

for (const site of [...sites(), homelessSite()]) {
  test(`every entry's page says what it is, and every address in it arrives: ${site.name}`, async () => {
    for (const entry of entries(site)) {
      const found = jsonLd(site.read(entry.path));
      assert.equal(found.length, 1, entry.path);
      const page = await expand(found[0], BASE + entry.path);
      assert.deepEqual(page["@type"], [`${S}WebPage`]);
      assert.equal(value(page, "name"), entry.title);
      assert.equal(value(page, "inLanguage"), entry.lang);
      assert.equal(value(page, "identifier"), entry.id);
      assert.equal(address(page, "url"), BASE + entry.path);
      assert.deepEqual(page[`${S}isPartOf`][0]["@type"], [`${S}WebSite`]);
      const crumbs = page[`${S}breadcrumb`]?.[0][`${S}itemListElement`] ?? [];
      assert.deepEqual(crumbs.map((crumb) => value(crumb, "position")), crumbs.map((_, idx) => idx + 1));
      const links = [address(page[`${S}isPartOf`][0], "url"), ...crumbs.map((crumb) => address(crumb, "item"))];
      links.push(...(page[`${S}about`] ?? []).map((about) => about["@id"]));
      for (const link of links) {
        assert.ok(link.startsWith(BASE) && existsSync(join(site.folder, link.slice(BASE.length))), `${entry.path}: ${link}`);
      }
    }
  });

  test(`an entry's page has meta elements for reference managers, and all of it is lean: ${site.name}`, () => {
    for (const entry of entries(site)) {
      const html = site.read(entry.path);
      const meta = Object.fromEntries(elements(html, "meta").map(({ name, content }) => [name, content]));
      assert.equal(meta.citation_title, entry.title);
      assert.equal(meta["DC.title"], entry.title);
      assert.equal(meta.citation_language, entry.lang);
      const canonical = elements(html, "link").find(({ rel }) => rel === "canonical")?.href;
      assert.equal(meta.citation_public_url, canonical);
      assert.equal(canonical, site.name.endsWith("no address") ? undefined : entry.url);
      const lines = html.split("\n").filter((line) => /"(citation_|DC\.|application\/ld\+json)/.test(line));
      const allowed = 1700 + 6 * Buffer.byteLength(JSON.stringify(entry.title)) + 6 * HARD.length * Number(site.name.startsWith("a site"));
      assert.ok(Buffer.byteLength(lines.join("\n")) < allowed, `${entry.path}: ${Buffer.byteLength(lines.join("\n"))} bytes`);
    }
  });
}

test("a kind that the model gives a type has it", async () => {
  const site = sites()[0];
  const typeOf = async (path) => (await expand(jsonLd(site.read(path))[0], BASE + path))[`${S}mainEntity`]?.[0]["@type"][0];
  assert.equal(await typeOf("theme/aftercare.html"), `${S}DefinedTerm`);
  assert.equal(await typeOf("organisation/gctf.html"), `${S}Organization`);
  assert.equal(await typeOf("practice/rome-c-victims.html"), undefined);
});

test("a number that is only likely carries its mark, and a guess is in no page", async () => {
  const [hard] = jsonLd(sites()[1].read("note/hard.html"));
  assert.equal(hard.position, "3?");
  assert.equal(jsonLd(sites()[1].read("note/lines.html"))[0].position, undefined);
});
