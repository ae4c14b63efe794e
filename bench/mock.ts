import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import { median, writeTable } from "./report.ts";

const rounds = 3;
const secondsARound = 5;
const connections = 10;

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const document = path("../openapi/openapi.yaml");
const prism = path("node_modules/@stoplight/prism-cli/dist/index.js");
// What npm would install: `pnpm bench mock` builds it first.
const mock = path("../packages/mock/dist/command.js");

const contenders: Record<string, string[]> = {
  "`prism mock`": [prism, "mock", document, "--port", "0"],
  "`prism mock --verboseLevel silent`": [prism, "mock", document, "--port", "4117", "--verboseLevel", "silent"],
  "`session-mock`": [mock, "--port", "0"],
  "`session-mock --log off`": [mock, "--port", "0", "--log", "off"],
};

interface Row {
  requestsPerSecond: number[];
  residentMegabytes: number;
}

const rows = new Map<string, Row>();
for (let round = 1; round <= rounds; round++) {
  for (const [name, args] of Object.entries(contenders)) {
    console.log(`round ${round} of ${rounds}: ${name}`);
    const { requestsPerSecond, residentMegabytes } = await load(args);
    const row = rows.get(name) ?? { requestsPerSecond: [], residentMegabytes: 0 };
    row.requestsPerSecond.push(requestsPerSecond);
    row.residentMegabytes = Math.max(row.residentMegabytes, residentMegabytes);
    rows.set(name, row);
  }
}

const baseline = median(rows.get("`prism mock`")?.requestsPerSecond ?? []);
const throughput = [...rows].map(([name, { requestsPerSecond, residentMegabytes }]) => [
  name,
  median(requestsPerSecond).toFixed(0),
  `${(median(requestsPerSecond) / baseline).toFixed(1)} x`,
  `${residentMegabytes.toFixed(0)} MB`,
]);
const times = await startTimes();
writeTable("mock", [
  `\`GET /session\` with a bearer, ${connections} connections, ${rounds} alternating rounds of ${secondsARound} s, median; the largest memory seen under load.`,
  "",
  "| server | requests a second | against `prism mock` | memory |",
  "| --- | --- | --- | --- |",
  ...throughput.map((cells) => `| ${cells.join(" | ")} |`),
  "",
  `\`@session-api/mock\`: import ${times.importMs} ms, then ready in ${times.readyMs} ms (median of ${rounds} processes).`,
]);

async function load(args: string[]): Promise<{ requestsPerSecond: number; residentMegabytes: number }> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const url = await listening(child, args);
    const headers = { authorization: "Bearer any" };
    await autocannon({ url, headers, connections, duration: 1 });
    const result = await autocannon({ url, headers, connections, duration: secondsARound });
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(`${url} refused ${result.non2xx + result.errors} requests`);
    return { requestsPerSecond: result.requests.average, residentMegabytes: residentMegabytes(child.pid) };
  } finally {
    child.kill();
    await once(child, "exit");
  }
}

/** Waits until the server says where it listens, or, where it is silent, until it answers. */
async function listening(child: ChildProcess, args: string[]): Promise<string> {
  if (args.includes("silent")) {
    child.stdout?.resume();
    const url = "http://127.0.0.1:4117/session";
    for (let tries = 0; tries < 100; tries++) {
      if (await fetch(url, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined)) return url;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("prism mock did not start");
  }
  for await (const line of createInterface(child.stdout ?? process.stdin)) {
    const url = /http:\/\/127\.0\.0\.1:\d+(\/api\/auth\/v2)?(?=\s|$)/.exec(line)?.[0];
    if (url && /listening|serves/.test(line)) {
      child.stdout?.resume();
      return `${url}/session`;
    }
  }
  throw new Error("the server ended before it listened");
}

function residentMegabytes(pid = 0): number {
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}

async function startTimes(): Promise<{ importMs: number; readyMs: number }> {
  const program = `
    const start = performance.now();
    const { startMock } = await import(${JSON.stringify(new URL("../packages/mock/dist/index.js", import.meta.url).href)});
    const loaded = performance.now();
    const mock = await startMock();
    console.log(JSON.stringify([loaded - start, performance.now() - loaded]));
    await mock.close();`;
  const measured: [number, number][] = [];
  for (let round = 0; round < rounds; round++) {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface(child.stdout)) measured.push(JSON.parse(line));
  }
  const column = (index: 0 | 1) => Math.round(median(measured.map((times) => times[index])));
  return { importMs: column(0), readyMs: column(1) };
}
