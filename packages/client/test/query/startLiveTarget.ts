import { startServer } from "@session-api/server";
import { expect } from "vitest";
import { createTarget, email } from "./createTarget.ts";
import type { Target } from "./Target.ts";

/** Starts the live server for pages of an origin. */
export async function startLiveTarget(origin: string): Promise<Target> {
  const codes: string[] = [];
  let hours = 0;
  const server = await startServer({
    users: [{ email, fullName: "John Doe" }],
    mail: ({ code }) => void codes.push(code),
    clock: () => Date.now() + hours * 60 * 60 * 1_000,
    limits: "off",
    checkReplies: true,
    corsOrigins: [origin],
  });
  return createTarget({
    url: server.url,
    async takeCode() {
      await expect.poll(() => codes.length).toBe(1);
      return codes.pop() ?? "";
    },
    passHour: () => void hours++,
    stop: () => server.close(),
  });
}
