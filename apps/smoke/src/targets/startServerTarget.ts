import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCodeFromMailbox } from "../codes/readCodeFromMailbox.ts";
import { startMailbox } from "../codes/startMailbox.ts";
import type { OwnTarget } from "./Target.ts";

const mailWaitMs = 10_000;

/**
 * Starts the live server with a database of its own and a mailbox that receives its mails over SMTP. Disposing of the
 * target stops both.
 */
export async function startServerTarget({ limits = "on" }: { limits?: "on" | "off" } = {}): Promise<OwnTarget> {
  const { startServer } = await import("@session-api/server");
  await using started = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "session-smoke-"));
  started.defer(() => rm(folder, { recursive: true, force: true }));
  const mailbox = await startMailbox(0);
  started.defer(mailbox.close);
  const email = "john@doe.net";
  const otherEmail = "jane@doe.net";
  const server = await startServer({
    database: `sqlite:${join(folder, "sessions.db")}`,
    mail: `smtp://127.0.0.1:${mailbox.port}`,
    users: [{ email }, { email: otherEmail }],
    checkReplies: true,
    limits,
  });
  started.defer(server.close);
  const running = started.move();
  return {
    url: server.url,
    email,
    otherEmail,
    abilities: ["remembers", "sends mail", "two accounts", ...(limits === "on" ? (["limits"] as const) : [])],
    isStrict: true,
    isFresh: true,
    readCode: (request) => readCodeFromMailbox(mailbox, request, mailWaitMs),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
