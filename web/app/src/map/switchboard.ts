import { drawLegend, type Group } from "./legend.ts";
import type { Overlay } from "./overlays.ts";
import type { Progress } from "./progress.ts";
import type { View } from "./view.ts";

/**
 * Ties the layer boxes of the page to the map: an overlay is loaded when first
 * shown, then only switched. Where the page has no box for an overlay it is on.
 */
export class Switchboard {
  readonly #view: View;
  readonly #progress: Progress;
  readonly #page: Document;
  readonly #overlays: Overlay[] = [];
  readonly #loaded = new Set<Overlay>();
  readonly #attributions = new Set<string>();
  #more: () => Group[] = () => [];

  constructor(view: View, progress: Progress, page: Document) {
    this.#view = view;
    this.#progress = progress;
    this.#page = page;
  }

  /** Adds an overlay and shows it if its box is ticked. */
  async add(overlay: Overlay): Promise<void> {
    this.#overlays.push(overlay);
    this.box(overlay.group)?.addEventListener("change", () => void this.#changed(overlay));
    await this.#apply(overlay);
  }

  /** What the legend shows before the overlays. */
  legend(groups: () => Group[]): void {
    this.#more = groups;
    this.redraw();
  }

  /** The box of a layer, where the page has one. */
  box(layer: string): HTMLInputElement | null {
    return this.#page.querySelector<HTMLInputElement>(`input[name="layer"][value="${layer}"]`);
  }

  on(layer: string): boolean {
    return this.box(layer)?.checked ?? true;
  }

  redraw(): void {
    const element = this.#page.querySelector<HTMLElement>("[data-map-legend]");
    if (!element) return;
    const shown = this.#overlays.filter((o) => this.on(o.group) && this.#loaded.has(o));
    const lines = shown.filter((o) => !o.title).flatMap((o) => o.legend());
    const titled = shown.flatMap((o) => (o.title ? [{ title: o.title, entries: o.legend() }] : []));
    drawLegend(element, [...this.#more(), { title: "Lines", entries: lines }, ...titled]);
  }

  /** Everything asked for is there: draw it, then say so. */
  async settle(): Promise<void> {
    this.redraw();
    await this.#view.drawn();
    this.#progress.settled();
  }

  async #changed(overlay: Overlay): Promise<void> {
    await this.#apply(overlay);
    await this.settle();
  }

  async #apply(overlay: Overlay): Promise<void> {
    const on = this.on(overlay.group);
    this.#view.show(overlay.group, on);
    if (!on || this.#loaded.has(overlay)) return;
    const attribution = await this.#progress.follow(overlay.part, overlay.load(this.#view).then((text) => ({ text })));
    if (!attribution) return;
    this.#loaded.add(overlay);
    if (attribution.text && !this.#attributions.has(attribution.text)) {
      this.#attributions.add(attribution.text);
      this.#view.attribute([...this.#attributions]);
    }
  }
}
