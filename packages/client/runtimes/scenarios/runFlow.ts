import type { Environment, Inspect, Scenario } from "./Environment.ts";
import { failures } from "./failures.ts";
import { keepAlive } from "./keepAlive.ts";
import { secrets } from "./secrets.ts";
import { sessions } from "./sessions.ts";

/** The longest scenario waits for a session that lasts 6 s. */
const limitMs = 20_000;

export const scenarios: Record<string, Scenario> = { ...sessions, ...keepAlive, ...failures, ...secrets };

/** The result of a scenario. Without an `error`, it passed. */
export interface Result {
  title: string;
  error?: string;
}

/** The output of a runner. */
export interface Report {
  /** The name and version of the runtime, as it states them. */
  runtime: string;
  results: Result[];
}

/** Runs the scenarios one after the other, because they share the sessions of one user. */
export async function runFlow(environment: Environment, inspect: Inspect = String): Promise<Result[]> {
  const results: Result[] = [];
  for (const [title, scenario] of Object.entries(scenarios)) {
    try {
      await runInTime(scenario(environment, inspect));
      results.push({ title });
    } catch (error) {
      results.push({ title, error: String(error) });
    }
  }
  return results;
}

/** Rejects after the limit, so that the report names a scenario that hangs. A session keeps no process running. */
async function runInTime(scenario: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it took longer than ${limitMs} ms`)), limitMs);
  });
  await Promise.race([scenario, timeout]).finally(() => clearTimeout(timer));
}
