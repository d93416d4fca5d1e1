import assert from "node:assert/strict";
import { test } from "node:test";
import { BROWSERS, reader } from "./lib/readers.mjs";
import { assertRefusesSiblings, built, fileUrl } from "./lib/site.mjs";

const site = built();

for (const browser of BROWSERS) {
  test(`${browser}: the guidance on psychologists shows the practice it elaborates, and the sentences that mention it`, async () => {
    const guest = await reader(browser);
    try {
      await assertRefusesSiblings(guest);
      await guest.open(fileUrl(site, "document/guidance-psychologists.html"));
      const elaborated = `[...document.querySelectorAll("main a")].some((a) => a.getAttribute("href") === "../practice/rome-c-psychologists.html")`;
      assert.equal(await guest.evaluate(elaborated), true);
      const mentions = JSON.parse(await guest.evaluate(`JSON.stringify([...document.querySelectorAll(".backlinks .card")].map((card) => ({
        title: card.querySelector(".card-title").textContent,
        sentence: card.querySelector(".sentence")?.textContent ?? "",
        linked: card.querySelector(".sentence strong")?.textContent ?? "",
      })))`));
      assert.ok(mentions.length >= 3, `${mentions.length} entries mention it`);
      for (const { title, sentence, linked } of mentions) {
        assert.ok(sentence.includes(linked) && linked.length > 0, `${title}: “${sentence}”`);
      }
      // The practice shows it from its side.
      await guest.follow(`main a[href="../practice/rome-c-psychologists.html"]`);
      const back = `[...document.querySelectorAll("main a")].some((a) => a.getAttribute("href") === "../document/guidance-psychologists.html")`;
      assert.equal(await guest.evaluate(back), true);
    } finally {
      await guest.close();
    }
  });
}
