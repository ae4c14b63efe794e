import { EventEmitter, once } from "node:events";
import { createSessionClient, type PendingLogin, type SessionClient } from "@session-api/client";
import { startMock } from "@session-api/mock";
import { startServer } from "@session-api/server";

/** A service that remembers sessions and mails codes. */
export interface Target {
  url: string;
  client: SessionClient;
  /** Starts a login and waits for its mail. */
  login(email: string): Promise<{ pending: PendingLogin; mail: Mail }>;
  /** Waits for the oldest mail to an email that was not read yet. */
  readMail(email: string): Promise<Mail>;
  close(): Promise<void>;
}

interface Mail {
  to: string;
  code: string;
  verificationCodeID: string;
}

/** Starts the mock that remembers, and the live server. The emails are those of accounts of the server. */
export async function startTargets(emails: string[]): Promise<{ mock: Target; server: Target }> {
  const ofMock = createMailbox();
  const mock = await startMock({ state: true, mail: ofMock.add });
  const ofServer = createMailbox();
  const server = await startServer({
    users: emails.map((email) => ({ email, fullName: "John Doe", roles: ["user"] })),
    mail: ofServer.add,
    limits: "off",
    checkReplies: true,
  });
  return {
    mock: createTarget(mock.url, ofMock.read, () => mock.close({ failOnViolations: true })),
    server: createTarget(server.url, ofServer.read, () => server.close()),
  };
}

function createMailbox() {
  const unread = new Map<string, Mail[]>();
  const arrivals = new EventEmitter();
  const read = async (email: string): Promise<Mail> => {
    const mail = unread.get(email)?.shift();
    if (mail) return mail;
    await once(arrivals, email);
    return read(email);
  };
  const add = (mail: Mail) => {
    unread.set(mail.to, [...(unread.get(mail.to) ?? []), mail]);
    arrivals.emit(mail.to);
  };
  return { add, read };
}

function createTarget(url: string, readMail: Target["readMail"], close: Target["close"]): Target {
  const client = createSessionClient({ baseUrl: url });
  return {
    url,
    client,
    readMail,
    close,
    async login(email) {
      const pending = await client.login(email);
      return { pending, mail: await readMail(email) };
    },
  };
}
