// A file that is too large is said so before it is sent: the server says it too, but later.
(() => {
  "use strict";
  const MEGABYTE = 1_000_000;
  const PHOTO = /\.(jpe?g|jpe|png)$/i;

  document.querySelectorAll("input[type=file][data-largest-file-mb]").forEach((input) => {
    const said = document.createElement("p");
    said.className = "field-error";
    said.setAttribute("role", "alert");
    said.id = `${input.id}_size`;
    said.hidden = true;
    input.after(said);
    input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") || ""} ${said.id}`.trim());

    const check = () => {
      const file = input.files[0];
      const limit = Number(file && PHOTO.test(file.name) ? input.dataset.largestPhotoMb : input.dataset.largestFileMb);
      const isTooLarge = Boolean(file) && file.size > limit * MEGABYTE;
      said.hidden = !isTooLarge;
      said.textContent = isTooLarge
        ? input.dataset.tooLarge.replace("{size}", Math.ceil(file.size / MEGABYTE)).replace("{limit}", limit)
        : "";
      input.setAttribute("aria-invalid", String(isTooLarge));
      return !isTooLarge;
    };
    input.addEventListener("change", check);
    input.form.addEventListener("submit", (event) => {
      if (check()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      input.focus();
    });
  });
})();
