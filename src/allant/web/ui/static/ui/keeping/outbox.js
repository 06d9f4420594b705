// Answers that the server has not confirmed yet. Each is written here before it is sent, and leaves once it is saved:
// a network that fails, a session that ends and a browser that stops are then one and the same case.
import { csrfToken } from "./vault.js";

const KIND = "answer";

export class Outbox {
  #vault;
  #last = Promise.resolve();

  constructor(vault) {
    this.#vault = vault;
  }

  // One thing after another: an answer is written before its confirmation takes it away.
  #queue(act) {
    const done = this.#last.then(act);
    this.#last = done.catch(() => {});
    return done;
  }

  keep(entry) {
    const dated = { at: Date.now(), ...entry };
    return this.#queue(() => this.#vault.keep(KIND, entry.address, dated));
  }

  async entries() {
    await this.#last;
    return (await this.#vault.read(KIND)).map((each) => each.content).sort((one, other) => one.at - other.at);
  }

  drop(address) {
    return this.#queue(() => this.#vault.drop(KIND, address));
  }

  // What the server has confirmed leaves, unless another answer was given meanwhile.
  settle(address, value, given) {
    return this.#queue(async () => {
      const entry = await this.#vault.find(KIND, address);
      if (entry && entry.value === value) await this.#vault.drop(KIND, address);
      else if (entry && given) await this.#vault.keep(KIND, address, { ...entry, revision: given.revision });
      if (entry?.copy && given) await this.#follow(entry, given);
    });
  }

  follow(entry, given) {
    return this.#queue(() => this.#follow(entry, given));
  }

  // The copy taken along knows what was saved since.
  async #follow(entry, given) {
    const copy = await this.#vault.find("copy", entry.copy);
    if (!copy) return;
    copy.answers[entry.code] = given;
    await this.#vault.keep("copy", entry.copy, copy);
  }

  #mark(entry, trouble) {
    return this.#queue(async () => {
      const now = await this.#vault.find(KIND, entry.address);
      if (now && now.at === entry.at) await this.#vault.keep(KIND, entry.address, { ...now, late: true, trouble });
    });
  }

  // Send one answer with the revision that was seen; return what became of it.
  async send(entry) {
    const outcome = await post(entry);
    if (outcome.state === "saved") await this.settle(entry.address, entry.value, outcome);
    else await this.#mark(entry, ["unreachable", "over"].includes(outcome.state) ? null : outcome);
    if (["gone", "closed"].includes(outcome.state)) await this.#vault.drop("copy", entry.copy);
    return outcome;
  }
}

async function post(entry) {
  let answer;
  try {
    answer = await fetch(entry.address, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
      body: new URLSearchParams({
        [`q-${entry.code}`]: entry.value,
        [`r-${entry.code}`]: entry.revision,
        ...(entry.confirm ? { confirm: entry.code } : {}),
      }),
    });
  } catch {
    return { state: "unreachable" };
  }
  if (answer.status === 401) return { state: "over" };
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (isJson && answer.ok) return answer.json();
  if (isJson && [403, 404].includes(answer.status)) {
    return { state: answer.status === 404 ? "gone" : "closed", why: (await answer.json()).why };
  }
  return { state: "unreachable" };
}
