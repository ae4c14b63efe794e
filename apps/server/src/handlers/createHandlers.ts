import type { Handlers } from "../http/Handlers.ts";
import type { Context } from "./Context.ts";
import { checkSession } from "./checkSession.ts";
import { closeSession } from "./closeSession.ts";
import { createSession } from "./createSession.ts";
import { extendSession } from "./extendSession.ts";
import { getSessions } from "./getSessions.ts";
import { verifySession } from "./verifySession.ts";

/** Creates one handler for each operation of the document. The compiler names a missing one. */
export function createHandlers(context: Context): Handlers {
  return {
    createSession: createSession(context),
    verifySession: verifySession(context),
    checkSession: checkSession(),
    getSessions: getSessions(context),
    extendSession: extendSession(context),
    closeSession: closeSession(context),
  };
}
