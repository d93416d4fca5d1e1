/* What readers choose, kept by their own browser: the appearance, the language, the reading list.

   On a server all pages share one storage. On disk Firefox gives each file its own, so there every page asks one file,
   data/state.html, in a hidden frame. This script is both ends; each keeps only what has one of these forms. */
window.vademecum = window.vademecum || {};

vademecum.store = (() => {
  const FORMS = {
    theme: /^(auto|light|dark)$/,
    lang: /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i,
    list: /^([a-z0-9][a-z0-9\/-]{0,99}(,(?=.)|$)){0,300}$/
  };
  const watchers = [];
  const holder = document.querySelector("[data-site]");
  const { site, root, languages = "", store: isFrame } = holder ? holder.dataset : {};
  let frame;

  /** What of a value may be kept. */
  const sound = (value) => Object.fromEntries(Object.entries(Object(value)).filter(([name, text]) =>
    FORMS[name] && typeof text === "string" && FORMS[name].test(text) && (name !== "lang" || store.languages.includes(text))));

  /** What this file's own storage holds; null where it is closed. */
  const read = () => {
    try { return sound(JSON.parse(localStorage.getItem("vademecum:" + site))); } catch (closed) { return null; }
  };

  const keep = (value) => {
    try { localStorage.setItem("vademecum:" + site, JSON.stringify(sound(value))); } catch (closed) { /* for this page only */ }
  };

  const tell = () => watchers.forEach((see) => store.state && see(store.state));

  const arrive = (state) => {
    if (!state || JSON.stringify(state) === JSON.stringify(store.state)) return;
    store.state = state;
    tell();
  };

  const send = (message) => frame && frame.contentWindow.postMessage(message, "*");

  const store = {
    /** What is kept, once that is known; null where nothing can be. */
    state: null,
    root,
    languages: languages.split(" "),
    read,
    sound,

    /** Calls `see` with what is kept, once known, and after every change. */
    watch: (see) => {
      watchers.push(see);
      if (store.state) see(store.state);
    },

    /** A choice of the reader's, such as `{theme: "dark"}`. */
    set: (choice) => {
      const next = sound({ ...store.state, ...choice });
      keep(next);
      send(next);
      arrive(next);
    }
  };

  /** The frame's end: keeps what it is told, tells what it keeps. */
  const answer = () => {
    const say = () => parent.postMessage({ kept: read() }, "*");
    addEventListener("message", ({ source, data }) => {
      if (source !== parent) return;
      if (data) keep(data);
      say();
    });
    addEventListener("storage", say);
    say();
  };

  /** The page's end. */
  const ask = () => {
    frame = document.createElement("iframe");
    frame.hidden = true;
    frame.src = root + "data/state.html";
    addEventListener("message", ({ source, data }) => {
      if (source !== frame.contentWindow || !data.kept) return;
      const kept = sound(data.kept);
      // Where frames forget at the end of the day, all files share one storage, and that one remembers.
      const state = { ...read(), ...kept };
      if (Object.keys(state).length > Object.keys(kept).length) send(state);
      keep(state);
      arrive(state);
    });
    addEventListener("pageshow", ({ persisted }) => persisted && send(null));
    document.documentElement.append(frame);
  };

  if (holder && location.protocol === "file:") {
    isFrame === undefined ? ask() : answer();
  } else if (holder) {
    store.state = read();
    ["storage", "pageshow"].forEach((event) => addEventListener(event, () => arrive(read())));
  }
  document.addEventListener("vademecum:swapped", tell);
  return store;
})();

/** An element with its properties and what is in it; text stays text. */
vademecum.make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};
