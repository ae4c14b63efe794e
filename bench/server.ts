import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadProcess, type Result } from "./loadProcess.ts";
import { median, writeTable } from "./report.ts";
import { emailOf, seedBetterAuth, seedOurs } from "./server/seed.ts";

const rounds = 3;
const seconds = 4;
const few = 10_000;
const many = 1_000_000;

const folder = mkdtempSync(join(tmpdir(), "session-api-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const file = (name: string) => join(folder, name);
const program = (name: string) => fileURLToPath(new URL(`server/${name}.ts`, import.meta.url));
const one = <T>(list: T[]): T => list[Math.floor(Math.random() * list.length)] as T;

console.log(`filling databases with ${few} and ${many} sessions …`);
const ours = { few: await seedOurs(file("ours-few.db"), few), many: await seedOurs(file("ours-many.db"), many) };
const better = {
  few: await seedBetterAuth(file("better-few.db"), few),
  many: await seedBetterAuth(file("better-many.db"), many),
};

const get = (bearers: string[]) => () => ({
  method: "GET" as const,
  headers: { authorization: `Bearer ${one(bearers)}` },
});
const post =
  (more = {}) =>
  () => ({
    method: "POST" as const,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: emailOf(Math.floor(Math.random() * 1e9)), ...more }),
  });
const otp = "/email-otp/send-verification-otp";

interface Contender {
  name: string;
  args: string[];
  path: string;
  requestOf: () => { method: "GET" | "POST"; headers: Record<string, string>; body?: string };
  connections: number;
}

const contender = (
  name: string,
  args: string[],
  path: string,
  requestOf: Contender["requestOf"],
  connections = 10,
): Contender => ({ name, args, path, requestOf, connections });
const checks = [
  contender("bare `node:http`, a constant", [program("nodeHttp")], "/session", get(ours.few)),
  contender("bare Fastify, a constant", [program("fastify")], "/session", get(ours.few)),
  contender("ours, 10,000 sessions", [program("ours"), `sqlite:${file("ours-few.db")}`], "/session", get(ours.few)),
  contender(
    "ours, 1,000,000 sessions",
    [program("ours"), `sqlite:${file("ours-many.db")}`],
    "/session",
    get(ours.many),
  ),
  contender(
    "better-auth, 10,000 sessions",
    [program("betterAuth"), file("better-few.db")],
    "/get-session",
    get(better.few),
  ),
  contender(
    "better-auth, 1,000,000 sessions",
    [program("betterAuth"), file("better-many.db")],
    "/get-session",
    get(better.many),
  ),
];
const creates = [
  contender("bare `node:http`, a constant", [program("nodeHttp")], "/session", post(), 50),
  contender("bare Fastify, a constant", [program("fastify")], "/session", post(), 50),
  contender("ours, 10,000 sessions", [program("ours"), `sqlite:${file("ours-few.db")}`], "/session", post(), 50),
  contender("ours, 1,000,000 sessions", [program("ours"), `sqlite:${file("ours-many.db")}`], "/session", post(), 50),
  contender(
    "ours without group commit, 10,000 sessions",
    [program("oursSingle"), file("ours-few.db")],
    "/session",
    post(),
    50,
  ),
  contender(
    "better-auth, 10,000 sessions",
    [program("betterAuth"), file("better-few.db")],
    otp,
    post({ type: "sign-in" }),
    50,
  ),
  contender(
    "better-auth, 1,000,000 sessions",
    [program("betterAuth"), file("better-many.db")],
    otp,
    post({ type: "sign-in" }),
    50,
  ),
];

async function table(title: string, contenders: Contender[]): Promise<string[]> {
  const results = new Map<string, Result[]>();
  for (let round = 1; round <= rounds; round++) {
    for (const { name, ...load } of contenders) {
      console.log(`${title}, round ${round} of ${rounds}: ${name}`);
      results.set(name, [...(results.get(name) ?? []), await loadProcess({ ...load, seconds })]);
    }
  }
  const of = (name: string, field: keyof Result) => median((results.get(name) ?? []).map((result) => result[field]));
  const fastify = of("bare Fastify, a constant", "requestsPerCpuSecond");
  return [
    `**${title}**`,
    "",
    "| server | requests a second | p50 ms | p99 ms | requests per CPU-second | against bare Fastify |",
    "| --- | --- | --- | --- | --- | --- |",
    ...contenders.map(({ name }) => {
      const perCpu = of(name, "requestsPerCpuSecond");
      const cells = [
        of(name, "requestsPerSecond").toFixed(0),
        of(name, "p50"),
        of(name, "p99"),
        perCpu.toFixed(0),
        `${((100 * perCpu) / fastify).toFixed(0)} %`,
      ];
      return `| ${name} | ${cells.join(" | ")} |`;
    }),
    "",
  ];
}

writeTable("server", [
  `${rounds} alternating rounds of ${seconds} s each, median. The CPU is that of the server's process alone.`,
  "",
  ...(await table("check, 10 connections", checks)),
  ...(await table("create, flushed to disk, 50 connections", creates)),
]);
