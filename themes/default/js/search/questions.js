/* What was asked, as a plain value (docs/search.md, 3). Nothing is looked up here. */
vademecum.questions = (() => {
  const FIELDS = ["title", "headings", "names", "body"];
  const MOST_WORDS = 64;

  /** A quotation mark without a partner is a space. */
  const paired = (text) => {
    const last = text.lastIndexOf('"');
    return text.split('"').length % 2 ? text : `${text.slice(0, last)} ${text.slice(last + 1)}`;
  };

  /**
   * `facets`: what filters, `{name, kind}`. `isTyping`: the last word may go on.
   *
   * Answers with the words in the order asked, each `{word, field, isPrefix, isOpen}` (field -1: any of them); with what
   * must stand there, `{from, to, field}` of these words; with what must not, `{words, field}`; and with the filters.
   */
  const read = (text, facets, isTyping) => {
    const question = { words: [], musts: [], without: [], filters: [], langs: [] };
    let n_words = 0, head = "";

    const words = (text, field, isPrefix) => {
      const found = vademecum.terms.words(text).slice(0, MOST_WORDS - n_words);
      n_words += found.length;
      return found.map(({ word }, idx) => ({ word, field, isPrefix: isPrefix && idx === found.length - 1, isOpen: false }));
    };

    /* What stands within quotation marks is words, whatever it looks like. */
    const part = (text, quoted) => {
      const isQuoted = quoted !== undefined;
      let [, minus, name, rest] = /^(-?)(?:([^:]+):)?(.*)$/s.exec(text);
      name = name && name.toLowerCase();
      rest += quoted || "";
      const isNamed = name && rest;
      const facet = isNamed && (facets.find((facet) => facet.name === name) || facets.find(({ kind }) => kind === name));
      if (isNamed && name === "lang") return question.langs.push(rest.toLowerCase());
      if (facet) return question.filters.push({ name: facet.name, term: rest.toLowerCase(), isOut: Boolean(minus) });
      const field = isNamed ? FIELDS.indexOf(name) : -1;
      if (field < 0 && name) rest = `${name} ${rest}`;
      const found = words(rest, field, !isQuoted && rest.endsWith("*"));
      if (!found.length) return;
      if (minus) {
        if (isQuoted) question.without.push({ words: found, field });
        else found.forEach((word) => question.without.push({ words: [word], field }));
        return;
      }
      const from = question.words.length;
      question.words.push(...found);
      if (isQuoted) question.musts.push({ from, to: from + found.length, field });
      else if (field >= 0) found.forEach((_, idx) => question.musts.push({ from: from + idx, to: from + idx + 1, field }));
    };

    paired(text).split('"').forEach((stretch, idx, stretches) => {
      if (idx % 2) return part(head, stretch);
      const pieces = stretch.split(/\s+/);
      const isBeforeQuote = idx + 1 < stretches.length && /^-?([^:]+:)?$/.test(pieces[pieces.length - 1]);
      head = isBeforeQuote ? pieces.pop() : "";
      pieces.filter(Boolean).forEach((piece) => part(piece));
    });

    const last = /(?:^|\s)([^\s"-][^\s"]*)$/.exec(paired(text));
    const open = question.words[question.words.length - 1];
    if (isTyping && last && open && n_words < MOST_WORDS && !/[:*]/.test(last[1])) open.isOpen = true;
    return question;
  };

  return { FIELDS, read };
})();
