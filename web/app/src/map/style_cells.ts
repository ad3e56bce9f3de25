import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { colour } from "./palette.ts";
import { bold } from "./fonts.ts";
import { dash } from "./style_areas.ts";

/** Names of the pictures made by images.ts. */
export const image = { hot: "hatch-hot", watch: "dots-watch", cold: "rules-cold" };

function is(name: string): ExpressionSpecification {
  return ["==", ["get", "class"], name];
}

/** Cells in both readings, opaque so that they have the legend's colours. "count" gets its steps when the answer brings the limits. */
export function cellLayers(): LayerSpecification[] {
  const edge = { "line-color": colour.white, "line-width": 0.5 };
  return [
    { id: "count-fill", type: "fill", source: "cells", filter: [">", ["get", "count"], 0], paint: { "fill-color": colour.white, "fill-antialias": false } },
    { id: "count-edge", type: "line", source: "cells", filter: [">", ["get", "count"], 0], paint: edge },
    sure("hot", is("hot"), image.hot),
    sure("watch", is("low_evidence"), image.watch),
    { ...sure("cold", is("cold"), image.cold), id: "cold-fill" },
    { id: "sure-edge", type: "line", source: "cells", filter: ["any", is("hot"), is("low_evidence")], paint: edge },
  ];
}

function sure(name: string, filter: ExpressionSpecification, pattern: string): Extract<LayerSpecification, { type: "fill" }> {
  return { id: `sure-${name}`, type: "fill", source: "cells", filter, paint: { "fill-pattern": pattern } };
}

/** Dots whose area grows with the count. */
export function placeLayers(): LayerSpecification[] {
  const radius: ExpressionSpecification = ["min", 16, ["*", 2, ["sqrt", ["get", "count"]]]];
  return [
    {
      id: "places-dot",
      type: "circle",
      source: "places",
      paint: { "circle-radius": ["interpolate", ["linear"], ["zoom"], 12, radius, 17, ["*", 2, radius]], "circle-color": colour.place, "circle-opacity": 0.7, "circle-stroke-color": colour.white, "circle-stroke-width": 1 },
    },
  ];
}

/** Set on every group when the answer comes. */
const shown: ExpressionSpecification = ["==", ["get", "shown"], true];

/** Of one of the three lists. */
export function listed(name: string): ExpressionSpecification {
  return ["==", ["get", "list"], name];
}

/** The filter of what is emphasised: one group by its id, or nothing. */
export function selected(id: string | undefined): ExpressionSpecification {
  return ["==", ["get", "id"], id ?? ""];
}

/** Outlines. The invisible fill is what a click hits. */
export function hotspotLayers(): LayerSpecification[] {
  const round = { "line-join": "round", "line-cap": "round" } as const;
  const common = { type: "line", source: "hotspots" } as const;
  return [
    { id: "hotspots-hit", type: "fill", source: "hotspots", filter: shown, paint: { "fill-color": colour.ink, "fill-opacity": 0 } },
    { ...common, id: "hotspots-busiest", filter: ["all", listed("busiest"), shown], layout: round, paint: { "line-color": colour.secondary, "line-width": 1.5 } },
    { ...common, id: "hotspots-watch", filter: listed("watch"), paint: { "line-color": colour.secondary, "line-width": 1.5, "line-dasharray": dash.watch } },
    { ...common, id: "hotspots-line", filter: listed("hotspot"), layout: round, paint: { "line-color": colour.ink, "line-width": 2.5 } },
    { ...common, id: "hotspots-selected-halo", filter: selected(undefined), layout: round, paint: { "line-color": colour.focus, "line-width": 11 } },
    { ...common, id: "hotspots-selected", filter: selected(undefined), layout: round, paint: { "line-color": colour.ink, "line-width": 4 } },
  ];
}

/** Discs shrink where the whole borough is on a small screen. */
function radius(more: number): ExpressionSpecification {
  return ["interpolate", ["linear"], ["zoom"], 11, 8 + more, 14, 11 + more];
}

/** Ranks, best on top. */
export function hotspotDiscLayers(): LayerSpecification[] {
  const first: ExpressionSpecification = ["-", ["get", "rank"]];
  const common = { source: "hotspotDiscs" } as const;
  return [
    {
      ...common,
      id: "hotspots-disc",
      type: "circle",
      layout: { "circle-sort-key": first },
      paint: { "circle-radius": radius(0), "circle-color": colour.white, "circle-stroke-color": colour.ink, "circle-stroke-width": 2 },
    },
    {
      ...common,
      id: "hotspots-disc-selected",
      type: "circle",
      filter: selected(undefined),
      paint: { "circle-radius": radius(1), "circle-color": colour.focus, "circle-stroke-color": colour.ink, "circle-stroke-width": 2.5 },
    },
    {
      ...common,
      id: "hotspots-rank",
      type: "symbol",
      layout: { "text-field": ["to-string", ["get", "rank"]], "text-font": bold, "text-size": ["interpolate", ["linear"], ["zoom"], 11, 11, 14, 13], "text-allow-overlap": true, "text-ignore-placement": true, "symbol-sort-key": first },
      paint: { "text-color": colour.ink },
    },
  ];
}
