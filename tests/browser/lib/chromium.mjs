// Debian's Chromium, without any talk to the world.
import { chromium } from "playwright-core";

const OPTIONS = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

export function launch() {
  return chromium.launch(OPTIONS);
}

/** One that remembers in the folder `profile`. */
export function launchWith(profile, options) {
  return chromium.launchPersistentContext(profile, { ...OPTIONS, ...options });
}

/** Opens a page and stays on it: an alias page would lead on at once. */
export async function openAndStay(page, url) {
  await page.route("**/*", (route) => {
    const request = route.request();
    const leadsAway = request.isNavigationRequest() && request.frame() === page.mainFrame() && request.url() !== url;
    return leadsAway ? route.abort("aborted") : route.continue();
  });
  await page.goto(url);
}

/** Everything that a page complains about, from the moment of the call: errors, warnings, refused loads. */
export async function complaints(page) {
  const found = [];
  await page.exposeFunction("vademecumTestViolation", (text) => found.push(text));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      window.vademecumTestViolation(`policy: ${event.effectiveDirective} refused ${event.blockedURI} in ${event.documentURI}`);
    });
  });
  page.on("console", (message) => {
    // Browsers ask for this by themselves.
    if (message.location().url.endsWith("/favicon.ico")) return;
    if (["error", "warning"].includes(message.type())) found.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => found.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => {
    // Whatever is on its way when its page is left is given up: no fault. A refused or missing file says another word.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") found.push(`not loaded: ${request.url()} (${request.failure()?.errorText})`);
  });
  return found;
}
