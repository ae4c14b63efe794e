import { setTimeout as delay } from "node:timers/promises";
import { type Delivery, deliverMail } from "./deliverMail.ts";

/** The time after which a mail is tried again if its process ended before the mail was sent. */
const leaseMs = 15_000;
/** The outbox is read again after this time at the latest, because a user is waiting for the code. */
const longestSleepMs = 10_000;
/** The longest wait for the current mail when the server stops. */
const stopLimitMs = 4_000;
/** The pause after an error of the store. */
const storePauseMs = 1_000;

export interface MailWorkerOptions extends Delivery {
  onStoreFailed(error: unknown): void;
}

export interface MailWorker {
  /** Tells the worker that the outbox has a new mail. */
  wake(): void;
  /** Waits for the mail that is being sent, and sends no other. */
  stop(): Promise<void>;
}

/**
 * Sends the mails of the outbox one after the other, each at least once: a mail leaves the outbox when the mail server
 * accepts it or refuses it for good, or when its code expires. A crash repeats one mail at most.
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
        await deliverMail(mail, options);
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
    timer = setTimeout(wake, Math.min(Math.max(time - clock(), 0), longestSleepMs)).unref();
  }

  return {
    wake,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      // A slower mail stays in the outbox and is sent after the next start.
      await Promise.race([running, delay(stopLimitMs, undefined, { ref: false })]);
      transport.close();
    },
  };
}
