/* English endings: the spelling of the United States first, as src/index/terms/spelling.rs has it, then Snowball's English
   stemmer, after the algorithm of the frostem crate, without what folded words never hold. Its licence: LICENSE-snowball.txt. */
/*! Snowball, (c) 2001 Martin Porter, 2004-2005 Richard Boulton, 2013 Yoshiki Shibukawa, 2006-2025 Olly Betts: BSD-3-Clause */
vademecum.terms.stemmers.en = (() => {
  const starts = ("ageing>aging aluminium>aluminum anaem>anem anaesth>anesth analogu>analog archaeo>archeo artefact>artifact " +
    "catalogu>catalog counsellor>counselor diall>dial dialogu>dialog diarrhoea>diarrhea duell>duel encyclopaed>encycloped enquir>inquir " +
    "faec>fec focuss>focus foet>fet fuell>fuel gaol>jail grey>gray gynaec>gynec haemo>hemo homoeo>homeo jewellery>jewelry " +
    "leukaem>leukem manoeuv>maneuv mediaev>mediev mould>mold moustache>mustache oesoph>esoph oestr>estr orthopaed>orthoped " +
    "paed>ped plough>plow pyjama>pajama sceptic>skeptic skilful>skillful smoulder>smolder tranquilli>tranquili triall>trial wilful>willful " +
    "woollen>woolen").split(" ").map((pair) => pair.split(">"));
  const our = /^((?:(?!our).)*(?:arb|ard|arm|behavi|cand|clam|col|demean|dol|enam|endeav|fav|ferv|flav|glam|hon|hum|lab|neighb|od|parl|ranc|rig|rum|savi?|splend|succ|tum|val|vap|vig))our/;
  const re = /((?:calib|cent|fib|lit|lust|maneuv|meag|met|mit|nit|sab|sepulch|somb|spect|theat))r(es?|ed|ing)$/;
  const er = { e: "er", es: "ers", ed: "ered", ing: "ering" };
  const ise = /^(.{3,})is(e|ed|er|es|ers|edly|ing|ings|ingly|able|ability|ation|ations|ational|ationally)$/;
  const not_ise = /[aouw]$|pr$|(?<!i)c$|(?<!ti)v$|^(?:advert|ass|cer|chast|chem|(?:un)?(?:com)?prom|dem|desp|expert|(?:en|disen)?franch|highr|merchand|moonr|mort|parad|(?:mal)?pract|prem|sunr|surm|treat|val)$/;

  const american = (word) => {
    const start = starts.find(([from]) => word.startsWith(from));
    if (start) word = start[1] + word.slice(start[0].length);
    return word
      .replace(our, "$1or")
      .replace(re, (_, stem, end) => stem + er[end])
      .replace(ise, (same, stem, end) => not_ise.test(stem) ? same : stem + "iz" + end)
      .replace(/lyz/, "lys")
      .replace(/(def|off|pret|lic)enc(?=e|ing)/, "$1ens")
      .replace(/practis(?=e|ing)/, "practic")
      .replace(/gramme(s?)$/, "gram$1")
      .replace(/dgement/, "dgment");
  };

  const whole = {
    andes: 0, atlas: 0, bias: 0, cosmos: 0, howe: 0, news: 0, sky: 0, skis: "ski", skies: "sky", early: "earli",
    gently: "gentl", idly: "idl", only: "onli", singly: "singl", ugly: "ugli"
  };
  const after = (word, from) => {
    const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
    return found ? from + found.index + 2 : word.length;
  };
  const is_short = (word) => /[^aeiouy][aeiouy][^Yaeiouwxy]$|^[aeiouy][^aeiouy]$|past$/.test(word);
  const step2 = {
    anci: "ance", enci: "ence", ogi: "og", li: "", bli: "ble", abli: "able", alli: "al", fulli: "ful", lessli: "less", ousli: "ous",
    entli: "ent", aliti: "al", biliti: "ble", iviti: "ive", tional: "tion", ational: "ate", alism: "al", ation: "ate",
    ization: "ize", izer: "ize", ator: "ate", iveness: "ive", fulness: "ful", ousness: "ous", ogist: "og"
  };
  const step3 = { icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", tional: "tion", ational: "ate", ful: "", ness: "" };
  /* The first that ends the word is the longest. */
  const ending = (endings) => new RegExp(`(?:${endings.join("|")})$`);
  const ends2 = ending(Object.keys(step2).join().replace("ogi", "(?<=l)ogi").replace("li", "(?<=[cdeghkmnrt])li").split(","));
  const ends3 = ending(Object.keys(step3));
  const ends4 = ending("ic ance ence able ible ate ive ize iti al ism (?<=[st])ion er ous ant ent ment ement".split(" "));

  const snowball = (word) => {
    if (whole.hasOwnProperty(word)) return whole[word] || word;
    if (word.length < 3) return word;
    word = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const start = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/.exec(word);
    const p1 = start ? start[0].length : after(word, 0), p2 = after(word, p1);
    const cut = (ends, from, by) => {
      const found = ends.exec(word);
      if (found && found.index >= from) word = word.slice(0, found.index) + by(found[0], found.index);
    };

    word = word.replace(/sses$/, "ss").replace(/(..)ie[ds]$/, "$1i").replace(/^(.?)ie[ds]$/, "$1ie")
      .replace(/([aeiouy].*[^us])s$/, "$1");
    word = inflected(word, p1);
    word = word.replace(/(.[^aeiouy])[yY]$/, "$1i");
    cut(ends2, p1, (end) => step2[end]);
    cut(ends3, p1, (end, at) => end === "ative" && at < p2 ? end : step3[end]);
    cut(ends4, p2, () => "");
    cut(/e$|(?<=l)l$/, p1, (end, at) => at >= p2 || end === "e" && !is_short(word.slice(0, at)) ? "" : end);
    return word.replace(/Y/g, "y");
  };

  /* Without `-ed`, `-ing` and their adverbs. */
  const inflected = (word, p1) => {
    const found = /(?:eed|ed|ing)(?:ly)?$/.exec(word);
    if (!found) return word;
    const [end] = found, stem = word.slice(0, found.index);
    if (/^ee/.test(end)) return stem.length >= p1 && !/^(?:succ|proc|exc)$/.test(stem) ? stem + "ee" : word;
    if (end === "ing" && /^[^aeiouy]y$/.test(stem)) return stem[0] + "ie";
    if (end === "ing" && /^(?:even|cann|inn|earr|herr|out)$/.test(stem) || !/[aeiouy]/.test(stem)) return word;
    if (/(?:at|bl|iz)$/.test(stem)) return stem + "e";
    if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(stem)) return /^[aeo]..$/.test(stem) ? stem : stem.slice(0, -1);
    return stem.length === p1 && is_short(stem) ? stem + "e" : stem;
  };

  return (word) => /^[a-z]+$/.test(word) ? snowball(american(word)) : word;
})();
