import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { colour, routeLook } from "./palette.ts";
import { bold } from "./fonts.ts";

/** Discs of stops and bases. Their colour, numbers and count of visits are set when the answer comes. */
export function routeNameLayers(): LayerSpecification[] {
  const stop: ExpressionSpecification = ["==", ["get", "kind"], "stop"];
  const base: ExpressionSpecification = ["==", ["get", "kind"], "base"];
  const common = { source: "stops" } as const;
  return [
    { ...common, id: "routes-base", type: "circle", filter: base, paint: { "circle-radius": 8, "circle-color": colour.white, "circle-stroke-color": colour.ink, "circle-stroke-width": 3 } },
    { ...common, id: "routes-disc", type: "circle", filter: stop, paint: { "circle-radius": ["match", ["get", "visits"], 1, 13, 2, 16, 20], "circle-color": ["get", "tone"], "circle-stroke-color": colour.white, "circle-stroke-width": 2 } },
    {
      ...common,
      id: "routes-number",
      type: "symbol",
      filter: stop,
      layout: { "text-field": ["get", "numbers"], "text-font": bold, "text-size": ["match", ["get", "visits"], 1, 14, 2, 13, 12], "text-allow-overlap": true, "text-ignore-placement": true },
      paint: { "text-color": colour.white },
    },
    {
      ...common,
      id: "routes-base-name",
      type: "symbol",
      filter: base,
      layout: { "text-field": "Base", "text-font": bold, "text-size": 13, "text-anchor": "top", "text-offset": [0, 0.9], "text-allow-overlap": true },
      paint: { "text-color": colour.ink, "text-halo-color": colour.land, "text-halo-width": 2 },
    },
    {
      ...common,
      id: "routes-stop-name",
      type: "symbol",
      filter: stop,
      minzoom: 13,
      layout: { "text-field": ["get", "name"], "text-font": bold, "text-size": 12, "text-max-width": 9, "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 1.8, "text-justify": "auto" },
      paint: { "text-color": colour.ink, "text-halo-color": colour.land, "text-halo-width": 2 },
    },
  ];
}

/** One team's walks: white casing, then the line in the team's colour and pattern. */
export function routeLayers(n: number, team: string, chosen: ExpressionSpecification): LayerSpecification[] {
  const look = routeLook(n);
  const mine: ExpressionSpecification = ["all", ["==", ["get", "team"], team], chosen];
  const common = { type: "line", source: "routes", filter: mine, layout: { "line-join": "round" } } as const;
  const dashes = look.dash.length > 0 ? { "line-dasharray": look.dash } : {};
  return [
    { ...common, id: `routes-casing-${n}`, paint: { "line-color": colour.white, "line-width": 7, "line-opacity": 0.9 } },
    { ...common, id: `routes-line-${n}`, paint: { "line-color": look.colour, "line-width": 4, ...dashes } },
  ];
}
