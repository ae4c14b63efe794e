import { median } from "../median.ts";
import { constantBody } from "../server/constantBody.ts";
import { contenders } from "./contenders.ts";
import { basePath, errorId, flowRequestCount, refusedPath } from "./findResponse.ts";
import { memoryFetch, memoryOrigin, prepareResponses } from "./memoryFetch.ts";
import { dist } from "./paths.ts";
import { shuffle } from "./shuffle.ts";

// Times the calls of all clients in one process, in random order, and prints the median and the p10 of the samples. The
// calls go to the URL of the first argument, or stay in memory without one.
const [origin = memoryOrigin] = process.argv.slice(2);
const isMemory = origin === memoryOrigin;
// Before the peers are loaded, because some of them read `fetch` only once.
if (isMemory) globalThis.fetch = memoryFetch;

export interface Times {
  medianMicroseconds: number;
  p10Microseconds: number;
}

export interface ProcessTimes {
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
const sampleRequestCount = isMemory ? 210 : 70;

const flow = { requests: flowRequestCount, expected: constantBody.expireAt };
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

const times: ProcessTimes = { flow: await time(flows), refused: await time(refused) };
console.log(JSON.stringify(times));

async function time(timed: Timed[]): Promise<Record<string, Times>> {
  const samples = new Map<string, number[]>(timed.map(({ name }) => [name, []]));
  for (let round = -warmUpRounds; round < rounds; round++) {
    if (round % 50 === 0) console.error(`  round ${round} of ${rounds}`);
    for (const one of shuffle(timed)) {
      const sample = await takeSample(one);
      if (round >= 0) samples.get(one.name)?.push(sample);
    }
  }
  return Object.fromEntries([...samples].map(([name, values]) => [name, computeTimes(values)]));
}

async function takeSample({ name, run, requests, expected }: Timed): Promise<number> {
  if (isMemory) prepareResponses(sampleRequestCount);
  const runs = sampleRequestCount / requests;
  const start = performance.now();
  for (let index = 0; index < runs; index++) {
    const result = await run();
    if (result !== expected) throw new Error(`${name} got ${result} instead of ${expected}`);
  }
  return ((performance.now() - start) * 1_000) / sampleRequestCount;
}

function computeTimes(values: number[]): Times {
  const p10 = values.toSorted((a, b) => a - b)[Math.floor(values.length / 10)] ?? Number.NaN;
  return { medianMicroseconds: median(values), p10Microseconds: p10 };
}
