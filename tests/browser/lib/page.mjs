// A built page as its reader finds it: elements by simple selectors, texts as they are read, addresses as they arrive.
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parse } from "parse5";

/** A page of a site, by its path. */
export const pageAt = (site, path) => pageOfText(path, readFileSync(join(site, path), "utf8"));

export const pageOfText = (path, html) => ({ path, root: parse(html) });

/** The elements below a node that a selector names, in the order of the page: tags, classes, ids and attributes, nested by spaces. */
export function all(root, selector) {
  const steps = selector.trim().split(/\s+(?![^[]*\])/).map(compound);
  return below(root).filter((element) => isAt(element, steps, root));
}

/** What a reader reads there, on one line. The sign that links to a heading is no part of it. */
export function textOf(node) {
  const pieces = [];
  const visit = (it) => {
    if (it.nodeName === "#text") pieces.push(it.value);
    if (!classesOf(it).includes("anchor")) (it.childNodes ?? []).forEach(visit);
  };
  visit(node);
  return pieces.join("").replace(/\s+/g, " ").trim();
}

export const attribute = (element, name) => element.attrs?.find((it) => it.name === name)?.value;

/** Where a link of a page leads, from the root of the site. */
export const arrival = (page, element) => posix.join(posix.dirname(page.path), attribute(element, "href"));

/** What stands under a heading, up to the next of its level or above. */
export function part(root, id) {
  const [heading] = all(root, `#${id}`);
  if (!heading) throw new Error(`there is no heading #${id}`);
  const level = Number(heading.tagName[1]);
  const later = heading.parentNode.childNodes.slice(heading.parentNode.childNodes.indexOf(heading) + 1);
  const end = later.findIndex(({ tagName }) => /^h[1-6]$/.test(tagName ?? "") && Number(tagName[1]) <= level);
  return { nodeName: "#part", childNodes: end < 0 ? later : later.slice(0, end) };
}

/** Takes elements out of their page. */
export function takeOut(elements) {
  for (const element of elements) {
    const siblings = element.parentNode.childNodes;
    if (siblings.includes(element)) siblings.splice(siblings.indexOf(element), 1);
  }
}

const classesOf = (element) => (attribute(element, "class") ?? "").split(/\s+/);

function below(root) {
  const found = [];
  for (const child of root.childNodes ?? []) {
    if (child.tagName) found.push(child);
    found.push(...below(child));
  }
  return found;
}

function compound(text) {
  const tests = [];
  for (const [, sign, name, key, , how, value] of text.matchAll(/([.#]?)([\w-]+)|\[([\w-]+)(([~^$*]?)="([^"]*)")?\]/g)) {
    if (key) tests.push((it) => compares(attribute(it, key), how, value));
    else if (sign === ".") tests.push((it) => classesOf(it).includes(name));
    else if (sign === "#") tests.push((it) => attribute(it, "id") === name);
    else tests.push((it) => it.tagName === name);
  }
  return (element) => tests.every((test) => test(element));
}

function compares(given, how, value) {
  if (given === undefined || value === undefined) return given !== undefined;
  if (how === "^") return given.startsWith(value);
  if (how === "$") return given.endsWith(value);
  if (how === "*") return given.includes(value);
  return given === value;
}

function isAt(element, steps, root) {
  if (!steps.at(-1)(element)) return false;
  let rest = steps.slice(0, -1);
  for (let above = element.parentNode; rest.length > 0 && above && above !== root; above = above.parentNode) {
    if (above.tagName && rest.at(-1)(above)) rest = rest.slice(0, -1);
  }
  return rest.length === 0;
}
