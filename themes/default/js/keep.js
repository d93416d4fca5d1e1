/* The reading list: pages put on it by a button on each, in the order they came. */
vademecum.list = {
  ids: (state) => (state && state.list ? state.list.split(",") : []),

  toggled: (ids, id) => (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]),

  /** From the site's root to the folder of a language. */
  folder: (lang) => (vademecum.store.languages.indexOf(lang) > 0 ? lang + "/" : ""),

  /** "Reading list 4": how the list is reached from everywhere. */
  link: () => {
    const { list, make, store } = vademecum;
    const href = store.root + list.folder(document.documentElement.lang) + "reading-list.html";
    const words = document.querySelector("[data-list]").dataset.list + "\u00a0";
    return make("a", { className: "to-list", href }, words, make("span", { className: "count" }));
  },

  /** The button of an entry's page, in its margin. */
  control: ({ id }) => {
    const { list, make, store } = vademecum;
    const onclick = () => store.set({ list: list.toggled(list.ids(store.state), id).join(",") });
    return make("p", { className: "keep" }, make("button", { type: "button", onclick }), list.link());
  },

  see: (state) => {
    const { control, ids, link } = vademecum.list;
    const kept = ids(state);
    const foot = document.querySelector("[data-list]");
    const margin = document.querySelector("[data-put]");
    if (!foot.querySelector(".to-list")) foot.append(link());
    if (margin) {
      const { id, put, take } = margin.dataset;
      if (!margin.querySelector(".keep")) margin.append(control(margin.dataset));
      margin.querySelector(".keep button").textContent = kept.includes(id) ? take : put;
      margin.querySelector(".to-list").hidden = !kept.length;
    }
    document.querySelectorAll(".to-list .count").forEach((count) => (count.textContent = kept.length));
  }
};

if (document.querySelector("[data-list]")) vademecum.store.watch(vademecum.list.see);
