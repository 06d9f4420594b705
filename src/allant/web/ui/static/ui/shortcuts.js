// The keyboard of people who work here: each shortcut goes where a link, a field or a button of the page already goes.
(() => {
  "use strict";
  const dialog = document.getElementById("raccourcis");
  if (!dialog) return;
  const areOn = dialog.dataset.on === "yes";
  const PATIENCE_MS = 1200;
  let begun = "";
  let timer = 0;

  const open = () => dialog.showModal();
  document.querySelectorAll("[data-opens-shortcuts]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", open);
  });

  const isTyping = (target) =>
    target.isContentEditable || ["SELECT", "TEXTAREA"].includes(target.tagName) ||
    (target.tagName === "INPUT" && !["checkbox", "radio", "button", "submit"].includes(target.type));

  const rows = () => [...document.querySelectorAll("[data-row]")];
  const move = (step) => {
    const all = rows();
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
    if (next) next.querySelector("[data-row-link]").focus();
  };
  const tick = () => {
    const row = rows().find((each) => each.contains(document.activeElement));
    const box = row && row.querySelector("input[type=checkbox]");
    if (box) box.click();
  };
  const OWN = { "?": open, j: () => move(1), k: () => move(-1), x: tick };

  const act = (keys) => {
    const target = document.querySelector(`[data-shortcut="${keys}"], [aria-keyshortcuts="${keys}"]`);
    if (!target) return false;
    const folded = target.closest("details");
    if (folded) folded.open = true;
    (target.matches("input, textarea, select") ? target.focus() : target.click());
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (!areOn || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length > 1 || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    clearTimeout(timer);
    const keys = begun ? `${begun} ${event.key}` : event.key;
    begun = "";
    if (event.key === "g" && keys === "g") {
      begun = "g";
      timer = setTimeout(() => (begun = ""), PATIENCE_MS);
    } else if (!begun && OWN[keys]) {
      event.preventDefault();
      OWN[keys]();
    } else if (/^[\w/ ]+$/.test(keys) && act(keys)) {
      event.preventDefault();
    }
  });

  // The search: arrows go through what is suggested, Escape closes it.
  const search = document.querySelector("[data-search]");
  if (!search) return;
  const found = search.querySelector("#trouves");
  const field = search.querySelector("input");
  search.addEventListener("keydown", (event) => {
    const links = [...found.querySelectorAll("a")];
    const here = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      found.replaceChildren();
      field.focus();
    } else if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(here + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && here >= 0) {
      event.preventDefault();
      (here === 0 ? field : links[here - 1]).focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!search.contains(event.target)) found.replaceChildren();
  });
})();
