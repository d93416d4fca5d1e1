/** Swaps the open page when its sources change, and shows what is wrong when they cannot be built. */
(function () {
  "use strict";

  /** The site's path of the page that is open. */
  function here() {
    var path = decodeURIComponent(location.pathname).replace(/^\/+/, "");
    return path === "" || path.endsWith("/") ? path + "index.html" : path;
  }

  /** Puts a new page's head and body in place of the old ones; the reader stays where he is. */
  function swap(html) {
    var next = new DOMParser().parseFromString(html, "text/html");
    var fresh = next.querySelectorAll("link[rel=stylesheet]");
    document.querySelectorAll("link[rel=stylesheet]").forEach(function (old, idx) {
      if (fresh[idx] && fresh[idx].getAttribute("href") !== old.getAttribute("href")) old.replaceWith(fresh[idx].cloneNode());
    });
    document.title = next.title;
    var data = document.querySelector("script[type='application/ld+json']");
    var freshData = next.querySelector("script[type='application/ld+json']");
    if (data && freshData) data.textContent = freshData.textContent;
    document.body.replaceWith(document.adoptNode(next.body));
    document.dispatchEvent(new Event("vademecum:swapped"));
  }

  function load() {
    fetch(location.pathname, { cache: "no-store" })
      .then(function (answer) { return answer.text(); })
      .then(swap)
      .catch(function () { location.reload(); });
  }

  /** Shows or hides what is wrong, as a page over the last good one. */
  function problems(areThere) {
    var old = document.getElementById("vademecum-problems");
    if (old) old.remove();
    if (!areThere) return;
    var frame = document.createElement("iframe");
    frame.id = "vademecum-problems";
    frame.title = "The last change cannot be shown";
    frame.src = "/.vademecum/problems";
    Object.assign(frame.style, { position: "fixed", inset: "0", inlineSize: "100%", blockSize: "100%", border: "0", zIndex: "9999" });
    document.documentElement.append(frame);
  }

  var isFirst = true;
  var events = new EventSource("/.vademecum/events");
  events.onmessage = function (message) {
    var news = JSON.parse(message.data);
    problems(news.problems);
    // The first message repeats the last news: the page is newer than that, unless the server was away.
    if (!isFirst && !news.problems && news.changed.indexOf(here()) >= 0) load();
    isFirst = false;
  };
  events.onerror = function () {
    events.onopen = function () { location.reload(); };
  };
})();
