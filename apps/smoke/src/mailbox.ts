import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

const patienceMs = 30_000;

export interface Mailbox {
  port: number;
  /** The code in the newest mail to this address, or in the next one. Rejects when none comes in 30 s. */
  readCode(email: string): Promise<string>;
  close(): Promise<void>;
}

/** A mail server on this machine that takes any mail, so that the code can be read from a real one. */
export async function startMailbox(port: number): Promise<Mailbox> {
  const codes = new Map<string, string>();
  const readers = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    closeTimeout: 100,
    onData(stream, { envelope }, done) {
      simpleParser(stream, (error, mail) => {
        if (error) return done(error);
        const code = /\b\d{6,10}\b/.exec(mail.text ?? "")?.[0];
        for (const { address } of envelope.rcptTo) if (code) codes.set(address.toLowerCase(), code);
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
    readCode: (email) =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          clearTimeout(timer);
          readers.delete(look);
          act();
        };
        const look = () => {
          const code = codes.get(email.toLowerCase());
          if (code !== undefined) settle(() => resolve(code));
        };
        const timer = setTimeout(
          () => settle(() => reject(new Error(`no code was mailed to ${email} within ${patienceMs / 1_000} s`))),
          patienceMs,
        );
        readers.add(look);
        look();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
