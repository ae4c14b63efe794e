import type { Inspect, Place, Scenario } from "./Place.ts";
import { failures } from "./scenarios/failures.ts";
import { keeping } from "./scenarios/keeping.ts";
import { secrets } from "./scenarios/secrets.ts";
import { sessions } from "./scenarios/sessions.ts";

/** The longest scenario waits for a session that lasts 6 s. */
const limitMs = 20_000;

export const scenarios: Record<string, Scenario> = { ...sessions, ...keeping, ...failures, ...secrets };

/** What became of a scenario. No `error`: it holds. */
export interface Result {
  title: string;
  error?: string;
}

/** What a runner hands back. */
export interface Report {
  /** What the runtime says it is. */
  runtime: string;
  results: Result[];
}

/** Runs every scenario, one after the other: a user's sessions are seen by all of them. */
export async function runFlow(place: Place, inspect: Inspect = String): Promise<Result[]> {
  const results: Result[] = [];
  for (const [title, scenario] of Object.entries(scenarios)) {
    try {
      await inTime(scenario(place, inspect));
      results.push({ title });
    } catch (error) {
      results.push({ title, error: String(error) });
    }
  }
  return results;
}

/** Rejects after a while, so that the report says what hung. Its timer also holds the process, which no session does. */
async function inTime(scenario: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it took longer than ${limitMs} ms`)), limitMs);
  });
  await Promise.race([scenario, tooLate]).finally(() => clearTimeout(timer));
}
