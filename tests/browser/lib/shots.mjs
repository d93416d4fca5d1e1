// Pictures for human eyes, as a reader from disk sees the pages.
//
//   node lib/shots.mjs DIR      screenshots, and the printed pages (as PNG too where pdftoppm is installed)
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./chromium.mjs";
import { PAGES, RTL_PAGES } from "./pages.mjs";
import { RTL_ROOT, built, fileUrl } from "./site.mjs";

const dir = process.argv[2];
if (!dir) {
  console.error("usage: node shots.mjs DIR");
  process.exit(2);
}
mkdirSync(dir, { recursive: true });

const shipped = built();
const rtl = built(RTL_ROOT);
const subjects = {
  "home": fileUrl(shipped, PAGES.home),
  "practice": fileUrl(shipped, PAGES["practice with a marked number"]),
  "actor": fileUrl(shipped, PAGES.actor),
  "document": fileUrl(shipped, PAGES.document),
  "rtl": fileUrl(rtl, RTL_PAGES["right-to-left entry"]),
};

const browser = await launch();
for (const [name, url] of Object.entries(subjects)) {
  for (const width of [320, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      await page.goto(url);
      await page.screenshot({ path: join(dir, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await page.close();
    }
  }
  const page = await browser.newPage();
  await page.goto(url);
  const pdf = join(dir, `${name}-print.pdf`);
  await page.pdf({ path: pdf, format: "A4", preferCSSPageSize: true });
  spawnSync("pdftoppm", ["-png", "-r", "60", pdf, pdf.replace(/\.pdf$/, "")]);
  await page.close();
}
await browser.close();
