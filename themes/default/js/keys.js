/* "/" leads to the search field, from anywhere on a page. */
document.addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  const field = document.querySelector("input[name=q]");
  if (key !== "/" || ctrlKey || metaKey || altKey || !field || target.closest("input:not([type=checkbox]), textarea, select")) return;
  event.preventDefault();
  field.focus();
  field.select();
});
