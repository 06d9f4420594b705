// Signing out: what is not sent yet is named, and sent or thrown away by choice; then nothing of the person stays here.
import { keeper, ready } from "./keeper.js";
import { waiting, wipe } from "./vault.js";
import { show, write } from "./words.js";

const dialog = document.getElementById("keeping-leave");

async function unsent(owner) {
  const entries = keeper.outbox ? await keeper.outbox.entries() : [];
  const forms = keeper.vault ? await keeper.vault.read("form") : [];
  const people = new Map();
  for (const { who, what } of entries) people.set(`${who} – ${what}`, (people.get(`${who} – ${what}`) ?? 0) + 1);
  const { own } = await waiting(owner);
  return { people, forms: forms.map((each) => each.content), entries, sealed: own - entries.length - forms.length };
}

function fill({ people, forms, sealed }) {
  const list = dialog.querySelector("ul");
  const line = dialog.querySelector("template").content.firstElementChild;
  list.replaceChildren();
  const add = (name, count, kind) => {
    const item = line.cloneNode(true);
    item.querySelector("strong").textContent = name;
    for (const each of item.querySelectorAll("[data-kind]")) show(each, each.dataset.kind === kind);
    write(item.querySelector(`[data-kind=${kind}]`), count);
    list.append(item);
  };
  for (const [name, count] of people) add(name, count, "answers");
  for (const { title } of forms) add(title, 1, "form");
  if (sealed) add("", sealed, "sealed");
  show(dialog.querySelector("[data-send-first]"), people.size > 0);
}

const isEmpty = ({ entries, forms, sealed }) => !entries.length && !forms.length && !sealed;

async function leave(form) {
  await wipe(form.dataset.owner);
  form.submit();
}

async function sendThenLeave(form) {
  await keeper.send({ all: true });
  const left = await unsent(form.dataset.owner);
  if (isEmpty(left)) return leave(form);
  fill(left);
  show(dialog.querySelector("[data-not-all]"), true);
}

async function ask(form) {
  await ready;
  if (!keeper.vault && (await waiting(form.dataset.owner)).own) await keeper.open();
  await keeper.settled();
  const left = await unsent(form.dataset.owner);
  if (isEmpty(left)) return leave(form);
  fill(left);
  show(dialog.querySelector("[data-not-all]"), false);
  dialog.querySelector("[data-send-first]").onclick = () => sendThenLeave(form);
  dialog.querySelector("[data-throw-away]").onclick = () => leave(form);
  dialog.showModal();
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target.closest("[data-signs-out]");
    if (!form) return;
    event.preventDefault();
    ask(form);
  },
  { capture: true },
);
