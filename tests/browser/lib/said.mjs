// What a written site says of an entry: its data, and what a reader sees on its page. Nothing here comes from the
// program but the files.
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parse } from "parse5";

// What stands on an entry's page and is not its own: sentences of other pages, definitions kept out of sight, marks.
const NOT_ITS_OWN = new Set(["backlinks", "definitions", "anchor", "records", "neighbours"]);
const BREAKING = new Set(["article", "aside", "blockquote", "br", "dd", "div", "dt", "figure", "h1", "h2", "h3", "h4", "header", "li", "ol", "p", "section", "table", "td", "th", "tr", "ul"]);

/** All entries of the site at `dir`, by `id@language`. */
export function entries(dir) {
  const list = JSON.parse(readFileSync(join(dir, "data/entries.json"), "utf8")).entries;
  return new Map(list.map((entry) => [`${entry.id}@${entry.lang}`, entry]));
}

/** Words as they are compared: one kind of quotation mark, of dash and of space. */
export function plain(text) {
  return text.replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replace(/[\u2010\u2011]/g, "-").replace(/[\s\u00a0\u202f]+/g, " ").trim();
}

/** The page at `path`: what stands in it to be read, the quotations in that, where the links of its own text lead
 * (`path` or `path#id`), and where all of its links lead. */
export function page(dir, path) {
  const document = parse(readFileSync(join(dir, path), "utf8"));
  const seen = { text: "", links: new Set(), all: new Set() };
  walk(find(document, "body") ?? document, path, seen, false);
  const quoted = [...seen.text.matchAll(/[“«]([^“”«»]*)[”»]/g)].map(([, words]) => words.trim());
  return { text: plain(seen.text), quoted, links: seen.links, all: seen.all };
}

function walk(node, path, seen, isForeign) {
  const attributes = new Map((node.attrs ?? []).map(({ name, value }) => [name, value]));
  const classes = (attributes.get("class") ?? "").split(/\s+/);
  const isMain = seen.isMain || node.tagName === "main";
  const foreign = isForeign || classes.some((name) => NOT_ITS_OWN.has(name));
  if (node.nodeName === "#text" && seen.isMain && !foreign) seen.text += node.value;
  if (node.tagName === "a" && attributes.has("href")) follow(attributes.get("href"), path, seen, isMain && !foreign);
  const before = seen.isMain;
  seen.isMain = isMain;
  if (BREAKING.has(node.tagName)) seen.text += " ";
  for (const child of node.childNodes ?? []) walk(child, path, seen, foreign);
  if (BREAKING.has(node.tagName)) seen.text += " ";
  seen.isMain = before;
}

function follow(href, path, seen, isOwn) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return;
  const [address, id] = href.split("#");
  const target = address.split("?")[0] === "" ? path : posix.join(posix.dirname(path), decodeURIComponent(address.split("?")[0]));
  seen.all.add(target);
  if (!isOwn) return;
  seen.links.add(target);
  if (id !== undefined) seen.links.add(`${target}#${id}`);
}

function find(node, tagName) {
  for (const child of node.childNodes ?? []) {
    const found = child.tagName === tagName ? child : find(child, tagName);
    if (found) return found;
  }
  return undefined;
}
