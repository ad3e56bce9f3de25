import type { Feature, Geometry } from "geojson";
import { empty, pointsOf, type Collection, type HotspotProperties } from "./api.ts";
import { boundsOf } from "./bounds.ts";
import type { Entry, Group } from "./legend.ts";
import { colour } from "./palette.ts";
import { dash } from "./style_areas.ts";
import { selected } from "./style_cells.ts";
import type { Switchboard } from "./switchboard.ts";
import { topPoint } from "./top_point.ts";
import type { View } from "./view.ts";
import type { Selection } from "../frame/selection.ts";

type Hotspots = Collection<HotspotProperties>;

/** Whether a group is outlined before anybody selects it, and with its rank. */
export interface Shown extends HotspotProperties {
  shown: boolean;
  ranked: boolean;
}

/**
 * The map ranks the hotspots, and only where there are none the busiest places
 * instead: a plain count must not look like a finding beside findings.
 */
export function withShown(answer: Hotspots): Collection<Shown> {
  const list = answer.features.some((f) => f.properties.list === "hotspot") ? "hotspot" : "busiest";
  const features = answer.features.map((f) => {
    const ranked = f.properties.list === list;
    return { ...f, properties: { ...f.properties, ranked, shown: ranked || f.properties.list === "watch" } };
  });
  return { ...answer, features };
}

/** The legend's lines for the groups that are outlined. */
export function groupEntries(answer: Collection<Shown>): Entry[] {
  const lists = new Set(answer.features.filter((f) => f.properties.shown).map((f) => f.properties.list));
  const entries: Entry[] = [];
  const disc = { kind: "disc", fill: colour.white, stroke: colour.ink, text: "1" } as const;
  if (lists.has("hotspot")) entries.push({ swatch: disc, words: "Hotspot with its rank" });
  if (lists.has("busiest")) entries.push({ swatch: disc, words: "Busiest place with its rank" });
  if (lists.has("watch")) entries.push({ swatch: { kind: "outline", stroke: colour.secondary, width: 1.5, dash: dash.watch }, words: "Watch: too few to call" });
  return entries;
}

/** The outlines with their ranks, tied to the ranked list. */
export class Groups {
  readonly #view: View;
  readonly #board: Switchboard;
  readonly #selection: Selection;
  #answer: Collection<Shown> = empty();

  constructor(view: View, board: Switchboard, selection: Selection) {
    this.#view = view;
    this.#board = board;
    this.#selection = selection;
    board.box("hotspots")?.addEventListener("change", () => {
      this.#show();
      board.redraw();
    });
    view.onPointer("click", "hotspots-hit", (found) => this.#at(found, (id) => this.#selection.select(id)));
    view.onPointer("mousemove", "hotspots-hit", (found) => {
      view.map.getCanvas().style.cursor = found.length > 0 ? "pointer" : "";
      this.#selection.hover(this.#best(found));
    });
    this.#show();
  }

  take(answer: Hotspots): void {
    this.#answer = withShown(answer);
    const ranked = this.#answer.features.filter((f) => f.properties.ranked);
    this.#view.setData("hotspots", this.#answer);
    this.#view.setData("hotspotDiscs", pointsOf({ ...answer, features: ranked }, (f) => topPoint(f.geometry)));
  }

  /** From here on the map follows the selection, beginning with what is selected already. */
  start(): void {
    this.#selection.watch((id) => this.#emphasise(id));
    if (this.#selection.current !== undefined) this.#emphasise(this.#selection.current);
  }

  legend(): Group {
    return { title: "Groups", entries: this.#board.on("hotspots") ? groupEntries(this.#answer) : [] };
  }

  #show(): void {
    this.#view.show("hotspots", this.#board.on("hotspots"));
  }

  #emphasise(id: string): void {
    for (const layer of ["hotspots-selected-halo", "hotspots-selected", "hotspots-disc-selected"]) this.#view.map.setFilter(layer, selected(id));
    const box = boundsOf((this.#find(id)?.geometry as { coordinates?: unknown } | undefined)?.coordinates);
    if (box) this.#view.reveal(box);
  }

  #find(id: string): Feature<Geometry, Shown> | undefined {
    return this.#answer.features.find((f) => f.properties.id === id);
  }

  #at(found: { properties: Record<string, unknown> }[], use: (id: string) => void): void {
    const id = this.#best(found);
    if (id !== undefined) use(id);
  }

  /** Where groups overlap, a hotspot goes before the others and then the better rank. */
  #best(found: { properties: Record<string, unknown> }[]): string | undefined {
    const weight = (p: Record<string, unknown>) => (p["list"] === "hotspot" ? 0 : 1e6) + Number(p["rank"]);
    return found.map((f) => f.properties).sort((a, b) => weight(a) - weight(b))[0]?.["id"] as string | undefined;
  }
}
