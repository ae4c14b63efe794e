import nodemailer from "nodemailer";
import type { Message } from "./message.ts";

/** Delivers one mail. Resolves once somebody else is responsible for it. */
export interface Transport {
  send(message: Message, code: { verificationCodeID: string; code: string }): Promise<void>;
  close(): void;
}

/** For development: the code goes to standard output, past the logger, which never sees one. */
export const consoleTransport: Transport = {
  async send(_message, { verificationCodeID, code }) {
    process.stdout.write(`code ${code} for ${verificationCodeID}\n`);
  },
  close() {},
};

/** Sends over SMTP: `smtp://user:password@host:587`, or `smtps://` for TLS from the start. One connection is kept. */
export function smtpTransport(url: string, from: string): Transport {
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
