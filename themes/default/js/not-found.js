/* The page for addresses that are none: it offers the entries whose ids are most like what was asked for, and a search.

   A server shows it at any address, so it has no other script: where the site begins is known from where this one is. */
window.vademecum = window.vademecum || {};

vademecum.notFound = (() => {
  /* How many entries are offered, how far they may be from what was asked, and in how many scripts they are looked up:
     in a very large library only a search is offered. */
  const MOST = 5, FAR = 0.4, MOST_SHARDS = 8;

  /** What an address asks for: the language and the name in it. Null where it names nothing. */
  const asked = (path, root, languages) => {
    let text = path.startsWith(root) ? path.slice(root.length) : path;
    try { text = decodeURIComponent(text); } catch (broken) { /* as it stands */ }
    const parts = text.split("/").map((part) => part.replace(/\.\w{1,5}$/, "")).filter((part) => part && part !== "index");
    const lang = languages.indexOf(parts[0]) > 0 ? parts[0] : languages[0];
    const name = (parts[parts.length - 1] || "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
    return name && name !== "404" ? { lang, name } : null;
  };

  /** How many letters must be added, left out or exchanged to make one name of the other. */
  const distance = (a, b) => {
    const letters = [...b];
    let row = letters.map((_, idx) => idx + 1);
    [...a].forEach((letter, idx) => {
      let before = idx, left = idx + 1;
      row = row.map((above, at) => {
        left = Math.min(above + 1, left + 1, before + (letter === letters[at] ? 0 : 1));
        before = above;
        return left;
      });
    });
    return row.length ? row[row.length - 1] : a.length;
  };

  /** From 0, the same, to 1, nothing in common. One that is a part of the other is near. */
  const apart = (name, id) => {
    const isPart = Math.min(name.length, id.length) > 3 && (name.includes(id) || id.includes(name));
    const share = distance(name, id) / Math.max(name.length, id.length);
    return isPart ? share * FAR : share;
  };

  /** The ids most like a name, the nearest first. */
  const nearest = (name, ids) => {
    const all = ids.map((id) => [apart(name, id), id]).filter(([far]) => far <= FAR);
    return all.sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1)).slice(0, MOST).map(([, id]) => id);
  };

  const link = (link, href, text, lang) => {
    Object.assign(link, { href }, text && { textContent: text });
    if (lang && lang !== document.documentElement.lang) link.lang = link.hreflang = lang;
    return link;
  };

  const load = (src) => new Promise((settle) => {
    const script = Object.assign(document.createElement("script"), { src });
    script.onload = script.onerror = settle;
    document.head.append(script);
  });

  const start = async () => {
    const part = document.querySelector("template[data-shards]");
    const root = new URL("..", document.currentScript.src);
    const { shards, search, languages } = part.dataset;
    const tags = languages.split(" "), known = {};
    const question = asked(location.pathname, root.pathname, tags);
    if (!question) return;
    const { lang, name } = question;
    const folder = root.href + (lang === tags[0] ? "" : lang + "/");
    // Called by the scripts that say what entries are called.
    vademecum.titles = { add: (entries) => Object.assign(known, entries) };
    if (shards <= MOST_SHARDS) await Promise.all([...Array(+shards).keys()].map((shard) => load(`${folder}data/titles-${shard}.js`)));
    const ids = nearest(name, Object.keys(known));
    const words = name.replace(/-/g, " ");
    part.content.querySelectorAll("[data-to]").forEach((way) => link(way, folder + way.dataset.to));
    link(part.content.querySelector("[data-to^=search]"), `${folder}search.html?q=${encodeURIComponent(words)}`, search.replace("{name}", () => words));
    part.content.querySelector("ul").append(...ids.map((id) => {
      const item = document.createElement("li"), [address, title, , , , lang] = known[id];
      item.append(link(document.createElement("a"), root.href + address, title, lang));
      return item;
    }));
    if (!ids.length) part.content.querySelector("section").remove();
    part.replaceWith(part.content);
  };

  return { asked, nearest, start };
})();

vademecum.notFound.start();
