import type { Raster } from "./pattern.ts";
import { colour } from "./palette.ts";

/** What stands before a line of the legend. */
export type Swatch =
  | { kind: "fill"; fill: string; edge?: string }
  | { kind: "pattern"; raster: Raster }
  | { kind: "icon"; raster: Raster }
  | { kind: "line"; stroke: string; width: number; dash?: number[]; fill?: string }
  | { kind: "outline"; stroke: string; width: number; dash?: number[] }
  | { kind: "disc"; fill: string; stroke: string; text: string }
  | { kind: "dot"; fill: string; radius: number };

export interface Entry {
  swatch: Swatch;
  words: string;
}

export interface Group {
  title: string;
  entries: Entry[];
}

const size = { width: 34, height: 20 };

/** Fills the legend's element anew. Groups without entries are left out. */
export function drawLegend(element: HTMLElement, groups: readonly Group[]): void {
  const lists = groups.filter((g) => g.entries.length > 0).map((g) => section(element.ownerDocument, g));
  element.replaceChildren(...lists);
}

function section(page: Document, group: Group): HTMLElement {
  const box = page.createElement("div");
  box.className = "hb-legend__group";
  const title = page.createElement("p");
  title.className = "hb-legend__title";
  title.textContent = group.title;
  const list = page.createElement("ul");
  list.className = "hb-legend__list";
  list.append(...group.entries.map((entry) => row(page, entry)));
  box.append(title, list);
  return box;
}

function row(page: Document, entry: Entry): HTMLElement {
  const item = page.createElement("li");
  item.className = "hb-legend__item";
  item.append(picture(page, entry.swatch), entry.words);
  return item;
}

function picture(page: Document, swatch: Swatch): HTMLCanvasElement {
  const canvas = page.createElement("canvas");
  const sharp = 2;
  canvas.width = size.width * sharp;
  canvas.height = size.height * sharp;
  canvas.className = "hb-legend__swatch";
  canvas.setAttribute("aria-hidden", "true");
  const pen = canvas.getContext("2d");
  if (pen) {
    pen.scale(sharp, sharp);
    draw(pen, swatch);
  }
  return canvas;
}

function draw(pen: CanvasRenderingContext2D, s: Swatch): void {
  const { width, height } = size;
  switch (s.kind) {
    case "fill":
      pen.fillStyle = s.fill;
      pen.fillRect(0.5, 0.5, width - 1, height - 1);
      return stroke(pen, s.edge ?? colour.secondary, 1, [], () => pen.rect(0.5, 0.5, width - 1, height - 1));
    case "pattern":
      return drawPattern(pen, s.raster);
    case "icon":
      return drawIcon(pen, s.raster);
    case "line":
      if (s.fill) {
        pen.fillStyle = s.fill;
        pen.fillRect(0, height / 2, width, height / 2);
      }
      return stroke(pen, s.stroke, s.width, s.dash ?? [], () => {
        pen.moveTo(0, height / 2);
        pen.lineTo(width, height / 2);
      });
    case "outline":
      return stroke(pen, s.stroke, s.width, s.dash ?? [], () => hexagon(pen, width / 2, height / 2, height / 2 - s.width / 2));
    case "disc":
      return drawDisc(pen, s.fill, s.stroke, s.text);
    case "dot":
      pen.fillStyle = s.fill;
      pen.beginPath();
      pen.arc(width / 2, height / 2, s.radius, 0, 2 * Math.PI);
      return pen.fill();
  }
}

function stroke(pen: CanvasRenderingContext2D, style: string, width: number, dash: number[], path: () => void): void {
  pen.strokeStyle = style;
  pen.lineWidth = width;
  pen.setLineDash(dash.map((d) => d * width));
  pen.beginPath();
  path();
  pen.stroke();
}

function hexagon(pen: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  for (let i = 0; i < 6; i++) pen.lineTo(x + r * Math.cos((i * Math.PI) / 3), y + r * Math.sin((i * Math.PI) / 3));
  pen.closePath();
}

/** Rasters are made at two pixels to one, as the map uses them. */
function tileOf(page: Document, raster: Raster): HTMLCanvasElement {
  const tile = page.createElement("canvas");
  tile.width = raster.width;
  tile.height = raster.height;
  tile.getContext("2d")?.putImageData(new ImageData(raster.data, raster.width, raster.height), 0, 0);
  return tile;
}

/** In the middle, as high as the swatch. */
function drawIcon(pen: CanvasRenderingContext2D, raster: Raster): void {
  pen.drawImage(tileOf(pen.canvas.ownerDocument, raster), (size.width - size.height) / 2, 0, size.height, size.height);
}

function drawPattern(pen: CanvasRenderingContext2D, raster: Raster): void {
  const fill = pen.createPattern(tileOf(pen.canvas.ownerDocument, raster), "repeat");
  if (!fill) return;
  fill.setTransform(new DOMMatrix().scale(0.5));
  pen.fillStyle = fill;
  pen.fillRect(0, 0, size.width, size.height);
}

function drawDisc(pen: CanvasRenderingContext2D, fill: string, edge: string, text: string): void {
  const [x, y] = [size.width / 2, size.height / 2];
  pen.fillStyle = fill;
  pen.beginPath();
  pen.arc(x, y, y - 1, 0, 2 * Math.PI);
  pen.fill();
  pen.strokeStyle = edge;
  pen.lineWidth = 1.5;
  pen.stroke();
  pen.fillStyle = edge;
  pen.font = "bold 12px Arial, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(text, x, y + 0.5);
}
