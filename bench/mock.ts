import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { loadProcess, type Result } from "./loadProcess.ts";
import { median } from "./median.ts";
import { writeTable } from "./writeTable.ts";

const rounds = 3;
const seconds = 5;
const connections = 10;
const request = { method: "GET" as const, headers: { authorization: "Bearer any" } };

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const document = path("../openapi/openapi.yaml");
const prism = path("node_modules/@stoplight/prism-cli/dist/index.js");
// The build that npm would install: `npm run bench -- mock` makes it first.
const mock = path("../packages/mock/dist/command.js");
const silentPort = "4117";
const silent = [prism, "mock", document, "--port", silentPort, "--verboseLevel", "silent"];

const contenders: { name: string; args: string[]; url?: string }[] = [
  { name: "`prism mock`", args: [prism, "mock", document, "--port", "0"] },
  { name: "`prism mock --verboseLevel silent`", args: silent, url: `http://127.0.0.1:${silentPort}` },
  { name: "`session-mock`", args: [mock, "--port", "0"] },
  { name: "`session-mock --log off`", args: [mock, "--port", "0", "--log", "off"] },
];

const results = new Map<string, Result[]>(contenders.map(({ name }) => [name, []]));
for (let round = 1; round <= rounds; round++) {
  for (const { name, ...program } of contenders) {
    console.log(`round ${round} of ${rounds}: ${name}`);
    results.get(name)?.push(await loadProcess({ ...program, path: "/session", request, connections, seconds }));
  }
}

const speed = (name: string) => median(results.get(name)?.map((result) => result.requestsPerSecond) ?? []);
const [baseline] = contenders.map(({ name }) => speed(name));
const table = [...results].map(([name, all]) => {
  const peakMegabytes = Math.max(...all.map((result) => result.peakMegabytes));
  const factor = speed(name) / (baseline ?? Number.NaN);
  return `| ${name} | ${speed(name).toFixed(0)} | ${factor.toFixed(1)} x | ${peakMegabytes.toFixed(0)} MB |`;
});
const { importMs, readyMs } = measureStart();
writeTable("mock", [
  `\`GET /session\` with a bearer, ${connections} connections, ${rounds} alternating rounds of ${seconds} s, median; the largest memory seen under load.`,
  "",
  "| server | requests a second | against `prism mock` | memory |",
  "| --- | --- | --- | --- |",
  ...table,
  "",
  `\`@session-api/mock\`: import ${importMs} ms, then ready in ${readyMs} ms (median of ${rounds} processes).`,
]);

function measureStart(): { importMs: number; readyMs: number } {
  const module = new URL("../packages/mock/dist/index.js", import.meta.url).href;
  const program = `
    const start = performance.now();
    const { startMock } = await import(${JSON.stringify(module)});
    const loaded = performance.now();
    const mock = await startMock();
    console.log(JSON.stringify([loaded - start, performance.now() - loaded]));
    await mock.close();`;
  const args = ["--input-type=module", "--eval", program];
  const starts = Array.from({ length: rounds }, (): [number, number] =>
    JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] })),
  );
  const column = (index: 0 | 1) => Math.round(median(starts.map((times) => times[index])));
  return { importMs: column(0), readyMs: column(1) };
}
