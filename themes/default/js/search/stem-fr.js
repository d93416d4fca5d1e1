/* French endings: first the accents that folding took and plurals in -us and -os, as src/index/terms/spelling.rs has it,
   then Snowball's French stemmer, after the algorithm of the frostem crate, without what folded words never hold. Its licence: LICENSE-snowball.txt. */
/*! Snowball, (c) 2001 Martin Porter, 2004-2005 Richard Boulton, 2013 Yoshiki Shibukawa, 2006-2025 Olly Betts: BSD-3-Clause */
vademecum.terms.stemmers.fr = (() => {
  const v = "[aeiouyéè]", not_v = "[^aeiouyéè]";
  const rx = (...parts) => new RegExp(parts.join(""));
  const before_vowel = rx("^", v, "(?:[ui]", v, "|y)|^qu"), y_before = rx("^y", v), from_vowel = rx(v, not_v);
  const verb_starts = rx("^(?:", v, v, ".|col|par|tap|ni", v, "|.", not_v, "*", v, ")");
  const consonant = rx(not_v), before_issement = rx(not_v, "issements?$"), before_ment = rx(v, "ments?$");
  const accented = rx("[éè](", not_v, "+)$");

  const ending = (endings) => new RegExp(`(?:${endings.replace(/ /g, "|")})$`);
  const nouns = ending("(?:iqUe|ance|able|isme|iste|atrice|ation|ateur|logie|usion|ution|ence|ité|if|ive|euse|(?:iss|)ement|ment)s? " +
    "[ae]mment e?aux [eo]ux");
  const verbs_in_i = ending("i ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons iront is issaIent issais issait " +
    "issant issante issantes issants isse issent isses issez issiez issions issons it");
  const verbs = ending("a ai aIent ais aise aises ait ant ante antes ants as asse assent asses assiez assions eais er era erai eraIent " +
    "erais erait eras erez eriez erions erons eront ez iez ions é ée ées és");

  const snowball = (word) => {
    for (let at = 0; at < word.length; at++) {
      const rest = word.slice(at), target = before_vowel.test(rest) ? at + 1 : y_before.test(rest) ? at : -1;
      if (target >= 0) word = word.slice(0, target) + word[target].toUpperCase() + word.slice(target + 1);
    }
    const after = (from) => {
      const found = from_vowel.exec(word.slice(from));
      return found ? from + found.index + 2 : word.length;
    };
    const verb_start = verb_starts.exec(word);
    const pv = verb_start ? verb_start[0].length : word.length, p1 = after(0), p2 = after(p1);

    /* Takes an ending off, when it begins late enough; puts another in its place. */
    const cut = (end, from, by = "") => {
      const at = word.length - end.length;
      const is_cut = word.endsWith(end) && at >= from;
      if (is_cut) word = word.slice(0, at) + by;
      return is_cut;
    };
    const cut_ic = () => cut("ic", p2) || cut("ic", 0, "iqU");

    /* Whether the word is done with its ending. */
    const noun = () => {
      const found = nouns.exec(word);
      if (!found) return false;
      const end = found[0], kind = end.replace(/(?<!u)s$/, "");
      switch (kind) {
        case "logie": return cut(end, p2, "log");
        case "usion": case "ution": return cut(end, p2, "u");
        case "ence": return cut(end, p2, "ent");
        case "eaux": return cut(end, 0, "eau");
        case "aux": return cut(end, p1, "al");
        case "oux": return /[bhjlnp]oux$/.test(word) && cut(end, 0, "ou");
        case "euse": return cut(end, p2) || cut(end, p1, "eux");
        case "issement": return before_issement.test(word) && cut(end, p1);
        case "amment": cut(end, pv, "ant"); return false;
        case "emment": cut(end, pv, "ent"); return false;
        case "ment":
          if (before_ment.test(word) && found.index > pv) cut(end, 0);
          return false;
        case "ement":
          if (!cut(end, pv)) return false;
          if (word.endsWith("iv")) cut("iv", p2) && cut("at", p2);
          else if (word.endsWith("eus")) cut("eus", p2) || cut("eus", p1, "eux");
          else cut("iqU", p2) || cut("abl", p2) || cut("ièr", pv, "i") || cut("Ièr", pv, "i");
          return true;
        case "ité":
          if (!cut(end, p2)) return false;
          if (word.endsWith("abil")) cut("abil", p2) || cut("abil", 0, "abl");
          else cut_ic() || cut("iv", p2);
          return true;
        case "if": case "ive":
          if (!cut(end, p2)) return false;
          if (cut("at", p2)) cut_ic();
          return true;
        case "atrice": case "ation": case "ateur":
          if (!cut(end, p2)) return false;
          cut_ic();
          return true;
        default: return cut(end, p2);
      }
    };
    const verb_in_i = () => {
      const found = verbs_in_i.exec(word.slice(pv));
      return !!found && found.index > 0 && consonant.test(word[pv + found.index - 1]) && cut(found[0], 0);
    };
    const verb = () => {
      const found = verbs.exec(word.slice(pv));
      if (!found) return false;
      const end = found[0];
      if (end === "ions") return cut(end, p2);
      if (/^ais/.test(end)) return !/(?:^.al|auv)$/.test(word.slice(0, -end.length)) && cut(end, 0);
      cut(end, 0);
      if (/^a/.test(end)) cut("e", pv);
      return true;
    };

    if (noun() || verb_in_i() || verb()) word = word.replace(/Y$/, "i");
    else {
      word = word.replace(/([^aiosuè])s$/, "$1");
      const found = /(?:e|ion|[Ii]er|[Ii]ère)$/.exec(word.slice(pv));
      if (found) {
        const end = found[0];
        if (end === "e") cut(end, 0);
        else if (end !== "ion") cut(end, 0, "i");
        else if (found.index > 0 && /[st]ion$/.test(word)) cut(end, p2);
      }
    }
    return word.replace(/(ell|eill|enn|onn|ett)$/, (end) => end.slice(0, -1)).replace(accented, "e$1").toLowerCase();
  };

  const spelt = (word) => word
    .replace(/ier(e(?:s?|ments?))$/, "ièr$1").replace(/ite(s?)$/, "ité$1").replace(/ee(s?)$/, "ée$1")
    .replace(/(...(?:(?<!f|cl|tr|bt|o)u|(?<!p)o))s$/, "$1");
  return (word) => /^[a-z]+$/.test(word) ? snowball(spelt(word)) : word;
})();
