import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import autocannon from "autocannon";

export interface Load {
  /** The program and its arguments. It says `serves URL` once it listens. */
  args: string[];
  path: string;
  requestOf(): { method: "GET" | "POST"; headers: Record<string, string>; body?: string };
  connections: number;
  seconds: number;
}

export interface Result {
  requestsPerSecond: number;
  requestsPerCpuSecond: number;
  p50: number;
  p99: number;
}

/** Starts a server as a process of its own, warms it up, loads it, and says what that cost it. */
export async function loadProcess({ args, path, requestOf, connections, seconds }: Load): Promise<Result> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const url = await listening(child.stdout);
    const options = {
      url: url + path,
      connections,
      requests: [{ setupRequest: (request: object) => ({ ...request, ...requestOf() }) }],
    };
    await autocannon({ ...options, duration: 2 });
    const before = cpuSeconds(child.pid);
    const { requests, latency, non2xx, errors } = await autocannon({ ...options, duration: seconds });
    const cpu = cpuSeconds(child.pid) - before;
    if (non2xx + errors > 0) throw new Error(`${args.join(" ")} refused ${non2xx + errors} requests`);
    return {
      requestsPerSecond: requests.average,
      requestsPerCpuSecond: requests.total / cpu,
      p50: latency.p50,
      p99: latency.p99,
    };
  } finally {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
}

/** Waits until a server says `serves URL`, and returns the URL. */
export async function listening(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(stdout)) {
    const url = /serves (http:\S+)/.exec(line)?.[1];
    if (!url) continue;
    stdout.resume();
    return url.replace(/\/$/, "");
  }
  throw new Error("the server ended before it listened");
}

/** User and system time of a process, from Linux, which counts hundredths of a second. */
function cpuSeconds(pid = 0): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
