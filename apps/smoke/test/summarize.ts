import { explainSkip } from "../src/flow/explainSkip.ts";
import { listSteps } from "../src/flow/steps/listSteps.ts";
import type { Target } from "../src/targets/Target.ts";

/** The summary of a run that passes, as the command prints it: `20 passed, 0 failed, 68 skipped in `. */
export function summarize({ abilities, isStrict }: Pick<Target, "abilities" | "isStrict">): string {
  const target = { url: "", email: "", abilities, isStrict, readCode: async () => "" };
  const steps = listSteps().filter(({ isOurDecision }) => isStrict || !isOurDecision);
  const skipped = steps.filter((step) => explainSkip(step, target) !== undefined).length;
  return `smoke: ${steps.length - skipped} passed, 0 failed, ${skipped} skipped in `;
}
