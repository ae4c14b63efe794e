import { setTimeout as delay } from "node:timers/promises";
import { computeCode } from "../domain/code.ts";
import type { Keys } from "../domain/keys.ts";
import type { DueMail, Store } from "../store/Store.ts";
import { createMessage } from "./createMessage.ts";
import type { Transport } from "./createTransport.ts";

const firstBackOffMs = 1_000;
/** Short, because a user is waiting for the code. */
const longestBackOffMs = 10_000;
const sendLimitMs = 30_000;

export interface Delivery {
  store: Store;
  keys: Keys;
  transport: Transport;
  codeDigits: number;
  clock(): number;
  onResult?: ((result: "sent" | "failed" | "refused" | "discarded") => void) | undefined;
  onMailFailed(error: unknown): void;
}

/** Sends one mail, and removes it from the outbox or postpones it. */
export async function deliverMail(mail: DueMail, delivery: Delivery): Promise<void> {
  const { store, keys, transport, codeDigits, clock, onResult, onMailFailed } = delivery;
  const { verificationCodeID, mailAddress, ip, userAgent, expireAt } = mail;
  const key = keys.findCodeKey(mail.keyId);
  if (mailAddress === null || key === undefined || expireAt <= clock()) {
    await store.removeMail(verificationCodeID);
    onResult?.("discarded");
    return;
  }
  const code = computeCode(key, verificationCodeID, codeDigits);
  const minutesLeft = Math.max(1, Math.floor((expireAt - clock()) / 60_000));
  const message = createMessage({ verificationCodeID, code, to: mailAddress, ip, userAgent, minutesLeft });
  try {
    await Promise.race([transport.send(message, { verificationCodeID, code }), failLate()]);
  } catch (error) {
    onMailFailed(error);
    if (isPermanent(error)) {
      onResult?.("refused");
      await store.removeMail(verificationCodeID);
      return;
    }
    onResult?.("failed");
    await store.postponeMail(verificationCodeID, clock() + computeBackOffMs(mail.attempts));
    return;
  }
  onResult?.("sent");
  await store.removeMail(verificationCodeID);
}

async function failLate(): Promise<never> {
  await delay(sendLimitMs, undefined, { ref: false });
  throw Object.assign(new Error("the mail server takes too long"), { code: "ETIMEDOUT" });
}

/** Whether a mail server refuses this mail for good, so that another try is useless (RFC 5321, section 4.2.1). */
function isPermanent(error: unknown): boolean {
  const { responseCode, command } = Object(error);
  return responseCode >= 500 && ["RCPT TO", "DATA"].includes(command);
}

/** Doubles after each try. The random part spreads mails that failed at the same time. */
function computeBackOffMs(attempts: number): number {
  const longest = Math.min(firstBackOffMs * 2 ** attempts, longestBackOffMs);
  return Math.round(longest / 2 + Math.random() * (longest / 2));
}
