import type { CodeRequest } from "./CodeSource.ts";
import type { Mailbox } from "./startMailbox.ts";

/** Reads the code from the newest mail to an address, or from the next one. Rejects when none comes in time. */
export async function readCodeFromMailbox(
  mailbox: Pick<Mailbox, "takeCode" | "waitForMail">,
  { email, askedAt, signal }: Pick<CodeRequest, "email" | "askedAt" | "signal">,
  waitMs: number,
): Promise<string> {
  const limit = AbortSignal.timeout(waitMs);
  const ended = AbortSignal.any([limit, ...(signal ? [signal] : [])]);
  for (;;) {
    const code = mailbox.takeCode(email, askedAt);
    if (code !== undefined) return code;
    await mailbox.waitForMail(ended).catch(() => {
      throw limit.aborted ? new Error(`no mail with a code came within ${waitMs / 1_000} s`) : signal?.reason;
    });
  }
}
