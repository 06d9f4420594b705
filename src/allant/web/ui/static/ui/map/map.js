// Draws the maps of a page when they come near the screen. Without this file, or where nothing can be drawn, each
// map's table remains, unfolded.

import { boundsOf, larger, nameThem } from "./places.js";
import { styleOf, themeOf } from "./style.js";

const AHEAD = "400px";
const PADDING = 28;
const ROUND_ABOUT = 1.5;
const MAPS = new WeakMap();
let sheet;

const canDraw = () => {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(context);
};

// The sheet comes first: a map that gets it later fades its help away before the eyes of whoever looks.
const styled = (address) => {
  sheet ??= new Promise((come, fail) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
    link.addEventListener("load", come);
    link.addEventListener("error", () => fail(new Error(address)));
    document.head.append(link);
  });
  return sheet;
};

const fetched = async (layer) => {
  if (layer.data || layer.tiles) return layer;
  const answer = await fetch(layer.url, { headers: { Accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`${layer.url}: ${answer.status}`);
  return { ...layer, data: await answer.json() };
};

// Says the `title` of what lies at a point of the screen.
const read = (map, point, said) => {
  const layers = map.getStyle().layers.filter((layer) => layer.metadata?.isRead);
  const found = map.queryRenderedFeatures(point, { layers: layers.map((layer) => layer.id) });
  const titles = new Set(found.map((feature) => feature.properties.title).filter(Boolean));
  said.textContent = [...titles].slice(0, 3).join(" · ") || said.dataset.nothing;
};

const listen = (map, figure, box) => {
  const said = figure.querySelector("[data-map-said]");
  const press = (name, action) => figure.querySelector(`[data-map-${name}]`).addEventListener("click", action);
  press("closer", () => map.zoomIn());
  press("further", () => map.zoomOut());
  press("whole", () => map.fitBounds(box, { padding: PADDING }));
  map.on("click", (event) => read(map, event.point, said));
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key === "Enter") read(map, map.project(map.getCenter()), said);
  });
};

const created = ({ Map }, canvas, plan, box) => {
  const words = canvas.dataset;
  return new Map({
    container: canvas,
    style: styleOf(plan, themeOf(canvas)),
    bounds: box,
    fitBoundsOptions: { padding: PADDING },
    maxBounds: larger(boundsOf(plan), ROUND_ABOUT),
    maxZoom: 17,
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    // A map is also printed.
    canvasContextAttributes: { preserveDrawingBuffer: true },
    locale: {
      "Map.Title": words.label,
      "CooperativeGesturesHandler.WindowsHelpText": words.controlWheel,
      "CooperativeGesturesHandler.MacHelpText": words.commandWheel,
      "CooperativeGesturesHandler.MobileHelpText": words.twoFingers,
    },
  });
};

const drawn = async (figure) => {
  const planned = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const plan = await Promise.all(planned.map(fetched));
  const bounds = boundsOf(plan.filter((layer) => layer.framed)) || boundsOf(plan);
  if (!bounds) return "empty";
  const [library] = await Promise.all([import(figure.dataset.mapLibrary), styled(figure.dataset.mapSheet)]);
  library.setWorkerUrl(new URL(figure.dataset.mapWorker, document.baseURI).href);
  figure.querySelector("[data-map-drawn]").hidden = false;
  const box = larger(bounds, 0.02);
  const map = created(library, figure.querySelector("[data-map-canvas]"), plan, box);
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  nameThem(map, plan, library.Marker);
  listen(map, figure, box);
  MAPS.set(figure, map);
  await Promise.race([map.once("idle"), map.once("error").then((event) => Promise.reject(event.error))]);
  return "drawn";
};

// What became of a map: `drawn`, or why not; the page's own words then say it.
const become = (figure, state) => {
  figure.dataset.map = state;
  figure.querySelector("[data-map-drawn]").hidden = state !== "drawn";
  if (state === "drawn") figure.querySelector("[data-map-table]")?.removeAttribute("open");
  else figure.querySelector("[data-map-refused]").textContent = figure.querySelector("[data-map-refused]").dataset[state];
};

const draw = (figure) => {
  figure.dataset.map = "coming";
  if (!canDraw()) return become(figure, "unable");
  return drawn(figure).then(
    (state) => become(figure, state),
    () => become(figure, "missing"),
  );
};

const watch = new IntersectionObserver(
  (entries) => {
    for (const entry of entries.filter((each) => each.isIntersecting)) {
      watch.unobserve(entry.target);
      draw(entry.target);
    }
  },
  { rootMargin: AHEAD },
);
const begin = (part) => part.querySelectorAll("[data-map='waiting']").forEach((figure) => watch.observe(figure));

begin(document);
// What htmx brings is drawn too; what it takes away gives its memory back.
document.addEventListener("htmx:load", (event) => begin(event.target.parentElement || document));
document.addEventListener("htmx:beforeCleanupElement", (event) => MAPS.get(event.target)?.remove());
