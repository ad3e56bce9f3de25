import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { colour } from "./palette.ts";
import { bold, italic, plain } from "./fonts.ts";

/** Line widths in pixels at zoom 12, 15 and 18, by class. */
const widths: Record<string, [number, number, number]> = {
  path: [0, 0.6, 2],
  service: [0.2, 0.9, 4],
  local: [0.5, 2, 10],
  main: [1.2, 4, 16],
};

/** Zooms from which a class's names are written. */
const names: Record<string, number> = { main: 13.5, local: 14.8, service: 16.5, path: 16.5 };

function class_(name: string): ExpressionSpecification {
  return ["==", ["get", "class"], name];
}

const areal: ExpressionSpecification = ["==", ["geometry-type"], "Polygon"];
const linear: ExpressionSpecification = ["==", ["geometry-type"], "LineString"];

function byZoom([a, b, c]: [number, number, number]): ExpressionSpecification {
  return ["interpolate", ["exponential", 1.5], ["zoom"], 12, a, 15, b, 18, c];
}

/** What lies under everything: parks and water. */
export function groundLayers(): LayerSpecification[] {
  return [
    { id: "ground-park", type: "fill", source: "ground", filter: ["all", class_("park"), areal], paint: { "fill-color": colour.park } },
    { id: "ground-water", type: "fill", source: "ground", filter: ["all", class_("water"), areal], paint: { "fill-color": colour.water, "fill-outline-color": colour.waterEdge } },
    {
      id: "ground-river",
      type: "line",
      source: "ground",
      filter: ["all", class_("water"), linear],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": colour.water, "line-width": byZoom([4, 14, 60]) },
    },
  ];
}

/** Railway and streets by class. They lie over the cells: a shaded street must stay a street one can find. */
export function streetLayers(): LayerSpecification[] {
  return [...railLayers(), ...Object.entries(widths).map(([name, width]) => street(name, width))];
}

/** A railway as a thin line with sleepers, so that it is not taken for a street. */
function railLayers(): LayerSpecification[] {
  const common = { type: "line", source: "ground", filter: class_("rail") } as const;
  return [
    { ...common, id: "ground-rail", paint: { "line-color": "#b3ada3", "line-width": byZoom([0.8, 1.2, 2]) } },
    { ...common, id: "ground-sleepers", minzoom: 13, paint: { "line-color": "#b3ada3", "line-width": byZoom([2, 4, 8]), "line-dasharray": [0.25, 1.5] } },
  ];
}

function street(name: string, width: [number, number, number]): LayerSpecification {
  return {
    id: `streets-${name}`,
    type: "line",
    source: "ground",
    filter: class_(name),
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": colour.street, "line-width": byZoom(width) },
  };
}

/** Street names along their lines, and the names of water that is a line. */
export function groundNameLayers(): LayerSpecification[] {
  const halo = { "text-halo-color": colour.land, "text-halo-width": 1.6 };
  const name: ExpressionSpecification = ["get", "name"];
  const along = { "symbol-placement": "line" as const, "text-field": name, "text-max-angle": 30, "symbol-spacing": 320, "text-padding": 4 };
  const rows = Object.entries(names).map(
    ([name, minzoom]): LayerSpecification => ({
      id: `streets-name-${name}`,
      type: "symbol",
      source: "ground",
      minzoom,
      filter: class_(name),
      layout: { ...along, "text-font": name === "main" ? bold : plain, "text-size": ["interpolate", ["linear"], ["zoom"], 14, 11, 18, 14] },
      paint: { "text-color": colour.streetText, ...halo },
    }),
  );
  return [
    {
      id: "ground-river-name",
      type: "symbol",
      source: "ground",
      filter: ["all", class_("water"), linear],
      layout: { ...along, "text-font": italic, "text-size": 13, "text-letter-spacing": 0.15 },
      paint: { "text-color": colour.waterText, "text-halo-color": colour.water, "text-halo-width": 1 },
    },
    ...rows.reverse(),
  ];
}

/** Names of parks and of water that is an area, once each. Uppermost, because everything else may push them away. */
export function baseNameLayers(): LayerSpecification[] {
  const tone: ExpressionSpecification = ["match", ["get", "class"], "water", colour.waterText, colour.parkText];
  return [
    {
      id: "ground-name",
      type: "symbol",
      source: "groundNames",
      minzoom: 12.5,
      layout: { "text-field": ["get", "name"], "text-font": italic, "text-size": 12, "text-max-width": 7, "text-padding": 6 },
      paint: { "text-color": tone, "text-halo-color": colour.land, "text-halo-width": 1.4 },
    },
  ];
}
