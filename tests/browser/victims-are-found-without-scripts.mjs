import assert from "node:assert/strict";
import { test } from "node:test";
import { launchWith } from "./lib/chromium.mjs";
import { BROWSERS, reader } from "./lib/readers.mjs";
import { assertRefusesSiblings, built, fileUrl, temporaryFolder } from "./lib/site.mjs";

const site = built();

for (const browser of BROWSERS) {
  test(`${browser} refuses to fetch a sibling file`, async () => {
    const guest = await reader(browser);
    try {
      await assertRefusesSiblings(guest);
    } finally {
      await guest.close();
    }
  });

  test(`${browser}, scripts off: three clicks lead from the first page to what the Memorandum says about victims`, async () => {
    const guest = await reader(browser, { hasScripts: false });
    try {
      await guest.open(fileUrl(site, "index.html"));
      await guest.follow(`.menu a[href="page/actors.html"]`);
      await guest.follow(`main a[href="../actor/victims-and-advocates.html"]`);
      assert.equal(await guest.follow(`main a[href="../practice/rome-c-victims.html"]`), fileUrl(site, "practice/rome-c-victims.html"));
    } finally {
      await guest.close();
    }
  });
}

test("scripts off: no page type shows a control that does nothing", async () => {
  const { PAGES } = await import("./lib/pages.mjs");
  const context = await launchWith(temporaryFolder(), { javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    for (const [type, path] of Object.entries(PAGES).filter(([type]) => type !== "alias")) {
      await page.goto(fileUrl(site, path));
      // A form that a server or the next page answers is alive; ticks of a task list are not controls.
      const dead = page.locator("button:not(form *):visible, select:visible, [role=button]:visible, input:not([disabled]):not(form input):visible");
      assert.deepEqual(await dead.evaluateAll((found) => found.map((it) => it.outerHTML)), [], type);
      assert.equal(await page.locator("iframe:visible").count(), 0, type);
    }
  } finally {
    await context.close();
  }
});
