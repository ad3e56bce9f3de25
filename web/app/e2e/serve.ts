import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

/**
 * Starts the program on a free port with a fresh sample borough, and gives
 * Playwright the end of it. HEXBEAT_URL tells the tests where it listens; set
 * from outside it names a program that runs already, on the sample borough.
 */
export default async function serve(): Promise<() => Promise<void>> {
  if (process.env["HEXBEAT_URL"]) return async () => {};
  const program = binary();
  const folder = mkdtempSync(join(tmpdir(), "hexbeat-e2e-"));
  const dir = join(folder, "sample");
  const made = spawnSync(program, ["--dir", dir, "init", "--sample"], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`hexbeat init --sample ended with ${made.status ?? made.error?.message}:\n${made.stderr}`);
  const server = spawn(program, ["--dir", dir, "serve", "--addr", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
  try {
    process.env["HEXBEAT_URL"] = await address(server);
  } catch (error) {
    server.kill();
    throw error;
  }
  return async () => {
    await ended(server);
    rmSync(folder, { recursive: true, force: true });
  };
}

function binary(): string {
  const path = resolve(process.env["HEXBEAT_BIN"] ?? "../../bin/hexbeat");
  if (!existsSync(path)) throw new Error(`the program is not at ${path}: build it first, or let HEXBEAT_BIN name it`);
  return path;
}

/** The line the program prints once it listens. */
function address(server: ChildProcess): Promise<string> {
  const complaints: string[] = [];
  server.stderr?.on("data", (text: Buffer) => complaints.push(text.toString()));
  return new Promise((found, lost) => {
    createInterface({ input: server.stdout! }).on("line", (line) => {
      const url = /Hexbeat serves (http:\/\/\S+)/.exec(line)?.[1];
      if (url) found(url);
    });
    server.once("error", lost);
    server.once("exit", (code) => lost(new Error(`hexbeat serve ended with ${code}:\n${complaints.join("")}`)));
  });
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (server.exitCode !== null) return done();
    server.once("exit", () => done());
    server.kill("SIGTERM");
  });
}
