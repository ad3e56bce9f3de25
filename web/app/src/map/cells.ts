import type { Collection } from "./api.ts";
import { stepExpression, stepsOf, stepWords, type Step } from "./breaks.ts";
import { patterns } from "./images.ts";
import type { Entry, Group } from "./legend.ts";
import { colour } from "./palette.ts";
import type { Switchboard } from "./switchboard.ts";
import type { View } from "./view.ts";

export interface CellProperties {
  count: number;
  class: string;
}

type Reading = "count" | "sure";

/** The cells and the two radio buttons that say how they are read. */
export class Cells {
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

  take(answer: Collection<CellProperties>): void {
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
    if (this.#coldShown()) entries.push({ swatch: { kind: "pattern", raster: made.cold }, words: this.#classes.has("cold") ? "Cold" : "Cold: none, this test does not look for them" });
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
