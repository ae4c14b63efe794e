import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import autocannon from "autocannon";
import { readUrl } from "./readUrl.ts";

export interface Request {
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: string | undefined;
}

export interface Load {
  /** The program and its arguments. */
  args: string[];
  /** The URL of a program that does not print it. */
  url?: string | undefined;
  path: string;
  /** The request, or a function that makes another one each time. */
  request: Request | (() => Request);
  connections: number;
  seconds: number;
}

export interface Result {
  requestsPerSecond: number;
  requestsPerCpuSecond: number;
  p50: number;
  p99: number;
  peakMegabytes: number;
}

const warmUpSeconds = 2;

/** Starts a server as its own process, warms it up, loads it, and measures its speed, its CPU time and its memory. */
export async function loadProcess({ args, path, request, connections, seconds, ...load }: Load): Promise<Result> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const url = load.url ? await waitForAnswer(load.url, child.stdout) : await readUrl(child.stdout);
    const requests =
      typeof request === "function"
        ? { requests: [{ setupRequest: (given: object) => ({ ...given, ...request() }) }] }
        : request;
    const options = { ...requests, url: url + path, connections };
    await autocannon({ ...options, duration: warmUpSeconds });
    const before = readCpuSeconds(child.pid);
    const { requests: sent, latency, non2xx, errors } = await autocannon({ ...options, duration: seconds });
    const cpuSeconds = readCpuSeconds(child.pid) - before;
    if (non2xx + errors > 0) throw new Error(`${args.join(" ")} refused ${non2xx + errors} requests`);
    if (sent.total === 0) throw new Error(`${args.join(" ")} answered no request`);
    return {
      requestsPerSecond: sent.average,
      requestsPerCpuSecond: sent.total / cpuSeconds,
      p50: latency.p50,
      p99: latency.p99,
      peakMegabytes: readPeakMegabytes(child.pid),
    };
  } finally {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
}

async function waitForAnswer(url: string, stdout: NodeJS.ReadableStream): Promise<string> {
  stdout.resume();
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(url, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined)) return url;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer`);
}

/** Reads the user and system time of a process. Linux counts it in hundredths of a second. */
function readCpuSeconds(pid = 0): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Reads the largest resident memory of a process so far, from Linux. */
function readPeakMegabytes(pid = 0): number {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}
