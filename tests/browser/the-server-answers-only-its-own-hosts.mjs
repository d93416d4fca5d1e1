import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, serve } from "./lib/serve.mjs";
import { rootOf } from "./lib/site.mjs";

const root = rootOf({ "index.md": "# Lantern\n\nSee [oil](oil.md).\n", "oil.md": "# Oil\n\nBurns.\n" });

let server, port;
before(async () => {
  server = await serve(root);
  port = new URL(server.url).port;
});
after(() => server.stop());

const status = async (request) => (await ask(server.url, request)).status;

test("its own names are answered", async () => {
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`]) {
    assert.equal(await status({ headers: { host } }), 200, host);
  }
  assert.equal(await status({ headers: { origin: `http://127.0.0.1:${port}` } }), 200);
});

test("a foreign host is refused, and learns nothing", async () => {
  const hosts = [
    "evil.example", `evil.example:${port}`, `localhost.evil.example:${port}`, `127.0.0.1.evil.example:${port}`,
    "127.0.0.1", `localhost:${+port + 1}`, `127.0.0.1:${port}@evil.example`, ":", `:${port}`,
  ];
  for (const host of hosts) {
    for (const path of ["/", "/.vademecum/events", "/.vademecum/problems"]) {
      const answer = await ask(server.url, { path, headers: { host } });
      assert.ok([400, 403, 421].includes(answer.status), `${host} got ${answer.status}`);
      assert.ok(!answer.text.includes("Lantern"), host);
    }
  }
  assert.notEqual(await status({ setHost: false }), 200, "without a host");
});

test("a foreign origin is refused", async () => {
  for (const origin of ["http://evil.example", "null", `https://127.0.0.1:${port}`, `http://localhost:${+port + 1}`]) {
    assert.equal(await status({ headers: { origin } }), 403, origin);
    assert.equal(await status({ path: "/.vademecum/events", headers: { origin } }), 403, origin);
  }
});

test("nothing but reading is allowed", async () => {
  for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) assert.equal(await status({ method }), 405, method);
  const head = await ask(server.url, { method: "HEAD" });
  assert.equal(head.status, 200);
  assert.equal(head.text, "");
});

test("no path leaves the site", async () => {
  const paths = [
    "/../content/oil.md", "/%2e%2e/content/oil.md", "/..%2fcontent%2foil.md", "/%2e%2e%2f%2e%2e%2fetc/passwd", "/..%5ccontent%5coil.md",
    "//etc/passwd", "/etc/passwd", "/content/oil.md", "/oil.md", "/%00", "/oil.html%00", "/oil.html/..", "/./oil.md", "/%ff",
  ];
  for (const path of paths) {
    const answer = await ask(server.url, { path });
    assert.ok([400, 404].includes(answer.status), `${path} got ${answer.status}`);
    assert.ok(!answer.text.includes("root:") && !answer.text.includes("# Oil"), path);
  }
});

test("an unknown address gets the site's own page and says 404", async () => {
  const answer = await ask(server.url, { path: "/no/such/page.html" });
  assert.equal(answer.status, 404);
  assert.match(answer.headers["content-type"], /^text\/html/);
  assert.ok(answer.text.includes("page-404"));
});

test("whoever asks before the index is ready waits for it, and for nothing else", async () => {
  const words = Array.from({ length: 3000 }, (_, n) => `word${n * 7919}`).join(" ");
  const large = rootOf(Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`page-${n}.md`, `# Page ${n}\n\n${words} ${n}\n`])));
  const other = await serve(large);
  try {
    assert.equal((await ask(other.url, { path: "/page-1.html" })).status, 200);
    const meta = await ask(other.url, { path: "/search/meta.js" });
    assert.equal(meta.status, 200);
    assert.match(meta.text, /^vademecum\.shard\("meta"/);
    assert.equal((await ask(other.url, { path: "/search/none.js" })).status, 404);
  } finally {
    other.stop();
  }
});
