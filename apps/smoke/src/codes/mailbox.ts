import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { codeIn } from "./findCode.ts";

export interface Mailbox {
  port: number;
  /**
   * The code in the newest mail to this address that came after `askedAt` (Unix seconds), or in the next one. Rejects
   * with the signal's reason.
   */
  readCode(email: string, askedAt: number, signal: AbortSignal): Promise<string>;
  close(): Promise<void>;
}

interface Letter {
  code: string;
  /** Unix seconds. */
  receivedAt: number;
  /** By the sender's clock, which may differ. */
  writtenAt: number;
}

/** How far the sender's clock may be behind, in seconds. */
const clocksDifferBy = 10;

/** A mail server on this machine that takes any mail, so that the code can be read from a real one. */
export async function startMailbox(port: number): Promise<Mailbox> {
  const letters = new Map<string, Letter>();
  const readers = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    closeTimeout: 100,
    onData(stream, { envelope }, done) {
      simpleParser(stream, (error, mail) => {
        if (error) return done(error);
        const code = codeIn(mail.text ?? "") ?? codeIn(mail.subject ?? "");
        const receivedAt = Math.floor(Date.now() / 1_000);
        const writtenAt = mail.date ? mail.date.getTime() / 1_000 : receivedAt;
        for (const { address } of envelope.rcptTo) {
          const newest = letters.get(address.toLowerCase())?.writtenAt ?? 0;
          if (code && writtenAt >= newest) letters.set(address.toLowerCase(), { code, receivedAt, writtenAt });
        }
        for (const wake of readers) wake();
        done();
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.on("error", (error: NodeJS.ErrnoException) =>
      reject(new Error(`no mail can be received on port ${port}: ${error.code}`)),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    readCode: (email, askedAt, signal) =>
      new Promise((resolve, reject) => {
        const end = (act: () => void) => {
          signal.removeEventListener("abort", abort);
          readers.delete(look);
          act();
        };
        const abort = () => end(() => reject(signal.reason));
        const look = () => {
          const letter = letters.get(email.toLowerCase());
          // Read once, so that the next login waits for its own mail.
          letters.delete(email.toLowerCase());
          if (letter && isAfter(letter, askedAt)) end(() => resolve(letter.code));
        };
        signal.addEventListener("abort", abort);
        readers.add(look);
        if (signal.aborted) abort();
        else look();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A mail of an earlier login may come late, since servers send again what was not taken. */
function isAfter({ receivedAt, writtenAt }: Letter, askedAt: number): boolean {
  return receivedAt >= askedAt && writtenAt >= askedAt - clocksDifferBy;
}
