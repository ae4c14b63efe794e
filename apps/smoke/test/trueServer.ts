import { startServer } from "@session-api/server";
import type { Target } from "../src/targets/Target.ts";
import { createCodeBox } from "./createCodeBox.ts";

export interface TrueServer extends AsyncDisposable {
  url: string;
  /** The code that was mailed for this id. Waits for the mail. */
  codeFor(verificationCodeID: string): Promise<string>;
  /** Moves its clock on. */
  wait(milliseconds: number): Promise<void>;
  /** A target over two accounts that nobody has used yet, at the server's own URL or that of a proxy before it. */
  target(url?: string): Target;
}

/** The live server, whose clock moves when a second is waited for. */
export async function startTrueServer(accounts = 800, limits: "on" | "off" = "off"): Promise<TrueServer> {
  let aheadMs = 0;
  let used = 0;
  const { mail, codeFor } = createCodeBox();
  const wait = async (milliseconds: number) => {
    aheadMs += milliseconds;
  };
  const server = await startServer({
    clock: () => Date.now() + aheadMs,
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
      // A wrong server may have changed the id, and then there is no mail for it.
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
