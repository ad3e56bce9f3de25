import { api, wardsQuery } from "./query.ts";
import { collection, pointsOf, type Collection, type OrderProperties } from "./api.ts";
import { boundaries } from "./boundaries.ts";
import { boundsOf } from "./bounds.ts";
import { namedAreas, withAreas } from "./ground.ts";
import { labelPoint } from "./label_point.ts";
import { placesOf } from "./places.ts";
import type { Entry } from "./legend.ts";
import { colour } from "./palette.ts";
import { dash } from "./style_areas.ts";
import type { GroupName } from "./style.ts";
import type { View } from "./view.ts";

/** Something one can lay over the map: loaded when first shown, and what the legend says of it. */
export interface Overlay {
  group: GroupName;
  /** Heading of its part of the legend; "Lines" where it has none. */
  title?: string;
  part: string;
  load(view: View): Promise<string | undefined>;
  legend(): Entry[];
}

/** Streets, water, railway and parks. Load resolves to the attribution, where the answer carries one. */
export function streets(): Overlay {
  return {
    group: "streets",
    part: "the streets",
    async load(view) {
      const answer = withAreas(await collection(api("streets")));
      view.setData("ground", answer);
      view.setData("groundNames", pointsOf(namedAreas(answer), (f) => labelPoint(f.geometry)));
      return answer.meta?.attribution;
    },
    legend: () => [],
  };
}

export function wards(asked: URLSearchParams): Overlay {
  return {
    group: "wards",
    part: "the ward lines",
    async load(view) {
      const answer = await collection(api("areas", wardsQuery(asked)));
      view.setData("wards", boundaries(answer));
      view.setData("wardNames", pointsOf(answer, (f) => labelPoint(f.geometry)));
      return answer.meta?.attribution;
    },
    legend: () => [{ swatch: { kind: "line", stroke: colour.secondary, width: 1.5, dash: dash.ward }, words: "Ward" }],
  };
}

export function orders(): Overlay & { answer: Collection<OrderProperties> | undefined } {
  return {
    group: "orders",
    part: "the orders",
    answer: undefined,
    async load(view) {
      this.answer = await collection<OrderProperties>(api("orders"));
      view.setData("orders", this.answer);
      view.setData("orderNames", orderNames(this.answer));
      return this.answer.meta?.attribution;
    },
    legend() {
      return orderEntries(this.answer?.features.map((f) => f.properties) ?? []);
    },
  };
}

/** Names hang below their areas, where they hide neither cells nor ranks. */
export function orderNames(answer: Collection<OrderProperties>): Collection<OrderProperties> {
  const short = answer.features.map((f) => ({ ...f, properties: { ...f.properties, title: shortTitle(f.properties.title) } }));
  return pointsOf({ ...answer, features: short }, (f) => {
    const box = boundsOf((f.geometry as { coordinates?: unknown } | null)?.coordinates);
    return box && [(box[0] + box[2]) / 2, box[1]];
  });
}

/** What kind of paper it is goes without saying on a map of orders; that it is a draft does not. */
export function shortTitle(title: string): string {
  const draft = /\(draft\)/i.test(title) ? " (draft)" : "";
  const place = title.replace(/\s*(public spaces? protection order|pspo)\b.*$/i, "").trim();
  return place === "" ? title : place + (place.endsWith(draft) ? "" : draft);
}

/** Only the kinds of order that are on the map. */
export function orderEntries(all: readonly OrderProperties[]): Entry[] {
  const entries: Entry[] = [];
  const add = (words: string, stroke: string, dashes: number[], fill?: string) =>
    entries.push({ swatch: { kind: "line", stroke, width: 3, dash: dashes, ...(fill ? { fill } : {}) }, words });
  const tint = "rgba(212, 53, 28, 0.06)";
  if (all.some((o) => o.live)) add("Order in force", colour.order, [], tint);
  if (all.some((o) => !o.live && !o.lapsed)) add("Order not yet in force", colour.order, dash.consulting, tint);
  if (all.some((o) => o.lapsed)) add("Order that lapsed", colour.secondary, [0.6, 1.5]);
  return entries;
}

/** Record-level points: fetched only when somebody asks for them. */
export function places(asked: URLSearchParams): Overlay {
  return {
    group: "places",
    part: "the places",
    async load(view) {
      const answer = await collection(api("incidents", asked));
      view.setData("places", placesOf(answer));
      return answer.meta?.attribution;
    },
    legend: () => [{ swatch: { kind: "dot", fill: colour.place, radius: 5 }, words: "Place with reports, larger for more" }],
  };
}
