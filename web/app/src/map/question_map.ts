import type { Feature, Geometry } from "geojson";
import { api, question } from "./query.ts";
import { collection, empty, pointsOf, type Collection, type HotspotProperties } from "./api.ts";
import { boundsOf } from "./bounds.ts";
import { stepExpression, stepsOf, stepWords, type Step } from "./breaks.ts";
import type { Entry, Group } from "./legend.ts";
import { patterns } from "./images.ts";
import { orders, places, streets, wards } from "./overlays.ts";
import { colour } from "./palette.ts";
import { selected } from "./style_cells.ts";
import { dash } from "./style_areas.ts";
import { Switchboard } from "./switchboard.ts";
import { topPoint } from "./top_point.ts";
import type { Selection } from "../frame/selection.ts";
import type { Progress } from "./progress.ts";
import type { View } from "./view.ts";

type Hotspots = Collection<HotspotProperties>;
type Reading = "count" | "sure";

/** The map of a question: cells in two readings, groups with their ranks, overlays. */
export async function questionMap(element: HTMLElement, view: View, progress: Progress, selection: Selection): Promise<void> {
  const page = element.ownerDocument;
  const asked = question(element.dataset["query"]);
  const board = new Switchboard(view, progress, page);
  const cells = new Cells(view, board, page);
  const groups = new Groups(view, board, selection);
  board.legend(() => [cells.legend(), groups.legend()]);
  await Promise.all([
    board.add(streets()),
    progress.follow("the cells", collection<{ class: string }>(api("cells", asked)).then((c) => cells.take(c))),
    progress.follow("the hotspots", collection<HotspotProperties>(api("hotspots", asked)).then((c) => groups.take(c))),
    board.add(wards(asked)),
    board.add(orders()),
    board.add(places(asked)),
  ]);
  groups.start();
  await board.settle();
}

/** The cells and the two radio buttons that say how they are read. */
class Cells {
  readonly #view: View;
  readonly #board: Switchboard;
  readonly #page: Document;
  #steps: Step[] = [];
  #classes = new Set<string>();

  constructor(view: View, board: Switchboard, page: Document) {
    this.#view = view;
    this.#board = board;
    this.#page = page;
    const apply = () => {
      this.#show();
      board.redraw();
    };
    for (const radio of page.querySelectorAll<HTMLInputElement>('input[name="reading"]')) radio.addEventListener("change", apply);
    board.box("cold")?.addEventListener("change", apply);
    this.#show();
  }

  take(answer: Collection<{ class: string }>): void {
    this.#classes = new Set(answer.features.map((f) => f.properties.class));
    this.#steps = answer.features.length > 0 ? stepsOf(answer.meta?.breaks ?? []) : [];
    if (this.#steps.length > 0) this.#view.map.setPaintProperty("count-fill", "fill-color", stepExpression(this.#steps));
    this.#view.setData("cells", answer);
  }

  legend(): Group {
    if (this.#reading() === "count") {
      return { title: "How many reports in a cell", entries: this.#steps.map((s) => ({ swatch: { kind: "fill", fill: s.colour }, words: stepWords(s) })) };
    }
    const made = patterns();
    const entries: Entry[] = [];
    if (this.#classes.has("hot")) entries.push({ swatch: { kind: "pattern", raster: made.hot }, words: "Hot: passes both tests" });
    if (this.#classes.has("low_evidence")) entries.push({ swatch: { kind: "pattern", raster: made.watch }, words: "Watch: too few to call" });
    if (this.#coldShown() && this.#classes.has("cold")) entries.push({ swatch: { kind: "pattern", raster: made.cold }, words: "Cold" });
    if (entries.length === 0) entries.push({ swatch: { kind: "fill", fill: colour.land }, words: "No cell passes the tests" });
    return { title: "How sure", entries };
  }

  #reading(): Reading {
    return this.#page.querySelector<HTMLInputElement>('input[name="reading"]:checked')?.value === "sure" ? "sure" : "count";
  }

  #coldShown(): boolean {
    return this.#reading() === "sure" && (this.#board.box("cold")?.checked ?? false);
  }

  #show(): void {
    const reading = this.#reading();
    this.#view.show("count", reading === "count");
    this.#view.show("sure", reading === "sure");
    this.#view.show("cold", this.#coldShown());
  }
}

/** The outlines with their ranks, tied to the ranked list. */
class Groups {
  readonly #view: View;
  readonly #board: Switchboard;
  readonly #selection: Selection;
  #answer: Hotspots = empty();

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
    this.#answer = answer;
    this.#view.setData("hotspots", answer);
    this.#view.setData("hotspotDiscs", pointsOf(answer, (f) => topPoint(f.geometry)));
  }

  /** From here on the map follows the selection, beginning with what is selected already. */
  start(): void {
    this.#selection.watch((id) => this.#emphasise(id));
    if (this.#selection.current !== undefined) this.#emphasise(this.#selection.current);
  }

  legend(): Group {
    const lists = new Set(this.#answer.features.map((f) => f.properties.list));
    const entries: Entry[] = [];
    if (this.#board.on("hotspots")) {
      if (lists.has("hotspot")) entries.push({ swatch: { kind: "disc", fill: colour.white, stroke: colour.ink, text: "1" }, words: "Hotspot with its rank" });
      if (lists.has("watch")) entries.push({ swatch: { kind: "outline", stroke: colour.secondary, width: 1.5, dash: dash.watch }, words: "Watch: too few to call" });
      else if (lists.has("busiest")) entries.push({ swatch: { kind: "outline", stroke: colour.secondary, width: 1.5, dash: dash.watch }, words: "Busiest place" });
    }
    return { title: "Groups", entries };
  }

  #show(): void {
    this.#view.show("hotspots", this.#board.on("hotspots"));
  }

  #emphasise(id: string): void {
    for (const layer of ["hotspots-selected-halo", "hotspots-selected", "hotspots-disc-selected"]) {
      const ranked = layer === "hotspots-disc-selected";
      this.#view.map.setFilter(layer, ranked ? ["all", selected(id), ["==", ["get", "list"], "hotspot"]] : selected(id));
    }
    const box = boundsOf((this.#find(id)?.geometry as { coordinates?: unknown } | undefined)?.coordinates);
    if (box) this.#view.reveal(box);
  }

  #find(id: string): Feature<Geometry, HotspotProperties> | undefined {
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
