// What a page of a signed-in person owes to what they typed: nothing is lost when the network, the session or the browser
// fails. Holds the vault of this page, sends what waits, and says in words where things stand.
import { Outbox } from "./outbox.js";
import { SessionOver, held, lapse, unlock, waiting } from "./vault.js";
import { namesOf, show, write } from "./words.js";

const AGAIN_MS = 15000;
const ON_THE_WAY_MS = 1000;
const SEEN = "allant-others-seen";

class Keeper {
  vault = null;
  outbox = null;
  isOver = false;
  claims = () => false; // A page that shows an answer sends it itself.
  #strip = document.getElementById("keeping");
  #sentCount = [];
  #timer = null;

  get owner() {
    return this.vault?.owner ?? this.#strip.dataset.owner;
  }

  // Open the vault with the key of this device, else with the one that the server gives to who is signed in.
  async open() {
    try {
      this.#take((await held(this.#strip.dataset.owner)) ?? (await unlock(this.#strip.dataset.key)));
    } catch (error) {
      if (error instanceof SessionOver) await this.over();
    }
    return this.vault;
  }

  #take(vault) {
    if (this.vault?.owner === vault.owner) return;
    this.vault = vault;
    this.outbox = new Outbox(vault);
  }

  // The session is over: the key leaves the device; this page still holds it, as it still shows what was typed.
  async over() {
    this.isOver = true;
    await lapse();
    await this.tell();
    this.#later();
  }

  #later() {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.send();
    }, AGAIN_MS);
  }

  // Is the same person signed in, and does the server answer?
  async #isBack() {
    try {
      const vault = await unlock(this.#strip.dataset.key);
      this.isOver = this.vault !== null && vault.owner !== this.vault.owner; // Somebody else signed in meanwhile.
      if (!this.isOver) this.#take(vault);
      return !this.isOver;
    } catch (error) {
      if (error instanceof SessionOver && !this.isOver) await this.over();
      return false;
    }
  }

  // Send what waits. One page at a time; what another page shows is sent by that page.
  async send({ all = false } = {}) {
    if (!this.outbox || !(await this.#isBack())) {
      await this.tell();
      this.#later();
      return false;
    }
    document.dispatchEvent(new CustomEvent("keeping:back"));
    await navigator.locks.request("allant-send", () => this.#sendEach(all));
    await this.tell();
    return true;
  }

  async #sendEach(all) {
    for (const entry of await this.outbox.entries()) {
      if (entry.trouble || (!all && this.claims(entry))) continue;
      const outcome = await this.outbox.send(entry);
      document.dispatchEvent(new CustomEvent("keeping:sent", { detail: { entry, outcome } }));
      if (outcome.state === "saved") this.#sentCount.push(entry);
      if (outcome.state === "over") return this.over();
      if (outcome.state === "unreachable") return this.#later();
    }
  }

  // Wait for the answers that are on their way at this moment.
  async settled() {
    const entries = this.outbox ? await this.outbox.entries() : [];
    if (entries.some((each) => !each.late)) await new Promise((done) => setTimeout(done, ON_THE_WAY_MS));
  }

  // An answer could not be sent just now.
  async delay(address) {
    const entry = (await this.outbox.entries()).find((each) => each.address === address);
    if (entry) await this.outbox.keep({ ...entry, late: true });
    this.#later();
    await this.tell();
  }

  // Say where things stand.
  async tell() {
    const entries = this.outbox ? await this.outbox.entries() : [];
    const late = entries.filter((each) => each.late && !each.trouble);
    const troubled = entries.filter((each) => each.trouble);
    const { own, others } = await waiting(this.owner);
    // The page of the device says by itself that it is sealed.
    this.#say("over", this.isOver && Boolean(this.owner));
    this.#say("sealed", !this.vault && !this.isOver && own > 0, own);
    this.#say("waiting", late.length > 0 && !this.isOver, late.length, namesOf(late));
    this.#say("troubled", troubled.length > 0, troubled.length, namesOf(troubled));
    this.#say("sent", this.#sentCount.length > 0 && !late.length, this.#sentCount.length, namesOf(this.#sentCount));
    this.#say("others", Boolean(this.owner) && others > 0 && !sessionStorage.getItem(SEEN));
    document.dispatchEvent(new CustomEvent("keeping:told", { detail: { entries } }));
  }

  #say(what, isTrue, count = 0, names = []) {
    const notice = this.#strip.querySelector(`[data-when=${what}]`);
    const sentence = notice.querySelector("[data-one]");
    if (isTrue && sentence) write(sentence, count, names);
    show(notice, isTrue);
  }

  async start() {
    this.#strip.querySelector("[data-send]").addEventListener("click", () => this.send());
    this.#strip.querySelector("[data-seen]").addEventListener("click", () => {
      sessionStorage.setItem(SEEN, "1");
      this.tell();
    });
    for (const link of this.#strip.querySelectorAll("[data-sign-in]")) {
      link.href = `${link.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`;
    }
    const sendSoon = () => this.vault && (this.isOver || this.#timer) && this.send();
    addEventListener("online", sendSoon);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendSoon());
    const { own } = await waiting(this.#strip.dataset.owner);
    const isNeeded = own > 0 || document.querySelector("[data-keep-draft], [data-carry], [data-device]");
    if (isNeeded) await this.open();
    if (this.outbox && (await this.outbox.entries()).length) await this.send();
    else await this.tell();
    return this;
  }
}

export const keeper = new Keeper();
export const ready = keeper.start();
