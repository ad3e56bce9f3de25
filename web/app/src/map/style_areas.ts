import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { colour } from "./palette.ts";
import { bold } from "./fonts.ts";

/** Dashes in line widths, shared with the legend. */
export const dash = { ward: [6, 3], consulting: [3, 1.5], lapsed: [0.1, 2], watch: [2, 1.5] };

export function wardLayers(): LayerSpecification[] {
  return [
    {
      id: "wards-line",
      type: "line",
      source: "wards",
      layout: { "line-join": "round" },
      paint: { "line-color": colour.secondary, "line-width": 1.5, "line-dasharray": dash.ward },
    },
  ];
}

export function wardNameLayers(): LayerSpecification[] {
  return [
    {
      id: "wards-name",
      type: "symbol",
      source: "wardNames",
      layout: {
        "text-field": ["get", "name"],
        "text-font": bold,
        "text-size": ["interpolate", ["linear"], ["zoom"], 12, 12, 16, 15],
        "text-max-width": 8,
        "text-letter-spacing": 0.03,
        "text-padding": 4,
        // Away from the middle only where a rank or an order's name stands there.
        "text-variable-anchor": ["center", "top", "bottom"],
        "text-radial-offset": 0.8,
      },
      paint: { "text-color": colour.secondary, "text-halo-color": colour.land, "text-halo-width": 2 },
    },
  ];
}

const live: ExpressionSpecification = ["==", ["get", "live"], true];
const lapsed: ExpressionSpecification = ["==", ["get", "lapsed"], true];
const coming: ExpressionSpecification = ["all", ["!", live], ["!", lapsed]];

/** Orders: in force solid, not yet in force dashed, lapsed grey and dotted. */
export function orderLayers(): LayerSpecification[] {
  return [
    { id: "orders-fill", type: "fill", source: "orders", filter: ["!", lapsed], paint: { "fill-color": colour.order, "fill-opacity": 0.06 } },
    line("live", live, colour.order, []),
    line("coming", coming, colour.order, dash.consulting),
    line("lapsed", lapsed, colour.secondary, dash.lapsed),
  ];
}

function line(name: string, filter: ExpressionSpecification, tone: string, dashes: number[]): LayerSpecification {
  return {
    id: `orders-${name}`,
    type: "line",
    source: "orders",
    filter,
    layout: { "line-join": "round", "line-cap": name === "lapsed" ? "round" : "butt" },
    paint: { "line-color": tone, "line-width": 3, ...(dashes.length > 0 ? { "line-dasharray": dashes } : {}) },
  };
}

export function orderNameLayers(): LayerSpecification[] {
  return [
    {
      id: "orders-name",
      type: "symbol",
      source: "orderNames",
      minzoom: 13,
      layout: { "text-field": ["get", "title"], "text-font": bold, "text-size": 12, "text-max-width": 12, "text-padding": 4, "text-anchor": "top", "text-offset": [0, 0.4] },
      paint: { "text-color": ["case", lapsed, colour.secondary, "#942514"], "text-halo-color": colour.land, "text-halo-width": 2 },
    },
  ];
}
