import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { readUrl } from "../readUrl.ts";
import type { ProcessTimes, Times } from "./timeProcess.ts";

const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Measures the time per call: of the flow, and of a call that is refused without a body. */
export async function measureTimes(): Promise<{ flow: string[]; refused: string[] }> {
  console.log("time per call, in memory");
  const memory = measureProcess();
  const server = spawn(process.execPath, [program("loopbackServer.ts")], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    console.log("time per call, loopback");
    const loopback = measureProcess(await readUrl(server.stdout));
    return { flow: formatTable(memory.flow, loopback.flow), refused: formatTable(memory.refused, loopback.refused) };
  } finally {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  }
}

function measureProcess(...origin: string[]): ProcessTimes {
  const args = [program("timeProcess.ts"), ...origin];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }));
}

type Named = Record<string, Times>;

function formatTable(memory: Named, loopback: Named): string[] {
  return [
    "| calls | in memory, median | p10 | loopback, median | p10 |",
    "| --- | --- | --- | --- | --- |",
    ...Object.keys(loopback).map(
      (name) => `| ${[name, ...formatCells(memory, name), ...formatCells(loopback, name)].join(" | ")} |`,
    ),
  ];
}

/** Formats microseconds, and how many times those of bare `fetch`. */
function formatCells(all: Named, name: string): string[] {
  const times = all[name];
  const bare = all["bare `fetch`"];
  if (!times || !bare) return ["–", "–"];
  const formatCell = (field: keyof Times) =>
    `${times[field].toFixed(1)} µs, ${(times[field] / bare[field]).toFixed(2)} x`;
  return [formatCell("medianMicroseconds"), formatCell("p10Microseconds")];
}
