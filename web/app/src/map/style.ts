import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import { empty } from "./api.ts";
import { cellLayers, hotspotDiscLayers, hotspotLayers, placeLayers } from "./style_cells.ts";
import { baseNameLayers, groundLayers, groundNameLayers, streetLayers } from "./style_ground.ts";
import { orderLayers, orderNameLayers, wardLayers, wardNameLayers } from "./style_areas.ts";
import { routeNameLayers } from "./style_routes.ts";
import { markAreaLayers, markLayers } from "./style_marks.ts";
import { colour } from "./palette.ts";

const marked = ["site", "sitePoints", "place", "placePoints", "event", "eventPoints", "perception", "perceptionPoints"] as const;

/** The sources every map has; they start empty and are filled as answers arrive. */
export const sources = ["ground", "groundNames", "cells", "wards", "wardNames", "orders", "orderNames", "places", "hotspots", "hotspotDiscs", "routes", "stops", ...marked] as const;
export type SourceName = (typeof sources)[number];

/** Layers that are shown and hidden together; a layer's id begins with its group. */
export const groups = ["streets", "count", "sure", "cold", "wards", "orders", "places", "hotspots", "routes", "site", "place", "event", "perception"] as const;
export type GroupName = (typeof groups)[number];

/** The whole style, bottom to top. It needs no network: no glyphs, no sprite, no tiles. */
export function style(): StyleSpecification {
  const layers: LayerSpecification[] = [
    { id: "land", type: "background", paint: { "background-color": colour.land } },
    ...groundLayers(),
    ...cellLayers(),
    ...streetLayers(),
    ...groundNameLayers(),
    ...markAreaLayers(),
    ...orderLayers(),
    ...wardLayers(),
    ...placeLayers(),
    ...hotspotLayers(),
    ...wardNameLayers(),
    ...orderNameLayers(),
    ...markLayers(),
    ...hotspotDiscLayers(),
    ...routeNameLayers(),
    ...baseNameLayers(),
  ];
  return { version: 8, sources: Object.fromEntries(sources.map((name) => [name, source()])), layers };
}

function source(): SourceSpecification {
  return { type: "geojson", data: empty(), attribution: "" };
}
