import type { Geometry } from "geojson";

/** The northernmost corner of an area, where its rank hides least of it; undefined for anything else. */
export function topPoint(geometry: Geometry | null): [number, number] | undefined {
  if (geometry?.type !== "Polygon" && geometry?.type !== "MultiPolygon") return undefined;
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  let top: [number, number] | undefined;
  for (const corner of parts.flatMap((part) => part[0] ?? [])) {
    if (!top || (corner[1] as number) > top[1]) top = [corner[0] as number, corner[1] as number];
  }
  return top;
}
