import type { Feature, Geometry, MultiLineString, Position } from "geojson";
import type { Collection } from "./api.ts";

/**
 * The lines between areas, each once. Two neighbours both carry their common
 * line; drawn twice, the dashes of one would fill the gaps of the other. Lines are
 * common where both areas have the same corners, as a partition's do.
 */
export function boundaries(areas: Collection<unknown>): Collection<object> {
  const coordinates = chains(segments(areas.features));
  const lines: Feature<MultiLineString, object> = { type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates } };
  return { type: "FeatureCollection", features: coordinates.length > 0 ? [lines] : [] };
}

/** Corners by name, and from each the corners it is joined to. */
interface Net {
  at: Map<string, Position>;
  joined: Map<string, Set<string>>;
}

function segments(features: Feature<Geometry, unknown>[]): Net {
  const net: Net = { at: new Map(), joined: new Map() };
  for (const ring of features.flatMap((f) => rings(f.geometry))) {
    for (let i = 1; i < ring.length; i++) join(net, ring[i - 1] as Position, ring[i] as Position);
  }
  return net;
}

function rings(geometry: Geometry | null): Position[][] {
  if (geometry?.type === "Polygon") return geometry.coordinates;
  return geometry?.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
}

function join(net: Net, a: Position, b: Position): void {
  const [from, to] = [name(net, a), name(net, b)];
  if (from === to) return;
  net.joined.get(from)?.add(to);
  net.joined.get(to)?.add(from);
}

/** Corners within a centimetre are one. */
function name(net: Net, p: Position): string {
  const key = `${(p[0] as number).toFixed(7)},${(p[1] as number).toFixed(7)}`;
  if (!net.at.has(key)) {
    net.at.set(key, p);
    net.joined.set(key, new Set());
  }
  return key;
}

/** Lines as long as can be, from meeting point to meeting point, then the rings that meet nothing. */
function chains(net: Net): Position[][] {
  const meets = new Set([...net.joined].filter(([, to]) => to.size !== 2).map(([key]) => key));
  const out: Position[][] = [];
  for (const start of [...meets, ...net.joined.keys()]) {
    for (let next = first(net, start); next !== undefined; next = first(net, start)) out.push(follow(net, start, next, meets));
  }
  return out;
}

function first(net: Net, key: string): string | undefined {
  return net.joined.get(key)?.values().next().value;
}

/** Walks to the next meeting point and takes the segments away behind it. */
function follow(net: Net, start: string, next: string, meets: ReadonlySet<string>): Position[] {
  const line = [net.at.get(start) as Position];
  for (let [here, to] = [start, next as string | undefined]; to !== undefined; ) {
    line.push(net.at.get(to) as Position);
    net.joined.get(here)?.delete(to);
    net.joined.get(to)?.delete(here);
    here = to;
    to = meets.has(here) ? undefined : first(net, here);
  }
  return line;
}
