import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

/** The program, serving a folder of its own on a free port. */
export interface Program {
  url: string;
  /** Ends it and removes its folder. */
  end: () => Promise<void>;
}

/** Makes a data folder, with what `init` is told, and serves it. */
export async function start(...init: string[]): Promise<Program> {
  const program = binary();
  const folder = mkdtempSync(join(tmpdir(), "hexbeat-e2e-"));
  const dir = join(folder, "data");
  const made = spawnSync(program, ["--dir", dir, "init", ...init], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`hexbeat init ${init.join(" ")} ended with ${made.status ?? made.error?.message}:\n${made.stderr}`);
  const server = spawn(program, ["--dir", dir, "serve", "--addr", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
  const end = async (): Promise<void> => {
    await ended(server);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { url: await address(server), end };
  } catch (error) {
    server.kill();
    throw error;
  }
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
