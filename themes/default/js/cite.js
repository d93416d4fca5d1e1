/* Beside the citation, the same as a record for a reference manager: shown in place, and copied.
   Made from the page's own JSON-LD and from what stands at the links to all records (data-key, data-note), so that
   pages stay small. src/model/citation.rs says the same for the files with all records; a test holds both together. */
vademecum.cite = {
  /** What there is to say of a page: its JSON-LD, the record's name, the words on its number, its address. */
  record: function (page, key, note, address) {
    return {
      key: key,
      title: vademecum.cite.folded(page.name),
      site: vademecum.cite.folded(page.isPartOf.name),
      date: page.dateModified ? page.dateModified.split("-") : [],
      note: vademecum.cite.folded(note || ""),
      lang: page.inLanguage,
      address: address
    };
  },

  /** On one line: control characters and the spaces around them are one space. */
  folded: function (text) {
    return text.replace(/[\u0000-\u0020\u007f-\u009f\u2028\u2029]+/g, " ").replace(/^ | $/g, "");
  },

  /** For LaTeX, whose own characters are written as commands. */
  latex: function (text) {
    var commands = {
      "\\": "textbackslash", "{": "textbraceleft", "}": "textbraceright", "^": "textasciicircum", "~": "textasciitilde",
      "<": "textless", ">": "textgreater", "|": "textbar"
    };
    /* Two hyphens would be one dash, two quotation marks one. */
    return text
      .replace(/[&%$#_\\{}^~<>|]/g, function (c) { return "\\" + (commands[c] ? commands[c] + "{}" : c); })
      .replace(/([-'`])(?=\1)/g, "$1{}")
      .replace(/\u00a0/g, "~");
  },

  BibTeX: function (record) {
    var months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    var latex = vademecum.cite.latex, date = record.date;
    var fields = ["title = {{" + latex(record.title) + "}}", "howpublished = {" + latex(record.site) + "}"];
    if (date[0]) fields.push("year = {" + date[0] + "}");
    if (date[1]) fields.push("month = " + months[date[1] - 1]);
    if (date[2]) fields.push("day = {" + Number(date[2]) + "}");
    if (record.note) fields.push("note = {" + latex(record.note) + "}");
    fields.push("language = {" + record.lang + "}");
    fields.push("url = {" + record.address.replace(/\{/g, "%7B").replace(/\}/g, "%7D") + "}");
    return "@misc{" + record.key + ",\n  " + fields.join(",\n  ") + "\n}\n";
  },

  RIS: function (record) {
    var date = record.date;
    var lines = [["TY", "ELEC"], ["ID", record.key], ["TI", record.title], ["T2", record.site]];
    if (date[0]) lines.push(["PY", date[0]], ["DA", date[0] + "/" + (date[1] || "") + "/" + (date[2] || "") + "/"]);
    if (record.note) lines.push(["N1", record.note]);
    lines.push(["LA", record.lang], ["UR", record.address], ["ER", ""]);
    return lines.map(function (line) { return line[0] + "  - " + line[1] + "\r\n"; }).join("");
  },

  "CSL-JSON": function (record) {
    var item = { id: record.key, type: "webpage", title: record.title, "container-title": record.site };
    if (record.date.length) item.issued = { "date-parts": [record.date.map(Number)] };
    if (record.note) item.note = record.note;
    item.language = record.lang;
    item.URL = record.address;
    return JSON.stringify([item], null, 2) + "\n";
  },

  /** The page's address: the one that it names itself, else its path below the folder of all records. */
  address: function (holder) {
    var canonical = document.querySelector("link[rel=canonical]");
    if (canonical) return canonical.href;
    var root = holder.querySelector("a").pathname.replace(/[^/]*$/, "");
    return location.pathname.slice(root.length);
  },

  /** Gives one citation its buttons. */
  buttons: function (holder) {
    var data = document.querySelector("script[type='application/ld+json']");
    if (!data) return;
    var page = JSON.parse(data.textContent);
    var record = vademecum.cite.record(page, holder.dataset.key, holder.dataset.note, vademecum.cite.address(holder));
    var words = holder.previousElementSibling.dataset;
    var make = function (name, attributes, text) {
      var element = document.createElement(name);
      Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
      element.textContent = text || "";
      return element;
    };
    var group = make("p", { role: "group", "aria-label": holder.dataset.label });
    group.append(make("span", { "class": "records-label" }, holder.dataset.label));
    var shown = make("pre", { role: "region", dir: "ltr", tabindex: "0", hidden: "" });
    var status = make("span", { "class": "copy-status", role: "status" });
    var all = ["BibTeX", "RIS", "CSL-JSON"].map(function (form) {
      var button = make("button", { type: "button", "aria-pressed": "false" }, form);
      button.addEventListener("click", function () {
        var is_open = button.getAttribute("aria-pressed") === "true";
        all.forEach(function (other) { other.setAttribute("aria-pressed", String(other === button && !is_open)); });
        shown.hidden = is_open;
        status.textContent = "";
        if (is_open) return;
        shown.textContent = vademecum.cite[form](record);
        shown.setAttribute("aria-label", form);
        vademecum.copy.text(shown).then(function (is_copied) {
          status.textContent = is_copied ? words.copied : words.selected;
        });
      });
      return button;
    });
    all.forEach(function (button) { group.append(button, " "); });
    group.append(status);
    holder.prepend(group, shown);
  },

  start: function () {
    document.querySelectorAll(".records").forEach(vademecum.cite.buttons);
  }
};

vademecum.cite.start();
document.addEventListener("vademecum:swapped", vademecum.cite.start);
