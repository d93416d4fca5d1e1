/* What entries are called, from data scripts: only those are loaded that hold one of the entries asked for. */
vademecum.titles = {
  known: {},
  loading: {},

  /** Which script an entry is in: FNV-1a of its id, as in src/render/titles.rs. */
  shard: (id, n_shards) => [...id].reduce((hash, c) => Math.imul(hash ^ c.charCodeAt(0), 16777619) >>> 0, 2166136261) % n_shards,

  /** Called by the scripts. */
  add: (entries) =>
    Object.entries(entries).forEach(([id, [href, title, what, isNumbered, summary, lang, reviewed]]) => {
      vademecum.titles.known[id] = { href, title, what, isNumbered, summary, lang, reviewed };
    }),

  /** Settles once it is known what these entries are called, or that there are no such entries. */
  load: (ids, folder, n_shards) => {
    const { loading, shard } = vademecum.titles;
    const names = ids.map((id) => `${folder}data/titles-${shard(id, n_shards)}.js`);
    return Promise.all(names.map((src) => (loading[src] = loading[src] || new Promise((settle) => {
      const script = document.createElement("script");
      script.src = src;
      script.onload = script.onerror = settle;
      document.head.append(script);
    }))));
  }
};
