import type { Geometry } from "geojson";
import { afterEach, describe, expect, test, vi } from "vitest";
import { collection, empty, pointsOf, refusal } from "../src/map/api.ts";
import { namedAreas, withAreas } from "../src/map/ground.ts";
import { orderEntries, orderNames, shortTitle } from "../src/map/overlays.ts";
import { placesOf } from "../src/map/places.ts";
import { words } from "../src/map/progress.ts";

afterEach(() => vi.unstubAllGlobals());

describe("collection", () => {
  const answer = (status: number, body: string) => vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status })));
  test("hands over a feature collection with its meta", async () => {
    answer(200, '{"type":"FeatureCollection","features":[],"meta":{"breaks":[1,2,3,4]}}');
    expect((await collection("/api/v1/cells")).meta?.breaks).toEqual([1, 2, 3, 4]);
  });
  const failures = [
    { name: "the server's own sentence", status: 400, body: '{"error":{"code":"x","message":"“fron” is not a parameter.","requestId":"1"}}', want: "“fron” is not a parameter" },
    { name: "a status without a sentence", status: 502, body: "<html>", want: "the server answered 502" },
    { name: "an answer that is no layer", status: 200, body: '{"type":"Feature"}', want: "the answer was not a map layer" },
    { name: "an answer that is no JSON", status: 200, body: "", want: "the answer was not a map layer" },
  ];
  test.each(failures)("$name", async ({ status, body, want }) => {
    answer(status, body);
    await expect(collection("/x")).rejects.toThrow(want);
  });
  test("says so when nothing answers", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("refused")));
    await expect(collection("/x")).rejects.toThrow("the server did not answer");
  });
});

test.each([undefined, null, {}, { error: {} }, { error: { message: "" } }, { error: { message: 3 } }])("refusal of %j is none", (body) => expect(refusal(body)).toBeUndefined());

test("pointsOf leaves out what has no point", () => {
  const c = { ...empty<{ n: number }>(), features: [1, 2, 3].map((n) => ({ type: "Feature" as const, properties: { n }, geometry: { type: "Point" as const, coordinates: [n, n] } })) };
  const got = pointsOf(c, (f) => (f.properties.n === 2 ? undefined : [f.properties.n, 0]));
  expect(got.features.map((f) => f.properties.n)).toEqual([1, 3]);
});

test("withAreas fills closed water and parks and leaves streets and rivers lines", () => {
  const ring = [[0, 0], [1, 0], [1, 1], [0, 0]];
  const line = (cls: string, coordinates: number[][]) => ({ type: "Feature" as const, properties: { class: cls }, geometry: { type: "LineString" as const, coordinates } });
  const got = withAreas({ type: "FeatureCollection", features: [line("water", ring), line("park", ring), line("local", ring), line("water", ring.slice(0, 3))] });
  expect(got.features.map((f) => f.geometry.type)).toEqual(["Polygon", "Polygon", "LineString", "LineString"]);
});

test("namedAreas leaves out nameless areas and a river whose name runs along its line", () => {
  const f = (name: string, cls: string, type: "Polygon" | "LineString") => ({ type: "Feature" as const, properties: { name, class: cls }, geometry: { type, coordinates: [] } as Geometry });
  const got = namedAreas({ type: "FeatureCollection", features: [f("Wend", "water", "Polygon"), f("Wend", "water", "LineString"), f("Park", "park", "Polygon"), f("", "park", "Polygon"), f("Fish Street", "local", "LineString")] });
  expect(got.features.map((x) => x.properties.name)).toEqual(["Park"]);
});

test("placesOf counts records on the same point, most first", () => {
  const at = (x: number) => ({ type: "Feature" as const, properties: {}, geometry: { type: "Point" as const, coordinates: [x, 52] } });
  const got = placesOf({ type: "FeatureCollection", features: [at(1), at(2), at(2), at(3), at(2), at(1)] });
  expect(got.features.map((f) => f.properties.count)).toEqual([3, 2, 1]);
});

test("the legend names only the kinds of order there are", () => {
  const order = (live: boolean, lapsed: boolean) => ({ id: "x", title: "x", live, lapsed });
  expect(orderEntries([order(true, false), order(false, true)]).map((e) => e.words)).toEqual(["Order in force", "Order that lapsed"]);
  expect(orderEntries([order(false, false)]).map((e) => e.words)).toEqual(["Order not yet in force"]);
  expect(orderEntries([])).toEqual([]);
});

describe("names of orders", () => {
  const rows = [
    ["Lantern Quay Public Spaces Protection Order 2025", "Lantern Quay"],
    ["Corn Market and Station Approach Public Spaces Protection Order (draft)", "Corn Market and Station Approach (draft)"],
    ["Heron Parade PSPO", "Heron Parade"],
    ["Castle Ditch Park", "Castle Ditch Park"],
    ["Old Wharf (draft)", "Old Wharf (draft)"],
    ["Public Spaces Protection Order No 3", "Public Spaces Protection Order No 3"],
  ];
  test.each(rows)("%s", (title, want) => expect(shortTitle(title!)).toBe(want));

  test("hang from the middle of the lower edge", () => {
    const geometry = { type: "Polygon" as const, coordinates: [[[0, 0], [4, 1], [4, 3], [0, 2], [0, 0]]] };
    const got = orderNames({ type: "FeatureCollection", features: [{ type: "Feature", properties: { id: "a", title: "A PSPO", live: true, lapsed: false }, geometry }] });
    expect(got.features.map((f) => [f.properties.title, f.geometry])).toEqual([["A", { type: "Point", coordinates: [2, 0] }]]);
  });
});

describe("progress in words", () => {
  test("says what is still on its way", () => expect(words(["the streets", "the cells", "the orders"], new Map())).toBe("Loading the streets, the cells and the orders …"));
  test("says what failed, why, and what is not affected", () => {
    expect(words([], new Map([["the ward lines", "the server did not answer"]]))).toBe("The ward lines could not be loaded: the server did not answer. The rest of the map and the table below are not affected.");
  });
  test("says nothing when everything is there", () => expect(words([], new Map())).toBe(""));
});
