import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { parseXml } from "@rgrove/parse-xml";
import FeedParser from "feedparser";
import { ARABIC, BASE, HARD, elements, entries, homelessSite, sites } from "./lib/formats.mjs";

/** The feed and its items, as feedparser has them. */
function read(site) {
  return new Promise((resolve, reject) => {
    const items = [];
    const parser = new FeedParser({ feedurl: `${BASE}feed.xml`, normalize: true });
    parser.on("error", reject);
    parser.on("data", (item) => items.push(item));
    parser.on("end", () => resolve({ feed: parser.meta, items }));
    Readable.from([site.read("feed.xml")]).pipe(parser);
  });
}

/** A title as it stands in the feed; feedparser's own takes for markup what looks like it. */
const written = (item) => item["atom:title"]["#"];

for (const site of sites()) {
  test(`the feed has the fifty entries that were reviewed last: ${site.name}`, async () => {
    const { feed, items } = await read(site);
    const { pages } = JSON.parse(site.read("data/inventory.json"));
    const reviewed = pages.filter((page) => page.reviewed);
    assert.equal(items.length, Math.min(50, reviewed.length));
    const dates = items.map((item) => item.date.toISOString());
    assert.deepEqual(dates, [...dates].sort().reverse());
    assert.equal(feed.date.toISOString(), dates[0], "updated when the last entry was, not when the site was built");
    assert.equal(feed.xmlurl, `${BASE}feed.xml`);
    const known = new Map(entries(site).map((entry) => [entry.url, entry]));
    for (const item of items) {
      assert.equal(written(item), known.get(item.link).title.replace("\u0007", ""));
      assert.equal(item.guid, item.link);
      const day = pages.find((page) => page.url === item.link).reviewed;
      assert.ok(item.date.toISOString().startsWith(day), item.link);
    }
  });

  test(`the feed has what Atom asks for: ${site.name}`, () => {
    const feed = parseXml(site.read("feed.xml")).root;
    const names = (element) => element.children.filter((child) => child.name).map((child) => child.name);
    const once = (element, wanted) => wanted.forEach((name) => assert.equal(names(element).filter((one) => one === name).length, 1, name));
    assert.equal(feed.attributes.xmlns, "http://www.w3.org/2005/Atom");
    once(feed, ["id", "title", "updated", "author"]);
    const all = feed.children.filter((child) => child.name === "entry");
    all.forEach((entry) => once(entry, ["id", "title", "updated", "link"]));
    const ids = all.map((entry) => entry.children.find((child) => child.name === "id").text);
    assert.equal(new Set(ids).size, ids.length);
  });
}

test("hard titles come out of the feed as they were written", async () => {
  const { feed, items } = await read(sites()[1]);
  assert.equal(written(feed), HARD);
  assert.deepEqual(items.slice(0, 2).map(written), [ARABIC, HARD]);
});

test("without an address there is no feed, no sitemap, and no page that names one", () => {
  const site = homelessSite();
  for (const file of ["feed.xml", "sitemap.xml"]) assert.ok(!existsSync(join(site.folder, file)));
  const links = elements(site.read("practice/rome-c-victims.html"), "link");
  assert.deepEqual(links.filter(({ rel }) => rel === "canonical"), []);
  // The other languages lie beside this page, wherever that is.
  const others = links.filter(({ rel }) => rel === "alternate");
  assert.deepEqual(others.map(({ hreflang, type }) => [hreflang, type]), [["fr", undefined], ["ar", undefined]]);
  others.forEach(({ href }) => assert.ok(existsSync(join(site.folder, "practice", href)), href));
});
