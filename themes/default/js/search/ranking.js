/* Which passages answer, and in which order (docs/search.md, 4): the scores of the engine that made the index, in its
   order of operations, rounded to 32 bits as often as there.

   A plan is a question with its postings: `words`, each `{alternatives, field, weight, isAdded}`, where an alternative is
   `{term, fields, positions}` with the postings of each field, norms beside them; `musts` and `without`, each
   `{slots, field}`, where a slot is the alternatives of one word; `n_left_out` words say too little to be looked for, and
   may stand in any title. A corpus says how many passages there are, and by field what each norm byte adds.
   Loops run over typed arrays; one that `from` makes with a function takes ten times as long. */
vademecum.ranking = (() => {
  const { fround, log, max, min, sqrt } = Math;
  const K1 = fround(1.2), B = fround(0.75), ONE_LESS_B = fround(1 - B), ONE_AND_K1 = fround(1 + K1);
  const WEIGHTS = [0.5, 0.5, 1, 1];
  const FIELDS = [0, 1, 2, 3];
  /** What titles and headings bring when they are asked for, and what beside that where they are the question. */
  const NAMES = [1, 0.5], SAME = [1, 0.125];

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

  /** Beside the passages' numbers the lists for one reckoning at a time: made for each, they would keep the collector of garbage busy. */
  const corpus = ({ passages: n, tokens }) => ({
    n,
    tables: tokens.map((tokens) => normTable(fround(fround(tokens) / fround(n)))),
    sums: { scores: new Float32Array(n), shares: new Float64Array(n), last: new Uint16Array(n) },
    names: { share: new Float64Array(n), n_found: new Uint32Array(n), length: new Uint8Array(n), last: new Uint8Array(n), bonuses: new Float64Array(n) }
  });

  /** What a word says: the greatest idf among its alternatives that stand anywhere. */
  const told = ({ alternatives, field }, corpus) => {
    const counts = alternatives.map(({ fields }) => most(fieldsOf(field).map((at) => fields[at]))).filter(Boolean);
    return counts.length ? Math.max(...counts.map((n) => idf(n, corpus.n))) : idf(0, corpus.n);
  };

  /** For every passage the sum over words, alternatives and fields, and how much of `all` that is asked stands there. */
  const scored = (words, corpus) => {
    const { scores, shares, last } = corpus.sums;
    [scores, shares, last].forEach((list) => list.fill(0));
    let n_words = 0, all = 0;
    for (const word of words) {
      const { alternatives, field, weight: ofWord, isAdded } = word, says = told(word, corpus), share = says * ofWord;
      if (!isAdded) all += says;
      n_words += 1;
      for (const { fields } of alternatives) {
        for (const at of fieldsOf(field)) {
          if (!fields[at]) continue;
          const { passages, frequencies, norms } = fields[at], table = corpus.tables[at];
          const weight = fround(fround(idf(passages.length, corpus.n) * ONE_AND_K1) * fround(WEIGHTS[at] * ofWord));
          for (let idx = 0; idx < passages.length; idx++) {
            const passage = passages[idx], frequency = frequencies[idx];
            scores[passage] += fround(weight * fround(frequency / fround(frequency + table[norms[idx]])));
            if (last[passage] !== n_words) shares[passage] += share;
            last[passage] = n_words;
          }
        }
      }
    }
    return { scores, shares, all };
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

  /** What the names of each passage bring: how well a title, or headings, cover the question, and the question them. */
  const named = (words, n_left_out, corpus) => {
    const { share, n_found, length, last, bonuses } = corpus.names;
    bonuses.fill(0);
    const own = words.filter(({ isAdded }) => !isAdded), weights = own.map((word) => told(word, corpus));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    NAMES.forEach((ofName, at) => {
      const met = [], terms = new Set();
      own.forEach(({ alternatives, field }, idx) => {
        if (field >= 0 && field !== at) return;
        const n_words = idx + 1, weight = weights[idx];
        for (const { term, fields } of alternatives) {
          if (!fields[at]) continue;
          const { passages, frequencies, norms } = fields[at], isNew = !terms.has(term);
          terms.add(term);
          for (let idx = 0; idx < passages.length; idx++) {
            const passage = passages[idx];
            if (!last[passage]) met.push(passage);
            if (last[passage] !== n_words) share[passage] += weight;
            last[passage] = n_words;
            if (isNew) n_found[passage] += frequencies[idx];
            length[passage] = norms[idx];
          }
        }
      });
      for (const passage of met) {
        const covers = (share[passage] / total) * min(1, (n_found[passage] + n_left_out) / LENGTHS[length[passage]]);
        bonuses[passage] = max(bonuses[passage], ofName * (covers * covers));
        share[passage] = n_found[passage] = last[passage] = 0;
      }
    });
    return bonuses;
  };

  /**
   * The passages that answer. `passes`: a mark for each that the filters let through, `isShown` for each that this
   * reader sees; null for all. `all` are those that would answer in any language, in order; `top` is the best sum.
   */
  const ranked = ({ words, n_left_out, musts, without }, corpus, passes, isShown) => {
    const ok = passes ? Uint8Array.from(passes) : new Uint8Array(corpus.n).fill(1);
    musts.forEach(({ slots, field }) => marked(slots, field, corpus).forEach((mark, passage) => { ok[passage] &= mark; }));
    without.forEach(({ slots, field }) => marked(slots, field, corpus).forEach((mark, passage) => { if (mark) ok[passage] = 0; }));
    const sums = words.length ? scored(words, corpus) : null;
    const all = new Uint32Array(corpus.n), found = new Uint32Array(corpus.n), finals = new Float64Array(corpus.n);
    let n_all = 0, n_found = 0, top = 0;
    for (let passage = 0; passage < corpus.n; passage++) {
      if (!ok[passage] || (sums && !(sums.scores[passage] > 0))) continue;
      all[n_all++] = passage;
      if (isShown && !isShown[passage]) continue;
      // Less of the sum, the less of the question stands there.
      const score = sums ? sums.scores[passage] * sqrt(sqrt(min(1, sums.shares[passage] / sums.all))) : 0;
      found[n_found] = passage;
      finals[n_found++] = score;
      if (score > top) top = score;
    }
    const bonuses = sums && named(words, n_left_out, corpus);
    for (let idx = 0; sums && idx < n_found; idx++) finals[idx] += top * bonuses[found[idx]];
    return {
      top,
      all: all.subarray(0, n_all),
      found: found.subarray(0, n_found),
      best: (n) => best(found, finals, 0, n_found, n),
      /** Of some passages in a row those that answer, the best first. */
      within: (first, end) => {
        let low = 0, high = n_found;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (found[middle] < first) low = middle + 1;
          else high = middle;
        }
        while (high < n_found && found[high] < end) high++;
        return best(found, finals, low, high, high - low);
      }
    };
  };

  /** The first `n` between two places by score, then by number: `{passage, score}`. */
  const best = (found, finals, from, to, n) => {
    const kept = [];
    for (let idx = from; idx < to; idx++) {
      const score = finals[idx];
      if (kept.length === n && !(score > kept[n - 1].score)) continue;
      let at = kept.length;
      while (at && kept[at - 1].score < score) at--;
      kept.splice(at, 0, { passage: found[idx], score });
      if (kept.length > n) kept.pop();
    }
    return kept;
  };

  return { LENGTHS, SAME, corpus, idf, marked, most, ranked };
})();
