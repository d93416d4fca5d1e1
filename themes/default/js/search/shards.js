/* The published index (docs/search.md, 5): its files as scripts, each loaded once, and what is in them. */
window.vademecum = window.vademecum || {};

vademecum.shards = (() => {
  const FIRST = 0x23, SKIPPED = 0x5c, LARGE = 55000;
  const arrived = {};
  const loading = {};
  let meta, n_renewed = 0;

  /** Numbers one after another, from a place on: one character each, or two. */
  const reader = (text, at = 0) => {
    const digit = () => {
      const code = text.charCodeAt(at++);
      return code > SKIPPED ? code - FIRST - 1 : code - FIRST;
    };
    const next = () => {
      const n = digit();
      return n < LARGE ? n : (n - LARGE) * LARGE + digit();
    };
    /** So many characters as they are. */
    const cut = (length) => text.slice(at, (at += length));
    return { next, cut, isLeft: () => at < text.length };
  };

  const numbers = (text) => {
    const { next, isLeft } = reader(text);
    const found = [];
    while (isLeft()) found.push(next());
    return found;
  };

  const increasing = (text) => {
    let last = 0;
    return Uint32Array.from(numbers(text), (n) => (last += n));
  };

  const words = (text) => {
    const { next, cut, isLeft } = reader(text);
    const found = [];
    let word = "";
    while (isLeft()) {
      const n_kept = next(), n_new = next();
      found.push((word = word.slice(0, n_kept) + cut(n_new)));
    }
    return found;
  };

  /** What lies where in one field: passages, how often, and the norm bytes where they stand beside. */
  const postings = (next, frequency, norm) => {
    const n = next();
    const list = { passages: new Uint32Array(n), frequencies: new Uint32Array(n), norms: norm && new Uint8Array(n) };
    let passage = 0;
    for (let idx = 0; idx < n; idx++) {
      const posting = next();
      list.passages[idx] = passage += posting >>> 1;
      list.frequencies[idx] = posting & 1 ? frequency() + 2 : 1;
      if (norm) list.norms[idx] = norm();
    }
    return list;
  };

  const FIELDS = [0, 1, 2, 3];

  /** What was deflated, in digits of base 91: of every 13 bits two, of those left one. */
  const inflated = (text) => {
    const { next, isLeft } = reader(text);
    const bytes = new Uint8Array(((text.length >> 1) * 13 + (text.length & 1) * 6) >> 3);
    let bits = 0, n_bits = 0, at = 0;
    while (isLeft()) {
      const digit = next(), isPair = isLeft();
      bits |= (isPair ? digit * 91 + next() : digit) << n_bits;
      for (n_bits += isPair ? 13 : 6; n_bits > 7; n_bits -= 8, bits >>= 8) bytes[at++] = bits;
    }
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")));
  };

  /** Words with what is said of each, in one text or several, which may be deflated. */
  const sorted = (said) => async (listed, ...texts) => {
    if (texts.at(-1) === 1) texts = await Promise.all(texts.slice(0, -1).map((text) => inflated(text).text()));
    const readers = texts.map((text) => reader(text));
    return words(listed).map((word) => said(word, ...readers));
  };

  const table = (said) => async (...content) => new Map(await sorted((word, ...more) => [word, said(...more)])(...content));

  const decoders = {
    terms: table(({ next }, frequencies, norms) => {
      const bits = next();
      const norm = bits & 16 ? norms.next : null;
      return FIELDS.map((field) => (bits & (1 << field) ? postings(next, frequencies.next, norm) : null));
    }),

    /** Of each term where its positions are: what they are is only known with its postings. */
    positions: table(({ next, cut }) => cut(next())),

    /** Of each field one for all passages, or one for each. */
    norms: (text) => {
      const { next } = reader(text);
      const n = next(), norms = new Uint8Array(FIELDS.length * n);
      FIELDS.forEach((field) => {
        const isOne = next();
        norms.subarray(field * n, (field + 1) * n).forEach((_, idx, own) => { own[idx] = isOne && idx ? own[0] : next(); });
      });
      return norms;
    },

    /** Words, and the binary digits of how many passages hold each. */
    words: sorted((word, { next }) => ({ word, digits: next() })),

    texts: async (text) => (await inflated(text).json()).map(([first, url, title, kind, lang, number, isMarked, status, passages]) =>
      ({ first, url, title, kind, lang, number, isMarked, status, passages: passages.map(([anchor, heading, text]) => ({ anchor, heading, text })) })),

    /** The first passage of each entry, and behind the last. */
    entries: (text) => {
      let end = 0;
      return Uint32Array.from([0, ...numbers(text).map((n) => (end += n))]);
    },

    facets: (terms) => terms.map(([slug, labels, entries]) => ({ slug, labels, entries: increasing(entries) })),

    rings: (rings) => rings
  };

  const list = ({ first, names }) => ({ first: first.split(" "), names: names.match(/.{6}/g) || [] });

  /** Names of files that are named together: how many they are, and what their names share. */
  const together = (names) => (names.match(/.{7}/g) || []).flatMap((name) => Array.from({ length: name[0] }, (_, place) => name.slice(1) + place));

  const read = (value) => ({
    ...value,
    common: new Set(value.common ? value.common.split(" ") : []),
    functions: new Set(value.functions ? value.functions.split(" ") : []),
    terms: list(value.terms),
    words: list(value.words),
    positions: list(value.positions),
    texts: { first: increasing(value.texts.first), names: together(value.texts.names) },
    norms: value.norms.names.match(/.{6}/g) || []
  });

  const place = (unit) => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

  const take = (name, n_renewed) => shards.bring(`${shards.root()}search/${name}.js${n_renewed ? "?" + n_renewed : ""}`).then(() => {
    const content = arrived[name];
    delete arrived[name];
    if (!content) throw Object.assign(new Error(`there is no ${name}`), { isMissing: true });
    return content;
  });

  const shards = {
    reader,
    increasing,
    frontCoded: words,
    decoders,

    /** The order of words: by code points, which is not that of strings. */
    compare: (a, b) => {
      const end = Math.min(a.length, b.length);
      for (let at = 0; at < end; at++) {
        const one = a.charCodeAt(at), other = b.charCodeAt(at);
        if (one !== other) return place(one) - place(other);
      }
      return a.length - b.length;
    },

    /** Which of a list's shards a word is in, if it is in any: the last that does not begin after it. */
    holding: ({ first }, word) => {
      let low = 0, high = first.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (shards.compare(first[middle], word) <= 0) low = middle;
        else high = middle;
      }
      return low;
    },

    /** The names of shards that hold the words of a beginning. */
    beginning: (list, start) => {
      const from = shards.holding(list, start);
      let to = from + 1;
      while (to < list.names.length && list.first[to].startsWith(start)) to++;
      return list.names.slice(from, to);
    },

    root: () => vademecum.store.root,

    /** Adds a script to the page. Settles when it has run, or when there is none. */
    bring: (src) => new Promise((settle) => {
      const script = document.createElement("script");
      script.src = src;
      script.onload = script.onerror = () => settle(script.remove());
      document.head.append(script);
    }),

    meta: () => {
      if (meta) return meta;
      const asked = (meta = take("meta", n_renewed).then(([value]) => read(value)));
      asked.catch(() => { if (meta === asked) meta = null; });
      return asked;
    },

    /** Begins anew: the site was published while it was read. */
    renew: () => {
      n_renewed += 1;
      meta = null;
      return shards.meta();
    },

    load: (kind, name) => {
      const full = `${kind}/${name}`;
      loading[full] = loading[full] || take(full).then((content) => decoders[kind](...content));
      loading[full].catch(() => delete loading[full]);
      return loading[full];
    }
  };
  vademecum.shard = (name, ...content) => { arrived[name] = content; };
  return shards;
})();
