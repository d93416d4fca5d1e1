import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import http from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./lib/chromium.mjs";
import { serve } from "./lib/serve.mjs";
import { built, rootOf } from "./lib/site.mjs";

const note = (title) => `---\nkind: note\ntitle: ${title}\n---\nWords.\n`;
const root = rootOf({
  "site.yaml": "languages: [en, fr]\n",
  "model.yaml": "kinds: {note: {label: Note}}\n",
  "index.md": "---\ntitle: Home\n---\n[[rome-b-intake]] [[rome-b-release]] [[lantern]]\n",
  "rome-b-intake.md": note("Intake <b>and</b> after"),
  "rome-b-intake.fr.md": note("Accueil"),
  "rome-b-release.md": note("Release"),
  "lantern.md": note("Lantern"),
});

/** A static host: files, and the site's own page for what is none. */
function host(site) {
  const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
  const server = http.createServer((request, answer) => {
    const file = join(site, new URL(request.url, "http://x").pathname);
    const isThere = existsSync(file) && statSync(file).isFile();
    answer.writeHead(isThere ? 200 : 404, { "content-type": types[isThere ? extname(file) : ".html"] ?? "text/plain" });
    answer.end(readFileSync(isThere ? file : join(site, "404.html")));
  });
  return new Promise((open) => server.listen(0, "127.0.0.1", () => open({ url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() })));
}

let browser, served, hosted;
before(async () => {
  browser = await launch();
  served = await serve(root);
  hosted = await host(built(root));
});
after(async () => {
  await browser.close();
  served.stop();
  hosted.stop();
});

/** The ways on from an address that is none. */
async function ways(url, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(url);
  if (options.javaScriptEnabled !== false) await page.locator(".ways [href*=search]").waitFor();
  const found = await page.locator("main .ways a").evaluateAll((links) => links.map((link) => [link.textContent, link.href]));
  const text = await page.locator("main").innerText();
  await context.close();
  return { found, text };
}

test("the page of the nearest id is offered, and a search", async () => {
  for (const { url } of [served, hosted]) {
    const { found, text } = await ways(`${url}rome-b-intak.html`);
    assert.deepEqual(found[0], ["Intake <b>and</b> after", `${url}note/rome-b-intake.html`]);
    const others = found.map(([, href]) => href);
    assert.ok(!others.includes(`${url}note/lantern.html`), others);
    assert.ok(others.includes(`${url}search.html?q=rome%20b%20intak`), others);
    assert.ok(others.includes(`${url}a-z.html`), others);
    assert.ok(text.includes("Search for “rome b intak”"), text);
  }
});

test("an id that lies in another folder now is found, also from deep down and in another language", async () => {
  const { found } = await ways(`${served.url}practice/old/rome-b-intake.html`);
  assert.deepEqual(found.find(([, href]) => href.includes("note/")), ["Intake <b>and</b> after", `${served.url}note/rome-b-intake.html`]);
  const french = await ways(`${hosted.url}fr%2Frome-b-intake`);
  assert.deepEqual(french.found[0], ["Accueil", `${hosted.url}fr/note/rome-b-intake.html`]);
});

test("what is like nothing is searched for, whatever it is", async () => {
  for (const name of ["zzzzzzzzzz", "%3Cimg%20src%3Dx%3E", "%ff%fe", "a%26q=$%26"]) {
    const { found, text } = await ways(`${served.url}${name}.html`);
    assert.ok(!found.some(([, href]) => href.includes("/note/")), `${name}: ${found}`);
    assert.ok(!text.includes("similar address"), text);
    assert.match(found.find(([, href]) => href.includes("search.html"))[1], /search\.html\?q=[^&<]*$/);
  }
});

test("without a script the page says where everything is listed", async () => {
  const { found, text } = await ways(`${served.url}rome-b-intak.html`, { javaScriptEnabled: false });
  assert.match(text, /from A to Z/);
  assert.deepEqual(found.map(([, href]) => href), [`${served.url}index.html`, `${served.url}a-z.html`]);
});
