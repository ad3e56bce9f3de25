import { describe, expect, it } from "vitest";
import { pause, words } from "../src/intake/follow.ts";
import { total } from "../src/intake/limit.ts";

describe("a choice of files", () => {
  it("holds what its files hold together", () => {
    expect(total([])).toBe(0);
    expect(total([{ size: 3 }, { size: 2 ** 31 }])).toBe(2 ** 31 + 3);
  });
});

describe("following an import", () => {
  it("waits longer from look to look, and never longer than two seconds", () => {
    const waits = Array.from({ length: 30 }, (_, i) => pause(i));
    expect(waits[0]).toBeLessThanOrEqual(200);
    for (const [i, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(waits[i - 1] ?? 0);
      expect(wait).toBeLessThanOrEqual(2000);
    }
  });

  it("says rows as people read them", () => {
    expect([0, 1, 12_000].map(words)).toEqual(["0 rows", "1 row", "12,000 rows"]);
  });
});
