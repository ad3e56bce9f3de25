import { start } from "./program.ts";

/**
 * Starts the program with a fresh sample borough, and gives Playwright the end of
 * it. HEXBEAT_URL tells the tests where it listens; set from outside it names a
 * program that runs already, on the sample borough.
 */
export default async function serve(): Promise<() => Promise<void>> {
  if (process.env["HEXBEAT_URL"]) return async () => {};
  const program = await start("--sample");
  process.env["HEXBEAT_URL"] = program.url;
  return program.end;
}
