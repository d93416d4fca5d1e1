/* The search page: answers as one types. The question and its filters stand in the address; the words come with the page. */
vademecum.searchPage = (() => {
  const { make, search, shards } = vademecum;
  /* How long a reader pauses before an answer, how many entries come at once, and how many terms of a facet. */
  const PAUSE = 120, STEP = 10, MOST_TERMS = 8;
  /** Numbers that stand for every plural form there is. */
  const SAMPLES = [0, 1, 2, 3, 11, 100];
  let holder, field, params, turn = 0, limit = STEP, timer;

  const part = (name) => holder.querySelector(`template[data-part="${name}"]`).content;
  const one = (selector) => holder.querySelector(selector);
  const words = () => one("[data-corrected]").dataset;

  /** A sentence with a number in it, in the form that the number takes. */
  const counted = (samples, n, lang) => {
    const rules = new Intl.PluralRules(lang);
    const isLike = (sample) => rules.select(sample) === rules.select(n);
    const sample = SAMPLES.find((sample) => sample === n) ?? SAMPLES.find(isLike) ?? SAMPLES[SAMPLES.length - 1];
    return samples[SAMPLES.indexOf(sample)].replace(sample, n);
  };

  /** A sentence with nodes in the places of `{name}`. */
  const filled = (text, nodes) => text.split(/\{(\w+)\}/).flatMap((part, idx) => (idx % 2 ? nodes[part] : [part]));

  /** A text with marks. */
  const marked = (text, marks) => {
    let last = 0;
    const nodes = marks.flatMap(([start, end]) => {
      const before = text.slice(last, start);
      last = end;
      return [before, make("mark", {}, text.slice(start, end))];
    });
    return [...nodes, text.slice(last)];
  };

  /** Nodes with commas between. */
  const listed = (nodes) => nodes.flatMap((node, idx) => (idx ? [words().separator, node] : [node]));

  const link = ({ title, url }) => make("a", { href: url }, title);

  /** What was made of the question, said. */
  const notes = ({ corrected, widened, contrasted, leftOut }) => {
    const { corrected: meant, widened: also, contrasted: not, leftOut: without } = words();
    const strong = (text) => make("strong", {}, text);
    const note = (text, nodes) => make("p", { className: "search-note" }, ...filled(text, nodes));
    return [
      ...corrected.map(({ from, to }) => note(meant, { name: [strong(from)], title: [strong(to)] })),
      ...widened.map(({ names, title, url }) => note(also, { name: listed(names.map(strong)), title: [link({ title, url })] })),
      ...contrasted.map(({ title, url, contrasts }) => note(not, { title: [link({ title, url })], name: listed(contrasts.map(link)) })),
      ...(leftOut.length ? [note(without, { name: listed([...new Set(leftOut)].map(strong)) })] : [])
    ];
  };

  const row = (result) => {
    const item = part("result").firstElementChild.cloneNode(true);
    const within = (selector) => item.querySelector(selector);
    const { lang } = result, isForeign = lang !== document.documentElement.lang;
    const name = isForeign && one(`[data-lang="${lang}"]`);
    const title = Object.assign(within(".card-title"), { href: result.url, textContent: result.title });
    if (isForeign) title.lang = title.hreflang = lang;
    within(".card-kind").prepend(result.kind + (result.number ? " " : ""));
    within("bdi").textContent = result.number;
    if (!result.isMarked) item.querySelectorAll(".mark, .mark + *").forEach((mark) => mark.remove());
    const status = result.status && words()[result.status];
    if (status) within(".card-status").textContent = status;
    else within(".card-status").remove();
    if (name) within(".card-lang").textContent = name.textContent;
    else within(".card-lang").remove();
    const passages = result.passages.filter(({ excerpt }, idx) => excerpt || idx);
    item.append(...passages.map(({ url, heading, excerpt, marks }) => {
      const text = make("p", { className: "sentence" }, ...marked(excerpt, marks));
      if (isForeign) Object.assign(text, { lang, dir: name ? name.dir : "auto" });
      if (heading) text.prepend(make("a", { className: "passage", href: url }, heading), " ");
      return text;
    }));
    return item;
  };

  const filters = () => {
    const found = {};
    params.forEach((value, name) => { if (name !== "q") (found[name] = found[name] || []).push(value); });
    return found;
  };

  /** The terms of a facet, most of them out of the way while there are many. */
  const facet = (fieldset, terms) => {
    const { facet: name } = fieldset.dataset;
    const chosen = params.getAll(name);
    const isOpen = Boolean(fieldset.dataset.open);
    const sorted = terms.map(({ n_entries }) => n_entries).sort((a, b) => b - a);
    const least = isOpen ? 1 : Math.max(1, sorted[MOST_TERMS - 1] || 0);
    let n_shown = 0;
    terms.forEach(({ slug, label, n_entries }) => {
      let item = [...fieldset.querySelectorAll("label")].find((item) => item.firstChild.value === slug);
      if (!item) {
        item = make("label", {}, make("input", { type: "checkbox", name, value: slug }), make("span", {}, label), make("span", { className: "count" }));
        fieldset.lastElementChild.before(item);
      }
      const isChosen = chosen.includes(slug);
      item.firstChild.checked = isChosen;
      item.lastChild.textContent = n_entries;
      item.hidden = !isChosen && (n_entries < least || (!isOpen && n_shown >= MOST_TERMS));
      if (!item.hidden) n_shown += 1;
    });
    fieldset.hidden = !n_shown || (name === "lang" && terms.length < 2);
    fieldset.querySelector("button").hidden = isOpen || n_shown >= sorted.filter(Boolean).length;
  };

  const say = (text) => {
    const status = one(".search-count");
    if (status.textContent !== text) status.textContent = text;
  };

  /** The question and what was chosen beside it, in words: paper has no field and nothing to tick. */
  const asked = () => {
    const q = params.get("q");
    const chosen = [...holder.querySelectorAll("fieldset")].flatMap((fieldset) => {
      const terms = [...fieldset.querySelectorAll(":checked + span")].map((term) => make("bdi", {}, term.textContent));
      const label = fieldset.querySelector("legend").textContent;
      return terms.length ? [[...filled(words().labelled, { name: [label] }), " ", ...listed(terms)]] : [];
    });
    const lines = [...(q ? [filled(words().quoted, { title: [make("bdi", {}, q)] })] : []), ...chosen];
    one(".search-asked").replaceChildren(...lines.flatMap((line, idx) => (idx ? [make("br"), ...line] : line)));
  };

  const show = (answer) => {
    // Whoever is among the results already stays in the same place of the new ones.
    const at = [...one(".results").children].findIndex((row) => row.contains(document.activeElement));
    one(".results").replaceChildren(...answer.results.map(row));
    if (at >= 0) (holder.querySelectorAll(".results .card-title")[at] || field).focus();
    one(".search-notes").replaceChildren(...notes(answer));
    one(".ways-on").hidden = answer.results.length > 0;
    one(".more").hidden = true;
    if (!answer.results.length) say(answer.isEmpty ? "" : words().none);
    if (answer.isEmpty) one(".facets").hidden = true;
    asked();
  };

  const showCounts = (answer, { n_entries, facets, langs }) => {
    const names = (slug) => (one(`[data-lang="${slug}"]`) || { textContent: slug }).textContent;
    const all = [...facets, { name: "lang", terms: langs.map((lang) => ({ ...lang, label: names(lang.slug) })) }];
    holder.querySelectorAll("fieldset").forEach((fieldset) => {
      const { terms } = all.find(({ name }) => name === fieldset.dataset.facet) || { terms: [] };
      facet(fieldset, terms);
    });
    const hasFilters = [...params.keys()].some((name) => name !== "q");
    one('[data-do="clear"]').hidden = !hasFilters;
    one(".facets").hidden = !hasFilters && !one("fieldset:not([hidden])");
    one(".more").hidden = n_entries <= answer.results.length;
    asked();
    if (answer.results.length) say(counted([...part("counts").children].map((sample) => sample.textContent), n_entries, document.documentElement.lang));
  };

  const run = async (isTyping) => {
    clearTimeout(timer);
    const own = (turn += 1);
    // Where nothing is asked nothing is loaded.
    if (!params.toString()) return show({ results: [], corrected: [], widened: [], contrasted: [], leftOut: [], isEmpty: true });
    try {
      const answer = await search.answer(params.get("q") || "", { filters: filters(), limit, isOpen: true, isTyping, isCounted: true });
      if (own !== turn) return;
      show(answer);
      const counts = answer.isEmpty ? null : await search.counts(answer);
      if (counts && own === turn) showCounts(answer, counts);
    } catch (failed) {
      if (own !== turn) return;
      one(".ways-on").hidden = false;
      say(words().failed);
    }
  };

  /** Writes the question into the address: over the last one while it is typed. */
  const note = (isStep) => {
    limit = STEP;
    const text = params.toString(), address = text && "?" + text;
    if (address === location.search) return;
    history[isStep ? "pushState" : "replaceState"](null, "", address || location.pathname);
  };

  const typed = () => {
    /* What phones make of quotation marks. */
    const text = field.value.replace(/[“”„«»]/g, '"');
    if (text.trim()) params.set("q", text);
    else params.delete("q");
  };

  const input = ({ target }) => {
    if (target !== field) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      typed();
      note(false);
      run(true);
    }, PAUSE);
  };

  const submit = (event) => {
    event.preventDefault();
    typed();
    note(true);
    run(false);
  };

  const choose = ({ target: { name, value, checked, type } }) => {
    if (type !== "checkbox") return;
    // An entry has one language, and may have several terms of anything else.
    const others = name === "lang" ? [] : params.getAll(name).filter((other) => other !== value);
    params.delete(name);
    [...others, ...(checked ? [value] : [])].forEach((value) => params.append(name, value));
    note(true);
    run(false);
  };

  const press = async ({ target }) => {
    const { do: deed } = target.dataset;
    if (deed === "clear") {
      [...params.keys()].forEach((name) => name !== "q" && params.delete(name));
      note(true);
      run(false);
      field.focus();
    }
    if (deed === "all") {
      const fieldset = target.closest("fieldset");
      const inputs = () => [...fieldset.querySelectorAll("label:not([hidden]) input")];
      const known = inputs();
      fieldset.dataset.open = "yes";
      await run(false);
      (inputs().find((input) => !known.includes(input)) || field).focus();
    }
    if (deed === "more") {
      const n_known = one(".results").children.length;
      limit = n_known + STEP;
      await run(false);
      const next = one(".results").children[n_known];
      if (next) next.querySelector("a").focus();
    }
  };

  /** Arrows go through the results, Escape back to the field, and out of it when it is empty. */
  const key = (event) => {
    const { key, target, isComposing } = event;
    const titles = [...holder.querySelectorAll(".results .card-title")];
    const row = target.closest(".results > li");
    const at = row ? [...row.parentElement.children].indexOf(row) : -1;
    if (isComposing || (target !== field && !row)) return;
    if (key === "ArrowDown" && titles[at + 1]) titles[at + 1].focus();
    else if (key === "ArrowUp" && row) (titles[at - 1] || field).focus();
    else if (key === "Escape" && row) field.focus();
    else if (key === "Escape" && field.value) {
      field.value = "";
      typed();
      note(false);
      run(false);
    } else if (key === "Escape") field.blur();
    else return;
    event.preventDefault();
  };

  /** What the address asks. */
  const open = () => {
    params = new URLSearchParams(location.search);
    field.value = params.get("q") || "";
    limit = STEP;
    run(false);
  };

  /** Puts the field and the answers in the place of the words that there are none without a script. */
  const start = () => {
    holder = document.querySelector("[data-search]");
    const instead = holder && one(".needs-script");
    if (!instead) return;
    instead.replaceWith(part("form").cloneNode(true));
    one(".entry-head").after(part("answers").cloneNode(true));
    field = one("input[name=q]");
    one(".facets").open = matchMedia("(min-width: 60em)").matches;
    holder.addEventListener("input", input);
    holder.addEventListener("change", choose);
    holder.addEventListener("submit", submit);
    holder.addEventListener("click", press);
    holder.addEventListener("keydown", key);
    open();
    if (!field.value) field.focus();
  };

  addEventListener("popstate", open);
  document.addEventListener("vademecum:swapped", () => shards.renew().then(start, start));
  return { counted, filled, marked, start };
})();

vademecum.searchPage.start();
