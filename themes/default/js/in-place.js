/* A text opened within a page closes with Escape, and the focus goes back to what opened it. */
document.addEventListener("keydown", function (event) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  var open = document.querySelectorAll("details.in-place[open]");
  var text = event.target.closest("details.in-place[open]") || open[open.length - 1];
  if (!text) return;
  text.open = false;
  text.querySelector("summary").focus();
});
