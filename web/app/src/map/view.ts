import { AttributionControl, Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl, type GeoJSONSource, type MapGeoJSONFeature } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import type { Collection } from "./api.ts";
import { reach, type Bounds } from "./bounds.ts";
import { patternRatio, patterns, symbolImages } from "./images.ts";
import { image } from "./style_cells.ts";
import { style, type GroupName, type SourceName } from "./style.ts";

/** Closest zoom: about 40 m across the usual window. */
const maxZoom = 18.5;
/** How far beyond the borough one may pan, as a share of the window. */
const margin = 0.15;

/**
 * The map of one element: north up, kept to its bounds, moved by mouse, touch and
 * keyboard. Everything it knows of MapLibre stays in here and in the styles.
 */
export class View {
  readonly map: MapLibre;
  readonly #bounds: Bounds;
  #attribution: AttributionControl | undefined;
  #symbols = false;

  private constructor(map: MapLibre, bounds: Bounds) {
    this.map = map;
    this.#bounds = bounds;
  }

  /** Opens a map and waits for its style. Throws where WebGL 2 cannot be had. */
  static async open(element: HTMLElement, bounds: Bounds, focus: Bounds = bounds): Promise<View> {
    setWorkerUrl(workerUrl);
    const label = element.getAttribute("aria-label") ?? "Map";
    const map = new MapLibre({
      container: element,
      style: style(),
      bounds: focus,
      fitBoundsOptions: { padding: 24 },
      maxZoom,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      rollEnabled: false,
      attributionControl: false,
      // Names stand at once: nobody waits for a fade, and a picture taken when idle is whole.
      fadeDuration: 0,
      // Else the browser's print holds an empty frame.
      canvasContextAttributes: { preserveDrawingBuffer: true },
      renderWorldCopies: false,
      // One finger scrolls the page, two move the map; with a mouse nothing is in the way.
      cooperativeGestures: matchMedia("(pointer: coarse)").matches,
      locale: { "Map.Title": label },
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    map.addControl(new ScaleControl({ maxWidth: 140, unit: "metric" }), "bottom-left");
    // The canvas takes the keys and carries the label; one stop of the tab key is enough.
    for (const name of ["tabindex", "role", "aria-label"]) element.removeAttribute(name);
    await loaded(map);
    const view = new View(map, bounds);
    view.#addPatterns();
    view.#keepWithin();
    map.on("resize", () => view.#keepWithin());
    return view;
  }

  setData(source: SourceName, data: Collection<unknown>): void {
    this.map.getSource<GeoJSONSource>(source)?.setData(data as GeoJSON.FeatureCollection);
  }

  /** Makes the symbols of sites, events and the like, once somebody wants to see any. */
  addSymbols(): void {
    if (this.#symbols) return;
    this.#symbols = true;
    for (const [name, picture] of symbolImages()) this.map.addImage(name, picture, { pixelRatio: patternRatio });
  }

  /** Shows or hides every layer of a group. */
  show(group: GroupName, on: boolean): void {
    for (const layer of this.map.getStyle().layers) {
      if (layer.id.startsWith(`${group}-`)) this.map.setLayoutProperty(layer.id, "visibility", on ? "visible" : "none");
    }
  }

  /** Resolves once everything handed over so far is drawn. */
  async drawn(): Promise<void> {
    this.map.triggerRepaint();
    await this.map.once("idle");
  }

  /** Calls back with what of a layer lies under the pointer; undefined once there is nothing. */
  onPointer(kind: "click" | "mousemove", layer: string, callback: (found: MapGeoJSONFeature[]) => void): void {
    this.map.on(kind, (event) => callback(this.map.queryRenderedFeatures(event.point, { layers: [layer] })));
  }

  /** Moves so that a box is in view, without coming closer than need be. */
  reveal(box: Bounds): void {
    const seen = this.map.getBounds();
    if (seen.contains([box[0], box[1]]) && seen.contains([box[2], box[3]]) && this.map.getZoom() >= 14) return;
    this.map.fitBounds(box, { padding: 120, maxZoom: Math.max(this.map.getZoom(), 15), duration: 600 });
  }

  /** Puts a box into the window, clear of the buttons at the right. */
  fit(box: Bounds): void {
    this.map.fitBounds(box, { padding: { top: 48, bottom: 48, left: 48, right: 90 }, maxZoom: 17, duration: 0 });
  }

  /** Names the sources of what is drawn, in place of those named before. */
  attribute(texts: readonly string[]): void {
    if (this.#attribution) this.map.removeControl(this.#attribution);
    this.#attribution = new AttributionControl({ compact: false, customAttribution: texts.map(escaped) });
    this.map.addControl(this.#attribution, "bottom-right");
  }

  #addPatterns(): void {
    const made = patterns();
    for (const key of Object.keys(image) as (keyof typeof image)[]) this.map.addImage(image[key], made[key], { pixelRatio: patternRatio });
  }

  /** The bounds must be wider than the window's shape, or the whole borough could not be seen. */
  #keepWithin(): void {
    const { clientWidth, clientHeight } = this.map.getContainer();
    if (clientWidth > 0 && clientHeight > 0) this.map.setMaxBounds(reach(this.#bounds, clientWidth / clientHeight, margin));
  }
}

/** An error before the style is there (no WebGL 2, no worker, a fault of the style) would leave the page waiting. */
function loaded(map: MapLibre): Promise<void> {
  return new Promise((resolve, reject) => {
    const listening = map.on("error", (event) => reject(event.error));
    map.once("load", () => {
      listening.unsubscribe();
      resolve();
    });
  });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
