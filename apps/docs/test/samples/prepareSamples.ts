import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { languages } from "../../src/samples.ts";
import { findMissing } from "./findMissing.ts";
import type { Result, Runner } from "./Runner.ts";

const execute = promisify(execFile);
const parent = join(import.meta.dirname, "../../samples.tmp");

/** Copies samples to where they can import the client, and compiles those in Go. */
export async function prepareSamples(source: string): Promise<Runner> {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "run-"));
  cpSync(source, folder, { recursive: true });
  const missing = Object.fromEntries(languages.map(({ extension }) => [extension, findMissing(extension)]));
  // One file at a time: each of them is a `package main` of its own.
  if (missing.go === undefined) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".go"))) await build(folder, file);
  }
  return {
    missing,
    folder,
    run: (file, env) => runSample(folder, file, env),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function build(folder: string, file: string): Promise<void> {
  const offline = { GOTOOLCHAIN: "local", GOPROXY: "off", GOFLAGS: "-mod=mod", GO111MODULE: "auto" };
  await execute("go", ["build", "-o", `${file}.exe`, file], { cwd: folder, env: { ...process.env, ...offline } });
}

async function runSample(folder: string, file: string, env: Record<string, string>): Promise<Result> {
  const [program, args] = createCommand(folder, file);
  // Without the settings of this machine, such as a proxy.
  const { PATH = "", HOME = "", SystemRoot = "" } = process.env;
  try {
    const { stdout, stderr } = await execute(program, args, { cwd: folder, env: { PATH, HOME, SystemRoot, ...env } });
    return { code: 0, stdout, output: stdout + stderr };
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code !== "number") throw error;
    return { code, stdout, output: stdout + stderr };
  }
}

function createCommand(folder: string, file: string): [string, string[]] {
  if (extname(file) === ".go") return [join(folder, `${file}.exe`), []];
  const program = { ".sh": "sh", ".py": "python3" }[extname(file)] ?? process.execPath;
  return [program, [file]];
}
