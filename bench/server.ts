import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Load, loadProcess, type Result } from "./loadProcess.ts";
import { median } from "./median.ts";
import { createEmail, seedBetterAuth, seedOurs } from "./server/seed.ts";
import { writeTable } from "./writeTable.ts";

const rounds = 3;
const seconds = 4;
const few = 10_000;
const many = 1_000_000;

const folder = mkdtempSync(join(tmpdir(), "session-api-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const file = (name: string) => join(folder, name);
const program = (name: string) => fileURLToPath(new URL(`server/${name}.ts`, import.meta.url));

console.log(`filling databases with ${few} and ${many} sessions …`);
const ours = { few: file("ours-few.db"), many: file("ours-many.db") };
const betterAuth = { few: file("better-auth-few.db"), many: file("better-auth-many.db") };
const bearers = {
  ours: { few: await seedOurs(ours.few, few), many: await seedOurs(ours.many, many) },
  betterAuth: { few: await seedBetterAuth(betterAuth.few, few), many: await seedBetterAuth(betterAuth.many, many) },
};

const randomBelow = (limit: number) => Math.floor(Math.random() * limit);
const check = (path: string, choices: string[]): Pick<Load, "path" | "request"> => ({
  path,
  request: () => ({ method: "GET", headers: { authorization: `Bearer ${choices[randomBelow(choices.length)]}` } }),
});
const create = (path: string, more = {}): Pick<Load, "path" | "request"> => ({
  path,
  request: () => ({
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: createEmail(randomBelow(1e9)), ...more }),
  }),
});
const createOurs = create("/session");
const createBetterAuth = create("/email-otp/send-verification-otp", { type: "sign-in" });

type Contender = Pick<Load, "args" | "path" | "request"> & { name: string };

const nodeHttp = { name: "bare `node:http`, a constant", args: [program("nodeHttp")] };
const fastify = { name: "bare Fastify, a constant", args: [program("fastify")] };
const oursFew = { name: "ours, 10,000 sessions", args: [program("ours"), `sqlite:${ours.few}`] };
const oursMany = { name: "ours, 1,000,000 sessions", args: [program("ours"), `sqlite:${ours.many}`] };
const oursSingle = {
  name: "ours without group commit, 10,000 sessions",
  args: [program("oursSingleCommit"), `sqlite:${ours.few}`],
};
const betterAuthFew = { name: "better-auth, 10,000 sessions", args: [program("betterAuth"), betterAuth.few] };
const betterAuthMany = { name: "better-auth, 1,000,000 sessions", args: [program("betterAuth"), betterAuth.many] };

const checks: Contender[] = [
  { ...nodeHttp, ...check("/session", bearers.ours.few) },
  { ...fastify, ...check("/session", bearers.ours.few) },
  { ...oursFew, ...check("/session", bearers.ours.few) },
  { ...oursMany, ...check("/session", bearers.ours.many) },
  { ...betterAuthFew, ...check("/get-session", bearers.betterAuth.few) },
  { ...betterAuthMany, ...check("/get-session", bearers.betterAuth.many) },
];
const creates: Contender[] = [
  ...[nodeHttp, fastify, oursFew, oursMany, oursSingle].map((contender) => ({ ...contender, ...createOurs })),
  ...[betterAuthFew, betterAuthMany].map((contender) => ({ ...contender, ...createBetterAuth })),
];

writeTable("server", [
  `${rounds} alternating rounds of ${seconds} s each, median. The CPU is that of the server's process alone.`,
  "",
  ...(await measure("check, 10 connections", checks, 10)),
  ...(await measure("create, flushed to disk, 50 connections", creates, 50)),
]);

async function measure(title: string, contenders: Contender[], connections: number): Promise<string[]> {
  const results = new Map<string, Result[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const { name, ...load } of contenders) {
      console.log(`${title}, round ${round} of ${rounds}: ${name}`);
      results.get(name)?.push(await loadProcess({ ...load, connections, seconds }));
    }
  }
  const figure = (name: string, field: keyof Result) => median(results.get(name)?.map((result) => result[field]) ?? []);
  const baseline = figure(fastify.name, "requestsPerCpuSecond");
  return [
    `**${title}**`,
    "",
    "| server | requests a second | p50 ms | p99 ms | requests per CPU-second | against bare Fastify |",
    "| --- | --- | --- | --- | --- | --- |",
    ...contenders.map(({ name }) => {
      const perCpuSecond = figure(name, "requestsPerCpuSecond");
      const cells = [
        figure(name, "requestsPerSecond").toFixed(0),
        figure(name, "p50"),
        figure(name, "p99"),
        perCpuSecond.toFixed(0),
        `${((100 * perCpuSecond) / baseline).toFixed(0)} %`,
      ];
      return `| ${name} | ${cells.join(" | ")} |`;
    }),
    "",
  ];
}
