/* The page of the reading list. What is on it stands in the address (`?ids=a,b`), else in the store. */

/** An item at another place; as it was, where there is none. */
vademecum.list.moved = (ids, from, to) => {
  const rest = ids.filter((_, idx) => idx !== from);
  return to < 0 || to > rest.length ? ids : [...rest.slice(0, to), ids[from], ...rest.slice(to)];
};

/** The ids that an address names; null when it names none. */
vademecum.list.shared = (search) => {
  const text = new URLSearchParams(search).get("ids");
  return text === null ? null : vademecum.list.ids(vademecum.store.sound({ list: [...new Set(text.split(","))].join(",") }));
};

vademecum.listPage = {
  ids: () => vademecum.list.shared(location.search) || vademecum.list.ids(vademecum.store.state),

  change: (ids) => {
    const { list, listPage, store } = vademecum;
    if (!list.shared(location.search)) return store.set({ list: ids.join(",") });
    history.replaceState(null, "", "?ids=" + ids.join(","));
    listPage.show();
  },

  /** Where this list is found by others: at the site's own address, where that is known. */
  address: (ids) => {
    const { folder, holder } = vademecum.listPage;
    const { base } = holder.dataset;
    return new URL("?ids=" + ids.join(","), base ? base + folder + "reading-list.html" : location).href;
  },

  /** An entry's row. Of one that there is not, only the id is known. */
  row: (id, idx, n_ids) => {
    const { holder } = vademecum.listPage;
    const row = holder.querySelector("template + template").content.firstElementChild.cloneNode(true);
    const entry = vademecum.titles.known[id] || { title: id, what: holder.dataset.unresolved, lang: "" };
    const link = row.querySelector("a");
    link.textContent = entry.title;
    if (entry.href) link.href = vademecum.store.root + entry.href;
    else link.classList.add("unresolved");
    if (entry.lang !== document.documentElement.lang) link.lang = link.hreflang = entry.lang;
    row.querySelector(".card-kind").textContent = entry.what;
    row.querySelector(".card-summary").textContent = entry.summary || "";
    row.querySelectorAll("button").forEach((button) => {
      button.dataset.id = id;
      button.setAttribute("aria-label", `${button.textContent}: ${entry.title}`);
      button.disabled = button.dataset.do === "up" ? idx === 0 : button.dataset.do === "down" && idx === n_ids - 1;
    });
    return row;
  },

  show: () => {
    const { list, listPage, store, titles } = vademecum;
    const { holder } = listPage;
    const ids = listPage.ids();
    return titles.load(ids, store.root + listPage.folder, holder.dataset.shards).then(() => {
      const isShared = list.shared(location.search) !== null;
      const isKept = isShared || store.state !== null;
      const parts = { any: ids.length, empty: isKept && !ids.length, shared: isShared && store.state, closed: !isKept && listPage.isLate };
      Object.entries(parts).forEach(([name, is]) => (holder.querySelector(".when-" + name).hidden = !is));
      // Whoever is on a row stays there: a list is also shown anew when its state arrives late.
      const { do: deed, id: on } = (document.activeElement || document.body).dataset;
      holder.querySelector(".cards").replaceChildren(...ids.map((id, idx) => listPage.row(id, idx, ids.length)));
      const same = [...holder.querySelectorAll(".cards button")].find(({ dataset }) => on && dataset.id === on && dataset.do === deed);
      if (same) same.focus();
      const link = holder.querySelector(".address");
      link.href = link.textContent = listPage.address(ids);
    });
  },

  /** The entries as a file for reference managers. */
  save: (ids) => {
    const { cite, listPage, make, store, titles } = vademecum;
    const { base, title: site } = listPage.holder.dataset;
    const isOnDisk = location.protocol === "file:";
    const records = ids.filter((id) => titles.known[id]).map((id) => {
      const entry = titles.known[id];
      const address = base ? base + entry.href : isOnDisk ? entry.href : new URL(store.root + entry.href, location).href;
      const key = entry.lang === store.languages[0] ? id : `${id}.${entry.lang}`;
      const { title, lang, reviewed, what } = entry;
      return cite.RIS({ key, title, site, date: reviewed.split("-"), note: entry.isNumbered && what, lang, address });
    });
    const href = URL.createObjectURL(new Blob([records.join("\r\n")], { type: "application/x-research-info-systems" }));
    make("a", { href, download: "reading-list.ris" }).click();
  },

  adopt: (ids) => {
    const { list, listPage, store } = vademecum;
    history.replaceState(null, "", location.pathname);
    store.set({ list: [...new Set([...list.ids(store.state), ...ids])].join(",") });
    listPage.show();
  },

  copy: () => {
    const { holder } = vademecum.listPage;
    const status = holder.querySelector(".copy-status");
    status.textContent = "";
    vademecum.copy.text(holder.querySelector(".address")).then((isCopied) => {
      status.textContent = isCopied ? holder.dataset.copied : holder.dataset.selected;
    });
  },

  press: ({ target }) => {
    const { adopt, change, copy, holder, ids: current, save, show } = vademecum.listPage;
    const { do: deed, id } = target.dataset;
    const ids = current();
    const at = ids.indexOf(id);
    if (deed === "print") print();
    if (deed === "ris") save(ids);
    if (deed === "copy") copy();
    if (deed === "adopt") adopt(ids);
    if (!id) return;
    if (deed === "off") change(ids.filter((other) => other !== id));
    else change(vademecum.list.moved(ids, at, deed === "up" ? at - 1 : at + 1));
    // The rows are new: whoever came by keyboard goes on from the same place.
    show().then(() => {
      const same = [...holder.querySelectorAll(".cards button")].filter((button) => button.dataset.id === id && !button.disabled);
      const next = holder.querySelectorAll('[data-do="off"]')[Math.min(at, ids.length - 2)];
      (same.find((button) => button.dataset.do === deed) || same[0] || next || document.querySelector("main")).focus();
    });
  },

  /** Puts the list in the place of the words that there is none without a script. */
  start: () => {
    const { listPage, list } = vademecum;
    const holder = (listPage.holder = document.querySelector("[data-reading-list]"));
    const note = holder.querySelector(".needs-script");
    if (!note) return;
    note.replaceWith(holder.querySelector("template").content.cloneNode(true));
    holder.addEventListener("click", listPage.press);
    listPage.folder = list.folder(document.documentElement.lang);
  },

  see: () => {
    vademecum.listPage.start();
    vademecum.listPage.show();
  }
};

vademecum.listPage.see();
vademecum.store.watch(vademecum.listPage.see);
// The frame has a second to answer; without it there is only the address.
setTimeout(() => {
  vademecum.listPage.isLate = true;
  vademecum.listPage.see();
}, 1000);
