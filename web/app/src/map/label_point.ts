import type { Geometry, MultiPolygon, Polygon, Position } from "geojson";

/**
 * A point well inside an area to write its name at, once: the middle of the
 * widest piece of the horizontal line through the largest part's centre. Fine
 * for a name; not the pole of inaccessibility. Undefined for an empty or
 * non-areal geometry.
 */
export function labelPoint(geometry: Geometry | null): [number, number] | undefined {
  if (geometry?.type !== "Polygon" && geometry?.type !== "MultiPolygon") return undefined;
  const part = largest(geometry);
  if (!part) return undefined;
  const centre = centroid(part[0] ?? []);
  if (!centre) return undefined;
  const cuts = part.flatMap((ring) => crossings(ring, centre[1])).sort((a, b) => a - b);
  let best: [number, number] | undefined;
  let width = 0;
  for (let i = 0; i + 1 < cuts.length; i += 2) {
    const [from, to] = [cuts[i] as number, cuts[i + 1] as number];
    if (to - from > width) [width, best] = [to - from, [(from + to) / 2, centre[1]]];
  }
  return best ?? centre;
}

function largest(geometry: Polygon | MultiPolygon): Position[][] | undefined {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return parts.toSorted((a, b) => Math.abs(area(b[0] ?? [])) - Math.abs(area(a[0] ?? [])))[0];
}

/** Twice the signed area, by the shoelace formula about the first corner to keep precision. */
function area(ring: Position[]): number {
  const [x0 = 0, y0 = 0] = ring[0] ?? [];
  return edges(ring).reduce((sum, [a, b]) => sum + (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0), 0);
}

function centroid(ring: Position[]): [number, number] | undefined {
  const [x0, y0] = ring[0] ?? [];
  if (x0 === undefined || y0 === undefined) return undefined;
  let [x, y] = [0, 0];
  for (const [a, b] of edges(ring)) {
    const cross = (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0);
    x += (a[0] + b[0] - 2 * x0) * cross;
    y += (a[1] + b[1] - 2 * y0) * cross;
  }
  const whole = 3 * area(ring);
  return whole === 0 ? undefined : [x0 + x / whole, y0 + y / whole];
}

/** Where a ring crosses a latitude. */
function crossings(ring: Position[], lat: number): number[] {
  return edges(ring)
    .filter(([a, b]) => a[1] > lat !== b[1] > lat)
    .map(([a, b]) => a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
}

function edges(ring: Position[]): [[number, number], [number, number]][] {
  return ring.slice(1).map((b, i) => [ring[i] as [number, number], b as [number, number]]);
}
