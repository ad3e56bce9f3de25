import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { bold } from "./fonts.ts";
import { colour } from "./palette.ts";
import { markColour, markKinds, type MarkKind } from "./symbols.ts";

/** Dashes of a boundary, in line widths, shared with nothing else on the map. */
const dashes = [1.5, 1.2];

/** The boundaries of sites, places and events, below everything that is counted. */
export function markAreaLayers(): LayerSpecification[] {
  return markKinds.flatMap((kind): LayerSpecification[] => [
    { id: `${kind}-area`, type: "fill", source: kind, filter: areal, paint: { "fill-color": markColour[kind], "fill-opacity": 0.08 } },
    { id: `${kind}-edge`, type: "line", source: kind, filter: areal, layout: { "line-join": "round" }, paint: { "line-color": markColour[kind], "line-width": 2, "line-dasharray": dashes } },
  ]);
}

const areal: ExpressionSpecification = ["==", ["geometry-type"], "Polygon"];

/** Symbols always stand where they belong; their names only where there is room, close by. */
export function markLayers(): LayerSpecification[] {
  return markKinds.map((kind) => markLayer(kind));
}

function markLayer(kind: MarkKind): LayerSpecification {
  return {
    id: `${kind}-symbol`,
    type: "symbol",
    source: `${kind}Points`,
    layout: {
      "icon-image": ["get", "symbol"],
      "icon-size": ["interpolate", ["linear"], ["zoom"], 11, 0.7, 14, 1, 17, 1.3],
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
      // Events are few and have their names sooner.
      "text-field": ["step", ["zoom"], "", kind === "event" ? 13 : 15.5, ["get", "name"]],
      "text-font": bold,
      "text-size": 12,
      "text-max-width": 9,
      "text-optional": true,
      "text-variable-anchor": ["left", "right", "top", "bottom"],
      "text-radial-offset": 0.9,
      "text-justify": "auto",
    },
    paint: { "text-color": markColour[kind], "text-halo-color": colour.white, "text-halo-width": 1.8 },
  };
}
