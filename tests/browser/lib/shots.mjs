// Pictures for human eyes, as a reader from disk sees the pages.
//
//   node lib/shots.mjs DIR [WORD]     every page type (or those whose names hold the word): at three widths, light, dark,
//                                     in Arabic, and printed (as PNG too where pdftoppm is installed)
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./chromium.mjs";
import { PAGES, pathIn } from "./pages.mjs";
import { built, fileUrl } from "./site.mjs";

const [dir, word = ""] = process.argv.slice(2);
if (!dir) {
  console.error("usage: node shots.mjs DIR [WORD]");
  process.exit(2);
}
mkdirSync(dir, { recursive: true });

const shipped = built();
const VIEWS = [["en", "light"], ["en", "dark"], ["ar", "light"]];
const WIDTHS = [320, 768, 1440];

const browser = await launch();
// An alias leads on at once: there is nothing to see.
for (const [type, path] of Object.entries(PAGES).filter(([type]) => type !== "alias" && type.includes(word))) {
  const name = type.replaceAll(" ", "-");
  for (const [lang, colorScheme] of VIEWS.filter(([lang]) => existsSync(join(shipped, pathIn(lang, path))))) {
    const page = await browser.newPage({ colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(fileUrl(shipped, pathIn(lang, path)));
      await page.screenshot({ path: join(dir, `${name}-${lang}-${colorScheme}-${width}.png`), fullPage: true });
    }
    if (colorScheme === "light") {
      const pdf = join(dir, `${name}-${lang}-print.pdf`);
      await page.pdf({ path: pdf, format: "A4", preferCSSPageSize: true });
      spawnSync("pdftoppm", ["-png", "-r", "60", "-l", "3", pdf, pdf.replace(/\.pdf$/, "")]);
    }
    await page.close();
  }
}
await browser.close();
