import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./lib/chromium.mjs";
import { PAGES } from "./lib/pages.mjs";
import { built, fileUrl } from "./lib/site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const practice = fileUrl(built(), PAGES["practice with a sourced number"]);

async function on(options, look) {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(practice);
    await look(page);
  } finally {
    await context.close();
  }
}

test("the citation is copied", () =>
  on({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await page.locator("[data-copy] button").click();
    await page.getByRole("status").getByText("Copied").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await citation(page));
  }));

test("where the clipboard is closed, the citation is copied the old way or left selected", () =>
  on({}, async (page) => {
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("closed"));
      document.execCommand = () => false;
    });
    await page.locator("[data-copy] button").click();
    await page.getByRole("status").getByText("Selected").waitFor();
    assert.equal(await page.evaluate(() => String(getSelection())), await citation(page));
  }));

test("with JavaScript off the citation is there and no dead control beside it", () =>
  on({ javaScriptEnabled: false }, async (page) => {
    assert.ok((await citation(page)).length > 40);
    // The search field is a plain form, which works as it is.
    assert.equal(await page.locator("button, input, select, textarea").count(), await page.locator("form.search[action] *:is(button, input)").count());
  }));

const citation = (page) => page.locator(".citation").innerText();
