import nodemailer from "nodemailer";
import type { Message } from "./createMessage.ts";

/** Receives each code in place of a mail server, for tests. */
export type MailHandler = (mail: { to: string; code: string; verificationCodeID: string }) => void | Promise<void>;

/** Delivers a mail. `send` resolves once the receiver has taken over the mail. */
export interface Transport {
  send(message: Message, code: { verificationCodeID: string; code: string }): Promise<void>;
  close(): void;
}

/** Creates the transport of a `mail` setting: `console`, an SMTP URL, or a function. Undefined discards all mails. */
export function createTransport(mail: string | MailHandler | undefined, from: string): Transport {
  if (mail === "console") return consoleTransport;
  if (typeof mail === "string") return createSmtpTransport(mail, from);
  return {
    async send({ to }, code) {
      await mail?.({ to: to.address, ...code });
    },
    close() {},
  };
}

/** For development: prints the code to standard output. The log never holds a code. */
const consoleTransport: Transport = {
  async send(_message, { verificationCodeID, code }) {
    process.stdout.write(`code ${code} for ${verificationCodeID}\n`);
  },
  close() {},
};

/** Sends over one connection: `smtp://user:password@host:587`, or `smtps://` for TLS from the start. */
function createSmtpTransport(url: string, from: string): Transport {
  const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
  const transporter = nodemailer.createTransport(
    { url, pool: true, maxConnections: 1, ...timeouts, disableFileAccess: true, disableUrlAccess: true },
    { from },
  );
  return {
    async send(message) {
      await transporter.sendMail(message);
    },
    close: () => transporter.close(),
  };
}
