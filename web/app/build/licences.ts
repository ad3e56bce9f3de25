import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

interface Manifest {
  name: string;
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
}

/**
 * The notices of every package that this one depends on at run time, and of what
 * those depend on in turn: MapLibre ships its own dependencies inside its file.
 * Development tools are not part of the bundle and are left out.
 */
export function notices(app: string): string {
  const found = new Map<string, string>();
  for (const name of Object.keys(manifestOf(app).dependencies ?? {})) collect(app, join(app, "node_modules", name), found);
  const sections = [...found.keys()].sort().map((key) => `${key}\n${"=".repeat(key.length)}\n\n${found.get(key)}\n`);
  return `Hexbeat's pages contain code of the following packages.\n\n${sections.join("\n")}`;
}

function collect(app: string, folder: string, found: Map<string, string>): void {
  const manifest = manifestOf(folder);
  const key = `${manifest.name} ${manifest.version} (${manifest.license ?? "licence not named"})`;
  if (found.has(key)) return;
  found.set(key, licenceText(folder));
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    if (name.startsWith("@types/")) continue;
    const inner = [join(folder, "node_modules", name), join(app, "node_modules", name)].find((path) => existsSync(path));
    if (!inner) throw new Error(`licences: ${manifest.name} depends on ${name}, which is not installed`);
    collect(app, inner, found);
  }
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

function licenceText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  return file ? readFileSync(join(folder, file), "utf8").trim() : "The package carries no licence file; its manifest names the licence above.";
}
