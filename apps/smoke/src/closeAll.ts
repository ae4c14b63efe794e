import { baseOf } from "./baseOf.ts";
import { type Flow, userAgent } from "./createFlow.ts";

/**
 * Closes what the run has opened, whatever went wrong and though it may have been ended. A pending session cannot be
 * closed; it lapses. Resolves to how many are left open.
 */
export async function closeAll(flow: Flow, timeoutMs: number): Promise<number> {
  let leftOpen = 0;
  for (const who of ["mine", "second", "theirs", "theirSecond"] as const) {
    const { bearer, sessionID, isOpen, isVerified } = flow[who];
    if (!isOpen) continue;
    const url = `${baseOf(flow.target.url)}/session/${encodeURIComponent(sessionID)}`;
    const headers = { Authorization: `Bearer ${bearer}`, "User-Agent": userAgent };
    const signal = AbortSignal.timeout(timeoutMs);
    const isClosed = await fetch(url, { method: "DELETE", headers, redirect: "manual", signal }).then(
      ({ status }) => status === 200 || status === 202,
      () => false,
    );
    if (!isClosed && isVerified) leftOpen += 1;
  }
  return leftOpen;
}
