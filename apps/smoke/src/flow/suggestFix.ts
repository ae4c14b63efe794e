import type { StepResult } from "../reports/Run.ts";
import type { Target } from "../targets/Target.ts";

/** Statuses at a URL without the API, or for an email without an account. */
const isElsewhere = /^(30[1278]|40[01345])$/;

/** Suggests a change of the options when the first failure is typical of a slip in them. */
export function suggestFix({ isFresh = false, abilities }: Target, steps: StepResult[]): string | undefined {
  const index = steps.findIndex(({ outcome }) => outcome === "failed");
  const step = steps[index];
  if (isFresh || step?.outcome !== "failed") return undefined;
  if (index === 0 && isElsewhere.test(String(step.status)))
    return "See that --url has the path of the API, such as /api/auth/v2, and that --email has an account there";
  const isVerified = steps
    .slice(0, index)
    .some(({ operation, outcome }) => operation === "verifySession" && outcome === "passed");
  // A mock answers every check with its example of a verified session.
  if (step.operation === "checkSession" && step.status === 200 && !isVerified && abilities.includes("remembers"))
    return "If this is a mock server, which keeps no state, say so with --stateless";
  return undefined;
}
