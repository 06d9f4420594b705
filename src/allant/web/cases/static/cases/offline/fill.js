// Copies a template of the page and writes values where it says `data-fill`.
export function copyOf(id, values = {}) {
  const copy = document.getElementById(id).content.firstElementChild.cloneNode(true);
  for (const place of copy.querySelectorAll("[data-fill]")) place.textContent = values[place.dataset.fill] ?? "";
  return copy;
}

export const act = (element, name, does) => element.querySelector(`[data-do=${name}]`)?.addEventListener("click", does);
