import assert from "node:assert/strict";
import { test } from "node:test";
import { BROWSERS, reader } from "./lib/readers.mjs";
import { built, fileUrl } from "./lib/site.mjs";

const site = built();

const focus = `(document.activeElement.className || document.activeElement.name || document.activeElement.localName)`;
const isDone = `document.querySelector(".search-count")?.textContent`;
const results = `document.querySelectorAll(".results > li").length`;

for (const browser of BROWSERS) {
  test(`${browser}: from any page to an answer and back with the keyboard alone`, async () => {
    const guest = await reader(browser);
    const type = async (text) => { for (const letter of text) await guest.key(letter); };
    try {
      await guest.open(fileUrl(site, "practice/rome-b-intake.html"));
      await guest.key("/");
      await guest.until(`${focus} === "q"`);
      assert.equal(await guest.evaluate("document.activeElement.value"), "");
      await type("victims");
      await guest.key("Enter");
      await guest.until(`location.pathname.endsWith("/search.html") && location.search === "?q=victims"`);
      await guest.until(isDone);

      await guest.key("/");
      await guest.until(`${focus} === "q"`);
      // What is typed is answered at once: the last word may go on.
      await guest.evaluate("document.activeElement.select()");
      await type("psychol");
      await guest.until(`location.search === "?q=psychol" && ${results} > 0 && document.querySelector(".results mark")?.textContent.toLowerCase().startsWith("psychol")`);
      await guest.key("ArrowDown");
      await guest.until(`${focus} === "card-title"`);
      const first = await guest.evaluate("document.activeElement.href");
      await guest.key("ArrowDown");
      await guest.until(`document.activeElement.href !== ${JSON.stringify(first)}`);
      await guest.key("ArrowUp");
      await guest.key("ArrowUp");
      await guest.until(`${focus} === "q"`);
      await guest.key("ArrowDown");
      await guest.key("Escape");
      await guest.until(`${focus} === "q"`);
      await guest.key("ArrowDown");
      await guest.key("Enter");
      await guest.until(`location.href === ${JSON.stringify(first)} && document.readyState === "complete"`);

      await guest.evaluate("void setTimeout(() => history.back())");
      await guest.until(`location.search === "?q=psychol" && ${results} > 0 && document.querySelector("input[name=q]").value === "psychol"`);
      await guest.key("/");
      await guest.until(`${focus} === "q"`);
      await guest.key("Escape");
      await guest.until(`document.querySelector("input[name=q]").value === "" && ${results} === 0 && location.search === ""`);
      await guest.key("Escape");
      await guest.until(`document.activeElement === document.body`);
      assert.equal(await guest.evaluate(`document.querySelector(".search-count").getAttribute("role")`), "status");
      assert.deepEqual(guest.complaints, []);
    } finally {
      await guest.close();
    }
  });

  test(`${browser}: more results come on demand, and the keyboard goes on from there`, async () => {
    const guest = await reader(browser);
    try {
      await guest.open(`${fileUrl(site, "search.html")}?q=prison`);
      await guest.until(`${results} === 10 && !document.querySelector(".more").hidden`);
      await guest.press('[data-do="more"]');
      await guest.until(`${results} === 20`);
      await guest.until(`document.activeElement === document.querySelectorAll(".results .card-title")[10]`);
    } finally {
      await guest.close();
    }
  });

  test(`${browser}, scripts off: the field leads to a page that says what it cannot do, and to the lists`, async () => {
    const guest = await reader(browser, { hasScripts: false });
    try {
      await guest.open(fileUrl(site, "index.html"));
      const address = await guest.follow(".search button");
      assert.equal(address.split("?")[0], fileUrl(site, "search.html"));
      assert.equal(await guest.follow(`.ways a[href="page/actors.html"]`), fileUrl(site, "page/actors.html"));
    } finally {
      await guest.close();
    }
  });
}

test("scripts off: the search page shows its words and no dead control", async () => {
  const { launch } = await import("./lib/chromium.mjs");
  const browser = await launch();
  try {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${fileUrl(site, "search.html")}?q=victims`);
    assert.ok(await page.locator(".needs-script").isVisible());
    assert.equal(await page.locator("input, button, select, details").count(), 0);
    for (const way of ["a-z.html", "page/actors.html", "page/themes.html", "page/phases.html"]) {
      assert.equal(await page.locator(`.ways a[href="${way}"]`).count(), 1, way);
    }
  } finally {
    await browser.close();
  }
});
