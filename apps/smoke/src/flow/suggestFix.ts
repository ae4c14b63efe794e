import type { StepResult } from "../reports/Run.ts";
import type { Target } from "../targets/Target.ts";

/** What a server answers where the API is not, or where nobody has that email. */
const isElsewhere = /^(30[1278]|40[01345])$/;

/** What to try, where the first failure is typical of a slip in the options. */
export function hintOf({ isFresh = false, abilities }: Target, steps: StepResult[]): string | undefined {
  const at = steps.findIndex(({ result }) => result === "FAIL");
  const { operation, status = 0 } = steps[at] ?? {};
  if (isFresh || at < 0) return undefined;
  if (at === 0 && isElsewhere.test(String(status)))
    return "See that --url has the path of the API, such as /api/auth/v2, and that --email has an account there";
  const isVerified = steps.slice(0, at).some((step) => step.operation === "verifySession" && step.result === "ok");
  // Whatever was sent, a mock answers with its example of a verified session.
  if (operation === "checkSession" && status === 200 && !isVerified && abilities.includes("remembers"))
    return "If this is a mock server, which keeps no state, say so with --stateless";
  return undefined;
}
