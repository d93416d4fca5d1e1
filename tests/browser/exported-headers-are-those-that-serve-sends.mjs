import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { ask, serve } from "./lib/serve.mjs";
import { binary, rootOf } from "./lib/site.mjs";

const SECURITY = ["x-content-type-options", "referrer-policy", "permissions-policy", "content-security-policy"];
/** What any server sends, and what belongs to one answer. */
const OTHERS = ["content-type", "content-length", "cache-control", "date", "connection", "keep-alive", "transfer-encoding"];

let server, sent;
before(async () => {
  server = await serve(rootOf({ "index.md": "# Lantern\n", "_static/.well-known/security.txt": "Contact: x\n" }));
  const { headers } = await ask(server.url);
  sent = Object.fromEntries(Object.entries(headers).filter(([name]) => !OTHERS.includes(name)));
});
after(() => server.stop());

const exported = (name) => {
  const run = spawnSync(binary(), ["export", "headers", ...(name ? [name] : [])], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout;
};

/** How each server reads what it is given: every line that is no comment must be understood. */
const read = (text, line, frame = /^$/) => {
  const lines = text.split("\n").filter((line) => line && !line.startsWith("#") && !frame.test(line));
  return Object.fromEntries(
    lines.map((text) => {
      const found = line.exec(text);
      assert.ok(found, `not understood: ${text}`);
      return [found[1].toLowerCase(), found[2]];
    }),
  );
};

const READERS = {
  "": (text) => read(text, /^([\w-]+): (.+)$/),
  any: (text) => read(text, /^([\w-]+): (.+)$/),
  // A `$` would be a variable, and a backslash or a quote would end the value.
  nginx: (text) => read(text, /^add_header ([\w-]+) "([^"\\$]+)" always;$/),
  apache: (text) => read(text, /^Header always set ([\w-]+) "([^"\\%]+)"$/),
  caddy: (text) => read(text, /^\t([\w-]+) "([^"\\{}]+)"$/, /^(header \{|\})$/),
  netlify: (text) => read(text, /^ {2}([\w-]+): (.+)$/, /^\/\*$/),
};

test("serve sends the headers of a strict site with every answer", async () => {
  for (const name of SECURITY) assert.ok(sent[name], name);
  for (const path of ["/", "/no/such/page", "/.well-known/security.txt"]) {
    const { headers } = await ask(server.url, { path });
    for (const [name, value] of Object.entries(sent)) assert.equal(headers[name], value, `${path} ${name}`);
  }
});

for (const [name, reader] of Object.entries(READERS)) {
  test(`the snippet for ${name || "no server by name"} says the same`, () => assert.deepEqual(reader(exported(name)), sent));
}

test("a file in a dot folder is served as it is", async () => {
  const { status, text, headers } = await ask(server.url, { path: "/.well-known/security.txt" });
  assert.deepEqual([status, text, headers["content-type"]], [200, "Contact: x\n", "text/plain; charset=utf-8"]);
});
