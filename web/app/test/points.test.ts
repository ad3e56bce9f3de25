import type { Geometry, Position } from "geojson";
import { describe, expect, test } from "vitest";
import { labelPoint } from "../src/map/label_point.ts";
import { topPoint } from "../src/map/top_point.ts";

const box = (w: number, s: number, e: number, n: number): Position[] => [[w, s], [e, s], [e, n], [w, n], [w, s]];

describe("labelPoint", () => {
  const rows: { name: string; geometry: Geometry | null; want: [number, number] | undefined }[] = [
    { name: "middle of a box", geometry: { type: "Polygon", coordinates: [box(2, 52, 4, 53)] }, want: [3, 52.5] },
    { name: "largest part", geometry: { type: "MultiPolygon", coordinates: [[box(0, 0, 1, 1)], [box(10, 10, 14, 12)]] }, want: [12, 11] },
    { name: "beside a hole in the middle", geometry: { type: "Polygon", coordinates: [box(0, 0, 10, 10), box(4, 4, 9, 6)] }, want: [2, 5] },
    {
      name: "inside an L whose centre is outside of it",
      geometry: { type: "Polygon", coordinates: [[[0, 0], [10, 0], [10, 1], [1, 1], [1, 10], [0, 10], [0, 0]]] },
      want: [0.5, expect.closeTo(2.8684, 4) as unknown as number],
    },
    { name: "a line has none", geometry: { type: "LineString", coordinates: [[0, 0], [1, 1]] }, want: undefined },
    { name: "an empty area has none", geometry: { type: "Polygon", coordinates: [] }, want: undefined },
    { name: "no geometry has none", geometry: null, want: undefined },
    { name: "an area without extent has none", geometry: { type: "Polygon", coordinates: [[[1, 1], [1, 1], [1, 1], [1, 1]]] }, want: undefined },
  ];
  test.each(rows)("$name", ({ geometry, want }) => expect(labelPoint(geometry)).toEqual(want));
});

describe("topPoint", () => {
  test("is the northernmost corner of any part", () => {
    expect(topPoint({ type: "MultiPolygon", coordinates: [[box(0, 0, 1, 1)], [[[5, 0], [7, 0], [6, 3], [5, 0]]]] })).toEqual([6, 3]);
  });
  test("ignores what has no area", () => {
    expect(topPoint({ type: "Point", coordinates: [1, 2] })).toBeUndefined();
    expect(topPoint(null)).toBeUndefined();
  });
});
