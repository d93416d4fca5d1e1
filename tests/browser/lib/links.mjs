// An independent reader of a written site: nothing here comes from the program but the files.
//
//   node lib/links.mjs DIR      prints what is wrong, one finding a line; exits 1 if there is any
import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "parse5";

/** All that is wrong in the site at `dir`, as sentences, and how much was looked at. `base`: where it was built for. */
export function check(dir, base) {
  const paths = readdirSync(dir, { recursive: true })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => statSync(join(dir, path)).isFile())
    .sort();
  const site = { files: new Set(paths), ids: new Map(), base };
  const pages = paths.filter((path) => path.endsWith(".html")).map((path) => read(path, readFileSync(join(dir, path), "utf8")));
  for (const page of pages) site.ids.set(page.path, new Set(page.ids.map(({ id }) => id)));
  const sheets = paths.filter((path) => path.endsWith(".css"));
  const findings = [
    ...pages.flatMap((page) => [...page.findings, ...repeated(page), ...page.addresses.flatMap((address) => arrival(page.path, address, site))]),
    ...sheets.flatMap((path) => sheetFindings(path, readFileSync(join(dir, path), "utf8"), site)),
  ];
  const n_links = pages.reduce((n, page) => n + page.addresses.length, 0);
  return { findings, n_pages: pages.length, n_links };
}

// What an attribute's address is for: followed by a reader, or loaded by the browser.
const FOLLOWED = new Set(["a href", "area href", "form action", "button formaction", "input formaction", "blockquote cite", "q cite", "ins cite", "del cite"]);
const LOADED = new Set([
  "audio src", "embed src", "iframe src", "image href", "img src", "input src", "link href", "object data",
  "script src", "source src", "track src", "use href", "video poster", "video src",
]);
const FORBIDDEN = new Set(["style", "integrity", "crossorigin", "ping", "srcdoc", "background", "manifest"]);

/** One page: its ids, its addresses and what is wrong with it alone. */
function read(path, html) {
  const page = { path, ids: [], addresses: [], findings: [] };
  const document = parse(html, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startLine }) => page.findings.push(`${path}:${startLine}: the parser says ${code}`),
  });
  visit(document, (element) => readElement(page, element));
  return page;
}

function readElement(page, element) {
  const attributes = new Map(element.attrs.map(({ name, value }) => [name, value]));
  const line = element.sourceCodeLocation?.startLine;
  const say = (text) => page.findings.push(`${page.path}:${line}: ${text}`);
  const note = (href, use) => page.addresses.push({ href, use, line, isMarked: classes(attributes).includes("external") });
  const tag = element.tagName;
  for (const [name, value] of attributes) {
    if (name === "id") page.ids.push({ id: value, line });
    if (name.startsWith("on") || FORBIDDEN.has(name)) say(`<${tag}> has ${name}="${value}"`);
    if (FOLLOWED.has(`${tag} ${name}`)) note(value, "followed");
    if (LOADED.has(`${tag} ${name}`)) note(value, isPointer(tag, attributes) ? "named" : "loaded");
    if (name === "srcset") value.split(",").forEach((part) => note(part.trim().split(/\s+/)[0], "loaded"));
  }
  if (tag === "style" || tag === "base") say(`there is a <${tag}>`);
  if (tag === "script" && !attributes.has("src") && attributes.get("type") !== "application/ld+json") say("there is an inline <script>");
  if (tag === "script" && attributes.get("type") === "module") say("a module does not load from disk");
  if (tag === "meta" && attributes.get("http-equiv")?.toLowerCase() === "refresh") {
    const url = /url=(.*)$/i.exec(attributes.get("content") ?? "");
    if (url) note(url[1], "followed");
  }
}

const classes = (attributes) => (attributes.get("class") ?? "").split(/\s+/);

/** A <link> that says where something lies, without loading it: such an address may be the public one. */
const isPointer = (tag, attributes) => tag === "link" && /^(canonical|alternate)$/.test(attributes.get("rel") ?? "");

function repeated(page) {
  const seen = new Set();
  const again = page.ids.filter(({ id }) => seen.has(id) || !seen.add(id));
  return again.map(({ id, line }) => `${page.path}:${line}: the id \`${id}\` is there twice`);
}

/** Where an address leads, if that is nowhere. */
function arrival(from, { href, use, line, isMarked }, site) {
  const wrong = (text) => [`${from}:${line}: ${href === "" ? "an empty address" : href} ${text}`];
  // The one page that is shown under any address, and so cannot have relative links.
  const address404 = from === "404.html" && site.base ? new URL(href, site.base).href : "";
  if (site.base && address404.startsWith(site.base) && /^(https?:|\/)/.test(href)) {
    return arrival("index.html", { href: `./${address404.slice(site.base.length)}`, use, line, isMarked }, site);
  }
  if (/^(https?|mailto|tel):/i.test(href)) {
    if (use === "loaded") return wrong("is loaded from elsewhere");
    return isMarked || use === "named" ? [] : wrong("is absolute, and not marked as external");
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return wrong("has a scheme that does not belong here");
  if (href.startsWith("/")) return wrong("is root-relative");
  if (href === "" || href === "#") return wrong("leads nowhere");
  const [address, fragment] = cut(href, "#");
  const relative = decode(cut(address, "?")[0]);
  const path = relative === "" ? from : posix.join(posix.dirname(from), relative);
  if (path.startsWith("..")) return wrong("leaves the site");
  if (!site.files.has(path)) return wrong("leads to no file");
  if (fragment === undefined || !site.ids.has(path)) return [];
  return site.ids.get(path).has(decode(fragment)) ? [] : wrong(`leads to no id in ${path}`);
}

function sheetFindings(path, css, site) {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, "");
  const urls = [...text.matchAll(/url\(\s*(['"]?)(.*?)\1\s*\)|@import\s+(['"])(.*?)\3/gi)].map((match) => match[2] ?? match[4]);
  return urls
    .filter((url) => !url.startsWith("data:"))
    .flatMap((href) => arrival(path, { href, use: "loaded", line: "css" }, site));
}

function cut(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// A list, not recursion: a page may be nested as deeply as it likes.
function visit(root, see) {
  const open = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (node.tagName) see(node);
    const children = node.content ? [node.content] : (node.childNodes ?? []);
    for (let idx = children.length - 1; idx >= 0; idx--) open.push(children[idx]);
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const dir = process.argv[2];
  if (!dir || !existsSync(dir)) {
    console.error("usage: node links.mjs DIR");
    process.exit(2);
  }
  const { findings, n_pages, n_links } = check(dir);
  findings.forEach((finding) => console.log(finding));
  console.error(`${n_pages} pages, ${n_links} addresses, ${findings.length} findings`);
  process.exit(findings.length > 0 ? 1 : 0);
}
