import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The system's Chromium: CHROMIUM, else the first known name on the path. Throws where there is none. */
export function chromium(env: NodeJS.ProcessEnv = process.env): string {
  const given = env["CHROMIUM"];
  if (given) {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM names ${given}, which is not there`);
  }
  const folders = [...(env["PATH"] ?? "").split(delimiter).filter(Boolean), "/usr/bin"];
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
  if (!found) throw new Error("the browser tests need Chromium: install it with the system's package manager, or let CHROMIUM name it");
  return found;
}
