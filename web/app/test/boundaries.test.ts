import type { Position } from "geojson";
import { expect, test } from "vitest";
import { boundaries } from "../src/map/boundaries.ts";

const area = (...coordinates: Position[][]) => ({ type: "Feature" as const, properties: {}, geometry: { type: "Polygon" as const, coordinates } });
const box = (w: number, s: number, e: number, n: number): Position[] => [[w, s], [e, s], [e, n], [w, n], [w, s]];
const lines = (...features: ReturnType<typeof area>[]) => (boundaries({ type: "FeatureCollection", features }).features[0]?.geometry as { coordinates: Position[][] } | undefined)?.coordinates ?? [];
const length = (line: Position[]) => line.slice(1).reduce((sum, b, i) => sum + Math.hypot((b[0] as number) - (line[i]![0] as number), (b[1] as number) - (line[i]![1] as number)), 0);
const total = (all: Position[][]) => all.reduce((sum, line) => sum + length(line), 0);

test("a common line is drawn once", () => {
  const all = lines(area(box(0, 0, 1, 1)), area(box(1, 0, 2, 1)));
  expect(total(all)).toBeCloseTo(7, 9); // two perimeters of 4 less the line they share
  expect(all).toHaveLength(3); // the two outer ways round and the line between
});

test("four areas that meet in a point", () => {
  const all = lines(area(box(0, 0, 1, 1)), area(box(1, 0, 2, 1)), area(box(0, 1, 1, 2)), area(box(1, 1, 2, 2)));
  expect(total(all)).toBeCloseTo(12, 9);
  expect(all.filter((line) => line.some((p) => p[0] === 1 && p[1] === 1))).toHaveLength(4);
});

test("an area by itself stays a ring, and so does its hole", () => {
  const all = lines(area(box(0, 0, 4, 4), box(1, 1, 2, 2)));
  expect(total(all)).toBeCloseTo(20, 9);
  for (const line of all) expect(line[0]).toEqual(line.at(-1));
});

test("corners a hair apart are one", () => {
  expect(total(lines(area(box(0, 0, 1, 1)), area(box(1 + 2e-9, 0, 2, 1))))).toBeCloseTo(7, 6);
});

test("repeated corners and areas without extent draw nothing wrong", () => {
  expect(lines(area([[0, 0], [0, 0], [0, 0]]))).toEqual([]);
  expect(lines()).toEqual([]);
});
