import { createFlow, type Flow } from "./createFlow.ts";
import { type Step, steps } from "./steps.ts";
import type { Target } from "./target.ts";

/** How many steps ended how. */
export interface Summary {
  passed: number;
  failed: number;
  skipped: number;
}

/** Runs the flow and reports each step in a line. It stops at the first failure, and closes what it opened. */
export async function runSmoke(
  target: Target,
  print: (line: string) => void,
  { timeoutMs }: { timeoutMs?: number } = {},
): Promise<Summary> {
  const flow = createFlow(target, timeoutMs);
  const summary: Summary = { passed: 0, failed: 0, skipped: 0 };
  const report = (line: string) => print(withoutSecrets(line, flow));
  try {
    for (const step of steps) {
      if (step.needsMemory && !target.remembers) {
        summary.skipped += 1;
        report(lineFor("skip", step, "needs a server that remembers"));
        continue;
      }
      // Before the clock starts: it may be somebody who types.
      if (step.needsCode) flow.code ||= await readCode(flow);
      flow.lastRequest = "";
      const start = performance.now();
      await runStep(step, flow);
      summary.passed += 1;
      report(lineFor("ok", step, `${Math.round(performance.now() - start)} ms`));
    }
  } catch (error) {
    summary.failed += 1;
    const step = steps[summary.passed + summary.skipped];
    if (step) report(lineFor("FAIL", step, ""));
    if (flow.lastRequest) report(`       ${flow.lastRequest}`);
    report(`       ${error instanceof Error ? error.message : error}`);
  } finally {
    await closeQuietly(flow);
  }
  return summary;
}

async function readCode(flow: Flow): Promise<string> {
  flow.lastRequest = "";
  return flow.target.readCode();
}

/** A body that contradicts the document explains whatever else went wrong with it, so it is reported first. */
async function runStep(step: Step, flow: Flow): Promise<void> {
  flow.problem = undefined;
  try {
    await step.run(flow);
  } catch (error) {
    throw flow.problem === undefined ? error : new Error(flow.problem, { cause: error });
  }
  if (flow.problem !== undefined) throw new Error(flow.problem);
}

function lineFor(result: string, { operation, expectation }: Step, remark: string): string {
  return `  ${result.padEnd(4)} ${operation.padEnd(13)} ${expectation.padEnd(46)} ${remark}`.trimEnd();
}

/** A server may put anything into `x-error`, also what it was sent. */
function withoutSecrets(line: string, { bearer, code }: Flow): string {
  return [bearer, code].filter(Boolean).reduce((text, secret) => text.replaceAll(secret, "…"), line);
}

/** After a failure the session may still be open, or may never have been: whatever the answer, the run has failed already. */
async function closeQuietly(flow: Flow): Promise<void> {
  if (!flow.sessionID) return;
  await flow
    .session()
    .DELETE("/session/{id}", { params: { path: { id: flow.sessionID } } })
    .catch(() => undefined);
}
