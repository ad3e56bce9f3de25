import { existsSync } from "node:fs";
import { delimiter, resolve } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The system's Chromium: what CHROMIUM names, by path or by name, else the first known name on the path. Throws where there is none. */
export function chromium(env: NodeJS.ProcessEnv = process.env): string {
  const given = env["CHROMIUM"];
  const folders = [...(env["PATH"] ?? "").split(delimiter).filter(Boolean), "/usr/bin"];
  const wanted = given ? [given] : names;
  const found = folders.flatMap((folder) => wanted.map((name) => resolve(folder, name))).find((path) => existsSync(path));
  if (!found && given) throw new Error(`CHROMIUM names ${given}, which is not there`);
  if (!found) throw new Error("the browser tests need Chromium: install it with the system's package manager, or let CHROMIUM name it");
  return found;
}
