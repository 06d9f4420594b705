// What pages gain when JavaScript runs; each works without it.
(() => {
  "use strict";

  // A form sent twice by an impatient finger is sent once. The button stays in the form until the browser has read its value.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "dialog" || event.defaultPrevented) return;
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
    // An answer that is a file leaves the page where it is.
    setTimeout(() => form.removeAttribute("aria-busy"), 8000);
  });

  // Coming back by the browser's arrow shows the page as it was left: open it again.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy"));
  });

  // Autosave: the form that htmx sends says in words whether the answers are kept.
  const say = (form, state) => {
    const status = form.querySelector("[data-saved-status]") || document.querySelector("[data-saved-status]");
    if (!status) return;
    const now = new Date();
    const time = `${now.getHours()}${status.dataset.hourMark}${String(now.getMinutes()).padStart(2, "0")}`;
    status.dataset.state = state;
    status.textContent = status.dataset[state].replace("{time}", time);
  };
  const autosaved = (event) => event.target.closest && event.target.closest("[data-autosave]");

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = autosaved(event);
    if (form) say(form, "saving");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = autosaved(event);
    if (!form) return;
    say(form, event.detail.successful ? "saved" : "failed");
    // What was typed may not be kept: the answer says why, in words.
    const status = form.querySelector("[data-saved-status]");
    if (status && event.detail.xhr.status === 422) status.textContent = event.detail.xhr.responseText;
  });

  // Control+Enter sends the form whose button says so by aria-keyshortcuts; letters are in shortcuts.js.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && typing && typing.form) {
      const button = typing.form.querySelector("[aria-keyshortcuts='Control+Enter']");
      if (button) typing.form.requestSubmit(button);
    }
  });

  // A menu closes when one looks elsewhere.
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // On a phone, the strip of sections starts at the one being filled.
  document.querySelectorAll(".section-nav [aria-current]").forEach((current) => {
    const strip = current.closest("ol");
    strip.scrollLeft = current.offsetLeft - strip.offsetLeft;
  });

  // A part of a form that another answer makes superfluous is hidden, and not sent: data-shown-when="state:done result:none".
  const isAsked = (part) => part.dataset.shownWhen.split(" ").some((condition) => {
    const [name, values] = condition.split(":");
    const field = part.closest("form").elements[name];
    return field && !(field.disabled) && values.split(",").includes(field.value);
  });
  const showAsked = (form) => {
    form.querySelectorAll("[data-shown-when]").forEach((part) => {
      part.hidden = !isAsked(part) && !part.querySelector(".field-wrong");
      part.querySelectorAll("input, select, textarea").forEach((field) => {
        field.disabled = field.closest("[data-shown-when][hidden]") !== null;
      });
    });
  };
  document.querySelectorAll("form:has([data-shown-when])").forEach((form) => {
    showAsked(form);
    form.addEventListener("change", () => showAsked(form));
  });

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
