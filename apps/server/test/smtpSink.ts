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
  /** For `--mail`. */
  url: string;
  received: ReceivedMail[];
  close(): Promise<void>;
}

export interface SinkOptions {
  port?: number;
  /** Called when the data of a mail begins. Throws to refuse it; `cut` breaks the connection. */
  onMail?: (cut: () => void) => void;
  /** Demands a log-in. */
  user?: { name: string; password: string };
  /** Speaks TLS from the start, with a certificate that nobody trusts. */
  isSecure?: boolean;
}

/** As if the cable was pulled. */
function cut(server: SMTPServer, session: SMTPServerSession): void {
  const connections = server.connections as Set<{ session: SMTPServerSession; _socket: Socket }>;
  for (const connection of connections) if (connection.session === session) connection._socket.destroy();
}

/** A real mail server that keeps what it is sent. */
export async function startSmtpSink({ port = 0, onMail, user, isSecure = false }: SinkOptions = {}): Promise<SmtpSink> {
  const received: ReceivedMail[] = [];
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
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  const credentials = user ? `${user.name}:${user.password}@` : "";
  const address = server.server.address() as AddressInfo;
  return {
    url: `smtp${isSecure ? "s" : ""}://${credentials}127.0.0.1:${address.port}`,
    received,
    close,
    [Symbol.asyncDispose]: close,
  };
}
