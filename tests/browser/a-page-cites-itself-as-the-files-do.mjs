import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import vm from "node:vm";
import { launch } from "./lib/chromium.mjs";
import { BASE, elements, entries, homelessHardSite, homelessSite, jsonLd, sites } from "./lib/formats.mjs";
import { REPOSITORY, fileUrl } from "./lib/site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** The theme's own script, with a document in which there is nothing to do. */
function cite() {
  const document = { querySelectorAll: () => [], addEventListener: () => {} };
  const context = vm.createContext({ document });
  context.window = context;
  for (const file of ["copy.js", "cite.js"]) vm.runInContext(readFileSync(join(REPOSITORY, "themes/default/js", file), "utf8"), context);
  return context.vademecum.cite;
}

/** The record of each file, by the record's name. */
function records(site) {
  const bibtex = site.read("citations.bib").split("\n\n").map((text) => `${text.trimEnd()}\n`);
  const ris = site.read("citations.ris").split("\r\n\r\n").map((text) => `${text.replace(/\r\n$/, "")}\r\n`);
  const csl = JSON.parse(site.read("citations.json"));
  return new Map(csl.map((item, idx) => [item.id, { BibTeX: bibtex[idx], RIS: ris[idx], "CSL-JSON": item }]));
}

for (const site of sites()) {
  test(`the record that a page makes of itself is the one in the files: ${site.name}`, () => {
    const script = cite();
    const known = records(site);
    const seen = new Set();
    for (const entry of entries(site)) {
      const html = site.read(entry.path);
      const holder = elements(html, "dd").find((dd) => dd.class === "records");
      if (!holder) continue;
      const record = script.record(jsonLd(html)[0], holder["data-key"], holder["data-note"], entry.url);
      const wanted = known.get(holder["data-key"]);
      assert.equal(script.BibTeX(record), wanted.BibTeX);
      assert.equal(script.RIS(record), wanted.RIS);
      assert.deepEqual(JSON.parse(script["CSL-JSON"](record)), [wanted["CSL-JSON"]]);
      seen.add(holder["data-key"]);
    }
    // The first page has no margin, and so no citation.
    assert.deepEqual([...known.keys()].filter((key) => !seen.has(key)), ["home", "home.ar", "home.fr"].filter((key) => known.has(key)).sort((a, b) => [...known.keys()].indexOf(a) - [...known.keys()].indexOf(b)));
  });
}

const READ = [
  [sites()[0], "practice/rome-b-intake.html", "rome-b-intake"],
  [homelessSite(), "practice/rome-b-intake.html", "rome-b-intake"],
  [homelessHardSite(), "fr/topic/wide.html", "wide.fr"],
];
for (const [site, path, key] of READ) {
  test(`in the browser a record is shown in place and copied: ${site.name}`, async () => {
    const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    try {
      const page = await context.newPage();
      await page.goto(fileUrl(site.folder, path));
      const wanted = records(site).get(key);
      for (const form of ["BibTeX", "RIS"]) {
        await page.locator(".records").getByRole("button", { name: form, exact: true }).click();
        await page.locator(".records").getByRole("status").filter({ hasText: /\S/ }).waitFor();
        assert.equal(await page.locator(".records pre").textContent(), wanted[form]);
        assert.equal((await page.evaluate(() => navigator.clipboard.readText())).replaceAll("\r\n", "\n"), wanted[form].replaceAll("\r\n", "\n"));
      }
      await page.locator(".records").getByRole("button", { name: "CSL-JSON" }).click();
      assert.deepEqual(JSON.parse(await page.locator(".records pre").textContent()), [wanted["CSL-JSON"]]);
      await page.locator(".records").getByRole("button", { name: "CSL-JSON" }).click();
      assert.equal(await page.locator(".records pre").isVisible(), false);
    } finally {
      await context.close();
    }
  });
}

test("with JavaScript off there are links to all records", () => {
  const links = elements(sites()[0].read("practice/rome-b-intake.html"), "a").map(({ href }) => href);
  for (const form of ["bib", "ris", "json"]) assert.ok(links.includes(`../citations.${form}`));
});
