import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { chromium } from "../e2e/chromium.ts";

const folder = mkdtempSync(join(tmpdir(), "chromium-"));
const browser = join(folder, "google-chrome");
writeFileSync(browser, "");
afterAll(() => rmSync(folder, { recursive: true }));

describe("the browser of the browser tests", () => {
  test("is the one that CHROMIUM names", () => expect(chromium({ CHROMIUM: browser, PATH: "" })).toBe(browser));
  test("may be named without its folder", () => expect(chromium({ CHROMIUM: "google-chrome", PATH: folder })).toBe(browser));
  test("is refused where CHROMIUM names nothing", () => expect(() => chromium({ CHROMIUM: join(folder, "gone") })).toThrow(/is not there/));
  test("is found on the path under any of its names", () => expect(chromium({ PATH: `/nowhere:${folder}` })).toBe(browser));
});
