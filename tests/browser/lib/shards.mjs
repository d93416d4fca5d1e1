// docs/search.md, 5, written once more: from plain entries to the files of a search index. The program has its own.
import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";

const FIELDS = ["title", "headings", "names", "body"];
const PER_FILE = 4096;
const TOGETHER = 3;

export function number(n) {
  const character = (n) => String.fromCharCode(0x23 + n + (0x23 + n >= 0x5c ? 1 : 0));
  return n < 55000 ? character(n) : character(55000 + Math.floor(n / 55000)) + character(n % 55000);
}

export const increasing = (numbers) => numbers.map((n, idx) => number(n - (idx ? numbers[idx - 1] : 0))).join("");

/** By code points, which is the order of UTF-8. */
export const byCodePoints = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

export function frontCoded(words) {
  let last = "";
  return words.map((word) => {
    let n_shared = 0;
    const [before, now] = [[...last], [...word]];
    while (n_shared < now.length && before[n_shared] === now[n_shared]) n_shared++;
    const [shared, rest] = [now.slice(0, n_shared).join(""), now.slice(n_shared).join("")];
    last = word;
    return number(shared.length) + number(rest.length) + rest;
  }).join("");
}

/** The byte of a length: the greatest whose own length is not above. */
export function normByte(length) {
  const of = (byte) => (byte <= 40 ? byte : 24 + (((byte - 24) & 7) | 8) * 2 ** (((byte - 24) >> 3) - 1));
  let byte = 0;
  while (byte < 255 && of(byte + 1) <= length) byte++;
  return byte;
}

/**
 * The files of a site: path to text. `site`: `{langs, facets, rings, entries}`; an entry has `{lang, set, url, title, kind, number,
 * isMarked, status, names, facets, passages}`, a passage `{anchor, headings, text}`. `terms` are the script's.
 * `size`: how many characters a file holds; `isLarge`: as in a library of more than 4,096 passages.
 */
export function encoded(site, terms, { size = 4000, isLarge = false } = {}) {
  const files = new Map();
  const write = (name, content) => files.set(`search/${name}.js`, `vademecum.shard("${name}",${content})`);
  const digits = (content) => BigInt(`0x${createHash("sha256").update(content).digest("hex").slice(0, 12)}`).toString(32).padStart(6, "0").slice(-6);
  const add = (kind, content) => {
    const name = digits(content);
    write(`${kind}/${name}`, content);
    return name;
  };
  /** Files that are named together: how many, and what their names share. */
  const addAll = (kind, contents) => {
    const name = digits(contents.join());
    contents.forEach((content, place) => write(`${kind}/${name}${place}`, content));
    return contents.length + name;
  };
  const backwards = (bits) => [...bits].reverse().join("");
  const deflated = (text) => {
    const bits = [...deflateRawSync(text)].map((byte) => backwards(byte.toString(2).padStart(8, "0"))).join("");
    return bits.match(/.{1,13}/g).map((some) => [Number.parseInt(backwards(some), 2), some.length > 6])
      .map(([n, isPair]) => (isPair ? number(Math.floor(n / 91)) + number(n % 91) : number(n))).join("");
  };
  /** Words in order with what is said of each, in one text or several, cut into files. */
  const sorted = (kind, said) => {
    const shards = [[]];
    let length = 0;
    for (const [word, ...texts] of [...said].sort(([a], [b]) => byCodePoints(a, b))) {
      if (length > size) {
        shards.push([]);
        length = 0;
      }
      shards[shards.length - 1].push([word, ...texts]);
      length += word.length + texts.join("").length;
    }
    const names = shards.map((shard, idx) => {
      const words = frontCoded(shard.map(([word]) => word));
      const said = (shard[0] ?? ["", ""]).slice(1).map((_, place) => shard.map((texts) => texts[place + 1]).join(""));
      const written = (texts) => [words, ...texts].map((text) => `"${text}"`).join();
      return add(kind, idx % 2 ? written(said) : `${written(said.map(deflated))},1`);
    });
    return { first: shards.map(([pair]) => pair?.[0] ?? "").join(" "), names: names.join("") };
  };

  const passages = site.entries.flatMap((entry) => entry.passages.map((passage, idx) => {
    const texts = [entry.title, passage.headings.join("\n"), idx ? "" : entry.names.join("\n"), passage.text];
    return { entry, headings: passage.headings, fields: texts.map((text) => terms.words(text).map(({ word }) => ({ word, term: terms.stem(entry.lang, word) }))) };
  }));

  const postings = new Map(), known = new Map();
  passages.forEach(({ fields }, passage) => fields.forEach((words, field) => words.forEach(({ word, term }, position) => {
    if (!postings.has(term)) postings.set(term, FIELDS.map(() => new Map()));
    const list = postings.get(term)[field];
    list.set(passage, [...(list.get(passage) ?? []), position]);
    known.set(word, (known.get(word) ?? new Set()).add(passage));
  })));
  const common = new Set();
  for (const [term, fields] of postings) {
    if (isLarge && Math.max(...fields.map((list) => list.size)) > passages.length / 4) common.add(term);
  }
  const norm = (passage, field) => normByte(passages[passage].fields[field].length);
  const bits = (fields) => fields.reduce((sum, list, field) => sum + (list.size ? 1 << field : 0), 0);
  const posted = [...postings].map(([term, fields]) => {
    const hasNorms = isLarge && !common.has(term);
    const one = (list) => {
      let last = 0;
      return number(list.size) + [...list].map(([passage, positions]) => {
        const posting = number((passage - last) * 2 + (positions.length > 1 ? 1 : 0));
        last = passage;
        return posting;
      }).join("");
    };
    const of = (said) => fields.map((list, field) => (list.size ? said(list, field) : "")).join("");
    const frequencies = of((list) => [...list.values()].map(({ length }) => (length > 1 ? number(length - 2) : "")).join(""));
    const norms = of((list, field) => [...list.keys()].map((passage) => number(norm(passage, field))).join(""));
    return [term, number(bits(fields) + (hasNorms ? 16 : 0)) + of(one), frequencies, hasNorms ? norms : ""];
  });
  const positioned = [...postings].map(([term, fields]) => {
    const text = number(bits(fields)) + fields.map((list) => [...list.values()].map(increasing).join("")).join("");
    return [term, number(text.length) + text];
  });

  const starts = [];
  site.entries.forEach(({ passages }) => starts.push((starts[starts.length - 1] ?? 0) + passages.length));
  const firsts = [0, ...starts.slice(0, -1)];
  const ranges = site.entries.flatMap(({ lang, set }, idx) => {
    const before = site.entries[idx - 1];
    return before && before.lang === lang && before.set === set ? [] : [[firsts[idx], site.langs.indexOf(lang), set]];
  });

  const texts = [[]];
  let length = 0;
  site.entries.forEach(({ url, title, kind, lang, number = "", isMarked = false, status = "", passages }, idx) => passages.forEach(({ anchor, headings, text }, n) => {
    const shard = texts[texts.length - 1], last = shard[shard.length - 1];
    const passage = [anchor, headings[headings.length - 1] ?? "", text];
    if (n && last) last.entry[8].push(passage);
    else shard.push({ first: firsts[idx] + n, entry: [0, url, title, kind, lang, number, isMarked, status, [passage]] });
    length += text.length;
    if (length > size) {
      texts.push([]);
      length = 0;
    }
  }));
  const packed = texts.filter((shard) => shard.length);
  const contents = packed.map((shard) => {
    const entries = shard.map(({ first, entry }) => [first - shard[0].first, ...entry.slice(1)]);
    return `"${deflated(JSON.stringify(entries))}"`;
  });
  const textNames = [];
  for (let start = 0; start < packed.length; start += TOGETHER) textNames.push(addAll("texts", contents.slice(start, start + TOGETHER)));

  const norms = [];
  for (let start = 0; start < passages.length; start += PER_FILE) {
    const part = passages.slice(start, start + PER_FILE).map((_, idx) => start + idx);
    const ofField = FIELDS.map((_, field) => part.map((passage) => number(norm(passage, field))));
    const shortest = ofField.map((all) => (new Set(all).size === 1 ? number(1) + all[0] : number(0) + all.join("")));
    norms.push(add("norms", `"${number(part.length)}${shortest.join("")}"`));
  }

  const facets = site.facets.map(({ name, kind, terms }) => {
    const having = (slug) => site.entries.flatMap((entry, idx) => ((entry.facets[name] ?? []).includes(slug) ? [idx] : []));
    return { name, kind, shard: add("facets", JSON.stringify(terms.map(({ slug, labels }) => [slug, labels, increasing(having(slug))]))) };
  });
  const tokens = FIELDS.map((_, field) => passages.reduce((sum, { fields }) => sum + fields[field].length, 0));
  write("meta", JSON.stringify({
    passages: passages.length,
    entries: site.entries.length,
    tokens,
    langs: site.langs,
    ranges,
    common: [...common].sort(byCodePoints).join(" "),
    functions: "",
    terms: sorted("terms", posted),
    words: sorted("words", [...known].map(([word, { size }]) => [word, number(size.toString(2).length)])),
    positions: sorted("positions", positioned),
    texts: { first: increasing(packed.map(([{ first }]) => first)), names: textNames.join("") },
    norms: { names: norms.join("") },
    facets,
    passed: add("entries", `"${site.entries.map(({ passages }) => number(passages.length)).join("")}"`),
    rings: Object.fromEntries(
      [...new Set(site.rings.map(({ lang }) => lang))].map((lang) => [lang, add("rings", JSON.stringify(site.rings.filter((ring) => ring.lang === lang)))])
    ),
  }));
  return { files, passages, postings, common };
}
