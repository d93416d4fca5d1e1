import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { complaints, launch } from "./lib/chromium.mjs";
import { ask, serve } from "./lib/serve.mjs";
import { rootOf, writeSource } from "./lib/site.mjs";

const tea = (words) => `---
title: Tea
drinkers: [reader]
---

${"A cup of tea goes well with a long book.\n\n".repeat(80)}
${words}
`;

const root = rootOf({
  "site.yaml": "title: Drinks\n",
  "model.yaml":
    "kinds:\n  drink: {label: Drink, plural: Drinks}\n  person: {label: Person, plural: People}\n" +
    "relations:\n  drinkers: {from: drink, to: person, label: For, inverse: Drinks}\n",
  "index.md": "---\ntitle: Drinks\n---\n\nSee [[tea]].\n",
  "drinks/index.md": "---\ntitle: All drinks\nentries: drink\n---\n",
  "drinks/tea.md": tea("Green is the first word."),
  "people/index.md": "---\ntitle: All people\nentries: person\n---\n",
  "people/reader.md": "---\ntitle: Reader\n---\n\nReads.\n",
});

let browser, server, page, found;
before(async () => {
  browser = await launch();
  server = await serve(root);
  page = await browser.newPage({ viewport: { width: 800, height: 600 } });
  found = await complaints(page);
  // Before this the page is not yet listening.
  const isListening = page.waitForResponse((response) => response.url().endsWith("/.vademecum/events"));
  await page.goto(`${server.url}drink/tea.html`);
  await isListening;
});
after(async () => {
  await browser.close();
  server.stop();
});

const appears = (words) => page.waitForFunction((words) => document.body.innerText.includes(words), words);
const problems = () => page.frameLocator("iframe").locator("body");

test("an edit appears in the open page, and the reader stays where he is", async () => {
  await page.evaluate(() => scrollTo(0, 700));
  writeSource(root, "drinks/tea.md", tea("Black is the second word."));
  await appears("Black is the second word.");
  assert.equal(await page.evaluate(() => scrollY), 700);
});

test("the citation keeps its button when the page is swapped", async () => {
  assert.equal(await page.locator("[data-copy] button").count(), 1);
});

test("another page's title appears where this page names it", async () => {
  writeSource(root, "people/reader.md", "---\ntitle: Attentive reader\n---\n\nReads.\n");
  await appears("Attentive reader");
});

test("a mistake shows over the page with its file and line, and the last good page is still served", async () => {
  writeSource(root, "drinks/tea.md", tea("White is the third word, as [[tee]] says."));
  await problems().getByText("unresolved-link").waitFor();
  const said = await problems().innerText();
  assert.match(said, /drinks\/tea\.md:167:29/);
  assert.match(said, /did you mean `tea`\?/);
  const served = await ask(server.url, { path: "/drink/tea.html" });
  assert.equal(served.status, 200);
  assert.ok(served.text.includes("Black is the second word."));
});

test("a page opened meanwhile shows the mistake too", async () => {
  const other = await browser.newPage();
  await other.goto(server.url);
  await other.frameLocator("iframe").getByText("unresolved-link").waitFor();
  await other.close();
});

test("the mistake disappears once it is repaired", async () => {
  writeSource(root, "drinks/tea.md", tea("White is the third word."));
  await appears("White is the third word.");
  await page.locator("iframe").waitFor({ state: "detached" });
});

test("nothing of this breaks the policy", () => assert.deepEqual(found, []));
