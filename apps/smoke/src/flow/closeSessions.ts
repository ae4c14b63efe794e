import { baseOf } from "../http/baseUrl.ts";
import type { Patience } from "../http/rateLimit.ts";
import type { LeftBehind } from "../reports/Run.ts";
import { type Flow, userAgent } from "./createFlow.ts";

/**
 * Closes what the run has opened, whatever went wrong and though it may have been ended. A pending session cannot be
 * closed; it lapses. Resolves to what is left open.
 */
export async function closeAll(flow: Flow, patience: Patience, timeoutMs: number): Promise<LeftBehind[]> {
  const leftBehind: LeftBehind[] = [];
  for (const who of ["mine", "second", "theirs", "theirSecond"] as const) {
    const { email, bearer, sessionID, isOpen, isVerified } = flow[who];
    if (!isOpen) continue;
    const url = `${baseOf(flow.target.url)}/session/${encodeURIComponent(sessionID)}`;
    const reason = await whyNotClosed(url, bearer, patience, timeoutMs);
    if (reason === undefined || !isVerified) continue;
    leftBehind.push({ sessionID: flow.mask(sessionID), account: flow.mask(email), reason: flow.mask(reason) });
  }
  return leftBehind;
}

async function whyNotClosed(
  url: string,
  bearer: string,
  patience: Patience,
  timeoutMs: number,
): Promise<string | undefined> {
  const headers = { Authorization: `Bearer ${bearer}`, "User-Agent": userAgent };
  const send = () =>
    fetch(url, { method: "DELETE", headers, redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
  try {
    let answer = await send();
    const askedMs = patience.askedMs(answer);
    if (askedMs !== undefined && (await patience.wait("closeSession", askedMs))) answer = await send();
    if (answer.status === 200 || answer.status === 202) return undefined;
    const errorID = answer.headers.get("x-error-id");
    return `closeSession answered ${answer.status}${errorID ? ` (error id ${errorID})` : ""}`;
  } catch {
    return "closeSession was not answered";
  }
}
