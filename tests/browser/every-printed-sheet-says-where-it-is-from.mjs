import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./lib/chromium.mjs";
import { PAGES } from "./lib/pages.mjs";
import { built, fileUrl, rootOf, temporaryFolder } from "./lib/site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const shipped = built();
const folder = temporaryFolder();

/** The sheets that a page is printed on, as texts. */
async function sheets(site, path, awaited = "main") {
  const page = await browser.newPage();
  const pdf = join(folder, "page.pdf");
  try {
    const [file, query] = path.split("?");
    await page.goto(fileUrl(site, file) + (query ? `?${query}` : ""));
    await page.locator(awaited).first().waitFor({ state: "attached" });
    await page.pdf({ path: pdf, format: "A4", preferCSSPageSize: true });
  } finally {
    await page.close();
  }
  const { stdout, status } = spawnSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
  assert.equal(status, 0);
  // Every sheet ends with a form feed.
  return stdout.split("\f").slice(0, -1);
}

for (const type of ["actor", "practice with a marked number", "document", "whole document", "about this copy"]) {
  test(`every sheet has its address, the edition and its number: ${type}`, async () => {
    const all = await sheets(shipped, PAGES[type]);
    all.forEach((sheet, idx) => {
      const foot = sheet.trimEnd().split("\n").at(-1);
      assert.ok(foot.trimStart().startsWith(PAGES[type]), foot);
      assert.ok(foot.includes("Before the first edition"), foot);
      assert.ok(foot.endsWith(`${idx + 1} / ${all.length}`), foot);
      // The first sheet says in full what the heads of the others repeat.
      assert.ok(sheet.trimStart().startsWith("Vade mecum"), sheet.slice(0, 200));
    });
    for (const control of ["Skip to the text", "A to Z", "Mentioned in", "Copy citation", "On this page", "Reading list"]) {
      assert.ok(!all.join().includes(control), `“${control}” is printed`);
    }
  });
}

test("an actor is printed with the numbers of what is asked, also those not verified", async () => {
  const text = (await sheets(shipped, PAGES.actor)).join();
  assert.match(text, /^8 +Psychologists as full members/m);
  assert.match(text, /^3\?? +Intake, assessment/m);
});

for (const [lang, name] of [["", "Rome Memorandum"], ["fr/", "Mémorandum de Rome"], ["ar/", "1990"]]) {
  test(`the picture of the map begins on the first sheet: ${lang}`, async () => {
    const [first] = await sheets(shipped, `${lang}map.html`);
    assert.ok(first.includes(name), first);
  });
}

test("a printed answer says what was asked", async () => {
  const [first] = await sheets(shipped, "search.html?q=%22after%20release%22&actors=families&kind=document", ".search-asked br ~ br");
  const lines = first.split("\n").map((line) => line.trim());
  for (const line of ['“"after release"”', "Kind: Document", "Actors: Families"]) assert.ok(lines.includes(line), first);
});

test("no part of a whole document leaves its title at the foot of a sheet", async () => {
  const page = await browser.newPage();
  await page.goto(fileUrl(shipped, PAGES["whole document"]));
  const titles = await page.locator(".whole-title").allInnerTexts();
  await page.close();
  assert.ok(titles.length > 20);
  for (const sheet of await sheets(shipped, PAGES["whole document"])) {
    const lines = sheet.trimEnd().split("\n").filter((line) => line.trim() !== "");
    const last = lines.at(-2).trim().replace(/^\S+ +/, "");
    assert.ok(!titles.some((title) => title.endsWith(last)), `“${last}” stands alone`);
  }
});

test("links that lead outside are numbered on paper, and their addresses stand after the text", async () => {
  const site = built(rootOf({ "index.md": "# Home\n", "a.md": "# A\n\nSee [one](https://one.example/x) and [two](https://two.example/y).\n" }));
  const text = (await sheets(site, "a.html")).join().replace(/\s+/g, " ");
  assert.ok(text.includes("one [1] and two [2]."), text);
  assert.ok(text.includes("Addresses of the numbered links 1. https://one.example/x 2. https://two.example/y"), text);
  const page = await browser.newPage();
  await page.goto(fileUrl(site, "a.html"));
  assert.equal(await page.locator(".addresses").isVisible(), false);
  await page.close();
});
