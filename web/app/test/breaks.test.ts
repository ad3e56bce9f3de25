import { describe, expect, test } from "vitest";
import { stepExpression, stepsOf, stepWords } from "../src/map/breaks.ts";
import { steps } from "../src/map/palette.ts";

describe("stepsOf", () => {
  const rows = [
    { name: "four limits make five steps", breaks: [1, 3, 6, 12], words: ["1", "2 to 3", "4 to 6", "7 to 12", "13 or more"] },
    { name: "repeated limits are dropped", breaks: [1, 1, 2, 2], words: ["1", "2", "3 or more"] },
    { name: "falling limits are dropped", breaks: [2, 5, 4, 9], words: ["1 to 2", "3 to 5", "6 to 9", "10 or more"] },
    { name: "a limit of nothing is dropped", breaks: [0, 0, 1, 2], words: ["1", "2", "3 or more"] },
    { name: "no limits make one step", breaks: [], words: ["1 or more"] },
    { name: "what is no number is dropped", breaks: [NaN, 2, Infinity, 4], words: ["1 to 2", "3 to 4", "5 or more"] },
  ];
  test.each(rows)("$name", ({ breaks, words }) => {
    expect(stepsOf(breaks).map(stepWords)).toEqual(words);
  });

  test("every count from 1 on lies in exactly one step", () => {
    const list = stepsOf([1, 2, 5, 11]);
    for (let count = 1; count <= 40; count++) {
      expect(list.filter((s) => count >= s.from && (s.to === undefined || count <= s.to))).toHaveLength(1);
    }
  });

  test("the fewest are white and the most are darkest, however few the steps", () => {
    for (const breaks of [[1, 2, 3, 4], [1, 2], [3]]) {
      const list = stepsOf(breaks);
      expect(list[0]?.colour).toBe(steps[0]);
      expect(list.at(-1)?.colour).toBe(steps.at(-1));
      expect(new Set(list.map((s) => s.colour)).size).toBe(list.length);
    }
    expect(stepsOf([])[0]?.colour).toBe(steps.at(-1));
  });
});

test("stepExpression begins a step where the legend says it begins", () => {
  expect(stepExpression(stepsOf([1, 3, 6, 12]))).toEqual(["step", ["get", "count"], steps[0], 2, steps[1], 4, steps[2], 7, steps[3], 13, steps[4]]);
  expect(stepExpression(stepsOf([]))).toBe(steps[4]);
});
