import { startServer } from "@session-api/server";
import type { Target } from "../src/targets/Target.ts";
import { createCodeBox } from "./createCodeBox.ts";

export interface LiveServer extends AsyncDisposable {
  url: string;
  /** Resolves to the code that was mailed for this id, when the mail arrives. */
  codeFor(verificationCodeID: string): Promise<string>;
  /** Moves the server's clock forward. */
  wait(milliseconds: number): Promise<void>;
  /** Creates a target with two unused accounts, at the server's URL or at that of a proxy in front of it. */
  target(url?: string): Target;
}

/** Starts the live server. Its clock moves when a run waits for the next second. */
export async function startLiveServer(accounts = 800, limits: "on" | "off" = "off"): Promise<LiveServer> {
  let aheadMs = 0;
  const startMs = Date.now();
  let used = 0;
  const { mail, codeFor } = createCodeBox();
  const wait = async (milliseconds: number) => {
    aheadMs += milliseconds;
  };
  const server = await startServer({
    // With limits the clock stands still between the waits, so that no limit depends on the speed of the machine.
    clock: () => (limits === "on" ? startMs : Date.now()) + aheadMs,
    limits,
    users: Array.from({ length: accounts }, (_, index) => ({ email: `user${index}@doe.net` })),
    mail,
  });
  return {
    url: server.url,
    codeFor,
    wait,
    target: (url = server.url) => ({
      url,
      email: `user${used++}@doe.net`,
      otherEmail: `user${used++}@doe.net`,
      abilities: ["remembers", "sends mail", "two accounts"],
      isStrict: true,
      isFresh: true,
      // A faulty server may have changed the id, and then no mail has that id.
      readCode: ({ verificationCodeID }) =>
        Promise.race([codeFor(verificationCodeID), refuseAfter(2_000, "no mail with a code came")]),
      nextSecond: () => wait(1_000),
    }),
    [Symbol.asyncDispose]: server.close,
  };
}

function refuseAfter(milliseconds: number, message: string): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(message)), milliseconds).unref());
}
