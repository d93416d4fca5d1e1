// Two sites whose files for machines are read by readers that nobody here wrote: the shipped library, and a small one
// in which every text is hard to write down.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "parse5";
import { built, rootOf } from "./site.mjs";

export const BASE = "https://example.org/lib/";

export const HARD = `He said "no" & 'yes' </script><!-- {braces} \\back\\slash 100% $5 #1 a_b ^ ~ end`;
export const OPEN_BRACE = "An open { brace, and \\ at the end \\";
export const TWO_LINES = "One line\nand another\ttabbed \u0007 bell";
export const ARABIC = "إعادة التأهيل «وإعادة الإدماج»: 50٪";
/** As it stands where a text has one line. */
export const ONE_LINE = "One line and another tabbed bell";

const yaml = (text) => JSON.stringify(text);

/** Three languages, two facets, a tree, a symmetric relation, numbers that are sure, likely and guessed. */
const HOSTILE = {
  "site.yaml": `title: ${yaml(HARD)}\ndescription: ${yaml(TWO_LINES)}\nlanguages: [en, fr, ar]\nlicence: ${yaml("A & B <c>")}\n`,
  "model.yaml": `
fields:
  remark: {type: markdown}
  dated: {type: date}
kinds:
  note:
    label: {en: ${yaml("Note & {1}")}, ar: ملاحظة}
    number: number
    fields:
      number: {type: integer, certainty: {field: sure, plain: [sourced], marked: [likely]}}
      sure: {type: choice, of: [sourced, likely, guess]}
  topic: {label: Topic, plural: {en: Topics, fr: Sujets, ar: مواضيع}, schema_org: DefinedTerm}
  place: {label: Place, schema_org: Place}
relations:
  topics: {to: topic, facet: true}
  places: {to: place, facet: true, open: true}
  above: {from: [topic, place], to: [topic, place], tree: true}
  beside: {from: [topic, place], to: [topic, place], symmetric: true}
  see_also: {symmetric: true}
`,
  "index.md": `---\ntitle: ${yaml(HARD)}\nsummary: ${yaml(TWO_LINES)}\n---\n[[hard]] [[open]] [[lines]] [[arabic]] [[secret]]\n`,
  "hard.md": `---\nkind: note\ntitle: ${yaml(HARD)}\nsummary: ${yaml(HARD)}\nreviewed: 2026-11-21\nnumber: 3\nsure: likely\ntopics: [narrow, wide]\nplaces: [${yaml("Saint-Denis & co")}]\nremark: "On [[arabic]] and [[secret]]."\ndated: {date: 2012-06, as_written: ${yaml('"June" 2012')}}\n---\n[[narrow]]\n`,
  "open.md": `---\nkind: note\ntitle: ${yaml(OPEN_BRACE)}\nreviewed: 2026-05\nnumber: 4\nsure: sourced\nsee_also: [hard, arabic]\n---\n`,
  "lines.md": `---\nkind: note\ntitle: ${yaml(TWO_LINES)}\nsummary: ${yaml(TWO_LINES)}\nreviewed: 2025\nnumber: 77445566\nsure: guess\n---\n`,
  "arabic.ar.md": `---\nid: arabic\nkind: note\ntitle: ${yaml(ARABIC)}\nsummary: ${yaml(ARABIC)}\nreviewed: 2026-11-21\nnumber: 5\nsure: likely\n---\n`,
  "secret.md": `---\nkind: note\ntitle: Unheardof\nstatus: draft\nreviewed: 2026-11-22\n---\n`,
  "wide.md": `---\nkind: topic\ntitle: Wide\nsummary: ${yaml(HARD)}\nalso_known_as: [${yaml(HARD)}, Wide, broad]\naliases: [old-wide]\n---\n`,
  "wide.fr.md": `---\nid: wide\nkind: topic\ntitle: Large\nsummary: "L’étendue"\nalso_known_as: [ample]\n---\n`,
  "wide.ar.md": `---\nid: wide\nkind: topic\ntitle: ${yaml(ARABIC)}\n---\n`,
  "narrow.md": `---\nkind: topic\ntitle: Narrow\nabove: [middle]\nbeside: [wide, town]\n---\n`,
  "middle.md": `---\nkind: topic\ntitle: ${yaml(OPEN_BRACE)}\nabove: [wide]\n---\n`,
  "apart.md": `---\nkind: topic\ntitle: Apart\nbeside: [wide]\n---\n[[hard]]\n`,
  "town.md": `---\nkind: place\ntitle: Town\nabove: [narrow]\n---\n`,
};

const site = (name, folder) => ({ name, folder, read: (path) => readFileSync(join(folder, path), "utf8") });

let made;
/** Each site with its name, where it lies and a reader of its files. */
export function sites() {
  const hostile = () => built(rootOf(HOSTILE), "--base-url", BASE);
  made ??= [site("the shipped library", built(undefined, "--base-url", BASE)), site("a site of hard texts", hostile())];
  return made;
}

/** The shipped library where nobody knows its address. */
let homeless;
export const homelessSite = () => (homeless ??= site("the shipped library at no address", built()));

/** The site of hard texts where nobody knows its address. */
let homelessHard;
export const homelessHardSite = () => (homelessHard ??= site("hard texts at no address", built(rootOf(HOSTILE))));

/** The elements of a page with a name, as {attribute: value, text}. */
export function elements(html, name) {
  const found = [];
  const open = [parse(html)];
  while (open.length > 0) {
    const node = open.pop();
    if (node.tagName === name) {
      const text = (node.childNodes ?? []).map((child) => child.value ?? "").join("");
      found.push({ ...Object.fromEntries(node.attrs.map((attr) => [attr.name, attr.value])), text });
    }
    open.push(...[...(node.childNodes ?? [])].reverse());
  }
  return found;
}

/** What an entry's page says of itself in JSON-LD. */
export const jsonLd = (html) => elements(html, "script").filter(({ type }) => type === "application/ld+json").map(({ text }) => JSON.parse(text));

/** Every entry of a site, as data/entries.json has it, with the path of its page. */
export function entries(site) {
  const { entries } = JSON.parse(site.read("data/entries.json"));
  return entries.map((entry) => ({ ...entry, path: entry.url.replace(BASE, "") }));
}
