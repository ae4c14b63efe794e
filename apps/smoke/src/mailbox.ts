import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export interface Mailbox {
  port: number;
  /** The code in the newest unread mail to this address, or in the next one. Rejects with the signal's reason. */
  readCode(email: string, signal: AbortSignal): Promise<string>;
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
        const code = codeIn(mail.text ?? "");
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
    readCode: (email, signal) =>
      new Promise((resolve, reject) => {
        const end = (act: () => void) => {
          signal.removeEventListener("abort", abort);
          readers.delete(look);
          act();
        };
        const abort = () => end(() => reject(signal.reason));
        const look = () => {
          const code = codes.get(email.toLowerCase());
          // Read once, so that the next login waits for its own mail.
          if (code !== undefined && codes.delete(email.toLowerCase())) end(() => resolve(code));
        };
        signal.addEventListener("abort", abort);
        readers.add(look);
        if (signal.aborted) abort();
        else look();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The first word of 6 to 10 digits. */
export function codeIn(text: string): string | undefined {
  return /\b\d{6,10}\b/.exec(text)?.[0];
}
