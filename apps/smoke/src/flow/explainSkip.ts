import type { Ability, Target } from "../targets/Target.ts";
import type { Step } from "./steps/Step.ts";

const reasons: Partial<Record<Ability, string>> = {
  remembers: "a server that keeps sessions (try --state or --target server)",
  "two accounts": "a second account: give --other-email",
  limits: "a server with limits that was started for the run (try --target server)",
};

/** Explains what a step needs that the target cannot show. Undefined when the step can be run. */
export function explainSkip({ needs = [], needsCode }: Step, { abilities, readCode }: Target): string | undefined {
  const missing = needs.find((ability) => !abilities.includes(ability));
  if (missing !== undefined) return reasons[missing] ?? missing;
  return needsCode && !readCode ? "the code from the mail: give --code-from" : undefined;
}
