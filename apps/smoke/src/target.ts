import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMock } from "@session-api/mock";
import { startServer } from "@session-api/server";
import { startMailbox } from "./mailbox.ts";

/** A server to run the flow against, and what it can show. */
export interface Target {
  /** Where the API is served, with its path. */
  url: string;
  /** Whose account logs in. */
  email: string;
  /** Whether it keeps sessions. A mock does not, so it cannot show that a closed session is gone. */
  remembers: boolean;
  /** Whether it answers as a `Prefer` header asks, so that a mock can show a refusal it cannot come to by itself. */
  honoursPrefer: boolean;
  /** Gets the code that was mailed to `email`. */
  readCode(): Promise<string>;
}

/** A target that was started for one run, and ends with it. */
export type OwnTarget = Target & AsyncDisposable;

export async function startMockTarget(): Promise<OwnTarget> {
  const { url, close } = await startMock();
  const readCode = async () => "012345";
  return { url, email: "john@doe.net", remembers: false, honoursPrefer: true, readCode, [Symbol.asyncDispose]: close };
}

/** Our own live server with a database of its own, whose mails arrive over SMTP. */
export async function startServerTarget(): Promise<OwnTarget> {
  const email = "john@doe.net";
  const folder = await mkdtemp(join(tmpdir(), "session-smoke-"));
  const mailbox = await startMailbox(0);
  const database = `sqlite:${join(folder, "sessions.db")}`;
  const mail = `smtp://127.0.0.1:${mailbox.port}`;
  const server = await startServer({ database, mail, users: [{ email }], checkReplies: true });
  const close = async () => {
    await server.close();
    await mailbox.close();
    await rm(folder, { recursive: true, force: true });
  };
  const readCode = () => mailbox.readCode(email);
  return { url: server.url, email, remembers: true, honoursPrefer: false, readCode, [Symbol.asyncDispose]: close };
}
