// Signing with a finger, a pen or a mouse. Without this file the typed name and its box remain.
(() => {
  "use strict";
  const NEAREST = 3;

  document.querySelectorAll("[data-signature]").forEach((box) => {
    const pad = box.querySelector("[data-signature-pad]");
    const ink = box.querySelector("[data-signature-ink]");
    const kept = box.querySelector("input[type=hidden]");
    const status = box.querySelector("[data-signature-status]");
    const { width, height } = pad.viewBox.baseVal;
    let strokes = [];
    let pointer = null;
    try {
      strokes = JSON.parse(kept.value || "[]");
    } catch {
      strokes = [];
    }

    const show = () => {
      ink.setAttribute("d", strokes.map((stroke) => `M${stroke.map(([x, y]) => `${x} ${y}`).join("L")}`).join(""));
      status.textContent = strokes.length ? status.dataset.drawn : status.dataset.empty;
    };
    const keep = () => {
      kept.value = strokes.length ? JSON.stringify(strokes) : "";
      show();
    };
    const place = (event) => {
      const frame = pad.getBoundingClientRect();
      const within = (value, most) => Math.round(Math.min(Math.max(value, 0), most));
      return [
        within(((event.clientX - frame.left) / frame.width) * width, width),
        within(((event.clientY - frame.top) / frame.height) * height, height),
      ];
    };

    pad.addEventListener("pointerdown", (event) => {
      if (pointer !== null || (event.pointerType === "mouse" && event.button !== 0)) return;
      event.preventDefault();
      pointer = event.pointerId;
      pad.setPointerCapture(pointer);
      strokes.push([place(event)]);
      show();
    });
    pad.addEventListener("pointermove", (event) => {
      if (event.pointerId !== pointer) return;
      const stroke = strokes[strokes.length - 1];
      const [x, y] = place(event);
      const [lastX, lastY] = stroke[stroke.length - 1];
      if (Math.hypot(x - lastX, y - lastY) < NEAREST) return;
      stroke.push([x, y]);
      show();
    });
    const lift = (event) => {
      if (event.pointerId !== pointer) return;
      pointer = null;
      keep();
    };
    pad.addEventListener("pointerup", lift);
    pad.addEventListener("pointercancel", lift);
    box.querySelector("[data-signature-clear]").addEventListener("click", () => {
      strokes = [];
      keep();
    });

    box.querySelector("[data-signature-draw]").hidden = false;
    show();
  });
})();
