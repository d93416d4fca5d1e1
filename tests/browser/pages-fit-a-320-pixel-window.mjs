import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openAndStay } from "./lib/chromium.mjs";
import { PAGES, RTL_PAGES } from "./lib/pages.mjs";
import { RTL_ROOT, built, fileUrl } from "./lib/site.mjs";

let browser, context;
before(async () => {
  browser = await launch();
  context = await browser.newContext({ viewport: { width: 320, height: 640 } });
});
after(() => browser.close());

const shipped = built();
const rtl = built(RTL_ROOT);
const urls = [
  ...Object.entries(PAGES).map(([type, path]) => [type, fileUrl(shipped, path)]),
  ...Object.entries(RTL_PAGES).map(([type, path]) => [type, fileUrl(rtl, path)]),
];

for (const [type, url] of urls) {
  test(`a 320 pixel window needs no scrolling sideways: ${type}`, async () => {
    const page = await context.newPage();
    try {
      await openAndStay(page, url);
      const { width, sticksOut } = await page.evaluate(measure);
      assert.equal(width, 320, `wider than the window: ${sticksOut.join(", ")}`);
    } finally {
      await page.close();
    }
  });
}

/** How wide the page is, and what makes it so. */
function measure() {
  const isOut = (element) => {
    const { left, right } = element.getBoundingClientRect();
    return right > innerWidth + 0.5 || left < -0.5;
  };
  const out = [...document.querySelectorAll("body *")].filter(isOut);
  const sticksOut = out.slice(0, 5).map((element) => `<${element.localName} class="${element.className}">`);
  return { width: document.documentElement.scrollWidth, sticksOut };
}
