import assert from "node:assert/strict";
import { test } from "node:test";
import { BROWSERS, reader } from "./lib/readers.mjs";
import { PAGES } from "./lib/pages.mjs";
import { assertRefusesSiblings, built, fileUrl } from "./lib/site.mjs";

const site = built();

/** A window of 1280 pixels at 400 % is one of 320. */
const small = { width: 320, height: 256 };

/** Tabs on until a link leads to a page; the reader sees where he is at each step. */
async function tabTo(guest, path) {
  const url = fileUrl(site, path);
  for (let n = 0; n < 400; n++) {
    await guest.key("Tab");
    const at = JSON.parse(await guest.evaluate(`(() => {
      const it = document.activeElement;
      // A link over two lines is where its first line is.
      const box = it.getClientRects()[0] ?? it.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const top = document.elementFromPoint(x, y);
      const seen = it === document.body || it.localName === "iframe" || (box.top >= -1 && box.top < innerHeight && (!top || it.contains(top) || top.contains(it)));
      // Firefox without a screen has no window in front, and shows no focus: that is seen in Chromium.
      const isShown = document.hasFocus();
      const { outlineStyle, outlineWidth } = getComputedStyle(it);
      return JSON.stringify({ where: [x, y, scrollY, top?.outerHTML.slice(0, 60)].join(), href: it.href ?? "", name: it.localName + " " + it.textContent.slice(0, 40), seen: seen || !isShown, ring: !isShown || (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) });
    })()`));
    assert.ok(at.seen, `the focus is hidden on ${at.name} at step ${n}: ${at.where}`);
    if (at.href === url) {
      assert.ok(at.ring, `the focus is not shown on ${at.name}`);
      return;
    }
  }
  assert.fail(`400 steps do not lead to ${path}`);
}

/** Waits for the page that a key leads to; the one that was asked may go away in the middle of the question. */
async function arrive(guest, path) {
  const isThere = `location.href === ${JSON.stringify(fileUrl(site, path))} && document.readyState === "complete"`;
  for (let n = 0; n < 20; n++) {
    const arrived = await guest.until(isThere).catch(() => false);
    if (arrived) return;
  }
  assert.fail(`no way leads to ${path}`);
}

for (const browser of BROWSERS) {
  test(`${browser}: with the keyboard alone, from the first page to a practice`, async () => {
    const guest = await reader(browser, small);
    try {
      await assertRefusesSiblings(guest);
      await guest.open(fileUrl(site, "index.html"));
      for (const path of ["actor/victims-and-advocates.html", "practice/rome-c-victims.html"]) {
        await tabTo(guest, path);
        await guest.key("Enter");
        await arrive(guest, path);
      }
    } finally {
      await guest.close();
    }
  });

  test(`${browser}: at 320 pixels nothing is wider than the window, what is pressed is 24 pixels, and help lies in one place`, async () => {
    const guest = await reader(browser, small);
    try {
      const help = new Set();
      for (const [type, path] of Object.entries(PAGES).filter(([type]) => !["alias", "404"].includes(type))) {
        await guest.open(fileUrl(site, path));
        const found = JSON.parse(await guest.evaluate(`(() => {
          const isSmall = (it) => {
            const box = it.getBoundingClientRect();
            return it.offsetParent && (box.height < 23.5 || box.width < 23.5) && !it.closest("p, li, dd, td, th, blockquote, q, h1, h2, h3, h4, summary, .visually-hidden") && !it.classList.contains("skip-link");
          };
          const small = [...document.querySelectorAll("button, nav a, .footer-links a")].filter(isSmall);
          const links = [...document.querySelectorAll(".menu a")].map((a) => new URL(a.href).pathname);
          return JSON.stringify({ width: document.documentElement.scrollWidth, small: small.map((it) => it.outerHTML.slice(0, 80)), help: links.findIndex((path) => path.endsWith("page/about.html")) });
        })()`));
        assert.ok(found.width <= 320, `${type} is ${found.width} wide`);
        assert.deepEqual(found.small, [], type);
        help.add(found.help);
      }
      // What this library is and how to report an error: the same place of the same menu on every page.
      assert.deepEqual([...help].filter((place) => place < 0), []);
      assert.equal(help.size, 1, `${[...help]}`);
    } finally {
      await guest.close();
    }
  });
}
