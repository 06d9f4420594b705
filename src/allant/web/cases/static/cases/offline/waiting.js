// What is not sent yet, person by person, with what became of it and what can be done.
import { keeper } from "../../ui/keeping/keeper.js";
import { show, write } from "../../ui/keeping/words.js";
import { act, copyOf } from "./fill.js";
import { conflictWords, keepMine, takeTheirs } from "./sheet.js";

const LOST = ["gone", "closed"];

export function waitingGroups(entries) {
  const groups = new Map();
  for (const each of entries) {
    const name = `${each.who} – ${each.what}`;
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return [...groups].map(([name, each]) => group(name, each));
}

function group(name, entries) {
  const lost = entries.find((each) => LOST.includes(each.trouble?.state));
  const drawn = copyOf("waiting-group", { name, why: lost?.trouble.why });
  const kept = entries.filter((each) => !each.trouble);
  const sentence = drawn.querySelector("[data-when=kept]");
  show(sentence, kept.length > 0);
  if (kept.length) write(sentence, kept.length);
  show(drawn.querySelector("[data-when=gone]"), lost?.trouble.state === "gone");
  show(drawn.querySelector("[data-when=closed]"), lost?.trouble.state === "closed");
  drawn.querySelector("ul").append(...entries.map(line));
  show(drawn.querySelector(":scope > .actions"), kept.length < entries.length);
  offer(drawn, name, entries);
  return drawn;
}

function line(entry) {
  const drawn = copyOf("waiting-line", entry);
  const told = entry.trouble?.state ?? "kept";
  if (told !== "kept" && !LOST.includes(told)) {
    const state = copyOf(`state-${told}`, conflictWords(entry));
    act(state, "mine", () => keepMine(entry));
    act(state, "theirs", () => takeTheirs(entry));
    drawn.querySelector("[data-part=state]").append(state);
  }
  return drawn;
}

function offer(drawn, name, entries) {
  const text = [name, ...entries.map((each) => `${each.question}\n${each.text}`)].join("\n\n");
  const download = drawn.querySelector("[data-do=download]");
  download.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  download.download = "reponses-non-envoyees.txt";
  act(drawn, "copy", async (event) => {
    await navigator.clipboard.writeText(text);
    event.target.textContent = event.target.dataset.done;
  });
  act(drawn, "erase", async (event) => {
    if (event.target.dataset.again) {
      event.target.textContent = event.target.dataset.again;
      delete event.target.dataset.again;
      return;
    }
    for (const each of entries) await keeper.outbox.drop(each.address);
    await keeper.tell();
  });
}
