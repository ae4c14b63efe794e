import { median } from "../report.ts";
import { constantAnswer } from "../server/constant.ts";
import { basePath, errorId, refusedPath, requestsOfFlow } from "./answers.ts";
import { contenders } from "./contenders.ts";
import { memoryFetch, memoryOrigin, prepareAnswers } from "./memoryFetch.ts";
import { dist } from "./places.ts";
import { shuffled } from "./shuffled.ts";

/**
 * Times everybody's calls in one process, in random order, and prints the samples' median and p10. Calls the URL, or
 * nobody at all without one.
 */
const [origin = memoryOrigin] = process.argv.slice(2);
const isMemory = origin === memoryOrigin;
// Before the peers are loaded, since some take `fetch` once and for all.
if (isMemory) globalThis.fetch = memoryFetch;

export interface Times {
  medianMicroseconds: number;
  p10Microseconds: number;
}

export interface TimesOfProcess {
  flow: Record<string, Times>;
  refused: Record<string, Times>;
}

interface Timed {
  name: string;
  run(): Promise<unknown>;
  requests: number;
  expected: unknown;
}

const rounds = isMemory ? 200 : 150;
const warmUpRounds = 20;
const requestsOfSample = isMemory ? 210 : 70;

const flow = { requests: requestsOfFlow, expected: constantAnswer.expireAt };
const flows: Timed[] = [];
for (const { name, file } of contenders) {
  const { createFlow } = await import(`${dist}/peers/${file}.js`);
  flows.push({ name, run: createFlow(origin + basePath), ...flow });
  if (file === "axios" && !isMemory)
    flows.push({ name: "axios, its `http` adapter", run: createFlow(origin + basePath, "http"), ...flow });
}
const { refusals } = (await import(`${dist}/peers/refusals.js`)) as typeof import("./refusals.ts");
const refused = Object.entries(refusals).map(([name, create]): Timed => {
  return { name, run: create(origin + refusedPath), requests: 1, expected: errorId };
});

const times: TimesOfProcess = { flow: await time(flows), refused: await time(refused) };
console.log(JSON.stringify(times));

async function time(timed: Timed[]): Promise<Record<string, Times>> {
  const samples = new Map<string, number[]>(timed.map(({ name }) => [name, []]));
  for (let round = -warmUpRounds; round < rounds; round++) {
    if (round % 50 === 0) console.error(`  round ${round} of ${rounds}`);
    for (const one of shuffled(timed)) {
      const sample = await sampleOf(one);
      if (round >= 0) samples.get(one.name)?.push(sample);
    }
  }
  return Object.fromEntries([...samples].map(([name, values]) => [name, timesOf(values)]));
}

async function sampleOf({ name, run, requests, expected }: Timed): Promise<number> {
  if (isMemory) prepareAnswers(requestsOfSample);
  const runs = requestsOfSample / requests;
  const start = performance.now();
  for (let index = 0; index < runs; index++) {
    const result = await run();
    if (result !== expected) throw new Error(`${name} got ${result} instead of ${expected}`);
  }
  return ((performance.now() - start) * 1_000) / requestsOfSample;
}

function timesOf(values: number[]): Times {
  const p10 = values.toSorted((a, b) => a - b)[Math.floor(values.length / 10)] ?? Number.NaN;
  return { medianMicroseconds: median(values), p10Microseconds: p10 };
}
