import type { Inspect, Place, Scenario } from "./Place.ts";
import { failures } from "./scenarios/failures.ts";
import { keeping } from "./scenarios/keeping.ts";
import { secrets } from "./scenarios/secrets.ts";
import { sessions } from "./scenarios/sessions.ts";

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
      await scenario(place, inspect);
      results.push({ title });
    } catch (error) {
      results.push({ title, error: String(error) });
    }
  }
  return results;
}
