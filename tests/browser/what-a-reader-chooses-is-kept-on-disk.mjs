import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-ris";
import { launch } from "./lib/chromium.mjs";
import { BROWSERS, reader } from "./lib/readers.mjs";
import { PAGES } from "./lib/pages.mjs";
import { serve } from "./lib/serve.mjs";
import { REPOSITORY, built, fileUrl, temporaryFolder } from "./lib/site.mjs";

const site = built();
const at = (path) => fileUrl(site, path);

/** Four entries of three folders. */
const FOUR = ["practice/rome-b-intake.html", "practice/rome-c-psychologists.html", "actor/psychologists.html", "document/rome-memorandum.html"];
const IDS = FOUR.map((path) => path.replace(/.*\/|\.html/g, ""));

const THEME = "document.documentElement.dataset.theme";
const ROWS = `[...document.querySelectorAll(".reading-list .cards .card-title")]`;
const rows = (n) => `${ROWS}.length === ${n} && JSON.stringify(${ROWS}.map((a) => a.getAttribute("href")))`;
const count = `Number(document.querySelector(".settings .to-list .count")?.textContent)`;

/** A reader's visit, from opening the browser to closing it, without a complaint from any page. */
async function visit(browser, options, act) {
  const guest = await reader(browser, options);
  try {
    await act(guest);
    assert.deepEqual(guest.complaints.filter((text) => !text.includes("sibling.txt")), []);
  } finally {
    await guest.close();
  }
}

async function putOnTheList(guest) {
  for (const [idx, path] of FOUR.entries()) {
    await guest.open(at(path));
    await guest.press(".keep button");
    await guest.until(`${count} === ${idx + 1}`);
  }
}

for (const browser of BROWSERS) {
  // Everything below is worth nothing in a browser that lets files read each other.
  test(`${browser} refuses to fetch a sibling file`, () =>
    visit(browser, {}, async (guest) => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, "probe.html"), "<!doctype html><meta charset=utf-8><title>Probe</title>");
      writeFileSync(join(folder, "sibling.txt"), "read");
      await guest.open(fileUrl(folder, "probe.html"));
      const answer = `fetch("sibling.txt").then((answer) => answer.text(), () => "refused")`;
      assert.equal(await guest.evaluate(answer), "refused");
      guest.complaints.length = 0;
    }));

  test(`${browser}: an appearance chosen on one page is in force on another folder's, and after the browser was closed`, async () => {
    const profile = temporaryFolder();
    await visit(browser, { profile }, async (guest) => {
      await guest.open(at(PAGES.home));
      await guest.press('.appearance button[value="dark"]');
      assert.equal(await guest.evaluate(THEME), "dark");
      await guest.open(at(PAGES.actor));
      await guest.until(`${THEME} === "dark"`);
      assert.equal(await guest.until(`document.querySelector('.appearance [aria-pressed="true"]')?.value`), "dark");
      assert.equal(await guest.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(22, 25, 26)");
    });
    await visit(browser, { profile }, async (guest) => {
      await guest.open(at(PAGES.document));
      await guest.until(`${THEME} === "dark"`);
      await guest.press('.appearance button[value="auto"]');
      await guest.open(at(PAGES.home));
      await guest.until(`document.querySelector('.appearance [aria-pressed="true"]')?.value === "auto"`);
      assert.equal(await guest.evaluate(`${THEME} ?? "none"`), "none");
    });
  });

  test(`${browser}: four entries of three folders stay on the reading list, which travels in its address and as RIS`, async () => {
    const profile = temporaryFolder();
    let shared;
    await visit(browser, { profile }, putOnTheList);
    await visit(browser, { profile }, async (guest) => {
      await guest.open(at("reading-list.html"));
      assert.deepEqual(JSON.parse(await guest.until(rows(4))), FOUR);
      shared = await guest.evaluate(`document.querySelector(".address").href`);
      assert.ok(shared.endsWith(`reading-list.html?ids=${IDS.join(",")}`), shared);
      const ris = await guest.saved(() => guest.press('[data-do="ris"]'));
      const records = new Cite(ris).data;
      assert.deepEqual(records.map(({ id }) => id), IDS);
      assert.ok(records.every((record) => record.title && record.language), ris);
      assert.match(ris, /\r\nN1  - Good practice 3\? \(number not verified\)\r\n/);
    });
    await visit(browser, {}, async (guest) => {
      await guest.open(shared);
      assert.deepEqual(JSON.parse(await guest.until(rows(4))), FOUR);
      await guest.press('[data-do="adopt"]');
      await guest.open(at(FOUR[2]));
      await guest.until(`${count} === 4`);
      await guest.press(".keep button");
      await guest.until(`${count} === 3`);
    });
  });

  test(`${browser}: the list is put in another order with the keyboard, which stays where it is`, () =>
    visit(browser, {}, async (guest) => {
      await guest.open(at("reading-list.html") + "?ids=" + IDS.join(","));
      await guest.until(rows(4));
      await guest.evaluate(`document.querySelector('[data-do="down"]').focus(), document.activeElement.click()`);
      const moved = [FOUR[1], FOUR[0], FOUR[2], FOUR[3]];
      await guest.until(`${rows(4)} === '${JSON.stringify(moved)}'`);
      const focus = `document.activeElement.dataset.do + " " + document.activeElement.dataset.id`;
      await guest.until(`${focus} === "down ${IDS[0]}"`);
      // As when the state arrives late.
      await guest.evaluate("vademecum.listPage.show()");
      assert.equal(await guest.evaluate(focus), `down ${IDS[0]}`);
      await guest.evaluate(`document.querySelectorAll('[data-do="off"]')[3].focus(), document.activeElement.click()`);
      await guest.until(rows(3));
      await guest.until(`${focus} === "off ${IDS[2]}"`);
      assert.equal(await guest.evaluate("location.search"), `?ids=${[IDS[1], IDS[0], IDS[2]].join(",")}`);
    }));

  test(`${browser}: what is no id is neither shown nor kept`, () =>
    visit(browser, {}, async (guest) => {
      await guest.open(at("reading-list.html") + "?ids=no-such-entry," + IDS[0]);
      assert.equal(await guest.until(`${ROWS}.length === 2 && ${ROWS}[0].textContent`), "no-such-entry");
      await guest.open(at("reading-list.html") + "?ids=" + encodeURIComponent(`${IDS[0]},<b>x</b>`));
      await guest.until(`Boolean(document.querySelector(".when-empty:not([hidden])"))`);
      await guest.open(at(PAGES.home));
      await guest.until(`Boolean(document.querySelector(".appearance"))`);
      await guest.evaluate(`vademecum.store.set({ theme: "url(x)", list: "../../x y", lang: "xx", other: "1" })`);
      await guest.open(at(PAGES.actor));
      await guest.until(`Boolean(document.querySelector(".appearance"))`);
      assert.equal(await guest.evaluate("JSON.stringify(vademecum.store.state)"), "{}");
    }));

  test(`${browser}: where nothing can be kept, pages are as without scripts and a list still opens by its address`, () =>
    visit(browser, { isClosed: true }, async (guest) => {
      await guest.open(at(FOUR[0]));
      await new Promise((go) => setTimeout(go, 1200));
      assert.equal(await guest.evaluate(`document.querySelectorAll(".settings *, .keep").length`), 0);
      await guest.open(at("reading-list.html"));
      await guest.until(`Boolean(document.querySelector(".when-closed:not([hidden])"))`);
      await guest.open(at("reading-list.html") + "?ids=" + IDS.join(","));
      await guest.until(rows(4));
      await guest.press('[data-do="off"]');
      await guest.until(rows(3));
      assert.equal(await guest.evaluate("location.search"), `?ids=${IDS.slice(1).join(",")}`);
    }));
}

test("with JavaScript off there is no dead control, and the reading list says why it is empty", async () => {
  const browser = await launch();
  try {
    const page = await browser.newPage({ javaScriptEnabled: false });
    for (const path of ["reading-list.html", PAGES.home, FOUR[0]]) {
      await page.goto(at(path));
      assert.equal(await page.locator("button:not(form *), input:not(form *), select, textarea, iframe, .to-list").count(), 0, path);
    }
    await page.goto(at("reading-list.html"));
    assert.ok(await page.getByText("Without JavaScript").isVisible());
  } finally {
    await browser.close();
  }
});

test("where pages are served they share one storage, and nothing is framed", async () => {
  const server = await serve(REPOSITORY);
  try {
    await visit("Chromium", {}, async (guest) => {
      await guest.open(server.url + FOUR[0]);
      await guest.press('.appearance button[value="dark"]');
      await guest.press(".keep button");
      await guest.open(server.url + FOUR[2]);
      assert.equal(await guest.evaluate(THEME), "dark");
      assert.equal(await guest.evaluate(count), 1);
      await guest.open(server.url + "reading-list.html");
      assert.deepEqual(JSON.parse(await guest.until(rows(1))), [FOUR[0]]);
      assert.equal(await guest.evaluate("document.querySelectorAll('iframe').length"), 0);
    });
  } finally {
    server.stop();
  }
});
