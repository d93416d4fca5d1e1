import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./lib/firefox.mjs";
import { PAGES } from "./lib/pages.mjs";
import { built, fileUrl, temporaryFolder } from "./lib/site.mjs";

let firefox, log;
before(async () => {
  firefox = await launch();
  log = await firefox.log();
});
after(() => firefox.close());

const site = built();

// Everything below is worth nothing in a browser that lets files read each other.
test("this Firefox refuses to fetch a sibling file, as a reader's does", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "probe.html"), "<!doctype html><meta charset=utf-8><title>Probe</title>");
  writeFileSync(join(folder, "sibling.txt"), "read");
  await firefox.open(fileUrl(folder, "probe.html"));
  const answer = await firefox.evaluate(`fetch("sibling.txt").then((answer) => answer.text(), () => "refused")`);
  assert.equal(answer, "refused");
});

test("the home page is laid out by its style sheet", async () => {
  await firefox.open(fileUrl(site, PAGES.home));
  assert.equal(await firefox.evaluate(`getComputedStyle(document.querySelector(".unpack-notice")).display`), "none");
});

test("two clicks lead to a practice", async () => {
  assert.equal(await firefox.follow(`.menu a[href="page/practices.html"]`), fileUrl(site, "page/practices.html"));
  const practice = PAGES["practice with a sourced number"];
  assert.equal(await firefox.follow(`main a[href="../${practice}"]`), fileUrl(site, practice));
  assert.equal(await firefox.evaluate(`document.querySelectorAll("[data-copy] button").length`), 1);
});

test("an alias leads on to its entry", async () => {
  await firefox.open(fileUrl(site, "index.html"));
  await firefox.open(fileUrl(site, PAGES.alias));
  const arrived = `new Promise((found) => (function look() {
    document.querySelector('meta[http-equiv="refresh"]') ? setTimeout(look, 20) : found(location.pathname);
  })())`;
  // The page that was asked may go away in the middle of the question.
  const path = await firefox.evaluate(arrived).catch(() => firefox.evaluate(arrived));
  assert.match(path, /practice\/rome-d-family\.html$/);
});

test("none of these pages complained", () => {
  // Firefox notes the refused fetch, some time later.
  assert.deepEqual(log.filter((text) => !text.includes("sibling.txt")), []);
});
