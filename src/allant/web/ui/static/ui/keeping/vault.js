// Seals what one person leaves unsent on this device. The server gives the key to a signed-in session only; this module
// keeps it unreadable to scripts, until the person signs out or the session is over. See docs/adr, "drafts on a device".
import * as store from "./store.js";

const GRAIN = 512; // A sealed draft shows its length only to this many characters.
const encoder = new TextEncoder();

export class SessionOver extends Error {}

class Vault {
  #seal;
  #mark;

  constructor({ owner, seal, mark }) {
    this.owner = owner;
    this.#seal = seal;
    this.#mark = mark;
  }

  // The place of a draft says nothing about it, and is the same each time.
  async #place(kind, label) {
    const mark = await crypto.subtle.sign("HMAC", this.#mark, encoder.encode(`${kind} ${label}`));
    return Array.from(new Uint8Array(mark), (each) => each.toString(16).padStart(2, "0")).join("");
  }

  #lock(kind, id, iv) {
    return { name: "AES-GCM", iv, additionalData: encoder.encode(`${this.owner} ${kind} ${id}`) };
  }

  async keep(kind, label, content, { submitted = false } = {}) {
    const id = await this.#place(kind, label);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = JSON.stringify({ label, content });
    const padded = text.padEnd(Math.ceil(text.length / GRAIN) * GRAIN);
    const box = await crypto.subtle.encrypt(this.#lock(kind, id, iv), this.#seal, encoder.encode(padded));
    await store.put("drafts", { owner: this.owner, id, kind, submitted, iv, box });
  }

  async #opened(record) {
    try {
      const lock = this.#lock(record.kind, record.id, record.iv);
      const text = new TextDecoder().decode(await crypto.subtle.decrypt(lock, this.#seal, record.box));
      return { ...JSON.parse(text), submitted: record.submitted };
    } catch {
      return null; // Sealed by another key: it stays where it is.
    }
  }

  async read(kind) {
    const own = (await store.all("drafts")).filter((each) => each.owner === this.owner && each.kind === kind);
    return (await Promise.all(own.map((each) => this.#opened(each)))).filter(Boolean);
  }

  async find(kind, label) {
    const record = await store.get("drafts", [this.owner, await this.#place(kind, label)]);
    return record ? ((await this.#opened(record))?.content ?? null) : null;
  }

  async drop(kind, label) {
    await store.remove("drafts", [this.owner, await this.#place(kind, label)]);
  }
}

async function deviceNumber() {
  const known = await store.get("device", "number");
  if (known) return known.number;
  const number = crypto.randomUUID();
  await store.put("device", { name: "number", number });
  return number;
}

async function derived(raw) {
  const root = await crypto.subtle.importKey("raw", raw, "HKDF", false, ["deriveKey"]);
  const from = (use) => ({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encoder.encode(use) });
  return {
    seal: await crypto.subtle.deriveKey(from("seal"), root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]),
    mark: await crypto.subtle.deriveKey(from("mark"), root, { name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign"]),
  };
}

export const csrfToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

// The vault that this device can open without asking: of `owner`, or of whoever was here last.
export async function held(owner = "") {
  for (const keys of await store.all("keys")) {
    if (owner && keys.owner !== owner) await store.remove("keys", keys.owner);
    else if (keys.until > Date.now()) return new Vault(keys);
    else await lapse();
  }
  return null;
}

// Ask the server for the key: it gives it to who is signed in, and to nobody else.
export async function unlock(address) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
    body: new URLSearchParams({ device: await deviceNumber() }),
  });
  if (answer.status === 401) throw new SessionOver();
  if (!answer.ok) throw new Error(`The key was not given: ${answer.status}`);
  const { owner, key, seconds } = await answer.json();
  const raw = Uint8Array.from(atob(key), (each) => each.charCodeAt(0));
  const keys = { owner, until: Date.now() + seconds * 1000, ...(await derived(raw)) };
  for (const other of await store.all("keys")) {
    if (other.owner !== owner) await store.remove("keys", other.owner);
  }
  await store.put("keys", keys);
  return new Vault(keys);
}

// The session is over: the keys go, and with them what was only a copy. Unsent drafts stay, sealed.
export async function lapse() {
  for (const keys of await store.all("keys")) await store.remove("keys", keys.owner);
  for (const draft of await store.all("drafts")) {
    if (draft.kind === "copy") await store.remove("drafts", [draft.owner, draft.id]);
    else if (draft.submitted) await store.put("drafts", { ...draft, submitted: false });
  }
}

// The person signs out: nothing of theirs stays.
export async function wipe(owner) {
  await store.remove("keys", owner);
  for (const draft of await store.all("drafts")) {
    if (draft.owner === owner) await store.remove("drafts", [draft.owner, draft.id]);
  }
}

// How many unsent drafts wait here, of this person and of others.
export async function waiting(owner) {
  const drafts = (await store.all("drafts")).filter((each) => each.kind !== "copy");
  const own = drafts.filter((each) => each.owner === owner).length;
  return { own, others: drafts.length - own };
}
