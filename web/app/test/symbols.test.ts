import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Collection } from "../src/map/api.ts";
import { symbolImages } from "../src/map/images.ts";
import { markEntries, markPoints, type MarkProperties } from "../src/map/marks.ts";
import { classes, markKinds, symbol, symbolName } from "../src/map/symbols.ts";

const size = 44;

/** What a copier leaves of a symbol: dark or not. */
function dark(kind: (typeof markKinds)[number], name: string): boolean[] {
  const { data } = symbol(kind, name, size);
  return Array.from({ length: size * size }, (_, i) => (data[i * 4 + 3] as number) > 127 && (data[i * 4] as number) < 128 + 40 && (data[i * 4 + 1] as number) < 128);
}

describe("symbols", () => {
  const all = markKinds.flatMap((kind) => classes(kind).map((name) => ({ called: `${kind} ${name}`, ink: dark(kind, name) })));

  test("differ by shape alone", () => {
    for (const a of all) {
      expect(a.ink.filter(Boolean).length, a.called).toBeGreaterThan(120);
      for (const b of all) {
        if (a.called >= b.called) continue;
        const differ = a.ink.filter((on, i) => on !== b.ink[i]).length;
        expect(differ, `${a.called} and ${b.called}`).toBeGreaterThan((size * size) / 20);
      }
    }
  });

  test("have a white edge and are clear in the corners", () => {
    for (const [name, r] of symbolImages()) {
      expect(r.data[3], `${name}: the corner`).toBe(0);
      const white = Array.from({ length: size * size }, (_, i) => i).filter((i) => r.data[i * 4 + 3] === 255 && r.data[i * 4] === 255 && r.data[i * 4 + 1] === 255 && r.data[i * 4 + 2] === 255);
      expect(white.length, name).toBeGreaterThan(40);
    }
  });

  test("are the ones of the still picture", () => {
    const drawn = readFileSync(new URL("../../draw/symbol.go", import.meta.url), "utf8");
    for (const kind of markKinds) for (const name of classes(kind)) expect(drawn, `${kind} ${name}`).toContain(`"${name}":`);
  });

  test("a class that nobody knows is drawn as the rest", () => {
    expect(symbolName("site", "moat")).toBe("mark-site-other");
    expect(symbol("site", "moat", 20).data).toEqual(symbol("site", "other", 20).data);
  });
});

describe("marks", () => {
  const feature = (properties: MarkProperties, geometry: object) => ({ type: "Feature", properties, geometry });
  const match = { class: "match", what: "Match", name: "Home match" };
  const answer = {
    type: "FeatureCollection",
    features: [
      feature(match, { type: "Point", coordinates: [1, 52] }),
      feature(match, { type: "Point", coordinates: [1, 52] }),
      feature({ class: "other", what: "Other event", name: "Fair" }, { type: "Polygon", coordinates: [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]] }),
      feature({ class: "protest", what: "Protest" }, { type: "LineString", coordinates: [[0, 0], [1, 1]] }),
    ],
  } as unknown as Collection<MarkProperties>;

  test("are one a place, in the middle of an area, and nowhere without a point", () => {
    const points = markPoints("event", answer).features;
    expect(points.map((f) => f.properties.symbol)).toEqual(["mark-event-match", "mark-event-other"]);
    expect(points[1]?.geometry).toEqual({ type: "Point", coordinates: [1, 1] });
  });

  test("are explained in the order of their classes, each once", () => {
    const shown = answer.features.map((f) => f.properties);
    expect(markEntries("event", shown).map((e) => e.words)).toEqual(["Protest", "Match", "Other event"]);
    expect(markEntries("event", [])).toEqual([]);
  });
});
