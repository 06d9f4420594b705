// The caseload: ticks are kept from page to page of one list, and sent together.
(() => {
  "use strict";
  const form = document.querySelector("[data-bulk]");
  if (!form) return;

  const list = `dossiers-coches:${form.dataset.list}`;
  const boxes = [...form.querySelectorAll("input[name=case]")];
  const whole = form.querySelector("[data-tick-page]");
  const count = form.querySelector("[data-ticked-count]");
  const untick = form.querySelector("[data-untick]");
  const ticked = new Set(JSON.parse(sessionStorage.getItem(list) || "[]"));

  const show = () => {
    boxes.forEach((box) => {
      box.checked = ticked.has(box.value);
      box.closest("tr").classList.toggle("is-ticked", box.checked);
    });
    const here = boxes.filter((box) => box.checked).length;
    whole.checked = here === boxes.length;
    whole.indeterminate = here > 0 && here < boxes.length;
    const words = ticked.size === 0 ? count.dataset.none : ticked.size === 1 ? count.dataset.one : count.dataset.many;
    count.textContent = words.replace("{count}", ticked.size);
    untick.hidden = ticked.size === 0;
    count.closest(".bulk").classList.toggle("is-ready", ticked.size > 0);
    sessionStorage.setItem(list, JSON.stringify([...ticked]));
  };
  const mark = (box) => (box.checked ? ticked.add(box.value) : ticked.delete(box.value));

  whole.hidden = false;
  form.addEventListener("change", (event) => {
    if (event.target === whole) {
      boxes.forEach((box) => {
        box.checked = whole.checked;
        mark(box);
      });
    } else if (event.target.name === "case") {
      mark(event.target);
    }
    show();
  });
  untick.addEventListener("click", () => {
    ticked.clear();
    show();
    boxes[0].focus();
  });

  // What is ticked on other pages of this list goes with the rest.
  form.addEventListener("formdata", (event) => {
    const here = new Set(boxes.map((box) => box.value));
    [...ticked].filter((value) => !here.has(value)).forEach((value) => event.formData.append("case", value));
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.value === "assign" && form.elements.adviser.value) {
      sessionStorage.removeItem(list);
    }
  });
  window.addEventListener("pageshow", show);
  show();
})();
