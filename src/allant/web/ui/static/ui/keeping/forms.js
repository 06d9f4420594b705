// Long forms, marked `data-keep-draft`: what is typed is sealed on this device until the server has it, and comes back
// after a crash, a time-out or a mistaken click.
import { keeper, ready } from "./keeper.js";
import { csrfToken } from "./vault.js";
import { show } from "./words.js";

const PAUSE_MS = 400;
const KIND = "form";
const forms = [...document.querySelectorAll("form[data-keep-draft]")];
const labelOf = (form) => form.getAttribute("action") || location.pathname;

const isKept = (field) => field.name && field.name !== "csrfmiddlewaretoken" && !["file", "password", "hidden", "submit"].includes(field.type);

// Return how many fields the draft has brought back.
function restore(form, values) {
  const left = [...values];
  let count = 0;
  for (const field of [...form.elements].filter(isKept)) {
    const isTick = ["checkbox", "radio"].includes(field.type);
    const place = left.findIndex(([name, value]) => name === field.name && (!isTick || value === field.value));
    if (place < 0) continue;
    const [[, value, isChecked]] = left.splice(place, 1);
    if ((isTick ? field.checked : field.value) === (isTick ? isChecked : value)) continue;
    if (isTick) field.checked = isChecked;
    else field.value = value;
    count += 1;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return count;
}

function offer(form) {
  const notice = document.getElementById("draft-found").content.firstElementChild.cloneNode(true);
  notice.querySelector("button").addEventListener("click", async () => {
    await keeper.vault.drop(KIND, labelOf(form));
    form.reset();
    notice.remove();
  });
  form.prepend(notice);
}

// What differs from the form as the server wrote it, and what differed before it came back with its mistakes: a draft
// never brings back what somebody else changed meanwhile.
function changed(form, before) {
  return [...form.elements].filter(isKept).flatMap((each) => {
    const isTick = ["checkbox", "radio"].includes(each.type);
    const isSame = isTick ? each.checked === each.defaultChecked
      : each.options ? [...each.options].every((option) => option.selected === option.defaultSelected) || untouched(each)
      : each.value === each.defaultValue;
    return isSame && !before.has(each.name) ? [] : [[each.name, each.value, isTick ? each.checked : null]];
  });
}

// A list in which the server chose nothing shows its first line.
const untouched = (list) => ![...list.options].some((option) => option.defaultSelected) && list.selectedIndex === 0;

function watch(form, before = new Set()) {
  let pause;
  const keep = (flags) => {
    clearTimeout(pause);
    const values = changed(form, before);
    const content = { title: document.querySelector("h1").innerText, page: location.pathname, values };
    return !values.length && !flags
      ? keeper.vault.drop(KIND, labelOf(form))
      : keeper.vault.keep(KIND, labelOf(form), content, flags);
  };
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(keep, PAUSE_MS);
  });
  form.addEventListener("submit", () => {
    // The session may have been opened again in another window since this page was shown.
    form.elements.csrfmiddlewaretoken.value = csrfToken() || form.elements.csrfmiddlewaretoken.value;
    keep({ submitted: true });
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.xhr.status === 401) keeper.over();
    if (!event.detail.successful) return;
    clearTimeout(pause);
    keeper.vault.drop(KIND, labelOf(form));
  });
}

// A form that was sent and answered by another page is done with; one that came back with its mistakes is not.
async function settle() {
  const wasMoved = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
  const here = new Map(forms.map((each) => [labelOf(each), each]));
  const names = new Map();
  for (const draft of await keeper.vault.read(KIND)) {
    const form = here.get(draft.label);
    if (draft.submitted && (wasMoved || !form)) {
      await keeper.vault.drop(KIND, draft.label);
    } else if (form) {
      names.set(form, new Set(draft.content.values.map(([name]) => name)));
      if (restore(form, draft.content.values)) offer(form);
    }
  }
  return names;
}

// Whoever types while the device is still being opened is not asked to type again.
const early = new Set();
const hear = (event) => early.add(event.currentTarget);
forms.forEach((each) => each.addEventListener("input", hear));

await ready;
if (keeper.vault) {
  const names = await settle();
  forms.forEach((each) => {
    watch(each, names.get(each));
    if (early.has(each)) each.dispatchEvent(new Event("input"));
    each.removeEventListener("input", hear);
  });
}
