import { normalizeBaseUrl } from "../http/normalizeBaseUrl.ts";
import type { RateLimit } from "../http/rateLimit.ts";
import { sendRequest } from "../http/sendRequest.ts";
import { userAgent } from "../http/userAgent.ts";
import type { LeftBehind } from "../reports/Run.ts";
import { ada, bob } from "./state/Actor.ts";
import type { ActorSession } from "./state/ActorSession.ts";
import type { Flow } from "./state/Flow.ts";

/**
 * Closes the sessions that the run has opened, even after a failure or an abort. A pending session cannot be
 * closed, and expires by itself. Resolves to the sessions that are still open.
 */
export async function closeSessions(flow: Flow, rateLimit: RateLimit, timeoutMs: number): Promise<LeftBehind[]> {
  const { redact } = flow.redactor;
  const leftBehind: LeftBehind[] = [];
  for (const actor of [ada.first, ada.second, bob.first, bob.second]) {
    const session = flow.session(actor);
    if (session.state !== "pending" && session.state !== "verified") continue;
    const reason = await tryClose(flow.target.url, session, rateLimit, timeoutMs);
    if (reason === undefined || session.state === "pending") continue;
    const { sessionID, email } = session;
    leftBehind.push({ sessionID: redact(sessionID), account: redact(email), reason: redact(reason) });
  }
  return leftBehind;
}

/** Resolves to the reason why a session could not be closed, and to undefined when it is closed. */
async function tryClose(
  url: string,
  { sessionID, bearer }: ActorSession,
  rateLimit: RateLimit,
  timeoutMs: number,
): Promise<string | undefined> {
  const baseUrl = normalizeBaseUrl(url);
  const headers = { Authorization: `Bearer ${bearer}`, "User-Agent": userAgent };
  const send = async () => {
    const request = new Request(`${baseUrl}/session/${encodeURIComponent(sessionID)}`, { method: "DELETE", headers });
    const { response } = await sendRequest(request, { baseUrl, timeoutMs, signal: undefined });
    return response;
  };
  try {
    let response = await send();
    const delayMs = rateLimit.readDelay(response);
    if (delayMs !== undefined && (await rateLimit.wait("closeSession", delayMs))) response = await send();
    if (response.status === 200 || response.status === 202) return undefined;
    const errorId = response.headers.get("x-error-id");
    return `closeSession answered ${response.status}${errorId ? ` (error id ${errorId})` : ""}`;
  } catch {
    return "closeSession was not answered";
  }
}
