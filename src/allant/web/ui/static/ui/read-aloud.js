// Reads the page aloud with the device's own voices: what carries data-read, in its order. Nothing leaves the device.
// While one listens, the next page is read too, and the digits of the keyboard choose an answer.
(() => {
  "use strict";

  const panel = document.querySelector("[data-read-aloud]");
  if (!panel) return;
  const speech = window.speechSynthesis;
  const language = panel.dataset.readAloud;
  const [start, stop, again] = ["start", "stop", "again"].map((name) => panel.querySelector(`[data-read-${name}]`));
  const status = panel.querySelector("[data-read-status]");
  const KEPT = "lecture";
  const CHOICES = "[data-read-choices] input";
  const ONWARD = "[data-read-onward]";
  const VOICES_COME_WITHIN_MS = 1500;

  let voice = null;
  let saying = null; // held here, or some browsers forget it before it ends
  let turn = 0; // a newer reading silences the one before

  const isListening = () => sessionStorage.getItem(KEPT) === "1";

  // A voice from the network would be told what the person answers: only those of the device are used.
  const ownVoice = () =>
    speech.getVoices().find((each) => each.localService !== false && each.lang.toLowerCase().split(/[-_]/)[0] === language);

  const mark = (element) => {
    document.querySelectorAll(".is-being-read").forEach((each) => each.classList.remove("is-being-read"));
    if (!element) return;
    element.classList.add("is-being-read");
    element.scrollIntoView({ block: "nearest" });
  };

  const show = () => {
    const focused = panel.contains(document.activeElement);
    start.hidden = isListening();
    stop.hidden = again.hidden = !isListening();
    document.documentElement.classList.toggle("is-listening", isListening());
    if (focused && document.activeElement.hidden) (isListening() ? stop : start).focus();
  };

  const fallSilent = () => {
    turn += 1;
    speech.cancel();
    mark(null);
  };

  const leaveOff = (reason = "") => {
    sessionStorage.removeItem(KEPT);
    fallSilent();
    status.textContent = reason;
    show();
  };

  const say = (parts) => {
    fallSilent();
    const mine = turn;
    const next = (rank) => {
      if (mine !== turn) return;
      if (rank === parts.length) {
        mark(null);
        return;
      }
      saying = new SpeechSynthesisUtterance(parts[rank].words);
      saying.voice = voice;
      saying.lang = voice.lang;
      saying.onstart = () => mine === turn && mark(parts[rank].element);
      saying.onend = () => next(rank + 1);
      saying.onerror = (event) => {
        if (mine === turn) leaveOff(event.error === "not-allowed" ? status.dataset.refused : "");
      };
      speech.speak(saying);
    };
    next(0);
  };

  const wordsOf = (element) => (element.dataset.read || element.textContent).replace(/\s+/g, " ").trim();

  const readPage = () => {
    const parts = [...document.querySelectorAll("[data-read]")].map((element) => ({ element, words: wordsOf(element) }));
    if (document.querySelector(CHOICES)) parts.push({ element: null, words: panel.dataset.howToAnswer });
    else if (document.querySelector(ONWARD)) parts.push({ element: null, words: panel.dataset.howToGoOn });
    say(parts.filter((part) => part.words));
  };

  // Where the next key is expected: the Enter key then goes on, the arrows choose, without looking for anything.
  const standReady = () => {
    const place = document.querySelector(`${CHOICES}:checked`) || document.querySelector(CHOICES) || document.querySelector(ONWARD);
    if (place) place.focus({ preventScroll: true });
  };

  const listen = () => {
    sessionStorage.setItem(KEPT, "1");
    status.textContent = "";
    show();
    standReady();
    readPage();
  };

  const sayChoice = (input) => {
    const label = document.querySelector(`label[for="${input.id}"]`);
    say([{ element: label, words: panel.dataset.chosen.replace("{answer}", wordsOf(label)) }]);
  };

  // The key's place, not its sign: the French keyboard writes & on the key of 1, the Arabic one ١.
  const digitOf = (event) => {
    const place = event.code.match(/^Digit([1-9])$/);
    if (place) return Number(place[1]);
    return /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
  };

  const chooseByDigit = (event) => {
    const digit = digitOf(event);
    const isTyping = event.target.matches("input:not([type=radio]), textarea, select");
    if (!digit || isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
    const input = document.querySelectorAll(CHOICES)[digit - 1];
    if (!input) return;
    event.preventDefault();
    input.checked = true;
    input.focus();
    sayChoice(input);
  };

  const offer = () => {
    voice = ownVoice();
    if (!voice || !start.hidden || !stop.hidden) return;
    status.textContent = "";
    show();
    if (!isListening()) return;
    standReady();
    readPage();
  };

  panel.hidden = false;
  if (!speech) {
    status.textContent = status.dataset.noVoice;
    return;
  }
  start.addEventListener("click", listen);
  again.addEventListener("click", readPage);
  stop.addEventListener("click", () => leaveOff());
  window.addEventListener("pagehide", fallSilent);
  document.addEventListener("keydown", (event) => {
    if (!voice || !isListening()) return;
    if (event.key === "Escape") leaveOff();
    else chooseByDigit(event);
  });
  document.addEventListener("change", (event) => {
    if (voice && isListening() && event.target.matches(CHOICES)) sayChoice(event.target);
  });
  speech.addEventListener("voiceschanged", offer);
  setTimeout(() => {
    if (!voice) status.textContent = status.dataset.noVoice;
  }, VOICES_COME_WITHIN_MS);
  offer();
})();
