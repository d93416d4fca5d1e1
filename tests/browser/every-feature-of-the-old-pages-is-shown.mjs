import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { all, arrival, attribute, pageAt, part, takeOut, textOf } from "./lib/page.mjs";
import { reader } from "./lib/readers.mjs";
import { REPOSITORY, binary, build, built, fileUrl, rootOf } from "./lib/site.mjs";

// Five pages on rehabilitation that this library should be able to replace: what each of them can do, and where it is
// done here. A row is [number, what the old page does, where that is shown]. A row's checks give the elements that
// show it: once these are taken out of the page, the check has to fail.

const PHASE = "lifecycle/lifecycle-rehabilitation.html";
const PROJECT = "initiative/icct-rehabilitation.html";
const ROME = "document/rome-memorandum.html";
const HAGUE = "event/the-hague-2011.html";

const site = built();

/** Every element that a selector names and whose text is, or fits, what is expected; there is one at least. */
const says = (selector, expected) => ({ root }) => {
  const found = all(root, selector);
  const fitting = found.filter((it) => (expected instanceof RegExp ? expected.test(textOf(it)) : textOf(it) === expected));
  assert.ok(fitting.length > 0, `no ${selector} says ${expected}, but: ${found.map(textOf).join(" | ")}`);
  return fitting;
};

/** The texts that a selector names are these, in this order. */
const lists = (selector, expected) => ({ root }) => {
  const found = all(root, selector);
  assert.deepEqual(found.map(textOf), expected, selector);
  return found;
};

const leads = (page, selector) => all(page.root, selector).filter((it) => attribute(it, "href") !== undefined).map((it) => [it, arrival(page, it)]);

/** Links lead to all of these places; another may stand among them. A place may come with the words of its link. */
const linksTo = (selector, ...places) => (page) => {
  const links = leads(page, selector);
  return places.flatMap((place) => {
    const [path, words] = [place].flat();
    const fitting = links.filter(([it, to]) => to === path && (words === undefined || textOf(it) === words));
    assert.ok(fitting.length > 0, `no ${selector} leads to ${place}, but: ${links.map(([it, to]) => `${to} “${textOf(it)}”`).join(" | ")}`);
    return fitting.map(([it]) => it);
  });
};

/** Links lead to these places and no others, in this order. */
const linksOnlyTo = (selector, ...places) => (page) => {
  const links = leads(page, selector);
  assert.deepEqual(links.map(([, to]) => to), places, selector);
  return links.map(([it]) => it);
};

/** The checks hold for what stands under a heading. */
const under = (id, ...checks) => (page) => checks.flatMap((check) => check({ ...page, root: part(page.root, id) }));

/** What the margin says under a label. */
const notes = (label, ...values) => ({ root }) => {
  const note = all(root, ".margin .note").find((it) => textOf(all(it, "dt")[0]) === label);
  assert.ok(note, `the margin has no ${label}`);
  assert.deepEqual(all(note, "dd").map(textOf), values, label);
  return [note];
};

/** The entries of a relation, in order: in a part of its own, or among the kin of a document. */
const relates = (label, ...places) => (page) => {
  const isNamed = (it, name) => all(it, name).some((title) => textOf(title).replace(/ \d+$/, "") === label);
  const sections = all(page.root, ".entry-rest section.relation").filter((it) => isNamed(it, "h2"));
  const kin = all(page.root, ".kin div").filter((it) => isNamed(it, "dt"));
  const links = [...sections.map((root) => [root, ".card-title"]), ...kin.map((root) => [root, "a"])].flatMap(([root, selector]) => leads({ ...page, root }, selector));
  assert.deepEqual(links.map(([, to]) => to), places, label);
  return [...sections, ...kin];
};

/** A line of a table, cell by cell. */
const row = (...cells) => ({ root }) => {
  const lines = all(root, "tr").map((line) => [line, [...all(line, "th"), ...all(line, "td")].map(textOf)]);
  const fitting = lines.filter(([, given]) => given.length === cells.length && cells.every((cell, idx) => (cell instanceof RegExp ? cell.test(given[idx]) : cell === given[idx])));
  assert.ok(fitting.length > 0, `no line ${cells.join(" | ")}, but:\n${lines.map(([, given]) => given.join(" | ")).join("\n")}`);
  return fitting.map(([line]) => line);
};

/** A picture that is there, and is said in words. */
const shows = (file, words = /./) => ({ path, root }) => {
  const images = all(root, `.prose img[src$="${file}"]`);
  assert.equal(images.length, 1, file);
  assert.match(attribute(images[0], "alt"), words);
  assert.ok(existsSync(join(site, dirname(path), attribute(images[0], "src"))), `${file} is not there`);
  return images;
};

const on = (path, ...checks) => ({ path, checks });
const does = (act) => ({ act });

function ask(queries) {
  const run = spawnSync(binary(), ["-r", REPOSITORY, "search", "--limit", "5", "-"], { encoding: "utf8", input: `${queries.join("\n")}\n`, maxBuffer: 1e8 });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.trim().split("\n").map((line) => JSON.parse(line));
}
/** The first five entries for each question. */
const found = (...queries) => ask(queries).map(({ hits }) => hits.map(({ id }) => id));

/** A page whose Markdown is given, in a library of its own: what it looks like, and what is said of it. */
function pageOf(markdown) {
  const root = rootOf({ "index.md": "---\ntitle: Home\n---\n[[old]], [[other]]\n", "old.md": `---\ntitle: Old page\n---\n${markdown}\n`, "other.md": "---\ntitle: Other\n---\nNothing.\n" });
  const { site, said } = build(root);
  return { page: pageAt(site, "old.html"), said };
}

const ROWS = [
  // A page on one phase.
  ["000-1", "a picture at the head, named but not described", on(PHASE, shows("three-phases.svg", /^Three boxes in a row, joined by arrows: prevention, detection and intervention/),
    says(".prose p", /decorative picture.* not bundled with this library; the drawing above is ours/))],
  ["000-2", "it stands for one of three phases",
    on(PHASE, says(".eyebrow", "Life-cycle phase"), says("h1", "Rehabilitation and reintegration"), linksTo(".breadcrumbs a", "page/lifecycle.html"),
      linksTo('.neighbours a[rel="prev"]', "lifecycle/lifecycle-detection.html")),
    on("page/lifecycle.html", lists(".list .card-title", ["Prevention", "Detection and intervention", "Rehabilitation and reintegration"]))],
  ["000-3", "four blocks with headings", on(PHASE,
    lists(".prose h2", ["Rehabilitative measures", "Legal frameworks", "Additional guidance", "A tailored approach", "Latest initiatives"]),
    ({ root }) => ["measures", "legal", "guidance", "tailored"].flatMap((id) => {
      const links = all(root, `.outline a[href="#${id}"]`);
      assert.equal(links.length, 1, id);
      return links;
    }))],
  ["000-4", "text that names eight instruments and more",
    on(PHASE, linksTo(".prose a", ...[
      "rome-memorandum", "rabat-memorandum", "rome-addendum-legal", "iij-prison-recommendations", "guidance-religious-scholars",
      "alternatives-recommendations", "neuchatel-memorandum", "hague-marrakech-addendum",
    ].map((id) => `document/${id}.html`))),
    ...["rabat-memorandum", "rome-addendum-legal", "alternatives-recommendations"].map((id) => on(`document/${id}.html`, linksTo(".backlinks a", PHASE)))],
  ["000-5", "one document marked out as central", on(PHASE,
    says(".statement", /at its centre stands the Rome Memorandum/),
    says(".prose p", /Its central document is the Rome Memorandum/), linksTo(".prose p a", ROME))],
  ["000-6", "words of one instrument told within another",
    on(PHASE, under("measures", says("p", /takes up an aim of the Rabat Memorandum/), linksTo("a", "quotation/q-rabat.html"))),
    on("quotation/q-rabat.html", relates("Words from or about", "document/rabat-memorandum.html", ROME), says("figcaption", "Rabat Memorandum")),
    on(ROME, relates("Takes up", "document/rabat-memorandum.html"))],
  ["000-7", "the parts of a document in one sentence",
    on(PHASE, under("measures", says("p", /has four parts: goals, the prison, the people and return/), linksTo("a", "section/rome-a.html", "section/rome-b.html", "section/rome-c.html", "section/rome-d.html"))),
    on(ROME, lists(".contents-title .card-number", ["A", "B", "C", "D"]))],
  ["000-8", "three intentions, unevenly worded", on(PHASE, under("legal", says("p", /words them unevenly; in our words:/),
    lists("li", ["people who were radicalised leave violent groups;", "they give up violence;", "they find their way back into society."])))],
  ["000-9", "five subjects, one of them double", on(PHASE, under("guidance",
    lists("tbody td", [
      "special training and qualifications", "Staff training", "sorting inmates", "Classification", "trust", "Religious dialogue",
      "protecting and vetting scholars and material, together with restorative justice", "Protection, Victims",
      "work with families and communities", "Family, Communities",
    ]),
    linksTo("td a", "theme/protection-measures.html", "theme/victims-restorative-justice.html")))],
  ["000-10", "examples of alternatives in brackets", on(PHASE, under("tailored",
    says("p", /reporting to the authorities, electronic monitoring, community service, a voluntary programme of reintegration/),
    linksTo("a", ["theme/alternatives-to-imprisonment.html", "measures other than prison"])))],
  ["000-11", "a numbered practice of another text",
    on(PHASE, under("tailored", linksTo("a", ["document/hague-marrakech.html#gp-19", "Good Practice 19"]))),
    on("document/hague-marrakech.html", says("h3#gp-19", /^Good Practice 19/))],
  ["000-12", "how strongly a text is recommended", on(PHASE,
    under("tailored", says("p", /calls two texts possibly useful in designing this: the Alternatives recommendations and the Neuchâtel Memorandum/)),
    under("legal", says("p", /it calls the IIJ prison recommendations a possible help/)))],
  ["000-13", "whom it is for", on(PHASE, notes("For whom", "Practitioners and policymakers"))],
  ["000-14", "an empty block that is to be filled", on(PHASE, under("latest",
    says("aside.alert", /Coming soon: nothing stood here when the page was copied\. It announces a place for initiatives led by governments/),
    linksTo("aside a", "page/initiatives.html")))],
  ["000-15", "the same page in French and Arabic",
    on(PHASE, linksTo(".languages a", [`fr/${PHASE}`, "français"], [`ar/${PHASE}`, "العربية"])),
    on(`fr/${PHASE}`, says("h1", "Réadaptation et réinsertion"), linksTo('.languages a[hreflang="en"]', PHASE), shows("three-phases-fr.svg")),
    on(`ar/${PHASE}`, says("h1", "إعادة التأهيل والدمج"), says('html[dir="rtl"] h1', "إعادة التأهيل والدمج"), shows("three-phases-ar.svg"))],

  // A project with a timeline.
  ["001-1", "a map of regions",
    on("page/regions.html",
      lists(".list .card-title", ["Africa", "East Africa", "West Africa", "Sahel", "Middle East and North Africa", "Maghreb", "Middle East", "South Asia", "South East Asia", "Europe", "North America", "South America"]),
      ({ path, root }) => {
        const tiles = all(root, ".tiles svg a");
        assert.equal(new Set(leads({ path, root }, ".tiles svg a").map(([, to]) => to)).size, 12);
        return tiles;
      },
      says(".prose p", /Two more labels on its map, a blank and an arrow, are decoration and no regions/)),
    on("region/maghreb.html", notes("Part of", "Africa", "MENA"))],
  ["001-2", "a title and an introduction", on(PROJECT,
    says("h1", "ICCT project on rehabilitation and reintegration"),
    says(".prose p", /since 2010.*It looks at prison.*The aim is to help governments/),
    under("results", says("p", /two things were under way: the training course and a tool to assess risk/)))],
  ["001-3", "six posts, oldest first", on(PROJECT, under("posts",
    linksOnlyTo("td a", HAGUE, ...["gctf-members-2012", "un-strategy-review-2012", "psychology-workshop-2013", "abu-dhabi-plenary-2013", "philippines-course-2013"].map((id) => `event/${id}.html`)),
    ({ root }) => {
      const dates = all(root, "tbody tr").map((line) => all(line, "td")[0]);
      assert.equal(dates.length, 6);
      const days = dates.map((it) => Date.parse(`${textOf(it)} UTC`));
      assert.ok(days.every((day, idx) => idx === 0 || day > days[idx - 1]), `${days}`);
      return dates;
    }))],
  ["001-4", "the date of a post is not that of what it tells",
    on("event/philippines-course-2013.html", notes("Posted", "1 August 2013"), says(".eyebrow bdi", "second half of 2013"),
      notes("On the date", "The project page posted this on 1 August 2013, before most of the time it describes.")),
    on("event/abu-dhabi-plenary-2013.html", notes("Posted", "3 June 2013"), says(".eyebrow bdi", "3–5 June 2013")),
    on("timeline.html", says("#_gctf-members-2012 time[datetime=\"2012-05\"]", "May 2012"), says("#_philippines-course-2013 time[datetime=\"2013\"]", "second half of 2013"))],
  ["001-5", "a block about the project", on(PROJECT, says("h2#about", "About the project"), under("about", says("p", /what the good practices are for: to guide States/)))],
  ["001-6", "one subject told twice",
    on(PROJECT, under("about", says("p", /tells a second time how the Rome Memorandum came about/))),
    on("event/gctf-members-2012.html", says(".prose p", /tells this twice, once in a post and once under “About the project”/), linksTo(".prose a", `${PROJECT}#about`))],
  ["001-7", "a block without a heading, on a planned set of tools",
    on(PROJECT, under("about", says("p", /^A part without a heading then describes/), linksTo("a", "tool/icct-battery.html"))),
    on("tool/icct-battery.html", relates("Uses", "tool/vera-2.html", "tool/sq.html"), notes("Developed by", "ICCT, with the authors of the two tools"))],
  ["001-8", "people with title, role and body",
    on("event/philippines-course-2013.html", notes("People named", "Doug Stone (Senior Advisor of UNICRI; Major General, retired), Arie Kruglanski (Professor of Psychology, University of Maryland), Peter Bennett (Director, International Centre for Prison Studies)")),
    on("event/un-seminar-2012.html", notes("People named", "Ban Ki-moon (UN Secretary-General; keynote), Jonathan Lucas (Director of UNICRI; chair of the morning), Peter Knoope (former Director of ICCT; speaker), Douglas Stone (Senior Advisor of UNICRI; speaker)")),
    on("tool/vera-2.html", notes("Developed by", "Elaine Pressman and J. Flockton"))],
  ["001-9", "figures", on(PROJECT, under("figures",
    row("about 20", /^countries at/), row("30", "independent experts there"), row("more than twenty", /^practitioners and experts/),
    row("15", /^countries at/), row("20–25", /^participants in/), row("one week", "length of the course"))),
    on(HAGUE, notes("Participants", "About 20 countries, a number of multilateral organisations, 30 independent experts"), notes("Source", "ICCT event page, ICCT project page and an ICCT project history, stored copies"))],
  ["001-10", "whom to ask", on(PROJECT, notes("Contact named on the page", "Liesbeth van der Heide, Research Fellow, as the page named her; this may have changed"))],
  ["001-11", "what is under way “currently”", on(PROJECT, under("results", says("p", /The page carries no date for this “currently”/)), says(".margin .note", /^Reviewed 22 November 2026$/))],
  ["001-12", "several bodies and countries at one event",
    on("event/abu-dhabi-plenary-2013.html", relates("Held by", ...["gctf", "icct", "unicri", "hedayah"].map((id) => `organisation/${id}.html`)), notes("Participants", "Delegations from 15 countries, practitioners and experts")),
    on("event/ministerial-2012.html", relates("Held by", ...["gctf", "gov-turkey", "gov-us"].map((id) => `organisation/${id}.html`)), says(".eyebrow bdi", "Turkey; Istanbul, according to a press report"))],
  ["001-13", "slips of spelling",
    on(PROJECT, under("spelling", says("p", /“DeRadicalisation” as one word in one place, and “In corporation with” where cooperation is meant/))),
    does(() => {
      const [slip, asFound, usual] = found("corporation", "DeRadicalisation", "de-radicalisation");
      assert.deepEqual(slip.slice(0, 2).sort(), ["abu-dhabi-plenary-2013", "icct-rehabilitation"]);
      assert.deepEqual(asFound, usual);
    })],

  // An article of a toolkit.
  ["002-1", "the name of the site above the page",
    on(ROME, linksTo(".site-name a", ["index.html", "Vade mecum of rehabilitation and reintegration"])),
    on("work/toolkit.html", says("h1", "Lifecycle Initiative Toolkit"))],
  ["002-2", "the full official title",
    on(ROME, says("h1", "Rome Memorandum on Good Practices for Rehabilitation and Reintegration of Violent Extremist Offenders")),
    on(PHASE, linksTo(".prose a", [ROME, "Rome Memorandum"]))],
  ["002-3", "the document to download", on(ROME,
    notes("Attached file", "The toolkit page offers the document for download. No copy is bundled with this library."),
    notes("Official address (not opened)", "toolkit.thegctf.org/en/Resources/Articles/Detail/id/70"))],
  ["002-4", "a teaser that comes again in the text", on(ROME,
    ({ root }) => {
      const [statement] = all(root, ".statement");
      assert.match(textOf(statement), /^The central guidance on prison-based rehabilitation/);
      assert.ok(all(root, ".prose").every((it) => !textOf(it).includes(textOf(statement))), "the summary comes again in the text");
      return [statement];
    },
    under("article", says("li", "It begins with a teaser of two sentences and repeats them further down.")))],
  ["002-5", "a quotation with speaker, office and a date in figures",
    on("quotation/q-terzi.html", says(".quotation blockquote", /first international soft law compendium/),
      lists(".quotation figcaption bdi", ["Giulio Terzi", "Foreign Minister of Italy", "06/07/2012"]), notes("On the date", "Read with the month first, 06/07/2012 is 7 June 2012, a day of the plenary that adopted the text. Read with the day first it would be 6 July."))],
  ["002-6", "a quotation with a month only, and a slip",
    on("quotation/q-bennett.html", says(".quotation blockquote", /violen['’]t \[sic\] extremist offenders/), lists(".quotation figcaption bdi", ["Peter Bennett", "Director, International Centre for Prison Studies", "December 2013"]),
      notes("On the date", "The source gives the month only."), notes("As found", "The source misspells “violent” with an apostrophe. It is kept and marked."))],
  ["002-7", "omissions inside quotations",
    on("quotation/q-bennett.html", says(".quotation blockquote", /The Rome Memorandum … could well become/), notes("Omissions", "One omission is marked in the source")),
    on("quotation/q-rome-5.html", says(".quotation blockquote", / …”$/), notes("Omissions", "The end of the sentence is left out here"))],
  ["002-8", "three reasons in running text", on(ROME, under("why-prisons", ({ root }) => {
    const items = all(root, "ol li");
    assert.deepEqual(items.map((it) => /recruit|released|chance/.exec(textOf(it))?.[0]), ["recruit", "released", "chance"]);
    return items;
  }))],
  ["002-9", "seven kinds of people", on(ROME, under("article",
    linksOnlyTo('td a[href^="../actor/"]', ...["psychologists", "law-enforcement", "families", "religious-scholars", "victims-and-advocates", "formers", "community-leaders"].map((id) => `actor/${id}.html`)),
    linksOnlyTo('td a[href^="../practice/"]', ...["c-psychologists", "c-law-enforcement", "d-family", "c-religious-scholars", "c-victims", "c-formers", "c-community"].map((id) => `practice/rome-${id}.html`))))],
  ["002-10", "five notable passages of the document",
    on(ROME, under("reception", says("p", /^The toolkit gives five passages as notable/), linksTo("a", ...[1, 2, 3, 4, 5].map((n) => `quotation/q-rome-${n}.html`)))),
    ...[[2, "intake", "rome-b-intake"], [3, "scholars", "rome-c-religious-scholars"], [4, "victims", "rome-c-victims"]].map(([n, , practice]) =>
      on(`quotation/q-rome-${n}.html`, relates("Words from or about", ROME, `practice/${practice}.html`), says(".quotation blockquote", /^“.+”$/))),
    on("practice/rome-c-victims.html", relates("Quotations", "quotation/q-rome-4.html"))],
  ["002-11", "five sectors", on(ROME, notes("Sector (toolkit)", "Government institutions", "International agencies", "Private sector", "Judicial", "Law enforcement (sector)"))],
  ["002-12", "one theme", on(ROME, notes("Life cycle", "Rehabilitation and reintegration"), under("article", says("li", /^It files the text under five Sectors and one theme, rehabilitation and reintegration\.$/)))],
  ["002-13", "a way back", on(ROME, linksTo(".breadcrumbs a", "page/documents.html")), does(async () => {
    const guest = await reader("Chromium", { hasScripts: false });
    try {
      await guest.open(fileUrl(site, "index.html"));
      const list = await guest.follow('.menu a[href="page/documents.html"]');
      await guest.follow('main a[href="../document/rome-memorandum.html"]');
      assert.equal(await guest.follow('.breadcrumbs a[href="../page/documents.html"]'), list);
    } finally {
      await guest.close();
    }
  })],
  ["002-14", "told in the order of the document", on(ROME, under("contents", linksOnlyTo("td a", ...["a", "b", "c", "d"].map((letter) => `section/rome-${letter}.html`))))],
  ["002-15", "date, publisher and phase", on(ROME,
    under("article", says("li", /^The Arabic page prints a date of the Islamic calendar, 22\/11\/1437\. That is about 25 August 2016/)),
    linksTo(".eyebrow a", ["organisation/gctf.html", "Global Counterterrorism Forum"]), linksTo(".margin a", PHASE))],

  // An event that is over.
  ["003-1", "back to the overview", on(HAGUE, linksTo(".prose a", "page/events.html"), linksTo(".breadcrumbs a", PROJECT)), on("page/events.html", linksTo(".list a", HAGUE))],
  ["003-2", "it is over", on(HAGUE, says(".eyebrow", /· Past event$/)), on(`fr/${HAGUE}`, says(".eyebrow", /· Événement passé$/)), on(`ar/${HAGUE}`, says(".eyebrow", /فعالية سابقة$/))],
  ["003-3", "one name in three forms",
    on(HAGUE, says("h1", "Rehabilitation and Reintegration of Violent Extremist Offenders: Good Practices & Lessons Learned")),
    on("event/lucca-2011.html", linksTo(".prose a", [HAGUE, "The Hague conference"])),
    does(() => assert.ok(found("ICCT/UNICRI conference")[0].includes("the-hague-2011")))],
  ["003-4", "two sessions with dates of their own",
    on(HAGUE, relates("Contains", "event/the-hague-2011-roundtable.html", "event/the-hague-2011-lectures.html"), under("sessions", row("Roundtable of experts", "6–7 December"), row("Lectures and workshops for a wider group", "8–9 December"))),
    on("event/the-hague-2011-roundtable.html", says(".eyebrow bdi", "6–7 December 2011"), notes("Part of", "The Hague conference")),
    on("event/the-hague-2011-lectures.html", says(".eyebrow bdi", "8–9 December 2011"), notes("Part of", "The Hague conference"))],
  ["003-5", "hosts, place and numbers", on(HAGUE,
    relates("Held by", "organisation/icct.html", "organisation/unicri.html"), says(".eyebrow bdi", "The Hague"), says(".eyebrow bdi", "6–9 December 2011"),
    notes("Participants", "About 20 countries, a number of multilateral organisations, 30 independent experts"))],
  ["003-6", "the second of a series", on(HAGUE, relates("Follows", "event/lucca-2011.html"), says(".prose p", /the second event of the series, after Lucca/)), on("event/lucca-2011.html", relates("Followed by", HAGUE))],
  ["003-7", "seven issues in one sentence", on(HAGUE, under("questions",
    ({ root }) => {
      const lines = all(root, "tbody tr");
      assert.equal(lines.length, 7);
      return lines;
    },
    linksOnlyTo('td a[href^="../theme/"]', ...["multidisciplinary-team", "information-sharing", "aftercare", "victims-restorative-justice", "formers-engagement",
      "prison-standards-and-security", "communications-control", "preventing-prison-radicalisation"].map((id) => `theme/${id}.html`))))],
  ["003-8", "three points marked out", on(HAGUE, under("findings", ({ root }) => {
    const items = all(root, "ol li");
    assert.deepEqual(items.map((it) => /safe, secure and well run|keeps inmates from being radicalised|Trust is the key/.exec(textOf(it))?.[0]),
      ["safe, secure and well run", "keeps inmates from being radicalised", "Trust is the key"]);
    return items;
  }))],
  ["003-9", "no single model", on(HAGUE, under("findings", says("p", /^No single model\..*“one size fits all” does not work/), linksTo("a", "quotation/q-onesize.html")))],
  ["003-10", "a document discussed, finished and handed over",
    on(HAGUE, under("document", says("p", /ICCT then finished it and handed it to UNICRI/), linksTo("a", "work/good-practices-document.html"))),
    on("work/good-practices-document.html", row("discussed", "the conference in The Hague", "6–9 December 2011"), row("finished, and handed to UNICRI", "ICCT", "after the conference"), row("adopted", "the ministerial plenary", "7–8 June 2012"))],
  ["003-11", "an attached summary", on(HAGUE, notes("Attached file", "“Executive Summary The Hague Rehab Conference December 2011”: named on the event page; not bundled with this library, and not seen"))],
  ["003-12", "what was agreed at the end", on(HAGUE, under("findings", says("p", /^In closing, the experts agreed .* a team of many professions is needed/), linksTo("a", "practice/rome-c-multidisciplinary.html")))],

  // A text in Markdown.
  ["004-1", "bold headings of two levels", does(() => {
    const headings = { h2: "Conference: Good Practices & Lessons Learned", h3: "Review of the Strategy" };
    const { page } = pageOf("## **Conference: Good Practices & Lessons Learned**\n\n### **Review of the *Strategy***\n\n## One\n\n## Two\n\n## Three");
    lists(".outline li a", [headings.h2, headings.h3, "One", "Two", "Three"])(page);
    lists("h2#conference-good-practices-lessons-learned", [headings.h2])(page);
    lists("h3#review-of-the-strategy", [headings.h3])(page);
  })],
  ["004-2", "links that lead nowhere", does(() => {
    const { said } = pageOf("The [first event](#) and the [document](#).");
    assert.match(said, /empty-link/);
    assert.match(said, /old\.md:4:5[\s\S]*old\.md:4:30/);
    assert.doesNotMatch(pageOf("The [first event](other.md) and the [document](other.md).").said, /empty-link/);
  })],
  ["004-3", "the same words linked twice",
    on("work/good-practices-document.html", linksTo(".backlinks a", HAGUE, "event/gctf-members-2012.html", "event/un-seminar-2012.html")),
    on(HAGUE, linksTo(".prose a", ["work/good-practices-document.html", "a document of good practices"]))],
  ["004-4", "a quotation that is a link", on("event/ministerial-2012.html", under("said", linksTo("a", ["quotation/q-terzi.html", "“the first international soft law compendium”"])))],
  ["004-5", "a link over a clause with its stop", does(() => {
    const { page } = pageOf("They brought it [to the attention of the large audience.](other.md) Then they left.");
    linksTo(".prose a", ["other.html", "to the attention of the large audience."])(page);
    says(".prose p", "They brought it to the attention of the large audience. Then they left.")(page);
  })],
  ["004-6", "horizontal rules", does(() => {
    const { page, said } = pageOf("First.\n\n---\n\n## Second\n\ntitle: not a title\n\n---\n\nThird.\n\n---\n\nFourth.\n\n---\n\nFifth.");
    assert.equal(all(page.root, ".prose hr").length, 4);
    says("h1", "Old page")(page);
    says(".prose p", "title: not a title")(page);
    assert.doesNotMatch(said, /front-matter/);
  }), on(PROJECT, ({ root }) => {
    const rules = all(root, ".prose hr");
    assert.equal(rules.length, 1);
    return rules;
  })],
  ["004-7", "dates in the text alone", on("event/gctf-members-2012.html", says(".eyebrow bdi", "May 2012"), says(".margin .note", /^On the date .*That the meeting was held on that day was not seen\.$/)), does(() => {
    const { entries } = JSON.parse(readFileSync(join(site, "data/entries.json"), "utf8"));
    const dates = Object.fromEntries(entries.filter(({ lang }) => lang === "en").map(({ id, fields }) => [id, fields?.start]));
    assert.match(JSON.stringify(dates["gctf-members-2012"]), /2012-05(?!-)/);
    assert.match(JSON.stringify(dates["the-hague-2011"]), /2011-12-06/);
  })],
  ["004-8", "later events below an earlier heading",
    on(PROJECT, under("accounts", says("p", /puts later meetings under the heading of the conference and the Memorandum; here they stand in order of time\.$/)),
      relates("Contains", HAGUE, ...["gctf-members-2012", "un-strategy-review-2012", "psychology-workshop-2013", "abu-dhabi-plenary-2013", "philippines-course-2013"].map((id) => `event/${id}.html`))),
    on("timeline.html", ({ root }) => {
      const ids = ["lucca-2011", "the-hague-2011", "gctf-members-2012", "ministerial-2012", "un-strategy-review-2012", "psychology-workshop-2013", "abu-dhabi-plenary-2013"].map((id) => `_${id}`);
      const lines = all(root, ".line").filter((it) => ids.includes(attribute(it, "id")));
      assert.deepEqual(lines.map((it) => attribute(it, "id")), ids);
      return lines;
    })],
  ["004-9", "a second account of the same events",
    on(PROJECT, under("accounts", linksTo("a", ...["the-hague-2011", "ministerial-2012", "un-strategy-review-2012", "abu-dhabi-plenary-2013"].map((id) => `event/${id}.html#accounts`)))),
    on(HAGUE, under("accounts", row("Hosts", "UNICRI and ICCT", "not named in the post", "ICCT and UNICRI"), row("Who asked for help", "governments", "“participant nations”", "states"), row("UNICRI’s help", "“will” begin in early 2012", "not mentioned", "“would” begin from early 2012"))),
    on("event/ministerial-2012.html", under("accounts", row("Terzi’s words", "not mentioned", "quoted, without a date"))),
    on("event/un-strategy-review-2012.html", under("accounts", row("The keynote and the morning on rehabilitation", "told as part of the review", "belong to a separate seminar before it"))),
    on("event/abu-dhabi-plenary-2013.html", under("accounts", row("Findings on coordination, balance and assessment", "missing", "given"), row("Spelling in the name", "“DeRadicalisation”", "“De-Radicalisation”")))],
  ["004-10", "acronyms linked where they first come",
    on("event/un-seminar-2012.html", linksTo(".prose a", ["organisation/ctitf.html", "CTITF"])),
    on("event/gctf-members-2012.html", linksTo(".prose a", ["organisation/gctf.html", "GCTF"])),
    on("organisation/ctitf.html", says("h1", "United Nations Counter-Terrorism Implementation Task Force"), says(".backlinks .card-title", /^Seminar on dialogue/))],
  ["004-11", "letters with accents",
    on("event/ministerial-2012.html", says(".prose p", /Davutoğlu/)),
    does(() => {
      const [minister, capitals, town, accented, straight, curly] = found("davutoglu", "DAVUTOĞLU", "neuchatel", "Neuchâtel", "Italy's Foreign Minister", "Italy’s Foreign Minister");
      assert.equal(minister[0], "ministerial-2012");
      assert.deepEqual(minister, capitals);
      assert.ok(town.includes("neuchatel-memorandum"));
      assert.deepEqual(town, accented);
      assert.ok(straight.includes("q-terzi"));
      assert.deepEqual(straight, curly);
    })],
  ["004-12", "British and American spelling", does(() => {
    const [other, british, ...spellings] = found("disengagement", "deradicalisation", "deradicalization", "de-radicalization", "de-radicalisation");
    assert.equal(british[0], "de-radicalisation");
    assert.equal(british.length, 5);
    for (const spelling of spellings) assert.deepEqual(spelling, british);
    assert.notDeepEqual(other, british);
  })],
];

for (const [id, what, ...shown] of ROWS) {
  test(`${id}: ${what}`, async () => {
    for (const { path, checks = [], act } of shown) {
      await act?.();
      for (const check of checks) {
        const page = pageAt(site, path);
        takeOut(check(page));
        assert.throws(() => check(page), `${path} without the elements that show it passes as well: ${check}`);
      }
    }
  });
}

test("every feature of the five pages has its row", () => {
  const numbers = (page, n) => Array.from({ length: n }, (_, idx) => `${page}-${idx + 1}`);
  assert.deepEqual(ROWS.map(([id]) => id), [["000", 15], ["001", 13], ["002", 15], ["003", 12], ["004", 12]].flatMap(([page, n]) => numbers(page, n)));
});

// How the toolkit files its articles: sectors as its pages showed them, themes by the nearest of ours.
const GOVERNMENT = "sector/sector-government.html";
const INTERNATIONAL = "sector/sector-international.html";
const FAMILIES = "sector/sector-families.html";
const JUSTICE = ["sector/sector-judicial.html", "sector/sector-law-enforcement.html"];
const THEMES = { "Community Policing": "theme/community-engagement.html", "Families and CVE": "theme/family-support.html", "Juvenile Justice": "theme/juveniles.html", "Rehab and Reintegration": undefined };
const ARTICLES = [
  [ROME, /^Rome Memorandum \(id 70\)$/, [GOVERNMENT, INTERNATIONAL, "sector/sector-private.html", ...JUSTICE], "Rehab and Reintegration"],
  ["document/rome-addendum-legal.html", /^Legal Addendum \(id 57, French\)$/, [GOVERNMENT, INTERNATIONAL, ...JUSTICE], "Rehab and Reintegration"],
  ["document/alternatives-recommendations.html", /^Alternatives \(id 61\)$/, [GOVERNMENT, INTERNATIONAL, ...JUSTICE], "Rehab and Reintegration"],
  ["document/hague-marrakech-addendum.html", /^Addendum on returning FTFs \(id 99\)$/, [GOVERNMENT, "sector/sector-civil-society.html", "sector/sector-communities.html"], "Community Policing, Families and CVE"],
  ["work/returning-families.html", /^Returning families \(id 92\)$/, [GOVERNMENT, INTERNATIONAL, FAMILIES, ...JUSTICE], "Juvenile Justice, Rehab and Reintegration"],
  ["work/madrid-memorandum.html", /^Madrid Memorandum \(id 103\)$/, [GOVERNMENT, INTERNATIONAL, FAMILIES, ...JUSTICE], "Community Policing, Rehab and Reintegration"],
  ["document/neuchatel-memorandum.html", /^Neuchâtel Memorandum \(id 58\)$/, [], "not seen"],
  ["document/guidance-aftercare.html", /^Aftercare \(id 81, French\)$/, [], "Rehab and Reintegration"],
  ["document/guidance-psychologists.html", /^Psychologists \(id 82, French\)$/, [], "Rehab and Reintegration"],
];

for (const [path, name, sectors, themes] of ARTICLES) {
  test(`${path} is filed as the toolkit files it`, () => {
    const page = pageAt(site, path);
    linksOnlyTo('.margin a[href^="../sector/"]', ...sectors)(page);
    const nearest = themes.split(", ").map((theme) => THEMES[theme]).filter(Boolean);
    linksTo(".margin a", ...nearest)(page);
    row(name, /./, themes)(pageAt(site, "work/toolkit.html"));
  });
}

test("nothing else is filed under a sector of the toolkit", () => {
  const { entries } = JSON.parse(readFileSync(join(site, "data/entries.json"), "utf8"));
  const filed = entries.filter(({ lang, relations }) => lang === "en" && relations?.sectors).map(({ url }) => url);
  assert.deepEqual(filed.sort(), ARTICLES.filter(([, , sectors]) => sectors.length > 0).map(([path]) => path).sort());
});

test("the toolkit has three phases, thirteen sectors and five themes", () => {
  const themes = ["Community Policing", "Women and CVE", "Families and CVE", "Juvenile Justice", "Rehab and Reintegration"];
  for (const theme of themes) row(theme, /./)(pageAt(site, "work/toolkit.html"));
  lists(".list .card-title", ["Prevention", "Detection and intervention", "Rehabilitation and reintegration"])(pageAt(site, "page/lifecycle.html"));
  lists(".list .card-title", [
    "Government institutions", "International agencies", "Private sector", "NGOs", "Media and technology", "Civil society", "Communities",
    "Families (sector)", "Academia (sector)", "Judicial", "Law enforcement (sector)", "Sports, arts and culture", "Healthcare (sector)",
  ])(pageAt(site, "page/sectors.html"));
});
