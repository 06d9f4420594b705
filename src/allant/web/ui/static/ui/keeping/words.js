// Writes counts and names into sentences that the page holds, so that every French word stays in the templates.
export function write(element, count, names = []) {
  const sentence = count === 1 ? element.dataset.one : element.dataset.many;
  element.textContent = sentence.replace("{n}", count).replace("{names}", names.join(", "));
}

export const namesOf = (entries) => [...new Set(entries.map((each) => each.who))];

export const show = (element, isShown) => {
  if (element) element.hidden = !isShown;
};
