/* Words as they may be meant (docs/search.md, 3): misspelt ones, beginnings of others, other names of the same thing. */
vademecum.corrections = (() => {
  const MOST_BEGUN = 32;

  const letters = (word) => [...word];

  /** How many slips a word may have. */
  const slips = (word) => {
    const { length } = letters(word);
    return /\p{N}/u.test(word) || length < 4 || length > 40 ? 0 : length < 8 ? 1 : 2;
  };

  /** Letters added, left out, changed or exchanged with their neighbour; more than `most` is Infinity. */
  const distance = (one, other, most) => {
    const a = letters(one), b = letters(other);
    if (Math.abs(a.length - b.length) > most) return Infinity;
    let before = [], last = [], row = b.map((_, idx) => idx).concat(b.length);
    for (let i = 1; i <= a.length; i++) {
      [before, last, row] = [last, row, [i]];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        const isSame = a[i - 1] === b[j - 1];
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        row.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) return Infinity;
    }
    return row[b.length] <= most ? row[b.length] : Infinity;
  };

  /** The word that was meant, among `{word, digits}`: the nearest, then the most common, then the first. */
  const meant = (word, known) => {
    const most = slips(word);
    if (!most) return null;
    let best = null;
    for (const { word: other, digits } of known) {
      if (Math.abs(other.length - word.length) > 2 * most) continue;
      const found = { other, digits, distance: distance(word, other, best ? best.distance : most) };
      if (found.distance === Infinity) continue;
      const by = best ? best.distance - found.distance || found.digits - best.digits || vademecum.shards.compare(best.other, other) : 1;
      if (by > 0) best = found;
    }
    return best && best.other;
  };

  /** The words that begin so, the shortest first. */
  const begun = (start, known) =>
    known
      .map(({ word }) => word)
      .filter((word) => word.startsWith(start))
      .sort((a, b) => letters(a).length - letters(b).length || vademecum.shards.compare(a, b))
      .slice(0, MOST_BEGUN);

  const cut = (text) => vademecum.terms.words(text).map(({ word }) => word);

  /** Where a run of terms stands in a question. */
  const stands = (run, asked) => run.length > 0 && asked.some((_, at) => run.every((term, idx) => asked[at + idx] === term));

  /** The rings of which a name stands in the question, each with its other names and their words. */
  const widened = (asked, rings) => {
    const { stem } = vademecum.terms;
    const stems = {};
    return rings.flatMap((ring) => {
      const { lang, names } = ring;
      ring.runs = ring.runs || names.map((name) => cut(name).map((word) => stem(lang, word)));
      stems[lang] = stems[lang] || asked.map((word) => stem(lang, word));
      if (!ring.runs.some((run) => stands(run, stems[lang]))) return [];
      const others = names.filter((_, idx) => !stands(ring.runs[idx], stems[lang]));
      return [{ ring, names: others, words: others.flatMap(cut) }];
    });
  };

  return { begun, distance, meant, widened };
})();
