import { createFlow, type Flow } from "./createFlow.ts";
import { type Step, steps } from "./steps.ts";
import type { Target } from "./target.ts";

export interface Summary {
  passed: number;
  failed: number;
  skipped: number;
}

/** Runs the flow and reports each step in a line. It stops at the first failure, and closes what it opened. */
export async function runSmoke(target: Target, print: (line: string) => void): Promise<Summary> {
  const flow = createFlow(target);
  const summary: Summary = { passed: 0, failed: 0, skipped: 0 };
  try {
    for (const step of steps) {
      if (step.needsMemory && !target.remembers) {
        summary.skipped += 1;
        print(line("skip", step, "needs a server that remembers"));
        continue;
      }
      const start = performance.now();
      await step.run(flow);
      summary.passed += 1;
      print(line("ok", step, `${Math.round(performance.now() - start)} ms`));
    }
  } catch (error) {
    summary.failed += 1;
    const step = steps[summary.passed + summary.skipped];
    if (step) print(line("FAIL", step, ""));
    print(`       ${flow.lastRequest}\n       ${error instanceof Error ? error.message : error}`);
  } finally {
    await closeQuietly(flow);
  }
  return summary;
}

function line(result: string, { operation, expectation }: Step, remark: string): string {
  return `  ${result.padEnd(4)} ${operation.padEnd(13)} ${expectation.padEnd(46)} ${remark}`.trimEnd();
}

/** After a failure the session may still be open, or may never have been: whatever the answer, the run has failed already. */
async function closeQuietly(flow: Flow): Promise<void> {
  if (!flow.sessionID) return;
  await flow
    .session()
    .DELETE("/session/{id}", { params: { path: { id: flow.sessionID } } })
    .catch(() => undefined);
}
