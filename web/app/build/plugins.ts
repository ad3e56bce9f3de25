import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import type { Plugin } from "vite";
import { notices } from "./licences.ts";

/** Emits licences.txt beside the bundle; `app` is the folder of our package.json. */
export function licences(app: string): Plugin {
  return {
    name: "hexbeat-licences",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "licences.txt", source: notices(app) });
    },
  };
}

/**
 * GOV.UK Frontend asks for Internet Explorer by a media query that is not CSS and
 * that the minifier reports: one that is never true takes its place.
 */
export function withoutExplorer(): Plugin {
  return {
    name: "hexbeat-without-explorer",
    transform(code, id) {
      return id.endsWith(".scss") ? code.replace(/\(min-width: 0[^)\d.a-z;]\)/g, "(width < 0px)") : undefined;
    },
  };
}

/**
 * Removes what an earlier build left behind. Vite's own emptying would also
 * take the committed placeholder, without which the Go embed does not compile.
 */
export function sweep(outDir: string): Plugin {
  return {
    name: "hexbeat-sweep",
    writeBundle(_, bundle) {
      const keep = new Set([...Object.keys(bundle), ".gitkeep", ".vite/manifest.json"]);
      for (const file of filesUnder(outDir)) {
        if (!keep.has(relative(outDir, file).replaceAll("\\", "/"))) rmSync(file);
      }
    },
  };
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
