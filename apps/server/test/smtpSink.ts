import type { AddressInfo, Socket } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

export interface ReceivedMail {
  to: string;
  code: string;
  verificationCodeID: string;
  text: string;
  html: string;
  subject: string;
}

export interface SmtpSink extends AsyncDisposable {
  /** The value for `--mail`. */
  url: string;
  received: ReceivedMail[];
  /** Resolves once the condition is true, which is checked now and after each received mail. */
  waitUntil(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

export interface SinkOptions {
  port?: number;
  /** Called when the data of a mail begins. It throws to refuse the mail; `cut` breaks the connection. */
  onMail?: (cut: () => void) => void;
  /** Requires a login. */
  user?: { name: string; password: string };
  /** Uses TLS from the start, with a certificate that no client trusts. */
  isSecure?: boolean;
}

/** Breaks the connection as an unplugged cable would. */
function cut(server: SMTPServer, session: SMTPServerSession): void {
  const connections = server.connections as Set<{ session: SMTPServerSession; _socket: Socket }>;
  for (const connection of connections) if (connection.session === session) connection._socket.destroy();
}

/** Starts a real mail server that keeps the mails that it receives. */
export async function startSmtpSink({ port = 0, onMail, user, isSecure = false }: SinkOptions = {}): Promise<SmtpSink> {
  const received: ReceivedMail[] = [];
  const watchers = new Set<() => void>();
  const server = new SMTPServer({
    secure: isSecure,
    authOptional: user === undefined,
    disabledCommands: user ? ["STARTTLS"] : ["AUTH", "STARTTLS"],
    allowInsecureAuth: true,
    closeTimeout: 10,
    onAuth: ({ username, password }, _session, done) =>
      username === user?.name && password === user?.password
        ? done(null, { user: username })
        : done(new Error("wrong password")),
    onData(stream, session, done) {
      try {
        onMail?.(() => cut(server, session));
      } catch (error) {
        stream.resume();
        return done(error as Error);
      }
      simpleParser(stream, (error, mail) => {
        if (error) return done(error);
        const { text = "", html, subject = "", messageId = "" } = mail;
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        const code = /Your code is (\d+)/.exec(text)?.[1] ?? "";
        const verificationCodeID = /<(.+)@/.exec(messageId)?.[1] ?? "";
        received.push({ to, code, verificationCodeID, text, html: html || "", subject });
        for (const check of watchers) check();
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  const waitUntil = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!condition()) return;
        watchers.delete(check);
        resolve();
      };
      watchers.add(check);
      check();
    });
  const credentials = user ? `${user.name}:${user.password}@` : "";
  const address = server.server.address() as AddressInfo;
  return {
    url: `smtp${isSecure ? "s" : ""}://${credentials}127.0.0.1:${address.port}`,
    received,
    waitUntil,
    close,
    [Symbol.asyncDispose]: close,
  };
}
