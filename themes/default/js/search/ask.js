/* A question's way to its answers: which files of the index it needs, in turn, and what the ranking made of them. */
vademecum.search = (() => {
  const { corrections, excerpts, questions, ranking, shards } = vademecum;
  /* So many passages of an entry are shown, and so many letters begin another word. */
  const MOST_PASSAGES = 3, LEAST_BEGUN = 2;
  /** Of so many entries, those whose title is the question come first. */
  const NAMED = 10;
  const PARTS = 4096, FIELDS = 4;
  /** From so many words on, a question says enough without its function words. A name is shorter: `Out-File`. */
  const LONG = 4;
  /** What is worked out once for each edition of the index. */
  const kept = new WeakMap();

  const unique = (list) => [...new Set(list)];
  const of = (meta, name, make) => {
    if (!kept.has(meta)) kept.set(meta, {});
    const known = kept.get(meta);
    return name in known ? known[name] : (known[name] = make());
  };

  /** Postings by term, loaded as they are asked for; null for a term that there is not. */
  const terms = (meta) => {
    const table = new Map();
    const load = async (wanted) => {
      const fresh = unique(wanted).filter((term) => !table.has(term));
      const places = new Map(fresh.map((term) => [term, shards.holding(meta.terms, term)]));
      const names = unique(places.values()).filter((place) => place < meta.terms.names.length);
      const loaded = new Map(await Promise.all(names.map(async (place) => [place, await shards.load("terms", meta.terms.names[place])])));
      fresh.forEach((term) => table.set(term, (loaded.has(places.get(term)) && loaded.get(places.get(term)).get(term)) || null));
    };
    return { load, get: (term) => table.get(term) };
  };

  /** The words that begin so; their shards hold others too. */
  const vocabulary = async (meta, start) =>
    (await Promise.all(shards.beginning(meta.words, start).map((name) => shards.load("words", name)))).flat().filter(({ word }) => word.startsWith(start));

  /** Where a term stands in each passage, from what its postings say of how often. */
  const placed = (text, fields) => {
    const { next } = shards.reader(text);
    next();
    return fields.map((list) => {
      if (!list) return null;
      const starts = new Uint32Array(list.passages.length + 1), all = [];
      list.frequencies.forEach((frequency, idx) => {
        for (let n = 0, last = 0; n < frequency; n++) all.push((last += next()));
        starts[idx + 1] = all.length;
      });
      return { starts, all };
    });
  };

  const locate = async (meta, term, fields) => {
    const shard = await shards.load("positions", meta.positions.names[shards.holding(meta.positions, term)]);
    fields.positions = fields.positions || placed(shard.get(term), fields);
  };

  /** A mark for each passage that a reader sees: by default those of his language, and originals that have none in it. */
  const shown = (meta, langs, lang) => of(meta, `shown ${langs.join(" ")} ${lang}`, () => {
    if (langs.includes("*")) return null;
    const marks = new Uint8Array(meta.passages);
    const own = 1 << meta.langs.indexOf(lang);
    meta.ranges.forEach(([first, place, set], idx) => {
      const isOriginal = !(set & own) && (set & -set) === 1 << place;
      const isSeen = langs.length ? langs.includes(meta.langs[place]) : meta.langs[place] === lang || isOriginal;
      const next = meta.ranges[idx + 1];
      if (isSeen) marks.fill(1, first, next ? next[0] : meta.passages);
    });
    return marks;
  });

  /** A mark for each passage whose entry passes every filter. */
  const passing = async (meta, filters) => {
    if (!filters.length) return null;
    const ends = shards.load("entries", meta.passed);
    const n_passed = new Uint16Array(meta.entries);
    await Promise.all(filters.map(async ({ name, term, isOut }) => {
      const { shard } = meta.facets.find((facet) => facet.name === name);
      const found = (await shards.load("facets", shard)).find(({ slug }) => slug === term);
      const entries = found ? found.entries : [];
      if (isOut) n_passed.forEach((_, entry) => { n_passed[entry] += 1; });
      entries.forEach((entry) => { n_passed[entry] += isOut ? -1 : 1; });
    }));
    const firsts = await ends, marks = new Uint8Array(meta.passages);
    n_passed.forEach((n, entry) => { if (n === filters.length) marks.fill(1, firsts[entry], firsts[entry + 1]); });
    return marks;
  };

  const merged = (question, filters, meta) => {
    Object.entries(filters).forEach(([name, values]) => {
      const facet = meta.facets.find((facet) => facet.name === name);
      [].concat(values).forEach((term) => {
        if (name === "lang") question.langs.push(term);
        else if (facet) question.filters.push({ name, term, isOut: false });
      });
    });
    return question;
  };

  const attempt = async (query, { limit = 10, filters = {}, lang = document.documentElement.lang, isOpen = false, isTyping = false, isCounted = false } = {}) => {
    const meta = await shards.meta();
    const question = merged(questions.read(query, meta.facets, isOpen || isTyping), filters, meta);
    const answer = { results: [], n_passages: 0, corrected: [], widened: [], contrasted: [], leftOut: [], meta, lang, question };
    const { musts, without, langs } = question;
    if (![question.words, without, question.filters, langs].some((list) => list.length)) return { ...answer, isEmpty: true };

    const tongues = unique([lang, ...meta.langs]);
    const stems = (word) => unique(tongues.map((tongue) => vademecum.terms.stem(tongue, word)));
    const table = terms(meta);
    const begun = async ({ word }) => corrections.begun(word, await vocabulary(meta, word));
    const expand = async (word) => {
      const goesOn = word.isPrefix || (isTyping && word.isOpen && word.word.length >= LEAST_BEGUN);
      word.terms = unique([...(word.isPrefix ? [] : [word.word]), ...(goesOn ? await begun(word) : [])].flatMap(stems));
    };
    const isLong = question.words.length >= LONG;
    const isCommon = (term) => meta.common.has(term) || (isLong && meta.functions.has(term));
    const isThere = (term) => isCommon(term) || Boolean(table.get(term));
    const rare = (words) => table.load(words.flatMap((word) => word.terms).filter((term) => !isCommon(term)));

    const asked = question.words;
    const quoted = new Set(musts.flatMap(({ from, to }) => asked.slice(from, to)));
    const all = [...asked, ...without.flatMap((run) => run.words)];
    const isRead = (tongue) => (langs.length ? langs.includes(tongue) || langs.includes("*") : tongue === lang);
    const loadedRings = Promise.all(meta.langs.filter((tongue) => meta.rings[tongue] && isRead(tongue)).map((tongue) => shards.load("rings", meta.rings[tongue])));
    const passes = passing(meta, question.filters);
    // With the terms comes what is needed afterwards in any case. Where entries will be counted, theirs: they tell which texts.
    const loadedNorms = asked.length && meta.norms.length === 1 && shards.load("norms", meta.norms[0]);
    const loadedEntries = isCounted && shards.load("entries", meta.passed);
    const [starts] = await Promise.all([loadedEntries, loadedNorms, Promise.all(all.map(expand)).then(() => rare(all))]);

    // What stands nowhere may be the beginning of a word, or misspelt.
    const unknown = asked.filter((word) => !word.isPrefix && !word.terms.some(isThere));
    const likely = await Promise.all(unknown.map(async (word) => {
      const longer = word.isOpen ? await begun(word) : [];
      return longer.length ? { longer } : { meant: corrections.meant(word.word, await vocabulary(meta, [...word.word][0])) };
    }));
    unknown.forEach((word, idx) => {
      const { longer, meant } = likely[idx];
      if (longer) word.terms = unique(longer.flatMap(stems));
      if (!meant) return;
      answer.corrected.push({ from: word.word, to: meant });
      Object.assign(word, { word: meant, terms: stems(meant) });
    });

    const rings = (await loadedRings).flat();
    const found = corrections.widened(asked.map(({ word }) => word), rings);
    const href = (url) => shards.root() + url;
    const added = found.flatMap(({ ring: { title, url, contrasts }, names, words }) => {
      if (names.length) answer.widened.push({ title, url: href(url), names });
      if (contrasts.length) answer.contrasted.push({ title, url: href(url), contrasts: contrasts.map(([title, url]) => ({ title, url: href(url) })) });
      return words.map((word) => ({ word, field: -1, weight: 0.5, isAdded: true, terms: stems(word) }));
    });
    await rare([...asked, ...added]);

    // What says too little is left out, unless nothing else is asked for.
    const says = (word) => quoted.has(word) || !word.terms.some(isCommon) || word.terms.some((term) => !isCommon(term) && table.get(term));
    const telling = asked.filter(says);
    if (telling.length) answer.leftOut = asked.filter((word) => !says(word)).map(({ word }) => word);
    const isRare = ({ terms }) => !terms.some((term) => meta.common.has(term) || meta.functions.has(term) || (table.get(term) && ranking.most(table.get(term)) > Math.max(8, Math.floor(meta.passages / 8))));
    const words = [...(telling.length ? telling : asked), ...added.filter(isRare)];
    await table.load([...words, ...all.filter((word) => quoted.has(word) || !asked.includes(word))].flatMap((word) => word.terms));

    const slot = (word) => word.terms.filter((term) => table.get(term)).map((term) => ({ term, fields: table.get(term), get positions() { return this.fields.positions; } }));
    const runs = [
      ...musts.map(({ from, to, field }) => ({ slots: asked.slice(from, to).map(slot), field })),
      ...without.map(({ words, field }) => ({ slots: words.map(slot), field, isOut: true }))
    ];
    await Promise.all(runs.filter(({ slots }) => slots.length > 1).flatMap(({ slots }) => slots.flat()).map(({ term, fields }) => locate(meta, term, fields)));

    const plan = {
      n_left_out: answer.leftOut.length,
      words: words.map((word) => ({ alternatives: slot(word), field: word.field, weight: word.weight || 1, isAdded: word.isAdded })),
      musts: runs.filter(({ isOut }) => !isOut),
      without: runs.filter(({ isOut }) => isOut)
    };
    await setNorms(meta, plan.words);
    const corpus = of(meta, "corpus", () => ranking.corpus(meta));
    answer.ranked = ranking.ranked(plan, corpus, await passes, shown(meta, langs, lang));
    answer.n_passages = answer.ranked.found.length;
    const weights = new Map();
    plan.words.forEach(({ alternatives }) => alternatives.forEach(({ term, fields }) =>
      weights.set(term, ranking.idf(ranking.most(fields), meta.passages))));
    const best = await results(meta, answer.ranked, Math.max(limit, NAMED), weights, starts);
    answer.results = namedFirst(query, best, answer.ranked.top).slice(0, limit);
    return answer;
  };

  /** Whether a text is the question: 3 letter for letter, 2 word for word, 1 where each word is so in another form. */
  const same = (text, query, lang) => {
    const forms = (text) => {
      const words = vademecum.terms.words(text).map(({ word }) => word);
      return [text, words.join(" "), words.map((word) => vademecum.terms.stem(lang, word)).join(" ")];
    };
    const asked = forms(query), step = forms(text).findIndex((form, idx) => form && form === asked[idx]);
    return step < 0 ? 0 : 3 - step;
  };

  /** Of the best those first whose title is the question, then those with a heading that is. */
  const namedFirst = (query, results, top) => {
    const best = results.slice(0, NAMED);
    best.forEach((result) => {
      const { title, lang, passages: [passage] } = result;
      const bonus = top * Math.max(...[title, passage.heading].map((text, idx) => same(text, query.trim(), lang) * ranking.SAME[idx]));
      [result, passage].forEach((scored) => { scored.score += bonus; });
    });
    return [...best.sort((a, b) => b.score - a.score), ...results.slice(NAMED)];
  };

  /** Puts norms beside the postings that have them in files of their own, once. */
  const setNorms = async (meta, words) => {
    const lists = words.flatMap(({ alternatives }) => alternatives.flatMap(({ fields }) => fields.map((list, field) => ({ list, field })))).filter(({ list }) => list && !list.norms);
    const loaded = [], parts = unique(lists.flatMap(({ list }) => unique(list.passages.map((passage) => Math.floor(passage / PARTS)))));
    await Promise.all(parts.map(async (part) => { loaded[part] = await shards.load("norms", meta.norms[part]); }));
    lists.forEach(({ list, field }) => {
      list.norms = new Uint8Array(list.passages.length);
      list.passages.forEach((passage, idx) => {
        const norms = loaded[Math.floor(passage / PARTS)];
        list.norms[idx] = norms[field * (norms.length / FIELDS) + (passage % PARTS)];
      });
    });
  };

  /** Which text a passage is in. */
  const place = (firsts, passage) => {
    let low = 0, high = firsts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (firsts[middle] <= passage) low = middle;
      else high = middle;
    }
    return low;
  };

  /** The words of a passage with their terms, once. */
  const read = (passage, lang) => {
    passage.words = passage.words || vademecum.terms.words(passage.text).map(({ word, start, end }) => ({ start, end, term: vademecum.terms.stem(lang, word) }));
    return passage.words;
  };

  /** The texts of the best passages until they are of `n` entries, so far as that is known. */
  const needed = (meta, best, n, entryOf) => {
    const parts = new Set(), entries = new Set();
    for (const { passage } of best) {
      if (entries.size === n) break;
      entries.add(entryOf(passage));
      parts.add(place(meta.texts.first, passage));
    }
    return [...parts];
  };

  /** The best entries, each with its best passages; `starts` are the first passages of all entries, where they are loaded. */
  const results = async (meta, ranked, limit, weights, starts) => {
    const { first: firsts, names } = meta.texts;
    const entryOf = (passage) => (starts ? place(starts, passage) : passage);
    const loaded = new Map();
    for (let n = limit * 4; ; n *= 4) {
      const best = ranked.best(n), entries = new Map();
      if (best.length === n && unique(best.map(({ passage }) => entryOf(passage))).length < limit) continue;
      for (let at = 0; at < best.length && entries.size < limit; at++) {
        const { passage, score } = best[at], part = place(firsts, passage);
        if (!loaded.has(part)) {
          const parts = needed(meta, best.slice(at), limit - entries.size, entryOf);
          await Promise.all(parts.map(async (part) => loaded.set(part, await shards.load("texts", names[part]))));
        }
        const texts = loaded.get(part);
        const entry = texts[place(texts.map(({ first }) => first), passage - firsts[part])];
        if (!entries.has(entry.url)) entries.set(entry.url, { entry, first: firsts[part] + entry.first, score });
      }
      if (entries.size === limit || best.length < n) return [...entries.values()].map((found) => result(found, ranked, weights));
    }
  };

  const result = ({ entry, first, score }, ranked, weights) => {
    const url = shards.root() + entry.url;
    const { title, kind, number, isMarked, status, lang } = entry;
    const found = ranked.within(first, first + entry.passages.length).slice(0, MOST_PASSAGES);
    const passages = found.map(({ passage: at, score }) => {
      const passage = entry.passages[at - first];
      const { text, marks } = excerpts.excerpt(passage.text, read(passage, lang), weights);
      return { url: passage.anchor ? `${url}#${passage.anchor}` : url, heading: passage.heading, excerpt: text, marks, score };
    });
    const [{ excerpt, marks }] = passages;
    return { url, title, kind, number, isMarked, status, lang, score, excerpt, marks, passages };
  };

  /** All there is to say to a question. The index may have been published anew since it was last looked at. */
  const answer = (query, options) => attempt(String(query), options).catch((error) => {
    if (!error.isMissing) throw error;
    return shards.renew().then(() => attempt(String(query), options));
  });

  /** How many entries answer, and how many of them have each term of each facet. */
  const counts = async ({ meta, lang, ranked }) => {
    const loading = Promise.all(meta.facets.map(({ shard }) => shards.load("facets", shard)));
    const firsts = await shards.load("entries", meta.passed), facets = await loading;
    const entriesOf = (passages) => {
      const marks = new Uint8Array(meta.entries);
      let entry = 0;
      passages.forEach((passage) => {
        while (firsts[entry + 1] <= passage) entry += 1;
        marks[entry] = 1;
      });
      return marks;
    };
    const found = entriesOf(ranked.found), everywhere = entriesOf(ranked.all);
    const n_of = (entries) => entries.reduce((n, entry) => n + found[entry], 0);
    const n_langs = meta.langs.map(() => 0);
    let range = 0;
    everywhere.forEach((mark, entry) => {
      while (range + 1 < meta.ranges.length && meta.ranges[range + 1][0] <= firsts[entry]) range += 1;
      n_langs[meta.ranges[range][1]] += mark;
    });
    return {
      n_entries: found.reduce((n, mark) => n + mark, 0),
      facets: meta.facets.map(({ name }, idx) => ({
        name,
        terms: facets[idx].map(({ slug, labels, entries }) => ({ slug, label: labels[lang] || labels[meta.langs[0]] || slug, n_entries: n_of(entries) }))
      })),
      langs: meta.langs.map((slug, idx) => ({ slug, n_entries: n_langs[idx] }))
    };
  };

  /** For other scripts: the entries that answer, best first, with what was made of the question. */
  const ask = (query, { limit, filters, lang } = {}) => answer(query, { limit, filters, lang }).then(({ results, corrected, widened, contrasted, leftOut }) =>
    Object.assign(results, { corrected, widened, contrasted, leftOut }));

  return { answer, ask, counts };
})();
