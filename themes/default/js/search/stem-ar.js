/* Arabic endings and beginnings: first what Snowball does not know, as src/index/terms/spelling.rs has it, then
   Snowball's Arabic stemmer, after the algorithm of the frostem crate, without what folded words never hold. Its licence:
   LICENSE-snowball.txt. */
/*! Snowball, (c) 2001 Martin Porter, 2004-2005 Richard Boulton, 2013 Yoshiki Shibukawa, 2006-2025 Olly Betts: BSD-3-Clause */
vademecum.terms.stemmers.ar = (() => {
  const ending = (endings) => new RegExp(`(?:${endings.replace(/ /g, "|")})$`);
  const of_nouns = ending("ك كم هم هن ه ي كما هما نا ها"), of_verbs = ending("ك كم هم كن هن ه كمو ني كما هما نا ها");
  const of_tense = ending("ن ون ين ان تن ي ا تما نا تا ت");

  const snowball = (word) => {
    const article = /^(?:[بك]?ال|لل)/.exec(word);
    const is_defined = !!article && word.length >= article[0].length + 2;
    const cut = (end, at_least) => {
      const is_cut = word.endsWith(end) && word.length >= at_least;
      if (is_cut) word = word.slice(0, -end.length);
      return is_cut;
    };
    /* The longest of some endings, where enough is left. */
    const cut_any = (endings, left = 3) => {
      const found = endings.exec(word);
      return !!found && cut(found[0], found[0].length + left);
    };
    const tense = () => {
      const found = of_tense.exec(word);
      return !!found && cut(found[0], /^[ويا]ن$|^تما$/.test(found[0]) ? 6 : found[0].length + 3);
    };
    const weak = () => cut("و", 5) || cut("ي", 5) || cut("ا", 5);
    const plural = () => cut("ات", 5);

    const verb = () => {
      if (cut_any(of_verbs)) {
        while (cut_any(of_verbs));
        return tense() || (word.endsWith("تمو") ? cut("تمو", 6) : cut("و", 4)) || true;
      }
      return cut("تم", 5) || cut("وا", 5) || tense();
    };
    const noun = () => {
      let back = 0;
      if (!cut("ة", 4)) {
        if (!is_defined && cut_any(of_nouns)) {
          if (!(weak() || plural() || cut("ت", 4))) back = 1;
        } else if (!(cut("ن", 6) && (weak() || plural() || cut("ت", 4)))) {
          (!is_defined && weak()) || plural();
        }
      }
      const at = word.length - 1 - back;
      if (word[at] === "ي" && word.length >= 3) word = word.slice(0, at) + word.slice(at + 1);
    };
    if (is_defined || !verb()) noun();

    if (word.length >= 4) word = word.replace(/^[فو](?!ا)/, "");
    const start = /^(?:[بك]?ال|لل)/.exec(word);
    if (start && word.length >= start[0].length + 3) return word.slice(start[0].length);
    if (word.length >= 4 && /^(?:ب|كك)/.test(word)) return /^با/.test(word) ? word : word.slice(1);
    if (is_defined || word.length < 5) return word;
    const future = /^س[تني]/.test(word);
    if (future) word = word.slice(1);
    return word.length < 5 ? word : word.replace(future ? /^(.)[تني]ست/ : /^()[تني]ست/, "$1است");
  };

  /* The parents, whose first letters are no `and` and no article. */
  const parents = /^والد(?:ا|ان|اه|اها|ات|اي|ت|تنا|ته|تها|تهم|تك|تي|ك|كم|نا|ه|ها|هم|هما|ي|ين|ينا|يه|يها|يهم|يك)$/;
  const article = /^(?:(?:[بك]?ال|لل)(?=...)|ال(?!له$|ان$)(?=..))/;
  const spelt = (word) => {
    const rest = word.slice(1);
    if (/^[وف]/.test(word) && !parents.test(word) && (rest === "الله" || article.test(rest))) word = rest;
    return word.replace(article, "").replace(/^(?!الله$)(.*..[^ت])ه$/, "$1ة");
  };
  return (word) => /^[\u0621-\u064a]+$/.test(word) ? snowball(spelt(word)) : word;
})();
