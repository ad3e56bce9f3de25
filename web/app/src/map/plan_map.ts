import type { Feature, Geometry } from "geojson";
import { api } from "./query.ts";
import { collection, type Collection, type RouteProperties } from "./api.ts";
import { boundsOf } from "./bounds.ts";
import type { Group } from "./legend.ts";
import { orders, streets, wards } from "./overlays.ts";
import { routeLook } from "./palette.ts";
import { routeLayers } from "./style_routes.ts";
import { Switchboard } from "./switchboard.ts";
import type { Progress } from "./progress.ts";
import type { View } from "./view.ts";

type Routes = Collection<RouteProperties>;

/** The map of a plan: one walk as a numbered route, or every walk where none is named. */
export async function planMap(element: HTMLElement, view: View, progress: Progress): Promise<void> {
  const board = new Switchboard(view, progress, element.ownerDocument);
  const walk = walkOf(element.dataset["walk"]);
  let teams: string[] = [];
  board.legend(() => [routesLegend(teams)]);
  const plan = collection<RouteProperties>(api(`plans/${encodeURIComponent(element.dataset["plan"] ?? "")}.geojson`));
  await Promise.all([
    board.add(streets()),
    board.add(wards(new URLSearchParams())),
    board.add(orders()),
    progress.follow("the walk", plan.then((answer) => (teams = draw(view, answer, walk)))),
  ]);
  await board.settle();
}

/** The walk's index in the page's words; undefined means all. */
export function walkOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The teams of a plan in order of appearance, which decides how their walks look. */
export function teamsOf(answer: Routes): string[] {
  return [...new Set(answer.features.flatMap((f) => (f.properties.kind === "route" ? [f.properties.team ?? ""] : [])))];
}

/** Only one walk, its stops and the base; everything where no walk is named. */
export function onlyWalk(answer: Routes, walk: number | undefined): Routes {
  if (walk === undefined) return answer;
  return { ...answer, features: answer.features.filter((f) => f.properties.walk_index === walk || (f.properties.kind === "base" && f.properties.walk_index === undefined)) };
}

/** A stop or base as it is drawn: its numbers, how many they are, and its team's colour. */
interface Disc extends RouteProperties {
  tone: string;
  numbers: string;
  visits: number;
}

/**
 * The discs of stops and bases in the colour of their walk's team. A place that is
 * visited more than once has one disc with all its numbers.
 */
export function discs(answer: Routes, teams: readonly string[]): Collection<Disc> {
  const teamOf = new Map(answer.features.filter((f) => f.properties.kind === "route").map((f) => [f.properties.walk_index, f.properties.team ?? ""]));
  const found = new Map<string, Feature<Geometry, Disc>>();
  for (const f of answer.features) {
    if (f.properties.kind === "route" || f.geometry?.type !== "Point") continue;
    const key = `${f.properties.kind} ${f.properties.walk_index} ${f.geometry.coordinates.join(" ")}`;
    const number = String(f.properties.number ?? "");
    const there = found.get(key)?.properties;
    if (there) {
      there.numbers += `, ${number}`;
      there.visits++;
      continue;
    }
    const team = f.properties.team ?? teamOf.get(f.properties.walk_index) ?? "";
    const tone = routeLook(Math.max(0, teams.indexOf(team))).colour;
    found.set(key, { ...f, properties: { ...f.properties, tone, numbers: number, visits: 1 } });
  }
  return { type: "FeatureCollection", features: [...found.values()] };
}

function draw(view: View, answer: Routes, walk: number | undefined): string[] {
  const teams = teamsOf(answer);
  const shown = onlyWalk(answer, walk);
  teams.forEach((team, n) => {
    for (const layer of routeLayers(n, team, ["==", ["get", "kind"], "route"])) view.map.addLayer(layer, "routes-base");
  });
  view.setData("routes", shown);
  view.setData("stops", discs(shown, teams));
  const box = boundsOf(shown.features.map((f) => (f.geometry as { coordinates?: unknown }).coordinates));
  if (box) view.fit(box);
  return teamsOf(shown);
}

function routesLegend(teams: readonly string[]): Group {
  const entries = teams.map((team, n) => {
    const look = routeLook(n);
    return { swatch: { kind: "line" as const, stroke: look.colour, width: 4, dash: look.dash }, words: `Walk of ${team}, from stop to stop` };
  });
  return { title: "Routes", entries };
}
