import assert from "node:assert/strict";
import { test } from "node:test";
import { BROWSERS, reader } from "./lib/readers.mjs";
import { assertRefusesSiblings, built, fileUrl } from "./lib/site.mjs";

const site = built();
const ROOT = fileUrl(site, "index.html").replace(/index\.html$/, "");

const TITLES = `[...document.querySelectorAll(".results .card-title")]`;
const paths = `JSON.stringify(${TITLES}.map((a) => a.href.slice(${ROOT.length})))`;
/** The page has said how many there are, or that there is nothing. */
const isDone = `document.querySelector(".search-count")?.textContent`;

for (const browser of BROWSERS) {
  test(`${browser} on disk, with no network`, async (t) => {
    const guest = await reader(browser);
    const ask = async (query, page = "search.html") => {
      await guest.open(`${fileUrl(site, page)}?q=${encodeURIComponent(query)}`);
      await guest.until(isDone);
      return JSON.parse(await guest.evaluate(paths));
    };
    const notes = () => guest.evaluate(`document.querySelector(".search-notes").textContent`);
    const marks = async () => JSON.parse(await guest.evaluate(`JSON.stringify([...document.querySelectorAll(".results mark")].map((mark) => mark.textContent))`));

    try {
      // Everything below is worth nothing in a browser that lets files read each other.
      await t.test("refuses to fetch a sibling file", () => assertRefusesSiblings(guest));
      guest.complaints.length = 0;

      await t.test("an entry is found by its title, with its kind, its number and the words that matched", async () => {
        assert.equal((await ask("intake, assessment and classification"))[0], "practice/rome-b-intake.html");
        const first = await guest.evaluate(`document.querySelector(".results li").textContent`);
        assert.match(first, /Good practice 3\?/);
        assert.match(first, /number not verified/);
        assert.ok((await marks()).some((text) => /^assess/i.test(text)));
      });

      await t.test("a phrase has to stand there, and what is excluded must not", async () => {
        const found = await ask('"prison staff"');
        assert.ok(found.length > 0);
        const all = Number.parseInt(await guest.evaluate(isDone), 10);
        await ask("prison staff");
        assert.ok(Number.parseInt(await guest.evaluate(isDone), 10) > all);
        const few = await ask('"prison staff" -training');
        assert.ok(Number.parseInt(await guest.evaluate(isDone), 10) < all, few.join(" "));
      });

      await t.test("a misspelt word is corrected, and the page says so", async () => {
        const found = await ask("psycholgists");
        assert.deepEqual(found, await ask("psychologists"));
        await ask("psycholgists");
        assert.match(await notes(), /psycholgists.*psychologists/);
      });

      await t.test("words that say too little are left out of a long question, the page says so, and in quotation marks they count", async () => {
        await ask("how to work with the families of offenders");
        assert.match(await notes(), /Left out[^:]*: how, to, with, the, of\./);
        await ask('how to work "with the" families');
        assert.match(await notes(), /Left out[^:]*: how, to\./);
        await ask("work with families");
        assert.equal(await notes(), "");
      });

      await t.test("spelling, accents and Arabic letter forms are folded", async () => {
        const spellings = ["deradicalisation", "de-radicalization", "Deradicalization"];
        const [one, two, three] = [await ask(spellings[0]), await ask(spellings[1]), await ask(spellings[2])];
        assert.ok(one.length > 0);
        assert.deepEqual(two, one);
        assert.deepEqual(three, one);
        const french = await ask("réinsertion", "fr/search.html");
        assert.ok(french.length > 0 && french.every((path) => path.startsWith("fr/")), french.join(" "));
        assert.deepEqual(await ask("reinsertion", "fr/search.html"), french);
        const arabic = await ask("الإدماج", "ar/search.html");
        assert.ok(arabic.length > 0 && arabic.every((path) => path.startsWith("ar/")), arabic.join(" "));
        assert.deepEqual(await ask("الادماج", "ar/search.html"), arabic);
        assert.equal(await guest.evaluate("getComputedStyle(document.querySelector('.results')).direction"), "rtl");
      });

      await t.test("other names of a term are searched too, what it contrasts with is named, and both are said", async () => {
        assert.ok((await ask("remand")).includes("term/pre-trial-detention.html"));
        assert.match(await notes(), /Also searched: Pre-trial detention/);
        await ask("deradicalization");
        assert.match(await notes(), /De-radicalisation is not the same as Disengagement/);
      });

      await t.test("whatever is asked harms nothing", async () => {
        for (const query of ["<img src=x onerror=alert(1)>", `"><script>document.title="x"</script>`, `'"\\;--`, "x".repeat(10_000), "prison ".repeat(1400), "-", '"', "*", "kind:", "a:b:c:", "constructor", "__proto__ toString", " "]) {
          await guest.open(`${fileUrl(site, "search.html")}?q=${encodeURIComponent(query)}`);
          await guest.until(`${isDone} || document.querySelector(".ways-on:not([hidden])")`);
          assert.equal(await guest.evaluate(`document.querySelectorAll("main img, main script").length`), 0);
          assert.ok(await guest.evaluate(`document.querySelector("input[name=q]").value === ${JSON.stringify(query)}`), query.slice(0, 40));
        }
        await guest.open(fileUrl(site, "search.html"));
        await guest.until(`document.querySelector(".ways-on:not([hidden])")`);
        assert.equal(await guest.evaluate(`document.querySelector(".search-count").textContent`), "");
      });

      await t.test("other scripts ask the same", async () => {
        await guest.open(fileUrl(site, "search.html"));
        const found = JSON.parse(await guest.evaluate(`vademecum.search.ask("intake assessment", { limit: 3, filters: { kind: "practice" } }).then(JSON.stringify)`));
        assert.equal(found.length, 3);
        for (const { url, title, excerpt, score, kind, passages } of found) {
          assert.match(url, /^practice\/.*\.html$/);
          assert.ok(title && excerpt && score > 0);
          assert.equal(kind, "Good practice");
          assert.ok(passages.length > 0 && passages.every((passage) => passage.url.startsWith(url)));
        }
      });

      await t.test("no page complained", () => assert.deepEqual(guest.complaints.filter((text) => !text.includes("sibling.txt")), []));
    } finally {
      await guest.close();
    }
  });
}
