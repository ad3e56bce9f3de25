import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { notices } from "../build/licences.ts";

let app = "";
beforeEach(() => (app = mkdtempSync(join(tmpdir(), "licences-"))));
afterEach(() => rmSync(app, { recursive: true }));

function pack(folder: string, manifest: object, licence?: string): void {
  mkdirSync(join(app, folder), { recursive: true });
  writeFileSync(join(app, folder, "package.json"), JSON.stringify(manifest));
  if (licence) writeFileSync(join(app, folder, "LICENSE.md"), licence);
}

test("notices follow what is depended on at run time, and only that", () => {
  pack(".", { name: "app", version: "0", dependencies: { map: "1" }, devDependencies: { tool: "1" } });
  pack("node_modules/map", { name: "map", version: "1.2.3", license: "BSD-3-Clause", dependencies: { inner: "1", "@types/x": "1" } }, "do as you like");
  pack("node_modules/inner", { name: "inner", version: "4.0.0", license: "ISC" });
  pack("node_modules/tool", { name: "tool", version: "1.0.0", license: "MIT" }, "a tool's terms");
  const text = notices(app);
  expect(text).toContain("map 1.2.3 (BSD-3-Clause)");
  expect(text).toContain("do as you like");
  expect(text).toContain("inner 4.0.0 (ISC)");
  expect(text).not.toContain("tool");
});

test("a dependency that is not installed stops the build", () => {
  pack(".", { name: "app", version: "0", dependencies: { map: "1" } });
  pack("node_modules/map", { name: "map", version: "1", dependencies: { gone: "1" } });
  expect(() => notices(app)).toThrow(/gone, which is not installed/);
});
