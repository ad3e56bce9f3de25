import type { Collection } from "./api.ts";

/** Distinct points with how many records stand on each, most first, so that small dots are drawn on top. */
export function placesOf(incidents: Collection<unknown>): Collection<{ count: number }> {
  const counts = new Map<string, { at: number[]; count: number }>();
  for (const f of incidents.features) {
    if (f.geometry?.type !== "Point") continue;
    const at = f.geometry.coordinates;
    const key = `${at[0]},${at[1]}`;
    const place = counts.get(key);
    if (place) place.count++;
    else counts.set(key, { at, count: 1 });
  }
  const features = [...counts.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ at, count }) => ({ type: "Feature" as const, properties: { count }, geometry: { type: "Point" as const, coordinates: at } }));
  return { type: "FeatureCollection", features };
}
