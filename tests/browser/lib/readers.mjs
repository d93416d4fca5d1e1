// A reader with a browser of his own, that remembers in its profile: the same few acts in both browsers.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as chromium from "./chromium.mjs";
import * as firefox from "./firefox.mjs";
import { temporaryFolder } from "./site.mjs";

export const BROWSERS = ["Chromium", "Firefox"];

/** Opens the browser. `isClosed`: it keeps nothing for any page, as some administrators wish; others allow no scripts. */
export async function reader(browser, { profile = temporaryFolder(), isClosed = false, hasScripts = true, width = 1280, height = 900 } = {}) {
  const options = { profile, isClosed, hasScripts, width, height };
  const tab = await (browser === "Firefox" ? inFirefox(options) : inChromium(options));
  return {
    ...tab,
    /** What an expression is, once it is neither false nor nothing. */
    async until(expression) {
      const end = Date.now() + 10_000;
      for (;;) {
        // The page that is asked may be on its way out.
        const value = await tab.evaluate(expression).catch(() => undefined);
        if (value) return value;
        if (Date.now() > end) throw new Error(`${browser} waited for ${expression}`);
        await new Promise((go) => setTimeout(go, 20));
      }
    },
    async press(selector) {
      await this.until(`Boolean(document.querySelector(${JSON.stringify(selector)}))`);
      await tab.evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`);
    },
  };
}

async function inChromium({ profile, isClosed, hasScripts, width, height }) {
  if (isClosed) {
    mkdirSync(join(profile, "Default"), { recursive: true });
    const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
    writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
  }
  const context = await chromium.launchWith(profile, { viewport: { width, height }, javaScriptEnabled: hasScripts });
  const [page] = context.pages();
  const complaints = await chromium.complaints(page);
  return {
    complaints,
    open: (url) => page.goto(url),
    /** Clicks as a hand would, and waits for the page that this leads to. */
    async follow(selector) {
      const left = page.waitForEvent("framenavigated", (frame) => frame === page.mainFrame());
      await page.locator(selector).first().click();
      await left;
      await page.waitForLoadState();
      return page.url();
    },
    key: (name) => page.keyboard.press(name),
    evaluate: (expression) => page.evaluate(expression),
    async saved(act) {
      const download = page.waitForEvent("download");
      await act();
      return readFileSync(await (await download).path(), "utf8");
    },
    close: () => context.close(),
  };
}

async function inFirefox({ profile, isClosed, hasScripts, width, height }) {
  const downloads = temporaryFolder();
  const preferences = `
user_pref("browser.download.dir", ${JSON.stringify(downloads)});
user_pref("browser.download.folderList", 2);
user_pref("browser.download.alwaysOpenPanel", false);
user_pref("network.cookie.cookieBehavior", ${isClosed ? 2 : 5});
user_pref("javascript.enabled", ${hasScripts});
`;
  const tab = await firefox.launch({ profile, preferences });
  const complaints = await tab.log();
  await tab.size(width, height);
  return {
    complaints,
    open: tab.open,
    follow: tab.follow,
    key: tab.press,
    evaluate: tab.evaluate,
    async saved(act) {
      await act();
      const file = join(downloads, "reading-list.ris");
      for (let n = 0; n < 500; n++) {
        const text = attempt(() => readFileSync(file, "utf8"));
        if (text) return text;
        await new Promise((go) => setTimeout(go, 20));
      }
      throw new Error(`Firefox saved no ${file}`);
    },
    close: tab.close,
  };
}

function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}
