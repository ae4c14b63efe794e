import { EventEmitter, once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { findCode } from "./findCode.ts";

export interface Mailbox {
  port: number;
  /**
   * Takes the code of the newest mail to this address out of the mailbox. Undefined when there is none that came after
   * `askedAt`, in Unix seconds.
   */
  takeCode(email: string, askedAt: number): string | undefined;
  /** Resolves when the next mail arrives. Rejects when `signal` aborts. */
  waitForMail(signal: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}

interface Letter {
  code: string;
  /** Unix seconds. */
  receivedAt: number;
  /** Unix seconds of the sender's clock, which may differ from ours. */
  writtenAt: number;
}

/** How far behind ours the sender's clock may be. */
const maxClockSkewSeconds = 10;

/** Starts an SMTP server on this machine that accepts every mail and keeps the code of the newest one per address. */
export async function startMailbox(port: number): Promise<Mailbox> {
  const letters = new Map<string, Letter>();
  const mails = new EventEmitter();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    closeTimeout: 100,
    onData(stream, { envelope }, done) {
      simpleParser(stream, (error, mail) => {
        if (error) return done(error);
        const letter = readLetter(mail);
        for (const { address } of envelope.rcptTo) {
          const newest = letters.get(address.toLowerCase())?.writtenAt ?? 0;
          if (letter && letter.writtenAt >= newest) letters.set(address.toLowerCase(), letter);
        }
        mails.emit("mail");
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
    takeCode(email, askedAt) {
      const letter = letters.get(email.toLowerCase());
      letters.delete(email.toLowerCase());
      return letter && isAfter(letter, askedAt) ? letter.code : undefined;
    },
    waitForMail: (signal) => once(mails, "mail", { signal }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function readLetter({ text = "", subject = "", date }: ParsedMail): Letter | undefined {
  const code = findCode(text) ?? findCode(subject);
  const receivedAt = Math.floor(Date.now() / 1_000);
  return code === undefined ? undefined : { code, receivedAt, writtenAt: date ? date.getTime() / 1_000 : receivedAt };
}

/** A mail of an earlier login may come late, because mail servers retry. */
function isAfter({ receivedAt, writtenAt }: Letter, askedAt: number): boolean {
  return receivedAt >= askedAt && writtenAt >= askedAt - maxClockSkewSeconds;
}
