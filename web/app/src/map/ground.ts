import type { Feature, Geometry, LineString } from "geojson";
import type { Collection } from "./api.ts";

interface StreetProperties {
  name?: string;
  class: string;
  bridge?: boolean;
}

/**
 * Water and parks come as closed lines where they are areas, as streets come as
 * lines: the closed ones are made polygons, so that they can be filled.
 */
export function withAreas(c: Collection<StreetProperties>): Collection<StreetProperties> {
  return { ...c, features: c.features.map((f) => (isOutline(f) ? filled(f) : f)) };
}

/** The areas whose names are written in their middle: not those whose name runs along a line already. */
export function namedAreas(c: Collection<StreetProperties>): Collection<StreetProperties> {
  const along = new Set(c.features.filter((f) => f.geometry?.type === "LineString" && f.properties.class === "water").map((f) => f.properties.name));
  return { ...c, features: c.features.filter((f) => f.geometry?.type === "Polygon" && f.properties.name && !along.has(f.properties.name)) };
}

function isOutline(f: Feature<Geometry, StreetProperties>): f is Feature<LineString, StreetProperties> {
  if (f.geometry?.type !== "LineString" || !["water", "park"].includes(f.properties.class)) return false;
  const line = f.geometry.coordinates;
  const [first, last] = [line[0], line.at(-1)];
  return line.length > 3 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

function filled(f: Feature<LineString, StreetProperties>): Feature<Geometry, StreetProperties> {
  return { ...f, geometry: { type: "Polygon", coordinates: [f.geometry.coordinates] } };
}
