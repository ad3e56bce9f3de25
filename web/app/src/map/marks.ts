import type { Feature, Geometry } from "geojson";
import { api } from "./query.ts";
import { collection, type Collection } from "./api.ts";
import { labelPoint } from "./label_point.ts";
import type { Entry } from "./legend.ts";
import type { Overlay } from "./overlays.ts";
import { classes, symbol, symbolName, type MarkKind } from "./symbols.ts";

/** Of a site, named place, event or perception point; only what the map reads. */
export interface MarkProperties {
  class: string;
  what: string;
  name?: string;
}

/** A mark as its symbol is drawn. */
interface Drawn extends MarkProperties {
  symbol: string;
}

/** Pixels of the legend's symbols. */
const legendSize = 40;

const titles: Record<MarkKind, string> = { site: "Sites", place: "Named places", event: "Events", perception: "Perception points" };
const parts: Record<MarkKind, string> = { site: "the sites", place: "the named places", event: "the events", perception: "the perception points" };

/** A layer that is never scored, with the dates that its box on the page names. */
export function marks(kind: MarkKind, box: HTMLElement): Overlay {
  let shown: readonly MarkProperties[] = [];
  return {
    group: kind,
    title: titles[kind],
    part: parts[kind],
    async load(view) {
      const answer = await collection<MarkProperties>(api("layers", layerQuery(kind, box.dataset)));
      shown = answer.features.map((f) => f.properties);
      view.addSymbols();
      view.setData(kind, answer);
      view.setData(`${kind}Points`, markPoints(kind, answer));
      return answer.meta?.attribution;
    },
    legend: () => markEntries(kind, shown),
  };
}

function layerQuery(kind: MarkKind, dates: DOMStringMap): URLSearchParams {
  const asked = new URLSearchParams({ kind });
  if (dates["from"] && dates["to"]) {
    asked.set("from", dates["from"]);
    asked.set("to", dates["to"]);
  }
  return asked;
}

/** One point for each symbol: what happened ten times at one place is marked there once. */
export function markPoints(kind: MarkKind, answer: Collection<MarkProperties>): Collection<Drawn> {
  const points = new Map<string, Feature<Geometry, Drawn>>();
  for (const f of answer.features) {
    const coordinates = f.geometry?.type === "Point" ? f.geometry.coordinates : labelPoint(f.geometry);
    if (!coordinates) continue;
    const { name = "" } = f.properties;
    const key = [f.properties.class, name, ...coordinates].join("|");
    points.set(key, { type: "Feature", properties: { ...f.properties, name, symbol: symbolName(kind, f.properties.class) }, geometry: { type: "Point", coordinates } });
  }
  return { type: "FeatureCollection", features: [...points.values()] };
}

/** What each symbol on the map is, in the order of its kind's classes. */
export function markEntries(kind: MarkKind, shown: readonly MarkProperties[]): Entry[] {
  return classes(kind).flatMap((name): Entry[] => {
    const first = shown.find((m) => m.class === name);
    return first ? [{ swatch: { kind: "icon", raster: symbol(kind, name, legendSize) }, words: first.what }] : [];
  });
}
