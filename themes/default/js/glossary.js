/* What a term means, beside it: while the pointer or the focus is on it, or after a tap. The definitions stand at the
   end of the page, each link names its own in aria-describedby, so they are read aloud without this script.
   Escape closes, the pointer may move onto it, and no text moves. */
window.vademecum = window.vademecum || {};

vademecum.glossary = (function () {
  var link, box, timer, pointer = "";

  function term_of(event) {
    return event.target.closest ? event.target.closest("a.term[aria-describedby]") : null;
  }

  function is_on(event) {
    return Boolean(box) && (box.contains(event.target) || link.contains(event.target));
  }

  function show(term) {
    clearTimeout(timer);
    var text = document.getElementById(term.getAttribute("aria-describedby"));
    if (link === term || !text) return;
    hide();
    link = term;
    box = document.createElement("span");
    box.className = "definition";
    box.append.apply(box, text.cloneNode(true).childNodes);
    // The term itself leads to its entry: no second stop on the way of the keyboard.
    box.querySelectorAll("a").forEach(function (a) { a.tabIndex = -1; });
    link.after(box);
    place();
  }

  /** Below the term where there is room, else above it: it may take two lines. Never beyond the edges of the window. */
  function place() {
    if (!box) return;
    var word = link.getBoundingClientRect();
    var size = box.getBoundingClientRect();
    var left = getComputedStyle(link).direction === "rtl" ? word.right - size.width : word.left;
    var is_below = word.bottom + size.height + 8 < window.innerHeight || word.top < size.height + 8;
    box.style.left = Math.max(8, Math.min(left, document.documentElement.clientWidth - size.width - 8)) + "px";
    box.style.top = (is_below ? word.bottom : word.top - size.height) + "px";
  }

  function hide() {
    clearTimeout(timer);
    if (box) box.remove();
    link = box = null;
  }

  /** Unless the pointer is back soon: the way to the definition may lead past other words. */
  function leave() {
    clearTimeout(timer);
    timer = setTimeout(function () {
      if (document.activeElement !== link) hide();
    }, 300);
  }

  document.addEventListener("pointerdown", function (event) {
    pointer = event.pointerType;
    if (!is_on(event)) hide();
  }, true);
  document.addEventListener("pointerover", function (event) {
    if (event.pointerType !== "mouse") return;
    var term = term_of(event);
    if (term) show(term);
    else if (is_on(event)) clearTimeout(timer);
    else if (box) leave();
  });
  document.addEventListener("focusin", function (event) {
    var term = term_of(event);
    if (term && !pointer) show(term);
    else if (!is_on(event)) hide();
  });
  document.addEventListener("click", function (event) {
    var term = term_of(event);
    // The first tap shows what the word means, the second follows it.
    if (!term || pointer !== "touch" || link === term) return;
    event.preventDefault();
    show(term);
  });
  document.addEventListener("keydown", function (event) {
    pointer = "";
    if (event.key !== "Escape" || !box) return;
    event.preventDefault();
    if (box.contains(document.activeElement)) link.focus();
    hide();
  });
  window.addEventListener("scroll", place, { passive: true, capture: true });
  window.addEventListener("resize", place);
  /* A page that is served gets a new body after each edit. */
  document.addEventListener("vademecum:swapped", hide);
  return { show: show, hide: hide };
})();
