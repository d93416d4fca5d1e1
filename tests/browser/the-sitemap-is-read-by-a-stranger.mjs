import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { parseXml } from "@rgrove/parse-xml";
import { ErrorLevel, parseSitemap } from "sitemap";
import { BASE, entries, sites } from "./lib/formats.mjs";

for (const site of sites()) {
  test(`the sitemap names every entry's page once, and each is there: ${site.name}`, async () => {
    const xml = site.read("sitemap.xml");
    assert.equal(parseXml(xml).root.attributes.xmlns, "http://www.sitemaps.org/schemas/sitemap/0.9");
    const pages = await parseSitemap(Readable.from([xml]), { level: ErrorLevel.THROW });
    const known = entries(site).map(({ url }) => url);
    // A language whose first page is no entry has one all the same.
    const first = pages.map(({ url }) => url).filter((url) => !known.includes(url));
    assert.ok(first.every((url) => url.endsWith("/index.html")), first.join(" "));
    assert.deepEqual(pages.map(({ url }) => url), [...first, ...known]);
    for (const { url } of pages) assert.ok(existsSync(join(site.folder, url.slice(BASE.length))), url);
    const days = pages.flatMap(({ lastmod }) => lastmod ?? []);
    assert.ok(days.length > 0 && days.every((day) => /^\d{4}-\d\d-\d\d/.test(day)), "the schema knows whole dates only");
  });
}

test("the versions of an entry name each other and themselves", async () => {
  const pages = await parseSitemap(Readable.from([sites()[1].read("sitemap.xml")]));
  const versions = pages.filter(({ url }) => url.endsWith("topic/wide.html"));
  const wanted = [`ar ${BASE}ar/topic/wide.html`, `en ${BASE}topic/wide.html`, `fr ${BASE}fr/topic/wide.html`];
  assert.equal(versions.length, 3);
  for (const { links } of versions) assert.deepEqual(links.map(({ lang, url }) => `${lang} ${url}`).sort(), wanted);
  const alone = pages.find(({ url }) => url.endsWith("note/hard.html"));
  assert.deepEqual(alone.links, []);
});
