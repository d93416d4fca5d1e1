// Debian's Firefox over WebDriver BiDi, with no driver between.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import WebSocket from "ws";
import { temporaryFolder } from "./site.mjs";

// A driven Firefox relaxes what a file may do with its siblings. Readers' Firefox does not, so neither may this one.
const PREFERENCES = `
user_pref("remote.active-protocols", 1);
user_pref("remote.prefs.recommended", false);
user_pref("security.fileuri.strict_origin_policy", true);
user_pref("toolkit.startup.max_resumed_crashes", -1);
user_pref("app.normandy.enabled", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
`;

const KEYS = { Enter: "\uE007", Escape: "\uE00C", Tab: "\uE004", ArrowUp: "\uE013", ArrowDown: "\uE015" };

/** A Firefox with one empty tab. `profile` is a folder that remembers; `preferences` are lines for its `user.js`. */
export async function launch({ profile = temporaryFolder(), preferences = "" } = {}) {
  writeFileSync(join(profile, "user.js"), PREFERENCES + preferences);
  const options = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"];
  // HOME: Firefox writes there as well.
  const env = { ...process.env, HOME: profile };
  const program = spawn(process.env.FIREFOX ?? "firefox-esr", options, { stdio: ["ignore", "ignore", "pipe"], env });
  process.on("exit", () => program.kill());
  const socket = new WebSocket(`${await address(program)}/session`);
  await once(socket, "open");
  const bidi = session(socket);
  await bidi.send("session.new", { capabilities: {} });
  // The window of the start is never the active one, and only in that does anything have the focus.
  const { context } = await bidi.send("browsingContext.create", { type: "window" });
  return { ...tab(bidi, context), close: () => close(bidi, program) };
}

function address(program) {
  return new Promise((found, failed) => {
    let said = "";
    program.stderr.on("data", (bytes) => {
      said += bytes;
      const match = /ws:\/\/[\w.:[\]]+/.exec(said);
      if (match) found(match[0]);
    });
    program.on("error", failed);
    program.on("exit", (code) => failed(new Error(`Firefox ended with ${code}:\n${said}`)));
  });
}

/** Commands out, answers and events in. */
function session(socket) {
  const waiting = new Map();
  const listeners = [];
  let n_sent = 0;
  socket.on("message", (data) => {
    const message = JSON.parse(data);
    if (message.type === "event") return listeners.forEach((listen) => listen(message));
    const { resolve, reject } = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === "success") resolve(message.result);
    else reject(new Error(`${message.error}: ${message.message}`));
  });
  const send = (method, params) =>
    new Promise((resolve, reject) => {
      const id = ++n_sent;
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params }));
    });
  return { send, listen: (listener) => listeners.push(listener) };
}

function tab(bidi, context) {
  const evaluate = async (expression) => {
    const params = { expression, target: { context }, awaitPromise: true, userActivation: true };
    const answer = await bidi.send("script.evaluate", params);
    if (answer.type === "exception") throw new Error(answer.exceptionDetails.text);
    return answer.result.value;
  };
  const next = (method) =>
    new Promise((found) => bidi.listen((event) => event.method === method && event.params.context === context && found(event.params)));
  return {
    evaluate,
    open: (url) => bidi.send("browsingContext.navigate", { context, url, wait: "complete" }),
    /** All that the pages say from now on, as texts. */
    async log() {
      const entries = [];
      bidi.listen(({ method, params }) => method === "log.entryAdded" && entries.push(`${params.level}: ${params.text}`));
      await bidi.send("session.subscribe", { events: ["log.entryAdded", "browsingContext.load"] });
      // Firefox keeps what its policy refused to itself, unless the page is asked.
      await bidi.send("script.addPreloadScript", { functionDeclaration: String(() =>
        addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, documentURI }) =>
          console.error(`policy: ${effectiveDirective} refused ${blockedURI} in ${documentURI}`))) });
      return entries;
    },
    size: (width, height) => bidi.send("browsingContext.setViewport", { context, viewport: { width, height } }),
    /** Presses a key: one letter, or one of KEYS. */
    async press(key) {
      const value = KEYS[key] ?? key;
      const actions = [{ type: "keyDown", value }, { type: "keyUp", value }];
      await bidi.send("input.performActions", { context, actions: [{ type: "key", id: "keyboard", actions }] });
    },
    /** Lays the pointer on the first that a selector finds. */
    async hover(selector) {
      const { nodes } = await bidi.send("browsingContext.locateNodes", { context, locator: { type: "css", value: selector }, maxNodeCount: 1 });
      if (nodes.length === 0) throw new Error(`there is no ${selector}`);
      const origin = { type: "element", element: { sharedId: nodes[0].sharedId } };
      const actions = [{ type: "pointerMove", x: 0, y: 0, origin }];
      await bidi.send("input.performActions", { context, actions: [{ type: "pointer", id: "mouse", actions }] });
    },
    /** Clicks as a hand would, and waits for the page that this leads to. */
    async follow(selector) {
      const { nodes } = await bidi.send("browsingContext.locateNodes", { context, locator: { type: "css", value: selector }, maxNodeCount: 1 });
      if (nodes.length === 0) throw new Error(`there is no ${selector}`);
      const loaded = next("browsingContext.load");
      const origin = { type: "element", element: { sharedId: nodes[0].sharedId } };
      await bidi.send("script.callFunction", {
        functionDeclaration: "(element) => element.scrollIntoView({ block: 'center' })",
        arguments: [{ sharedId: nodes[0].sharedId }], target: { context }, awaitPromise: false,
      });
      const actions = [{ type: "pointerMove", x: 0, y: 0, origin }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }];
      await bidi.send("input.performActions", { context, actions: [{ type: "pointer", id: "mouse", actions }] });
      return (await loaded).url;
    },
  };
}

async function close(bidi, program) {
  const ended = once(program, "exit");
  await bidi.send("browser.close", {}).catch(() => program.kill());
  await ended;
}
