import { setTimeout as delay } from "node:timers/promises";
import { codeFor } from "../domain/code.ts";
import type { Keys } from "../keys.ts";
import type { DueMail, Store } from "../store/Store.ts";
import { messageFor } from "./message.ts";
import type { Transport } from "./transport.ts";

/** How long a mail waits for its next try when the process ended while it was being sent. */
const leaseMs = 15_000;
const firstBackOffMs = 1_000;
/** Somebody is waiting for the code. */
const longestBackOffMs = 10_000;
/** No try takes longer. */
const sendLimitMs = 30_000;
/** How long the end of the server waits for the mail that is on its way. */
const stopLimitMs = 4_000;
/** How long a failing store is left alone. */
const storePauseMs = 1_000;

export interface MailWorkerOptions {
  store: Store;
  keys: Keys;
  transport: Transport;
  codeDigits: number;
  clock(): number;
  onResult?(result: "sent" | "failed" | "refused" | "discarded"): void;
  onMailFailed(error: unknown): void;
  onStoreFailed(error: unknown): void;
}

export interface MailWorker {
  /** Says that the outbox has something new. */
  wake(): void;
  /** Lets the mail that is being sent arrive, and sends no other. */
  stop(): Promise<void>;
}

/**
 * Sends the mails of the outbox, one after the other, each at least once: it leaves the outbox only when the mail
 * server has taken it or refused it for good, or its code has expired. One at a time, so that a crash repeats one mail at the most.
 */
export function createMailWorker(options: MailWorkerOptions): MailWorker {
  const { store, transport, clock, onStoreFailed } = options;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isWoken = false;
  let isStopped = false;

  function wake(): void {
    isWoken = true;
    if (running || isStopped) return;
    clearTimeout(timer);
    running = sendAll().finally(() => {
      running = undefined;
      if (isWoken) wake();
    });
  }

  async function sendAll(): Promise<void> {
    isWoken = false;
    try {
      while (!isStopped) {
        const mail = await store.leaseMail(clock(), clock() + leaseMs);
        if (!mail) break;
        await deliver(mail, options);
      }
      const nextAt = await store.nextMailAt();
      if (nextAt !== undefined) sleepUntil(nextAt);
    } catch (error) {
      if (isStopped) return;
      onStoreFailed(error);
      sleepUntil(clock() + storePauseMs);
    }
  }

  function sleepUntil(time: number): void {
    if (isStopped) return;
    timer = setTimeout(wake, Math.min(Math.max(time - clock(), 0), longestBackOffMs)).unref();
  }

  return {
    wake,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      // A mail that takes longer stays in the outbox, and goes out after the next start.
      await Promise.race([running, delay(stopLimitMs, undefined, { ref: false })]);
      transport.close();
    },
  };
}

async function deliver(mail: DueMail, options: MailWorkerOptions): Promise<void> {
  const { store, keys, transport, codeDigits, clock, onResult, onMailFailed } = options;
  const { verificationCodeID, mailAddress, ip, userAgent, expireAt } = mail;
  const key = keys.codeKey(mail.keyID);
  if (mailAddress === null || key === undefined || expireAt <= clock()) {
    await store.removeMail(verificationCodeID);
    onResult?.("discarded");
    return;
  }
  const code = codeFor(key, verificationCodeID, codeDigits);
  const minutesLeft = Math.max(1, Math.floor((expireAt - clock()) / 60_000));
  const message = messageFor({ verificationCodeID, code, to: mailAddress, ip, userAgent, minutesLeft });
  try {
    const tooLate = delay(sendLimitMs, undefined, { ref: false }).then(() => {
      throw Object.assign(new Error("the mail server takes too long"), { code: "ETIMEDOUT" });
    });
    await Promise.race([transport.send(message, { verificationCodeID, code }), tooLate]);
  } catch (error) {
    if (isPermanent(error)) {
      onResult?.("refused");
      onMailFailed(error);
      await store.removeMail(verificationCodeID);
      return;
    }
    onResult?.("failed");
    onMailFailed(error);
    await store.postponeMail(verificationCodeID, clock() + backOffMs(mail.attempts));
    return;
  }
  onResult?.("sent");
  await store.removeMail(verificationCodeID);
}

/** What a mail server says of this mail for good (RFC 5321, section 4.2.1). Asking again would only annoy it. */
function isPermanent(error: unknown): boolean {
  const { responseCode, command } = Object(error);
  return responseCode >= 500 && ["RCPT TO", "DATA"].includes(command);
}

/** Twice as long after each try, and never at the same moment for all that failed together. */
function backOffMs(attempts: number): number {
  const longest = Math.min(firstBackOffMs * 2 ** attempts, longestBackOffMs);
  return Math.round(longest / 2 + Math.random() * (longest / 2));
}
