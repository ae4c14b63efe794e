import type { Group, Step } from "./Step.ts";
import { badRequests } from "./steps/badRequests.ts";
import { bearers } from "./steps/bearers.ts";
import { close } from "./steps/close.ts";
import { extend } from "./steps/extend.ts";
import { isolation } from "./steps/isolation.ts";
import { limits } from "./steps/limits.ts";
import { login } from "./steps/login.ts";
import { logout } from "./steps/logout.ts";
import { otherUser } from "./steps/otherUser.ts";
import { secondSession } from "./steps/secondSession.ts";
import { unknownEmail } from "./steps/unknownEmail.ts";
import { verifySecond } from "./steps/verifySecond.ts";

/** The whole life of a session. Each chapter builds on those before it. */
const chapters: Group[][] = [
  login,
  secondSession,
  otherUser,
  verifySecond,
  extend,
  isolation,
  close,
  bearers,
  badRequests,
  logout,
  unknownEmail,
  // Last, because the server refuses further codes for a minute after it.
  limits,
];

/** Lists the steps of the flow, in order. */
export function listSteps(): Step[] {
  return chapters
    .flat()
    .flatMap(({ steps, ...conditions }) =>
      Object.entries(steps).flatMap(([expectation, checks]) =>
        [checks].flat().map((check) => ({ ...conditions, ...check, expectation })),
      ),
    );
}
