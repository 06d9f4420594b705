// How layers are drawn: the colours come from the theme, the order from the plan. No sprites, no glyphs, no other server.

const BACKGROUND_LINES = [
  ["commune", "map-edge", [8, 1, 14, 2]],
  ["minor", "map-street", [9, 0.2, 12, 0.9, 16, 7]],
  ["major", "map-street", [8, 1, 12, 3.2, 16, 12]],
];
// Layers of vector tiles, as Protomaps and OpenMapTiles call them; what a tile lacks is not drawn.
const TILE_LINES = [
  ["roads", "kind", ["minor_road"], "minor"],
  ["transportation", "class", ["tertiary", "minor"], "minor"],
  ["roads", "kind", ["highway", "major_road"], "major"],
  ["transportation", "class", ["motorway", "trunk", "primary", "secondary"], "major"],
];
const byZoom = (stops) => ["interpolate", ["exponential", 1.4], ["zoom"], ...stops];

// The names of the theme: `go` is --go, `step-1` is --map-step-1.
export const themeOf = (element) => {
  const read = getComputedStyle(element);
  return (name) => read.getPropertyValue(name.startsWith("step-") ? `--map-${name}` : `--${name}`).trim();
};

const toneOf = (layer, theme) => {
  const codes = Object.entries(layer.tones);
  if (!codes.length) return theme(layer.tone);
  return ["match", ["get", "class"], ...codes.flatMap(([code, tone]) => [code, theme(tone)]), theme("neutral")];
};

const isStepped = (layer) => Object.values(layer.tones).some((tone) => tone.startsWith("step-"));

const drawnLine = (name, theme) => {
  const [, colour, widths] = BACKGROUND_LINES.find(([known]) => known === name);
  return {
    layout: { "line-join": "round", "line-cap": name === "commune" ? "butt" : "round" },
    paint: {
      "line-color": theme(colour),
      "line-width": byZoom(widths),
      ...(name === "commune" ? { "line-dasharray": [5, 3] } : {}),
    },
  };
};

const DRAWN = {
  tiles: (source, layer, theme) => {
    if (layer.tiles.kind === "raster") return [{ id: `${source}-image`, type: "raster", source }];
    return [
      {
        id: `${source}-water`,
        type: "fill",
        source,
        "source-layer": "water",
        filter: ["==", ["geometry-type"], "Polygon"],
        paint: { "fill-color": theme("map-water") },
      },
      ...TILE_LINES.map(([name, property, values, drawn]) => ({
        id: `${source}-${name}-${drawn}`,
        type: "line",
        source,
        "source-layer": name,
        filter: ["in", ["get", property], ["literal", values]],
        ...drawnLine(drawn, theme),
      })),
    ];
  },
  background: (source, layer, theme) => [
    {
      id: `${source}-water`,
      type: "fill",
      source,
      filter: ["==", ["get", "class"], "water"],
      paint: { "fill-color": theme("map-water") },
    },
    ...BACKGROUND_LINES.map(([name]) => ({
      id: `${source}-${name}`,
      type: "line",
      source,
      filter: ["==", ["get", "class"], name],
      ...drawnLine(name, theme),
    })),
  ],
  areas: (source, layer, theme) => {
    const tone = toneOf(layer, theme);
    const stepped = isStepped(layer);
    return [
      {
        id: `${source}-fill`,
        type: "fill",
        source,
        metadata: { isRead: true },
        paint: { "fill-color": tone, "fill-opacity": stepped ? 0.8 : 0.22, "fill-antialias": false },
      },
      {
        id: `${source}-edge`,
        type: "line",
        source,
        layout: { "line-join": "round" },
        paint: {
          "line-color": stepped ? theme("map-land") : tone,
          "line-width": stepped ? 0.6 : 2.2,
          ...(layer.dashed ? { "line-dasharray": [3, 2] } : {}),
        },
      },
    ];
  },
  lines: (source, layer, theme) => [
    {
      id: `${source}-line`,
      type: "line",
      source,
      metadata: { isRead: true },
      layout: { "line-join": "round", "line-cap": layer.dashed ? "butt" : "round" },
      paint: {
        "line-color": toneOf(layer, theme),
        "line-width": byZoom([9, 2.5, 14, 5]),
        ...(layer.dashed ? { "line-dasharray": [2.5, 1.5] } : {}),
      },
    },
  ],
  places: (source, layer, theme) => [
    {
      id: `${source}-dot`,
      type: "circle",
      source,
      metadata: { isRead: true },
      filter: ["!", ["has", "label"]],
      paint: {
        "circle-color": toneOf(layer, theme),
        "circle-opacity": 0.5,
        "circle-radius": [
          "interpolate",
          ["linear"],
          ["zoom"],
          9,
          ["*", 1.4, ["coalesce", ["get", "size"], 1]],
          15,
          ["*", 4.5, ["coalesce", ["get", "size"], 1]],
        ],
      },
    },
  ],
};

const sourceOf = (layer) => {
  if (!layer.tiles) return { type: "geojson", data: layer.data };
  const { kind, lowest, highest, bounds } = layer.tiles;
  const tiles = [window.location.origin + layer.url];
  return { type: kind, tiles, minzoom: lowest, maxzoom: highest, bounds, ...(kind === "raster" ? { tileSize: 256 } : {}) };
};

// Gives the style of a plan whose layers hold their `data`, or say where their tiles are.
export const styleOf = (plan, theme) => ({
  version: 8,
  sources: Object.fromEntries(plan.map((layer, rank) => [`layer-${rank}`, sourceOf(layer)])),
  layers: [
    { id: "land", type: "background", paint: { "background-color": theme("map-land") } },
    ...plan.flatMap((layer, rank) => DRAWN[layer.kind](`layer-${rank}`, layer, theme)),
  ],
});
