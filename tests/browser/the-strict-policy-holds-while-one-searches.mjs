import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PAGES } from "./lib/pages.mjs";
import { BROWSERS, reader } from "./lib/readers.mjs";
import { serve } from "./lib/serve.mjs";
import { REPOSITORY, built, fileUrl } from "./lib/site.mjs";

let served;
before(async () => (served = await serve(REPOSITORY)));
after(() => served.stop());

const site = built();
const isDone = `document.querySelector(".search-count")?.textContent`;
// An alias leads away before anybody could type; the page for addresses that are none has no box on disk.
const TYPES = Object.entries(PAGES).filter(([type]) => !["alias", "404"].includes(type));

/** Types a question into the page's own box and sends it. */
const ask = (words) => `{
  const box = document.querySelector('form.search input[name="q"]');
  box.focus();
  box.value = ${JSON.stringify(words)};
  box.dispatchEvent(new Event("input", { bubbles: true }));
  void setTimeout(() => box.form.requestSubmit());
}`;

for (const browser of BROWSERS) {
  test(`${browser}: what the policy refuses is noticed`, async () => {
    const guest = await reader(browser);
    try {
      await guest.open(fileUrl(site, PAGES.home));
      await guest.evaluate(`void document.body.append(Object.assign(document.createElement("img"), { src: "https://example.org/x.png" }))`);
      const isTold = () => guest.complaints.some((text) => text.includes("policy: img-src refused"));
      for (let n = 0; n < 200 && !isTold(); n++) await new Promise((go) => setTimeout(go, 20));
      assert.ok(isTold(), guest.complaints.join("\n"));
    } finally {
      await guest.close();
    }
  });

  for (const how of ["served", "from disk"]) {
    test(`${browser}, ${how}: a question is asked on every type of page, answered and narrowed without a complaint`, async () => {
      const root = how === "served" ? served.url : fileUrl(site, "index.html");
      const guest = await reader(browser);
      try {
        for (const [type, path] of TYPES) {
          await guest.open(new URL(path, root).href);
          await guest.until(`Boolean(document.querySelector('form.search input[name="q"]'))`).catch((error) => assert.fail(`${type}: ${error.message}`));
          await guest.evaluate(ask("prison staff -judge psycholgists"));
          await guest.until(`location.pathname.endsWith("search.html") && location.search.includes("q=prison") && ${isDone}`);
          await guest.press('.facets input[name="kind"]');
          await guest.until(`location.search.includes("kind=")`);
          assert.deepEqual(guest.complaints, [], type);
        }
      } finally {
        await guest.close();
      }
    });
  }
}
