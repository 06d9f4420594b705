// The page that opens without a network. At the address of a bilan taken along it is that bilan; elsewhere, the list of
// what this device keeps.
import { keeper, ready } from "../../ui/keeping/keeper.js";
import { lapse } from "../../ui/keeping/vault.js";
import { show } from "../../ui/keeping/words.js";
import { copyOf } from "./fill.js";
import { Sheet } from "./sheet.js";
import { waitingGroups } from "./waiting.js";

const BILAN = /^\/bilans\/([0-9a-f-]{36})\/(?:([\w-]+)\/)?$/;
const root = document.getElementById("device");
const view = (name, isShown) => show(root.querySelector(`[data-view=${name}]`), isShown);
let sheet = null;

function taken(copy) {
  const line = copyOf("taken-line", { ...copy, name: `${copy.who} – ${copy.what}` });
  line.querySelector("[data-open]").href = `${copy.base}${copy.sections[0].code}/`;
  return line;
}

async function list(entries) {
  const copies = (await keeper.vault.read("copy")).map((each) => each.content);
  const fill = (part, lines) => {
    const place = root.querySelector(`[data-part=${part}]`);
    place.querySelector("ul").replaceChildren(...lines);
    show(place, lines.length > 0);
  };
  fill("waiting", waitingGroups(entries));
  fill("taken", copies.map(taken));
  view("empty", !copies.length && !entries.length);
  for (const link of document.querySelectorAll("[data-device-page]")) show(link, false);
  view("list", copies.length > 0 || entries.length > 0);
}

async function open() {
  const [, id, section] = location.pathname.match(BILAN) ?? [];
  const copy = id && (await keeper.vault.find("copy", id));
  if (!copy) return null;
  const known = copy.sections.some((each) => each.code === section);
  return new Sheet(root, copy, known ? section : copy.sections[0].code);
}

async function draw() {
  const entries = await keeper.outbox.entries();
  sheet = await open();
  if (sheet) sheet.start(entries);
  else await list(entries);
}

await ready;
if (keeper.vault) await draw();
view("sealed", !keeper.vault);

root.querySelector("[data-lock]").addEventListener("click", async () => {
  // The session lives in a cookie that no script can take away: the server ends it at the first word of this one.
  document.cookie = `locked=1; path=/; SameSite=Strict${location.protocol === "https:" ? "; Secure" : ""}`;
  await lapse();
  location.reload();
});
document.addEventListener("keeping:sent", ({ detail }) => sheet?.saved(detail.entry, detail.outcome));
document.addEventListener("keeping:back", async () => {
  view("sealed", false);
  show(root.querySelector("[data-part=back]"), Boolean(sheet));
});
document.addEventListener("keeping:told", ({ detail }) => {
  if (sheet) sheet.tell(detail.entries);
  else if (keeper.vault) list(detail.entries);
});
