import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { listening } from "../loadProcess.ts";
import type { Times, TimesOfProcess } from "./timeProcess.ts";

const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** How long a call takes: the calls of the flow, and one that is refused by a header alone. */
export async function timeTables(): Promise<{ flow: string[]; refused: string[] }> {
  console.log("time per call, in memory");
  const memory = timed();
  const server = spawn(process.execPath, [program("loopbackServer.ts")], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    console.log("time per call, loopback");
    const loopback = timed(await listening(server.stdout));
    return { flow: table(memory.flow, loopback.flow), refused: table(memory.refused, loopback.refused) };
  } finally {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  }
}

function timed(...origin: string[]): TimesOfProcess {
  const args = [program("timeProcess.ts"), ...origin];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }));
}

type Named = Record<string, Times>;

function table(memory: Named, loopback: Named): string[] {
  return [
    "| calls | in memory, median | p10 | loopback, median | p10 |",
    "| --- | --- | --- | --- | --- |",
    ...Object.keys(loopback).map(
      (name) => `| ${[name, ...cells(memory, name), ...cells(loopback, name)].join(" | ")} |`,
    ),
  ];
}

/** Microseconds, and how many times those of bare `fetch`. */
function cells(all: Named, name: string): string[] {
  const times = all[name];
  const bare = all["bare `fetch`"];
  if (!times || !bare) return ["–", "–"];
  const cell = (of: keyof Times) => `${times[of].toFixed(1)} µs, ${(times[of] / bare[of]).toFixed(2)} x`;
  return [cell("medianMicroseconds"), cell("p10Microseconds")];
}
