import { badRequests } from "./badRequests.ts";
import { bearers } from "./bearers.ts";
import { close } from "./close.ts";
import { extend } from "./extend.ts";
import { isolation } from "./isolation.ts";
import { limits } from "./limits.ts";
import { login } from "./login.ts";
import { logout } from "./logout.ts";
import { otherUser } from "./otherUser.ts";
import type { Group, Step } from "./Step.ts";
import { secondSession } from "./secondSession.ts";
import { unknownEmail } from "./unknownEmail.ts";
import { verifySecond } from "./verifySecond.ts";

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
