import { describe, expect, test } from "vitest";
import type { Collection, RouteProperties } from "../src/map/api.ts";
import { routeLook } from "../src/map/palette.ts";
import { discs, onlyWalk, teamsOf, walkOf } from "../src/map/plan_map.ts";

const f = (properties: RouteProperties) => ({ type: "Feature" as const, properties, geometry: { type: "Point" as const, coordinates: [0, 0] } });
const plan: Collection<RouteProperties> = {
  type: "FeatureCollection",
  features: [
    f({ kind: "route", team: "Central", walk_index: 0 }),
    f({ kind: "route", team: "Wardens", walk_index: 1 }),
    f({ kind: "route", team: "Central", walk_index: 2 }),
    f({ kind: "stop", number: 1, walk_index: 0 }),
    f({ kind: "stop", number: 1, walk_index: 1 }),
    f({ kind: "base" }),
  ],
};

describe("walkOf", () => {
  test.each([["0", 0], ["12", 12]])("%j", (text, want) => expect(walkOf(text)).toBe(want));
  test.each([undefined, "", "-1", "1.5", "all"])("%j means every walk", (text) => expect(walkOf(text)).toBeUndefined());
});

test("teams keep their look whichever walk is shown", () => {
  expect(teamsOf(plan)).toEqual(["Central", "Wardens"]);
  expect(discs(onlyWalk(plan, 1), teamsOf(plan)).features.map((s) => s.properties.tone)).toEqual([routeLook(1).colour, routeLook(0).colour]);
});

test("one walk keeps its route, its stops and the base", () => {
  expect(onlyWalk(plan, 1).features.map((x) => x.properties.kind)).toEqual(["route", "stop", "base"]);
  expect(onlyWalk(plan, undefined)).toBe(plan);
  expect(onlyWalk(plan, 9).features.map((x) => x.properties.kind)).toEqual(["base"]);
});

test("a place visited twice has one disc with both numbers", () => {
  const stop = (number: number, x: number) => ({ ...f({ kind: "stop", number, walk_index: 0 }), geometry: { type: "Point" as const, coordinates: [x, 52] } });
  const got = discs({ type: "FeatureCollection", features: [plan.features[0]!, stop(1, 1), stop(2, 2), stop(3, 1), stop(4, 1)] }, ["Central"]);
  expect(got.features.map((d) => [d.properties.numbers, d.properties.visits])).toEqual([["1, 3, 4", 3], ["2", 1]]);
});

test("the looks of the first six teams differ in colour or in pattern", () => {
  const looks = [0, 1, 2, 3, 4, 5].map((n) => JSON.stringify(routeLook(n)));
  expect(new Set(looks).size).toBe(6);
  expect(routeLook(6)).toEqual(routeLook(0));
});
