import { describe, expect, test } from "vitest";
import { patterns } from "../src/map/images.ts";
import { dots, hatch, rgb, rules, type Raster } from "../src/map/pattern.ts";

function pixel(r: Raster, x: number, y: number): number[] {
  const at = (((y % r.height) * r.width) + (x % r.width)) * 4;
  return [...r.data.slice(at, at + 4)];
}

describe("rgb", () => {
  test("reads a colour", () => expect(rgb("#d4351c")).toEqual([0xd4, 0x35, 0x1c]));
  test.each(["", "red", "#fff", "#d4351", "#d4351cff", "#g4351c"])("refuses %j", (text) => expect(() => rgb(text)).toThrow(/not a colour/));
});

describe("hatch", () => {
  const r = hatch("#000000", "#ffffff", 8, 2);
  test("is opaque and square", () => {
    expect([r.width, r.height, r.data.length]).toEqual([8, 8, 256]);
    for (let i = 3; i < r.data.length; i += 4) expect(r.data[i]).toBe(255);
  });
  test("runs along the diagonal that rises to the right, across the seam too", () => {
    for (let x = 0; x < 16; x++) for (let y = 1; y < 16; y++) expect(pixel(r, x, y)).toEqual(pixel(r, x + 1, y - 1));
  });
  test("covers the share its line says", () => {
    let light = 0;
    for (let i = 0; i < r.data.length; i += 4) light += (r.data[i] as number) / 255;
    expect(light / 64).toBeCloseTo(2 / 8, 1);
  });
});

describe("dots", () => {
  const r = dots("#000000", "#ffffff", 16, 3);
  test("are where they should be and nowhere between", () => {
    expect(pixel(r, 4, 4)).toEqual([255, 255, 255, 255]);
    expect(pixel(r, 12, 12)).toEqual([255, 255, 255, 255]);
    expect(pixel(r, 0, 0)).toEqual([0, 0, 0, 255]);
    expect(pixel(r, 12, 4)).toEqual([0, 0, 0, 255]);
  });
  test("the two are staggered alike", () => {
    for (let x = 0; x < 16; x++) for (let y = 0; y < 16; y++) expect(pixel(r, x, y)).toEqual(pixel(r, x + 8, y + 8));
  });
});

test("rules are the same along a row", () => {
  const r = rules("#000000", "#ffffff", 6, 2);
  expect([0, 1, 2, 5].map((y) => pixel(r, 0, y)[0])).toEqual([255, 255, 0, 0]);
  for (let y = 0; y < 6; y++) for (let x = 1; x < 6; x++) expect(pixel(r, x, y)).toEqual(pixel(r, 0, y));
});

test("the patterns of the map differ from each other in grey alone", () => {
  const grey = (r: Raster) => [0, 1, 2, 3, 4, 5].map((x) => [0, 1, 2, 3, 4, 5].map((y) => (pixel(r, x, y)[0] as number) > 200 && (pixel(r, x, y)[1] as number) > 150));
  const [hot, watch, cold] = Object.values(patterns()).map((r) => JSON.stringify(grey(r)));
  expect(new Set([hot, watch, cold]).size).toBe(3);
});
