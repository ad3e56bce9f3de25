import { describe, expect, test } from "vitest";
import { api, question, wardsQuery } from "../src/map/query.ts";
import { hashOf, idOf } from "../src/frame/hash.ts";

describe("question", () => {
  const rows = [
    { name: "keeps repeats in order", text: "category=robbery&category=theft&from=2026-08", want: "category=robbery&category=theft&from=2026-08" },
    { name: "drops blanks, which the server would have to guess at", text: "category=&in=%20&from=2026-08-10", want: "from=2026-08-10" },
    { name: "keeps a coded ward", text: "in=ward%3AW05", want: "in=ward%3AW05" },
    { name: "is empty without one", text: undefined, want: "" },
  ];
  test.each(rows)("$name", ({ text, want }) => expect(question(text).toString()).toBe(want));
});

test("api makes an address of this origin only", () => {
  expect(api("cells", question("from=2026-08&to=2026-10"))).toBe("/api/v1/cells?from=2026-08&to=2026-10");
  expect(api("streets")).toBe("/api/v1/streets");
});

describe("wardsQuery", () => {
  test("asks for the lines of the last day", () => expect(wardsQuery(question("from=2026-08-10&to=2026-11-01")).toString()).toBe("kind=ward&on=2026-11-01"));
  test("asks for today's lines where the end is a month or missing", () => {
    expect(wardsQuery(question("to=2026-11")).toString()).toBe("kind=ward");
    expect(wardsQuery(question("")).toString()).toBe("kind=ward");
  });
});

describe("hash", () => {
  test.each(["8a1f", "h-1", "a/b c", "é%"])("goes round: %j", (id) => expect(idOf(hashOf(id))).toBe(id));
  test.each(["", "#", "#card-", "#main", "#card-%", "card-1"])("%j selects nothing", (hash) => expect(idOf(hash)).toBeUndefined());
});
