/** The lifetime of a pending session and of its code. */
export const pendingSeconds: number = 10 * 60;

/** The lifetime of a session from its verification, and from each extension. */
export const verifiedSeconds: number = 24 * 60 * 60;

/** Returns the `expireAt` of an operation's default response, in Unix seconds: that of a real session of now. */
export function computeExpiry(operationId: string, now: Date): number {
  const lifetimeSeconds = operationId === "createSession" ? pendingSeconds : verifiedSeconds;
  return Math.floor(now.getTime() / 1_000) + lifetimeSeconds;
}
