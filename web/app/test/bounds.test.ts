import { describe, expect, test } from "vitest";
import { boundsOf, grown, parseBounds, reach, type Bounds } from "../src/map/bounds.ts";

describe("parseBounds", () => {
  test("reads west, south, east, north", () => expect(parseBounds("2.03, 52.80,2.15,52.86")).toEqual([2.03, 52.8, 2.15, 52.86]));
  test.each([undefined, "", "1,2,3", "1,2,3,4,5", "a,b,c,d", "2,1,1,2", "1,2,2,1", ",,,", "1,NaN,2,3", "1,-90,2,90"])("refuses %j", (text) => expect(parseBounds(text)).toBeUndefined());
});

describe("reach", () => {
  const borough: Bounds = [2.03, 52.8, 2.15, 52.86];
  const y = (lat: number) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  test.each([0.45, 1, 1.5, 3])("has the window's shape and holds the borough: aspect %d", (aspect) => {
    const [w, s, e, n] = reach(borough, aspect, 0.15);
    expect((((e - w) * Math.PI) / 180 / (y(n) - y(s))).toFixed(6)).toBe(aspect.toFixed(6));
    expect(w < borough[0] && s < borough[1] && e > borough[2] && n > borough[3]).toBe(true);
  });
  test("without a margin it touches the borough on the tight sides", () => {
    const [w, s, e, n] = reach(borough, 100, 0);
    expect(s).toBeCloseTo(borough[1], 9);
    expect(n).toBeCloseTo(borough[3], 9);
    expect(w).toBeLessThan(borough[0]);
    expect(e).toBeGreaterThan(borough[2]);
  });
});

describe("boundsOf", () => {
  const rows = [
    { name: "a point", c: [2, 52], want: [2, 52, 2, 52] },
    { name: "rings", c: [[[0, 0], [2, 0], [2, 3], [0, 0]], [[1, 1], [1, 2], [1, 1]]], want: [0, 0, 2, 3] },
    { name: "a multi-part", c: [[[[5, 5], [6, 6]]], [[[-1, 2], [0, 3]]]], want: [-1, 2, 6, 6] },
    { name: "nothing", c: [], want: undefined },
    { name: "no geometry", c: undefined, want: undefined },
  ];
  test.each(rows)("$name", ({ c, want }) => expect(boundsOf(c)).toEqual(want));
});

test("grown widens by the larger side, and a point by the floor", () => {
  expect(grown([0, 0, 4, 2], 0.5, 0.001)).toEqual([-2, -2, 6, 4]);
  expect(grown([1, 1, 1, 1], 0.5, 0.25)).toEqual([0.75, 0.75, 1.25, 1.25]);
});
