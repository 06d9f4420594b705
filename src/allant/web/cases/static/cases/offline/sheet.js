// The whole bilan, filled from the copy that the device took along: the same questions, the same skip logic.
import { keeper } from "../../ui/keeping/keeper.js";
import { show } from "../../ui/keeping/words.js";
import { act, copyOf } from "./fill.js";
import { formState } from "./skip.js";

const PAUSE_MS = 400;

export class Sheet {
  #copy;
  #section;
  #root;
  #entries = new Map();
  #locked = new Set();

  constructor(root, copy, section) {
    this.#root = root;
    this.#copy = copy;
    this.#section = section;
  }

  #part(name) {
    return this.#root.querySelector(`[data-part=${name}]`);
  }

  #given(code) {
    return this.#entries.get(code) ?? this.#copy.answers[code] ?? { value: "", revision: 0, origin: "" };
  }

  #state() {
    const values = this.#copy.questions.map(({ code }) => [code, this.#given(code).value]);
    return formState(this.#copy.questions, Object.fromEntries(values.filter(([, value]) => value)));
  }

  start(entries) {
    this.#take(entries);
    this.#locked = this.#state().locked;
    this.#frame();
    this.#blocks().replaceChildren(...this.#asked().map((each) => this.#block(each)));
    this.#count();
    this.#root.querySelector("[data-view=sheet]").hidden = false;
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }

  // What waits has changed: say it under each question.
  tell(entries) {
    this.#take(entries);
    for (const question of this.#asked()) this.#say(question);
    this.#turn();
  }

  saved({ code }, outcome) {
    if (outcome.state === "saved") this.#copy.answers[code] = outcome;
  }

  #take(entries) {
    this.#entries = new Map(entries.filter((each) => each.copy === this.#copy.id).map((each) => [each.code, each]));
  }

  #blocks() {
    return this.#part("blocks");
  }

  #asked() {
    return this.#copy.questions.filter((each) => each.section === this.#section);
  }

  // —— Drawing ——

  #frame() {
    const { sections, who, what, base } = this.#copy;
    const place = sections.findIndex((each) => each.code === this.#section);
    const here = sections[place];
    this.#root.className = "sheet-layout";
    this.#part("title").textContent = here.title;
    document.title = `${here.title} · Allant`;
    show(this.#part("lead"), Boolean(here.intro));
    this.#part("lead").textContent = here.intro;
    this.#part("place").dataset.about = `${who} · ${what}`;
    show(this.#part("place"), true);
    show(this.#part("sections"), true);
    const following = sections[place + 1];
    show(this.#part("next"), Boolean(following));
    if (following) this.#part("next").href = `${base}${following.code}/`;
    show(this.#part("finish"), !following);
  }

  #count() {
    const counts = this.#copy.sections.map((section) => this.#countOf(section.code));
    const links = this.#copy.sections.map((section, place) => {
      const [answered, asked] = counts[place];
      const link = copyOf("section-link", { title: section.title, count: asked ? `${answered}/${asked}` : "" });
      link.firstElementChild.href = `${this.#copy.base}${section.code}/`;
      if (section.code === this.#section) link.firstElementChild.setAttribute("aria-current", "page");
      return link;
    });
    const strip = this.#part("sections").firstElementChild;
    const scrolled = strip.childElementCount ? strip.scrollLeft : null;
    strip.replaceChildren(...links);
    const current = strip.querySelector("[aria-current]");
    strip.scrollLeft = scrolled ?? current.offsetLeft - strip.offsetLeft;
    const [answered, asked] = counts.reduce(([all, of], [one, out]) => [all + one, of + out], [0, 0]);
    const words = this.#root.dataset.answered.replace("{n}", answered).replace("{count}", asked);
    this.#part("place").textContent = `${this.#part("place").dataset.about} · ${words}`;
  }

  #countOf(section) {
    const asked = this.#copy.questions.filter(
      (each) => each.section === section && each.type !== "open" && !this.#locked.has(each.code),
    );
    return [asked.filter((each) => this.#given(each.code).value).length, asked.length];
  }

  #block(question) {
    const isLocked = this.#locked.has(question.code);
    const block = copyOf(isLocked ? "block-locked" : `block-${question.type}`, question);
    block.id = `bloc-${question.code}`;
    if (isLocked) return block;
    show(block.querySelector(".field-help"), Boolean(question.help));
    if (question.type === "choice") this.#fillChips(block, question);
    else this.#fillField(block, question);
    this.#say(question, block);
    return block;
  }

  #fillChips(block, question) {
    for (const [code, label] of question.options) {
      const chip = copyOf("chip");
      const [input, words] = chip.children;
      chip.classList.toggle("chip-quiet", question.quiet.includes(code));
      Object.assign(input, { id: `q-${question.code}-${code}`, name: `q-${question.code}`, value: code });
      input.checked = this.#given(question.code).value === code;
      Object.assign(words, { htmlFor: input.id, textContent: label });
      input.addEventListener("change", () => this.#give(question, code));
      block.querySelector(".chips").append(chip);
    }
  }

  #fillField(block, question) {
    const field = block.querySelector("textarea, input");
    let pause;
    Object.assign(field, { id: `q-${question.code}`, name: `q-${question.code}`, value: this.#given(question.code).value });
    block.querySelector("label").htmlFor = field.id;
    field.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => this.#give(question, field.value), PAUSE_MS);
    });
  }

  // Under a question: where its answer stands.
  #say(question, block = document.getElementById(`bloc-${question.code}`)) {
    const place = block?.querySelector(".block-state");
    if (!place) return;
    const entry = this.#entries.get(question.code);
    const told = entry ? (entry.trouble?.state ?? "kept") : this.#savedState(question.code);
    if (place.dataset.told === `${told} ${entry?.at}`) return;
    place.dataset.told = `${told} ${entry?.at}`;
    place.replaceChildren(...(told ? [this.#stateOf(told, question, entry)] : []));
  }

  #savedState(code) {
    const { value, origin } = this.#given(code);
    if (!value) return "";
    return { self_declared: "declared", confirmed: "confirmed" }[origin] ?? "saved";
  }

  #stateOf(told, question, entry) {
    const state = copyOf(`state-${told}`, conflictWords(entry));
    act(state, "confirm", () => this.#give(question, this.#given(question.code).value, { confirm: true }));
    act(state, "mine", () => keepMine(entry));
    act(state, "theirs", async () => {
      await takeTheirs(entry);
      this.#copy.answers[question.code] = entry.trouble.theirs;
      this.#entries.delete(question.code);
      document.getElementById(`bloc-${question.code}`).replaceWith(this.#block(question));
    });
    return state;
  }

  // —— Answering ——

  async #give(question, value, { confirm = false } = {}) {
    const before = this.#entries.get(question.code);
    const { id, base, who, what, answers } = this.#copy;
    const entry = {
      address: `${base}reponse/${question.code}/`,
      code: question.code,
      value,
      confirm,
      revision: before?.revision ?? answers[question.code]?.revision ?? 0,
      copy: id,
      who,
      what,
      question: question.label,
      text: textOf(question, value),
      page: `${base}${this.#section}/#bloc-${question.code}`,
      late: true,
      at: Date.now(),
    };
    this.#entries.set(question.code, entry);
    await keeper.outbox.keep(entry);
    this.#say(question);
    this.#turn();
    await (navigator.onLine ? keeper.send() : keeper.tell());
  }

  // Open and close the questions that depend on what was just answered.
  #turn() {
    const before = this.#locked;
    this.#locked = this.#state().locked;
    for (const question of this.#asked()) {
      if (before.has(question.code) === this.#locked.has(question.code)) continue;
      document.getElementById(`bloc-${question.code}`).replaceWith(this.#block(question));
    }
    this.#count();
  }
}

const textOf = (question, value) => question.options.find(([code]) => code === value)?.[1] ?? value;

export function conflictWords(entry) {
  const { trouble, text } = entry ?? {};
  return { mine: trouble?.mine_text ?? text, theirs: trouble?.theirs_text, why: trouble?.why };
}

// The answer of this device is right: it is sent again, knowing the other.
export async function keepMine(entry) {
  const { trouble, ...rest } = entry;
  await keeper.outbox.keep({ ...rest, revision: trouble.theirs.revision, at: Date.now() });
  await keeper.send();
}

// The other answer is right: the one of this device goes.
export async function takeTheirs(entry) {
  await keeper.outbox.drop(entry.address);
  await keeper.outbox.follow(entry, entry.trouble.theirs);
  await keeper.tell();
}
