/** A picture as MapLibre's addImage and a canvas's ImageData both take it. */
export interface Raster {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

type RGB = readonly [number, number, number];

/** Reads "#rrggbb". */
export function rgb(hex: string): RGB {
  const m = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!m) throw new Error(`pattern: "${hex}" is not a colour like #d4351c`);
  return [parseInt(m[1] as string, 16), parseInt(m[2] as string, 16), parseInt(m[3] as string, 16)];
}

/**
 * Diagonal lines rising to the right on a ground colour. The tile is `size`
 * pixels square and repeats without a seam; lines are `line` pixels wide
 * measured along a row. Edges are smoothed by coverage on a 4 x 4 grid.
 */
export function hatch(ground: string, ink: string, size: number, line: number): Raster {
  return paint(size, ground, ink, (x, y) => (x + y) % size < line);
}

/** Two dots a tile, staggered, `radius` pixels each; repeats without a seam. */
export function dots(ground: string, ink: string, size: number, radius: number): Raster {
  const centres = [
    [size / 4, size / 4],
    [(3 * size) / 4, (3 * size) / 4],
  ] as const;
  return paint(size, ground, ink, (x, y) => centres.some(([cx, cy]) => wrapped(x - cx, size) ** 2 + wrapped(y - cy, size) ** 2 < radius ** 2));
}

/** Horizontal lines, for what must differ from both hatch and dots. */
export function rules(ground: string, ink: string, size: number, line: number): Raster {
  return paint(size, ground, ink, (_, y) => y % size < line);
}

/** The shorter way round a repeating tile. */
function wrapped(d: number, size: number): number {
  const m = ((d % size) + size) % size;
  return Math.min(m, size - m);
}

function paint(size: number, ground: string, ink: string, covered: (x: number, y: number) => boolean): Raster {
  const data = new Uint8ClampedArray(size * size * 4);
  const [g, i] = [rgb(ground), rgb(ink)];
  const grid = 4;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let hits = 0;
      for (let s = 0; s < grid * grid; s++) {
        if (covered(x + ((s % grid) + 0.5) / grid, y + (Math.floor(s / grid) + 0.5) / grid)) hits++;
      }
      const share = hits / (grid * grid);
      const at = (y * size + x) * 4;
      for (let c = 0; c < 3; c++) data[at + c] = Math.round((g[c] as number) * (1 - share) + (i[c] as number) * share);
      data[at + 3] = 255;
    }
  }
  return { width: size, height: size, data };
}
