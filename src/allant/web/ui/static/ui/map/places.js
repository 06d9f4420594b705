// Where things are: the frame around them, and the places that carry a name, as HTML so that no glyphs are fetched.

const MOST_NAMES = 60;
const BUTTONS_WIDE = 76;

const positions = function* (coordinates) {
  if (typeof coordinates[0] === "number") yield coordinates;
  else for (const part of coordinates) yield* positions(part);
};

const geometries = function* (geometry) {
  if (!geometry) return;
  if (geometry.type === "GeometryCollection") for (const part of geometry.geometries) yield* geometries(part);
  else yield geometry;
};

// Gives [west, south, east, north] of the features of layers; nothing where they have none.
export const boundsOf = (layers) => {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const layer of layers)
    for (const feature of layer.data?.features ?? [])
      for (const geometry of geometries(feature.geometry))
        for (const [lon, lat] of positions(geometry.coordinates)) {
          box[0] = Math.min(box[0], lon);
          box[1] = Math.min(box[1], lat);
          box[2] = Math.max(box[2], lon);
          box[3] = Math.max(box[3], lat);
        }
  return box[0] <= box[2] ? box : null;
};

// Gives a box as much larger on each side as `share` of its own size, and never thinner than a street.
export const larger = ([west, south, east, north], share) => {
  const wide = Math.max((east - west) * share, 0.004);
  const high = Math.max((north - south) * share, 0.003);
  return [west - wide, south - high, east + wide, north + high];
};

const named = (feature, layer) => {
  const { label, emphasis, class: kind } = feature.properties;
  const mark = document.createElement("div");
  mark.className = `map-place map-${layer.tones[kind] || layer.tone}${emphasis ? " map-place-main" : ""}`;
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", label);
  const word = document.createElement("span");
  word.className = "map-word";
  word.textContent = label;
  mark.append(word);
  return mark;
};

// A name that the edge of the map, or its buttons, would cut stands before its dot.
const turn = (map, marks) => {
  const room = map.getContainer().clientWidth - BUTTONS_WIDE;
  for (const marker of marks) {
    const word = marker.getElement().firstChild;
    const { x } = map.project(marker.getLngLat());
    word.classList.toggle("map-word-before", x + word.offsetWidth > room && x > word.offsetWidth);
  }
};

// Puts on the map the places that have a `label`; beyond some tens, names would only hide each other.
export const nameThem = (map, plan, Marker) => {
  const places = plan.filter((layer) => layer.kind === "places");
  const marks = places
    .flatMap((layer) => layer.data.features.map((feature) => [feature, layer]))
    .filter(([feature]) => feature.properties.label && feature.geometry.type === "Point")
    .slice(0, MOST_NAMES)
    .map(([feature, layer]) =>
      new Marker({ element: named(feature, layer) }).setLngLat(feature.geometry.coordinates).addTo(map),
    );
  map.on("move", () => turn(map, marks));
  turn(map, marks);
};
