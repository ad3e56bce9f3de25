import { rgb, type Raster } from "./pattern.ts";

type XY = readonly [number, number];

/**
 * A piece of a symbol in a square from -1 to 1, y downwards: a ring, or a circle.
 * Pieces lie on one another in their order, in the symbol's colour or in white.
 */
type Part = ({ ring: readonly XY[] } | { at: XY; r: number }) & { white?: boolean };

const dot = (x: number, y: number, r: number): Part => ({ at: [x, y], r });
const bar = (x: number, y: number, w: number, h: number): Part => ({ ring: [[x - w, y - h], [x + w, y - h], [x + w, y + h], [x - w, y + h]] });
const shape = (...ring: XY[]): Part => ({ ring });
const hole = (p: Part): Part => ({ ...p, white: true });

/**
 * The symbols of sites, named places, events and perception points, by kind and
 * class. They differ in shape, not only in colour. The still picture draws the same
 * ones from web/draw/symbol.go.
 */
const symbols: Record<string, Record<string, readonly Part[]>> = {
  site: {
    school: [shape([0, -1], [1, 0.8], [-1, 0.8])],
    licensed: [dot(0, 0, 0.95), hole(dot(0, 0, 0.42))],
    cctv: [bar(0, 0, 0.85, 0.85), hole(dot(0, 0, 0.5)), dot(0, 0, 0.22)],
    "knife-bin": [shape([0, -1], [1, 0], [0, 1], [-1, 0]), hole(bar(0, 0, 0.14, 0.55))],
    hub: [shape([0, -1], [0.9, -0.15], [0.9, 0.85], [-0.9, 0.85], [-0.9, -0.15]), hole(bar(0, 0.45, 0.24, 0.4))],
    other: [bar(0, 0, 0.62, 0.62)],
  },
  place: { other: [bar(0, 0, 0.9, 0.28), bar(0, 0, 0.28, 0.9)] },
  event: {
    protest: [shape([-1, -0.8], [1, -0.8], [0, 1])],
    match: [dot(0, 0, 0.95), hole(bar(0, 0, 0.62, 0.17)), hole(bar(0, 0, 0.17, 0.62))],
    other: [{ ring: star(5, 1, 0.45) }],
  },
  perception: {
    lighting: [dot(0, 0, 0.95), hole({ ring: halfDisc(0.68) })],
    sightlines: [{ ring: lens(1, 0.72) }, hole({ ring: lens(0.72, 0.46) }), dot(0, 0, 0.32)],
    unease: [dot(0, 0, 0.95), hole(dot(0, 0, 0.7)), bar(0, -0.17, 0.14, 0.3), dot(0, 0.4, 0.16)],
    other: [dot(0, 0, 0.95), hole(dot(0, 0, 0.62))],
  },
};

/** The kinds of layer, in the order of the legend. */
export const markKinds = ["site", "place", "event", "perception"] as const;
export type MarkKind = (typeof markKinds)[number];

/** Told apart on a screen; the shapes alone tell them apart on paper. */
export const markColour: Record<MarkKind, string> = { site: "#003078", place: "#3d4347", event: "#912b88", perception: "#00625c" };

/** The classes of a kind, in the order of the legend; the last stands for the rest. */
export function classes(kind: MarkKind): string[] {
  return Object.keys(symbols[kind] ?? {});
}

/** What a picture of a symbol is called on the map. */
export function symbolName(kind: MarkKind, name: string): string {
  return `mark-${kind}-${classes(kind).includes(name) ? name : "other"}`;
}

/** A symbol of `size` pixels square with a white edge round it, clear beyond. */
export function symbol(kind: MarkKind, name: string, size: number): Raster {
  const parts = symbols[kind]?.[name] ?? symbols[kind]?.["other"] ?? [];
  const tone = rgb(markColour[kind]);
  const white = [255, 255, 255] as const;
  const edge = 0.25; // of the radius
  const data = new Uint8ClampedArray(size * size * 4);
  const grid = 3;
  for (let i = 0; i < size * size; i++) {
    const sum = [0, 0, 0];
    let hits = 0;
    for (let s = 0; s < grid * grid; s++) {
      const x = (((i % size) + ((s % grid) + 0.5) / grid) / size) * 2 * (1 + edge) - (1 + edge);
      const y = ((Math.floor(i / size) + (Math.floor(s / grid) + 0.5) / grid) / size) * 2 * (1 + edge) - (1 + edge);
      const top = parts.findLast((p) => holds(p, x, y));
      const ink = top ? (top.white ? white : tone) : parts[0] && nearTo(parts[0], x, y, edge) ? white : undefined;
      if (!ink) continue;
      hits++;
      for (let c = 0; c < 3; c++) (sum[c] as number) += ink[c] as number;
    }
    for (let c = 0; c < 3; c++) data[i * 4 + c] = hits > 0 ? Math.round((sum[c] as number) / hits) : 0;
    data[i * 4 + 3] = Math.round((255 * hits) / (grid * grid));
  }
  return { width: size, height: size, data };
}

function holds(p: Part, x: number, y: number): boolean {
  if ("r" in p) return (x - p.at[0]) ** 2 + (y - p.at[1]) ** 2 <= p.r ** 2;
  let inside = false;
  p.ring.forEach((a, i) => {
    const b = p.ring[(i + 1) % p.ring.length] as XY;
    if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside;
  });
  return inside;
}

const diagonal = Math.SQRT1_2;
const about: readonly XY[] = [[1, 0], [0, 1], [-1, 0], [0, -1], [diagonal, diagonal], [-diagonal, diagonal], [diagonal, -diagonal], [-diagonal, -diagonal]];

/** Whether any of eight points round about lies in a symbol's largest piece, the first: its outside grown by `by`. */
function nearTo(p: Part, x: number, y: number, by: number): boolean {
  return about.some(([dx, dy]) => holds(p, x + by * dx, y + by * dy));
}

/** n points, from straight up. */
function star(n: number, outer: number, inner: number): XY[] {
  return Array.from({ length: 2 * n }, (_, i) => {
    const r = i % 2 === 0 ? outer : inner;
    return [r * Math.sin((Math.PI * i) / n), -r * Math.cos((Math.PI * i) / n)] as const;
  });
}

/** The right half of a disc. */
function halfDisc(r: number): XY[] {
  return Array.from({ length: 13 }, (_, i) => [r * Math.sin((Math.PI * i) / 12), -r * Math.cos((Math.PI * i) / 12)] as const);
}

/** An eye: two arcs of a parabola. */
function lens(w: number, h: number): XY[] {
  const upper = Array.from({ length: 9 }, (_, i) => i / 4 - 1).map((x) => [w * x, -h * (1 - x * x)] as const);
  const lower = Array.from({ length: 7 }, (_, i) => 0.75 - i / 4).map((x) => [w * x, h * (1 - x * x)] as const);
  return [...upper, ...lower];
}
