/* A button beside the citation that copies it. Made here, so that without scripts there is no dead control.
   The words come from the page: data-copy on what surrounds the citation is the button's label,
   data-copied and data-selected are what it says afterwards. */
window.vademecum = window.vademecum || {};

vademecum.copy = {
  /** Selects the text of an element, for the reader to copy. */
  select: function (element) {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  },

  /** Puts the text of an element on the clipboard. Answers whether that worked; if not, the text is selected. */
  text: function (element) {
    var fallback = function () {
      vademecum.copy.select(element);
      try { return document.execCommand("copy"); } catch (e) { return false; }
    };
    if (!navigator.clipboard) return Promise.resolve(fallback());
    return navigator.clipboard.writeText(element.textContent).then(function () { return true; }, fallback);
  },

  /** Gives one citation its button. */
  button: function (holder) {
    var citation = holder.querySelector(".citation");
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = holder.dataset.copy;
    var status = document.createElement("span");
    status.className = "copy-status";
    status.setAttribute("role", "status");
    button.addEventListener("click", function () {
      status.textContent = "";
      vademecum.copy.text(citation).then(function (is_copied) {
        status.textContent = is_copied ? holder.dataset.copied : holder.dataset.selected;
      });
    });
    holder.append(button, status);
  },

  start: function () {
    document.querySelectorAll("[data-copy]").forEach(vademecum.copy.button);
  }
};

vademecum.copy.start();
/* A page that is served gets a new body after each edit. */
document.addEventListener("vademecum:swapped", vademecum.copy.start);
