import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { complaints, launch } from "./lib/chromium.mjs";
import { PAGES, RTL_PAGES } from "./lib/pages.mjs";
import { ask, serve } from "./lib/serve.mjs";
import { REPOSITORY, RTL_ROOT, built, fileUrl } from "./lib/site.mjs";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; frame-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

let browser, shipped, rtl;
before(async () => {
  browser = await launch();
  [shipped, rtl] = await Promise.all([serve(REPOSITORY), serve(RTL_ROOT)]);
});
after(async () => {
  await browser.close();
  shipped.stop();
  rtl.stop();
});

const site = built();

test("every answer carries the headers of the contract", async () => {
  for (const path of ["/", "/a-z.html", "/no-such-page.html", "/.vademecum/reload.js"]) {
    const { headers } = await ask(shipped.url, { path });
    assert.equal(headers["content-security-policy"], POLICY, path);
    assert.equal(headers["x-content-type-options"], "nosniff", path);
    assert.equal(headers["referrer-policy"], "no-referrer", path);
    assert.equal(headers["cross-origin-opener-policy"], "same-origin", path);
    assert.equal(headers["cross-origin-resource-policy"], "same-origin", path);
    for (const closed of ["camera=()", "microphone=()", "geolocation=()"]) {
      assert.ok(headers["permissions-policy"].split(", ").includes(closed), `${path}: ${closed}`);
    }
  }
});

test("every page says the policy itself, less the two parts that a page cannot say", async () => {
  const expected = POLICY.replace(" form-action 'self';", "").replace("; frame-ancestors 'self'", "");
  for (const [type, path] of Object.entries(PAGES)) {
    const { text } = await ask(shipped.url, { path: `/${path}` });
    const metas = [...text.matchAll(/<meta [^>]*>/g)].map(([meta]) => meta).filter((meta) => !meta.includes("charset"));
    assert.equal(metas[0], `<meta http-equiv="Content-Security-Policy" content="${expected}">`, type);
  }
});

for (const [type, path] of Object.entries(PAGES)) {
  test(`no complaint when served: ${type}`, () => isQuiet(shipped.url + path, shipped.url));
  test(`no complaint from disk: ${type}`, () => isQuiet(fileUrl(site, path), fileUrl(site, "")));
}
for (const [type, path] of Object.entries(RTL_PAGES)) {
  test(`no complaint when served: ${type}`, () => isQuiet(rtl.url + path, rtl.url));
}

test("no complaint on the page that answers an unknown address, under either name of this machine", async () => {
  for (const url of [shipped.url, shipped.url.replace("127.0.0.1", "localhost")]) {
    // The 404 of the page itself is what was asked for.
    await isQuiet(`${url}no/such/page.html`, url, (text) => text.includes("status of 404"));
  }
});

async function isQuiet(url, inside, isExpected = () => false) {
  const page = await browser.newPage();
  try {
    const found = await complaints(page);
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(url);
    // An alias leads on: what comes next has to be quiet as well.
    await page.waitForFunction(() => !document.querySelector('meta[http-equiv="refresh"]'));
    await page.waitForLoadState("load");
    assert.deepEqual(found.filter((text) => !isExpected(text)), []);
    assert.deepEqual(requests.filter((request) => !request.startsWith(inside)), []);
    assert.ok(requests.some((request) => request.endsWith(".css")), "not even the style sheet was asked for");
  } finally {
    await page.close();
  }
}
