/** West, south, east, north in WGS 84 degrees. */
export type Bounds = [number, number, number, number];

/** Reads the page's "w,s,e,n"; undefined where it is not four numbers that make a box. */
export function parseBounds(text: string | undefined): Bounds | undefined {
  const n = (text ?? "").split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
  if (n.length !== 4 || n.some((v) => !Number.isFinite(v))) return undefined;
  const [w, s, e, north] = n as Bounds;
  return w < e && s < north && Math.abs(s) <= 85 && Math.abs(north) <= 85 ? [w, s, e, north] : undefined;
}

/**
 * The box that panning may reach: the bounds, widened to the shape of the window
 * (`aspect`, width by height) so that the whole of them can be seen in it, and
 * then by `margin` of each side. Shapes are compared on the Mercator plane.
 */
export function reach(b: Bounds, aspect: number, margin: number): Bounds {
  const [w, s, e, n] = [b[0], mercatorY(b[1]), b[2], mercatorY(b[3])];
  let width = e - w;
  let height = n - s;
  if (width / height < aspect) width = height * aspect;
  else height = width / aspect;
  const dx = (width * (1 + 2 * margin)) / 2;
  const dy = (height * (1 + 2 * margin)) / 2;
  const [x, y] = [(w + e) / 2, (s + n) / 2];
  return [x - dx, latitude(y - dy), x + dx, latitude(y + dy)];
}

/** The smallest box round positions of any depth of nesting; undefined without a position. */
export function boundsOf(coordinates: unknown): Bounds | undefined {
  const box: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  visit(coordinates, box);
  return box[0] <= box[2] ? box : undefined;
}

/** Grows a box by a share of its larger side, or by a floor in degrees where it is a point. */
export function grown(b: Bounds, share: number, floor: number): Bounds {
  const d = Math.max(Math.max(b[2] - b[0], b[3] - b[1]) * share, floor);
  return [b[0] - d, b[1] - d, b[2] + d, b[3] + d];
}

function visit(c: unknown, box: Bounds): void {
  if (!Array.isArray(c)) return;
  if (typeof c[0] !== "number") return c.forEach((inner) => visit(inner, box));
  const [x, y] = c as [number, number];
  box[0] = Math.min(box[0], x);
  box[1] = Math.min(box[1], y);
  box[2] = Math.max(box[2], x);
  box[3] = Math.max(box[3], y);
}

/** Mercator northing in degrees, so that it compares with longitude. */
function mercatorY(lat: number): number {
  return (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI;
}

function latitude(y: number): number {
  return (Math.atan(Math.exp((y * Math.PI) / 180)) * 360) / Math.PI - 90;
}
