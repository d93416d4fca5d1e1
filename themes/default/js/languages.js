/* Remembers the language that a reader chose. On a page in another one it says, in the reader's own, that the page
   exists in it or that it does not: the switch of languages brings the words along. Nobody is led anywhere. */
vademecum.languages = {
  /** What an item of the switch has to say to a reader of its language. */
  notice: (item) => {
    const link = item.querySelector("a");
    const { notice: textContent } = link.dataset;
    const says = item.querySelector(".not-translated") ? textContent : Object.assign(link.cloneNode(), { textContent });
    return vademecum.make("p", { className: "notice language-notice", lang: link.hreflang, dir: item.dir }, says);
  },

  see: ({ lang }) => {
    const shown = document.querySelector(".language-notice");
    if (shown) shown.remove();
    const link = lang && lang !== document.documentElement.lang && document.querySelector(`.languages a[hreflang="${lang}"]`);
    if (link) document.querySelector("main").prepend(vademecum.languages.notice(link.parentElement));
  }
};

vademecum.store.watch(vademecum.languages.see);
document.addEventListener("click", ({ target }) => {
  const link = target.closest("a[hreflang]");
  const { set, state } = vademecum.store;
  if (!link || !state) return;
  // Whoever chooses a language means it. Whoever follows a link into another one reads that of the page.
  if (link.closest(".languages, .language-notice")) set({ lang: link.hreflang });
  else if (!state.lang) set({ lang: document.documentElement.lang });
});
