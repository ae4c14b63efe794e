import { isSessionError } from "@session-api/client";
import type { Explanation } from "./Explanation.ts";
import { explainRefusal } from "./explainRefusal.ts";
import { explainSilence } from "./explainSilence.ts";
import { probeServer } from "./probeServer.ts";

/**
 * Finds the reason of a failure. Asks the server once more when it gave no answer. `redact` is for texts of the server, which
 * may repeat a secret.
 */
export async function explainFailure(
  error: unknown,
  baseUrl: string,
  redact: (text: string) => string,
): Promise<Explanation> {
  if (!isSessionError(error)) return { title: "The client refuses this", sentences: [redact(String(error))] };
  if (error.kind === "api") return explainRefusal(error, redact);
  if (error.kind === "network") return explainSilence(baseUrl, location.href, await probeServer(baseUrl));
  if (error.kind === "timeout")
    return { title: "The server did not answer in time", sentences: ["Its terminal may tell why. Try again."] };
  return { title: "This answer is not one of the session API", sentences: [redact(`${error.message}.`)] };
}
