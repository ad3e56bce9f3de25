import type { Feature, FeatureCollection, Geometry } from "geojson";

/** What every answer carries at its top level; only what the map reads. */
export interface Meta {
  breaks?: number[];
  attribution?: string;
  dataTo?: string;
}

export type Collection<P> = FeatureCollection<Geometry, P> & { meta?: Meta };
export type Properties = Record<string, unknown>;

export interface HotspotProperties {
  id: string;
  rank: number;
  list: "hotspot" | "watch" | "busiest";
  name: string;
  count: number;
}

export interface OrderProperties {
  id: string;
  title: string;
  live: boolean;
  lapsed: boolean;
}

export interface RouteProperties {
  kind: "route" | "stop" | "base";
  walk_index?: number;
  team?: string;
  number?: number;
  name?: string;
}

/** A refusal or a failure, in words fit for the page. */
export class FetchError extends Error {
  override name = "FetchError";
}

/**
 * Fetches GeoJSON of this origin. Errors: FetchError, with the server's own
 * sentence where it gave one.
 */
export async function collection<P = Properties>(url: string, signal?: AbortSignal): Promise<Collection<P>> {
  let answer: Response;
  try {
    answer = await fetch(url, { headers: { Accept: "application/geo+json, application/json" }, ...(signal ? { signal } : {}) });
  } catch {
    throw new FetchError("the server did not answer");
  }
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw new FetchError(refusal(body) ?? `the server answered ${answer.status}`);
  if (!isCollection<P>(body)) throw new FetchError("the answer was not a map layer");
  return body;
}

/** The sentence of an error body, without a full stop, so that it fits into another sentence. */
export function refusal(body: unknown): string | undefined {
  const message = (body as { error?: { message?: unknown } } | undefined)?.error?.message;
  return typeof message === "string" && message !== "" ? message.replace(/\.\s*$/, "") : undefined;
}

function isCollection<P>(body: unknown): body is Collection<P> {
  const c = body as Partial<Collection<P>> | undefined;
  return c?.type === "FeatureCollection" && Array.isArray(c.features);
}

export function empty<P = Properties>(): Collection<P> {
  return { type: "FeatureCollection", features: [] };
}

/** A collection of points made of others' features; those without a point are left out. */
export function pointsOf<P>(c: Collection<P>, at: (f: Feature<Geometry, P>) => [number, number] | undefined): Collection<P> {
  const features: Feature<Geometry, P>[] = [];
  for (const f of c.features) {
    const coordinates = at(f);
    if (coordinates) features.push({ type: "Feature", properties: f.properties, geometry: { type: "Point", coordinates } });
  }
  return { type: "FeatureCollection", features };
}
