/* Light or dark as the reader says, as the system does until then. The words come with the footer. */
vademecum.appearance = {
  show: (theme) => {
    const page = document.documentElement;
    if (/light|dark/.test(theme)) page.dataset.theme = theme;
    else delete page.dataset.theme;
  },

  control: ({ appearance, ...words }) => {
    const press = (theme) => () => vademecum.store.set({ theme });
    const buttons = ["auto", "light", "dark"].map((theme) =>
      vademecum.make("button", { type: "button", value: theme, textContent: words[theme], onclick: press(theme) }));
    const control = vademecum.make("p", { className: "appearance" }, appearance, ...buttons);
    control.setAttribute("role", "group");
    control.setAttribute("aria-label", appearance);
    return control;
  },

  see: ({ theme = "auto" }) => {
    vademecum.appearance.show(theme);
    const holder = document.querySelector("[data-appearance]");
    if (!holder.querySelector(".appearance")) holder.prepend(vademecum.appearance.control(holder.dataset));
    holder.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", button.value === theme));
  }
};

if (document.querySelector("[data-appearance]")) {
  // A first guess, before the frame has answered.
  vademecum.appearance.show((vademecum.store.read() || {}).theme);
  vademecum.store.watch(vademecum.appearance.see);
}
