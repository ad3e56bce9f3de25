import { expect, test } from "vitest";
import type { Collection, HotspotProperties } from "../src/map/api.ts";
import { groupEntries, withShown } from "../src/map/groups.ts";

const answer = (...lists: HotspotProperties["list"][]): Collection<HotspotProperties> => ({
  type: "FeatureCollection",
  features: lists.map((list, i) => ({ type: "Feature", properties: { id: `g${i}`, rank: i + 1, list, name: "x", count: 3 }, geometry: { type: "Point", coordinates: [0, 0] } })),
});

test("beside hotspots the busiest places are not outlined", () => {
  const got = withShown(answer("hotspot", "watch", "busiest"));
  expect(got.features.map((f) => [f.properties.shown, f.properties.ranked])).toEqual([[true, true], [true, false], [false, false]]);
  expect(groupEntries(got).map((e) => e.words)).toEqual(["Hotspot with its rank", "Watch: too few to call"]);
});

test("where nothing passes, the busiest places are ranked instead", () => {
  const got = withShown(answer("busiest", "busiest"));
  expect(got.features.every((f) => f.properties.shown && f.properties.ranked)).toBe(true);
  expect(groupEntries(got).map((e) => e.words)).toEqual(["Busiest place with its rank"]);
});

test("nothing at all has no legend", () => expect(groupEntries(withShown(answer()))).toEqual([]));
