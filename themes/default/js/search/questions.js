/* What was asked, as a plain value (docs/search.md, 3). Nothing is looked up here. */
vademecum.questions = (() => {
  const FIELDS = ["title", "headings", "names", "body"];
  const MOST_WORDS = 64;

  /** What white space parts, outside of quotes. A quotation mark without a partner is a space. */
  const tokens = (text) => {
    const found = [];
    for (let at = 0; ;) {
      while (at < text.length && /\s/.test(text[at])) at++;
      if (at === text.length) return found;
      let end = at;
      while (end < text.length && !/[\s"]/.test(text[end])) end++;
      const head = text.slice(at, end), close = text[end] === '"' ? text.indexOf('"', end + 1) : -1;
      if (close > 0 && /^-?$|:$/.test(head)) end = close + 1;
      if (end > at) found.push(text.slice(at, end));
      at = Math.max(end, at + 1);
    }
  };

  /**
   * `facets`: what filters, `{name, kind}`. `isTyping`: the last word may go on.
   *
   * Answers with the words in the order asked, each `{word, field, isPrefix, isOpen}` (field -1: any of them); with what
   * must stand there, `{from, to, field}` of these words; with what must not, `{words, field}`; and with the filters.
   */
  const read = (text, facets, isTyping) => {
    const question = { words: [], musts: [], without: [], filters: [], langs: [] };
    let n_left = MOST_WORDS;

    const add = (text, field, isOut) => {
      const isQuoted = text.startsWith('"'), isBegun = !isQuoted && text.endsWith("*");
      const cut = vademecum.terms.words(text);
      const found = cut.slice(0, n_left).map(({ word }, idx) => ({ word, field, isPrefix: isBegun && idx === cut.length - 1, isOpen: false }));
      n_left -= found.length;
      const runs = isQuoted ? [found] : found.map((word) => [word]);
      runs.filter((words) => words.length).forEach((words) => {
        if (isOut) return question.without.push({ words, field });
        const from = question.words.length;
        question.words.push(...words);
        if (isQuoted || field >= 0) question.musts.push({ from, to: from + words.length, field });
      });
    };

    tokens(text).forEach((token) => {
      const [, minus, rest] = /^(-?)(.*)$/s.exec(token);
      const [, name, value] = /^([^":]*):(.+)$/s.exec(rest) || [];
      const key = (name || "").toLowerCase(), bare = (value || "").replace(/^"+|"+$/g, "").toLowerCase();
      const facet = key && (facets.find((facet) => facet.name === key) || facets.find(({ kind }) => kind === key));
      const field = FIELDS.indexOf(key);
      if (key === "lang") question.langs.push(bare);
      else if (facet) question.filters.push({ name: facet.name, term: bare, isOut: Boolean(minus) });
      else add(field < 0 ? rest : value, field, Boolean(minus));
    });

    const open = question.words[question.words.length - 1];
    if (isTyping && open && n_left > 0 && /(?:^|\s)[^\s":*-][^\s":*]*$/.test(text)) open.isOpen = true;
    return question;
  };

  return { FIELDS, read };
})();
