/* The stretch of a passage that answers best, and what in it matched: by terms, as it was found. */
vademecum.excerpts = (() => {
  /* In characters: how long an excerpt is, and how far before its first match it may begin. */
  const LENGTH = 240, LEAD = 70;

  /** Where the words of a text that are asked for stand, `{start, end, term, weight}`. `weights`: of each term. */
  const hits = (words, weights) => words.flatMap((word) => (weights.has(word.term) ? [{ ...word, weight: weights.get(word.term) }] : []));

  /** Of all stretches that begin with a hit, the one that holds the most, each term once and again a little. */
  const best = (found) => {
    let most = { sum: -1, start: 0 };
    found.forEach(({ start }, from) => {
      const seen = new Set();
      let sum = 0;
      for (let idx = from; idx < found.length && found[idx].end - start <= LENGTH - LEAD; idx++) {
        sum += found[idx].weight * (seen.has(found[idx].term) ? 0.1 : 1);
        seen.add(found[idx].term);
      }
      if (sum > most.sum) most = { sum, start };
    });
    return most.start;
  };

  /** Begins with a sentence or a line where one begins near, else with a word. */
  const beginning = (text, words, start) => {
    if (start <= LEAD) return 0;
    const lead = text.slice(start - LEAD, start);
    const sentence = Math.max(...[...lead.matchAll(/[.!?؟…:]["”»)]*\s+|\n/g)].map((end) => end.index + end[0].length), -1);
    if (sentence >= 0) return start - LEAD + sentence;
    const near = words.filter((word) => word.start >= start - LEAD / 2 && word.start <= start);
    return near.length ? near[0].start : start;
  };

  /** `text` as an excerpt, `marks` as pairs of places in it. */
  const excerpt = (text, words, weights) => {
    const found = hits(words, weights);
    const start = beginning(text, words, best(found));
    let end = Math.min(text.length, start + LENGTH);
    if (end < text.length) {
      const inside = words.filter((word) => word.start >= start && word.end <= end);
      if (inside.length) end = inside[inside.length - 1].end;
    }
    const before = start > 0 ? "… " : "", after = end < text.length ? " …" : "";
    const marks = found.filter((hit) => hit.start >= start && hit.end <= end);
    const moved = (at) => at - start + before.length;
    return {
      text: before + text.slice(start, end).replace(/\n/g, " ") + after,
      marks: marks.map((hit) => [moved(hit.start), moved(hit.end)])
    };
  };

  return { excerpt };
})();
