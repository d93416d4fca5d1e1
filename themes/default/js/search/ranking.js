/* Which passages answer, and in which order (docs/search.md, 4): the scores of the engine that made the index, in its
   order of operations, rounded to 32 bits as often as there.

   A plan is a question with its postings: `words`, each `{alternatives, field, weight, isAdded}`, where an alternative is
   `{term, fields, positions}` with the postings of each field; `musts` and `without`, each `{slots, field}`, where a
   slot is the alternatives of one word; `n_left_out` words say too little to be looked for, and may stand in any title.
   A corpus is `{n, averages, lengths, norm}`. */
vademecum.ranking = (() => {
  const { fround, log } = Math;
  const K1 = fround(1.2), B = fround(0.75), ONE_LESS_B = fround(1 - B), ONE_AND_K1 = fround(1 + K1);
  const WEIGHTS = [0.5, 0.5, 1, 1];
  const FIELDS = [0, 1, 2, 3];

  /** How long a field is, by its norm byte. */
  const LENGTHS = Array.from({ length: 256 }, (_, byte) => {
    if (byte <= 40) return byte;
    const steps = byte - 24;
    return 24 + (((steps & 7) | 8) * 2 ** ((steps >> 3) - 1));
  });

  const idf = (n, n_all) => fround(log(fround(1 + fround(fround(n_all - n + 0.5) / fround(n + 0.5)))));

  /** In how many passages a term stands: in the field where it does most often. */
  const most = (fields) => Math.max(...fields.map((list) => (list ? list.passages.length : 0)));

  const fieldsOf = (field) => (field < 0 ? FIELDS : [field]);

  /** What norms add below the line of a score, for every norm byte. */
  const normTable = (average) => Float32Array.from(LENGTHS, (length) => fround(K1 * fround(ONE_LESS_B + fround(fround(B * length) / average))));

  const corpus = (meta, norms) => {
    const n = meta.passages;
    const averages = meta.tokens.map((tokens) => fround(fround(tokens) / fround(n)));
    return {
      n,
      tables: averages.map(normTable),
      /** The norm byte of a passage's field, where it does not stand beside the posting. */
      norm: (field, passage) => {
        const shard = norms[passage >> 12];
        return shard[field * (shard.length >> 2) + (passage & 4095)];
      }
    };
  };

  const byte = (list, idx, field, corpus) => (list.norms ? list.norms[idx] : corpus.norm(field, list.passages[idx]));

  /** What a word says: the greatest idf among its alternatives that stand anywhere. */
  const told = ({ alternatives, field }, corpus) => {
    const counts = alternatives.map(({ fields }) => most(fieldsOf(field).map((at) => fields[at]))).filter(Boolean);
    return counts.length ? Math.max(...counts.map((n) => idf(n, corpus.n))) : idf(0, corpus.n);
  };

  /** The sum over words, alternatives and fields, and less of it the less of the question stands there. */
  const scored = (words, corpus) => {
    const scores = new Float32Array(corpus.n), shares = new Float64Array(corpus.n), last = new Uint16Array(corpus.n);
    let n_words = 0, all = 0;
    for (const word of words) {
      const { alternatives, field, weight: ofWord, isAdded } = word, says = told(word, corpus), share = says * ofWord;
      if (!isAdded) all += says;
      n_words += 1;
      for (const { fields } of alternatives) {
        for (const at of fieldsOf(field)) {
          const list = fields[at];
          if (!list) continue;
          const { passages, frequencies } = list, table = corpus.tables[at];
          const weight = fround(fround(idf(passages.length, corpus.n) * ONE_AND_K1) * fround(WEIGHTS[at] * ofWord));
          for (let idx = 0; idx < passages.length; idx++) {
            const frequency = frequencies[idx];
            const frequent = fround(frequency / fround(frequency + table[byte(list, idx, at, corpus)]));
            const passage = passages[idx];
            scores[passage] += fround(weight * frequent);
            if (last[passage] !== n_words) shares[passage] += share;
            last[passage] = n_words;
          }
        }
      }
    }
    return Float64Array.from(scores, (score, passage) => score && score * Math.sqrt(Math.sqrt(Math.min(1, shares[passage] / all))));
  };

  const marked = (slots, field, corpus) => {
    const marks = new Uint8Array(corpus.n);
    const mark = (passage) => { marks[passage] = 1; };
    for (const at of fieldsOf(field)) {
      if (slots.length > 1) phrase(slots, at).forEach(mark);
      else slots[0].forEach(({ fields }) => fields[at] && fields[at].passages.forEach(mark));
    }
    return marks;
  };

  /** The passages in which words stand one after another in a field. */
  const phrase = (slots, field) => {
    let ends = null;
    for (const alternatives of slots) {
      const here = new Map();
      for (const { fields, positions } of alternatives) {
        if (!fields[field]) continue;
        const { passages } = fields[field], { starts, all } = positions[field];
        for (let idx = 0; idx < passages.length; idx++) {
          const before = ends && ends.get(passages[idx]);
          if (ends && !before) continue;
          for (let at = starts[idx]; at < starts[idx + 1]; at++) {
            if (before && !before.has(all[at] - 1)) continue;
            if (!here.has(passages[idx])) here.set(passages[idx], new Set());
            here.get(passages[idx]).add(all[at]);
          }
        }
      }
      ends = here;
    }
    return [...ends.keys()];
  };

  /** How well an entry's name covers the question, and the question its name: `(a * b)²` of each passage. */
  const covered = (words, n_left_out, corpus) => {
    const share = new Float64Array(corpus.n), n_found = new Float64Array(corpus.n), length = new Uint8Array(corpus.n);
    const last = new Uint8Array(corpus.n);
    const terms = new Set();
    let total = 0, n_words = 0;
    for (const word of words) {
      const { alternatives, field, isAdded } = word;
      if (isAdded) continue;
      n_words += 1;
      const weight = told(word, corpus);
      total += weight;
      if (field > 0) continue;
      for (const { term, fields } of alternatives) {
        const list = fields[0];
        if (!list) continue;
        const isNew = !terms.has(term);
        terms.add(term);
        list.passages.forEach((passage, idx) => {
          if (last[passage] !== n_words) share[passage] += weight;
          last[passage] = n_words;
          if (isNew) n_found[passage] += list.frequencies[idx];
          length[passage] = byte(list, idx, 0, corpus);
        });
      }
    }
    return (passage) => {
      if (!last[passage]) return 0;
      const covers = (share[passage] / total) * Math.min(1, (n_found[passage] + n_left_out) / LENGTHS[length[passage]]);
      return covers * covers;
    };
  };

  /**
   * The passages that answer. `passes`: a mark for each that the filters let through, `isShown` for each that this
   * reader sees; null for all. `all` are those that would answer in any language, in order.
   */
  const ranked = ({ words, n_left_out, musts, without }, corpus, passes, isShown) => {
    const ok = passes ? Uint8Array.from(passes) : new Uint8Array(corpus.n).fill(1);
    musts.forEach(({ slots, field }) => marked(slots, field, corpus).forEach((mark, passage) => { ok[passage] &= mark; }));
    without.forEach(({ slots, field }) => marked(slots, field, corpus).forEach((mark, passage) => { if (mark) ok[passage] = 0; }));
    const scores = words.length ? scored(words, corpus) : null;
    const all = [], found = [];
    let top = 0;
    for (let passage = 0; passage < corpus.n; passage++) {
      if (!ok[passage] || (scores && !(scores[passage] > 0))) continue;
      all.push(passage);
      if (isShown && !isShown[passage]) continue;
      found.push(passage);
      if (scores && scores[passage] > top) top = scores[passage];
    }
    const bonus = scores && covered(words, n_left_out, corpus);
    const finals = Float64Array.from(found, (passage) => (scores ? scores[passage] + top * bonus(passage) : 0));
    return {
      all,
      found,
      best: (n) => best(found, finals, n),
      /** Of some passages in a row those that answer, the best first. */
      within: (first, end) => {
        let low = 0, high = found.length;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (found[middle] < first) low = middle + 1;
          else high = middle;
        }
        while (high < found.length && found[high] < end) high++;
        return best(found.slice(low, high), finals.subarray(low, high), high - low);
      }
    };
  };

  /** The first so many by score, then by number: `{passage, score}`. */
  const best = (passages, finals, n) => {
    const limit = n < finals.length ? Float64Array.from(finals).sort()[finals.length - n] : -Infinity;
    const kept = [];
    finals.forEach((score, idx) => { if (score >= limit) kept.push({ passage: passages[idx], score }); });
    return kept.sort((a, b) => b.score - a.score || a.passage - b.passage).slice(0, n);
  };

  return { LENGTHS, corpus, idf, marked, most, ranked };
})();
