/* Text to search terms: words, folded, and their stems. src/index/terms.rs says the same for the index, docs/search.md
   says the rules; tests/vectors/terms.json and whole dictionaries hold them together. */
vademecum.terms = (() => {
  const apostrophe = "'‘’ʻʼʾʿ＇", hyphen = "\\-\u2010\u2011", joiner = "\xad\u200c\u200d\u2060\ufeff";
  /* Thai and Lao, Burmese, Khmer, kana, Han: one letter is one word. */
  const alone = "\u0e01-\u0edf\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}";
  const letter = "[\\p{Alphabetic}\\p{N}\\p{M}]";
  const letters = `(?:(?![${apostrophe}${alone}])${letter})+`;
  const runs = new RegExp(`${letters}(?:[${apostrophe}${hyphen}${joiner}]${letters})*|(?=${letter})[${alone}]\\p{M}*`, "gu");
  const cut = new RegExp(`[${apostrophe}]`), apostrophes = new RegExp(cut, "g");
  const hyphens = new RegExp(`[${hyphen}]`);

  /* Accents of Latin, Greek and Cyrillic, marks of Hebrew and Arabic, the tatweel. */
  const dropped = /[\u0300-\u036f\u0483-\u0487\u0640\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]|(?=[\u0591-\u08ff])\p{M}/gu;
  const other = new RegExp(`(?!')(?!${letter}).`, "gsu");
  const written = new Map([..."ßæœøłđðþħıŋŧςٱةەہھۃىیک٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"].map((from, idx) =>
    [from, "ss ae oe o l d d th h i n t σ ا ه ه ه ه ه ي ي ك 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9".split(" ")[idx]]));
  const rewritten = new RegExp(`[${[...written.keys()].join("")}]`, "g");

  const fold = (word) => /^[a-z0-9]*$/i.test(word) ? word.toLowerCase() : word
    .normalize("NFKD").toLowerCase().replace(apostrophes, "'").replace(dropped, "")
    .replace(rewritten, (from) => written.get(from)).replace(other, "")
    .replace(/(.)'s$/su, "$1").replace(/'/g, "").normalize("NFC");

  /* Beginnings that make one word with what follows their hyphen. */
  const prefixes = new Set(("anti auto bi bio co contre counter cyber de e eco extra geo inter intra macro micro mid mis " +
    "multi neo non over pluri post pre psycho re semi socio sub trans ultra under").split(" "));
  /* French words that lose their vowel before another word. */
  const elided = new Set("l d j m t s c n qu jusqu lorsqu puisqu quoiqu".split(" "));

  const parts = (run, from) => {
    const found = [];
    let start = from, is_prefix = false;
    for (const segment of run.split(hyphens)) {
      const at = segment.search(cut), end = start + segment.length;
      if (at > 0 && at + 1 < segment.length && elided.has(fold(segment.slice(0, at)))) start += at + 1;
      const word = fold(run.slice(start - from, end - from)), last = found[found.length - 1];
      if (word && is_prefix && !/^\p{N}/u.test(word)) {
        is_prefix = prefixes.has(word);
        last.word += word;
        last.end = end;
      } else if (word) {
        is_prefix = !last && prefixes.has(word);
        found.push({ word, start, end });
      }
      start = end + 1;
    }
    return found;
  };

  const n_bytes = (word) => Array.from(word, (c) => c.codePointAt(0))
    .reduce((sum, code) => sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4), 0);

  const stemmers = {};
  return {
    /* Each word of a text: `{ word, start, end, position }`, in UTF-16 units of the text as written. A word too long to be
       looked for is left out, and counts in the positions of those after it. */
    words: (text) => {
      const found = [];
      let position = 0;
      for (const run of text.matchAll(runs)) {
        for (const part of parts(run[0], run.index)) {
          part.position = position++;
          if (part.word.length <= 13 || n_bytes(part.word) <= 40) found.push(part);
        }
      }
      return found;
    },

    /* The term of a folded word. A language whose stemmer is not loaded has none. */
    stem: (lang, word) => {
      const stemmer = stemmers[lang.split(/[-_]/)[0].toLowerCase()];
      return stemmer ? stemmer(word) : word;
    },

    stemmers
  };
})();
