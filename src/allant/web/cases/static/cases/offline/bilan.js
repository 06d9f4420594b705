// The page of a bilan, online: each answer is written on the device before it is sent, and the bilan is taken along so
// that it opens without a network.
import { keeper, ready } from "../../ui/keeping/keeper.js";
import { csrfToken } from "../../ui/keeping/vault.js";
import { show } from "../../ui/keeping/words.js";

const PAUSE_MS = 300;
const FRESH_MS = 5 * 60 * 1000;
const carry = document.querySelector("[data-carry]");
const { base, who, what } = carry.dataset;
const copyId = base.split("/").at(-2);
const leftAside = `allant-left-${copyId}`;

const addressOf = (code) => `${base}reponse/${code}/`;
const codeOf = (address) => (address.startsWith(`${base}reponse/`) ? address.split("/").at(-2) : "");
const blockOf = (code) => document.getElementById(`bloc-${code}`);
const stateOf = (code) => document.getElementById(`etat-${code}`);
const fieldOf = (code) => blockOf(code)?.querySelector(`[name="q-${code}"]:checked, textarea[name="q-${code}"], input[name="q-${code}"]:not([type=radio])`);

keeper.claims = (entry) => Boolean(entry.address === addressOf(entry.code) && stateOf(entry.code));

// —— Writing on the device what is about to be sent ——

function textOf(field) {
  return field.type === "radio" ? field.labels[0].innerText : field.value;
}

async function keep(code, { confirm = false } = {}) {
  const field = fieldOf(code);
  if (!field || !keeper.outbox) return;
  await keeper.outbox.keep({
    address: addressOf(code),
    code,
    value: field.value,
    confirm,
    revision: Number(stateOf(code).querySelector(`[name="r-${code}"]`).value),
    copy: copyId,
    who,
    what,
    question: blockOf(code).querySelector(".block-title").innerText,
    text: textOf(field),
    page: `${location.pathname}#bloc-${code}`,
  });
}

function listen(form) {
  const pauses = new Map();
  const keepSoon = (code, wait) => {
    clearTimeout(pauses.get(code));
    pauses.set(code, setTimeout(() => keep(code), wait));
  };
  form.addEventListener("input", ({ target }) => target.name?.startsWith("q-") && target.type !== "radio" && keepSoon(target.name.slice(2), PAUSE_MS));
  form.addEventListener("change", ({ target }) => {
    if (!target.name?.startsWith("q-")) return;
    clearTimeout(pauses.get(target.name.slice(2)));
    keep(target.name.slice(2));
  });
  form.addEventListener("click", ({ target }) => target.name === "confirm" && keep(target.value, { confirm: true }), { capture: true });
  form.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-take-theirs]");
    if (!link || !keeper.outbox) return;
    event.preventDefault();
    await keeper.outbox.drop(addressOf(link.dataset.takeTheirs));
    location.reload();
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine && !form.querySelector("[data-late]")) return;
    event.preventDefault();
    const links = [...document.querySelectorAll(".section-nav a")];
    location.assign(links[links.findIndex((each) => each.ariaCurrent) + 1].href);
  });
}

// —— What became of it ——

function say(code, name) {
  const place = stateOf(code);
  const words = document.getElementById(`state-${name}`).content.cloneNode(true);
  place.replaceChildren(place.querySelector(`[name="r-${code}"]`), words);
  place.dataset.late = "";
}

async function follow(event) {
  const address = event.detail.pathInfo.requestPath;
  const code = codeOf(address);
  if (!code || !keeper.outbox) return;
  const { status } = event.detail.xhr;
  if (status === 200) return settle(code, address, event.detail.requestConfig.parameters);
  const isRefused = status === 403 || status === 404;
  if (!isRefused) say(code, "kept");
  await (isRefused ? keeper.send({ all: true }) : keeper.delay(address));
  document.querySelector("[data-saved-status]").textContent = "";
  if (status === 401) await keeper.over();
}

async function settle(code, address, sent) {
  const state = stateOf(code);
  if (!state || state.querySelector("[name=keep], .field-error")) return;
  const value = sent[`q-${code}`];
  const revision = Number(state.querySelector(`[name="r-${code}"]`).value);
  await keeper.outbox.settle(address, value, { value, revision, origin: state.dataset.origin });
  await keeper.tell();
}

// What waited is sent by the page itself: two versions then show where the question is.
async function replay(isDue) {
  for (const entry of await keeper.outbox.entries()) {
    if (keeper.claims(entry) && isDue(entry)) put(entry);
  }
}

// The session or the network is back. An answer that another window has sent meanwhile is sent again, which changes
// nothing, to learn where it stands and which questions it opened or closed.
async function catchUp() {
  await replay((entry) => entry.late && !entry.trouble);
  const waiting = new Set((await keeper.outbox.entries()).map((each) => each.code));
  for (const state of document.querySelectorAll(".block-state[data-late]")) {
    const code = state.id.replace("etat-", "");
    if (!waiting.has(code)) fieldOf(code).dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function put(entry) {
  const block = blockOf(entry.code);
  const radio = block.querySelector(`[type=radio][value="${CSS.escape(entry.value)}"]`);
  const field = radio ?? fieldOf(entry.code);
  if (radio) radio.checked = true;
  else field.value = entry.value;
  stateOf(entry.code).querySelector(`[name="r-${entry.code}"]`).value = entry.revision;
  const confirm = entry.confirm && stateOf(entry.code).querySelector("[name=confirm]");
  if (confirm) confirm.click();
  else field.dispatchEvent(new Event("change", { bubbles: true }));
}

// —— Taking the bilan along ——

function sayCarried(name) {
  for (const each of carry.querySelectorAll("[data-when]")) show(each, each.dataset.when === name);
  show(carry, true);
}

async function take({ again = false } = {}) {
  try {
    const known = await keeper.vault.find("copy", copyId);
    if (again || !known || Date.now() - known.at > FRESH_MS) {
      const answer = await fetch(carry.dataset.carry, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`The bilan cannot be taken along: ${answer.status}`);
      await keeper.vault.keep("copy", copyId, { ...(await answer.json()), id: copyId, base, at: Date.now() });
    }
    await navigator.serviceWorker.register(carry.dataset.worker, { scope: "/" });
    await navigator.serviceWorker.ready;
    sayCarried("here");
  } catch {
    sayCarried("away");
  }
}

function offerToTake() {
  carry.querySelector("[data-take]").addEventListener("click", () => {
    sessionStorage.removeItem(leftAside);
    take({ again: true });
  });
  carry.querySelector("[data-leave]").addEventListener("click", async () => {
    sessionStorage.setItem(leftAside, "1");
    await keeper.vault.drop("copy", copyId);
    sayCarried("away");
  });
}

const loaded = document.readyState === "complete" || new Promise((done) => addEventListener("load", done, { once: true }));
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (!codeOf(detail.path)) return;
  // Since this page was shown, the session may have been opened again, and other questions closed, in another window.
  detail.parameters.csrfmiddlewaretoken = csrfToken();
  const locked = [...document.querySelectorAll(".block-locked")];
  detail.parameters.locked = locked.map((each) => each.id.replace("bloc-", "")).join(" ");
});
document.addEventListener("htmx:afterRequest", follow);
document.addEventListener("keeping:sent", ({ detail: { entry, outcome } }) => {
  if (!keeper.claims(entry) || !document.getElementById(`state-${outcome.state}`)) return;
  say(entry.code, outcome.state);
  if (outcome.state !== "saved") return;
  stateOf(entry.code).querySelector(`[name="r-${entry.code}"]`).value = outcome.revision;
  delete stateOf(entry.code).dataset.late;
});
await ready;
await loaded;
const form = document.querySelector("[data-sheet]");
if (keeper.vault) {
  if (form) {
    listen(form);
    document.addEventListener("keeping:back", catchUp);
    await replay(() => true);
  }
  offerToTake();
  if (sessionStorage.getItem(leftAside)) sayCarried("away");
  else await take();
}
