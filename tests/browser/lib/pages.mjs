// One page of every type. Ids are permanent, so these names stay.
export const PAGES = {
  "home": "index.html",
  "practice with a sourced number": "practice/rome-c-psychologists.html",
  "practice with a marked number": "practice/rome-b-intake.html",
  "practice without a number": "practice/rome-d-parole.html",
  "document": "document/rome-memorandum.html",
  "section": "section/rome-b.html",
  "actor": "actor/psychologists.html",
  "theme": "theme/religious-dialogue.html",
  "phase": "phase/custody.html",
  "organisation": "organisation/gctf.html",
  "folder": "page/practices.html",
  "event": "event/the-hague-2011.html",
  "work": "work/toolkit.html",
  "initiative": "initiative/icct-rehabilitation.html",
  "tool": "tool/vera-2r.html",
  "quotation": "quotation/q-rabat.html",
  "sector": "sector/sector-government.html",
  "region": "region/europe.html",
  "life cycle": "lifecycle/lifecycle-rehabilitation.html",
  "course": "course/course-one-week.html",
  "module": "module/module-4.html",
  "exercise": "exercise/exercise-northgate.html",
  "article": "page/how-made.html",
  "glossary": "page/glossary.html",
  "term": "term/disengagement.html",
  "A to Z": "a-z.html",
  "a letter": "a-z/c.html",
  "whole document": "document/rome-memorandum/whole.html",
  "quotations": "page/quotations.html",
  "what changed": "changes.html",
  "about this copy": "about-this-copy.html",
  "timeline": "timeline.html",
  "reading list": "reading-list.html",
  "search": "search.html",
  "coverage matrix": "matrix.html",
  "map": "map.html",
  "folder with tiles": "page/regions.html",
  "row of a matrix": "matrix/themes-actors/juveniles.html",
  "alias": "practice/rome-family.html",
  "404": "404.html",
};

/** One entry of the right-to-left site: a table, a list and names in Latin letters. */
export const RTL_PAGES = {
  "right-to-left entry": "practice/lending.html",
  "right-to-left home": "index.html",
  "right-to-left glossary": "article/glossary.html",
};

export const LANGUAGES = ["en", "fr", "ar"];

/** Where a page of the shipped library lies in another of its languages. */
export const pathIn = (lang, path) => (lang === "en" ? path : `${lang}/${path}`);
