import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitForMail } from "../codes/codeSource.ts";
import { startMailbox } from "../codes/mailbox.ts";
import type { OwnTarget } from "./Target.ts";

const mailWaitMs = 10_000;

/** The mock server, on a free port. It keeps no state, so it can show a third of the flow. Disposing of it stops it. */
export async function startMockTarget(): Promise<OwnTarget> {
  // Loaded only where it is needed: with all that it stands on, it takes a second.
  const { startMock } = await import("@session-api/mock");
  const { url, close } = await startMock();
  return {
    url,
    email: "john@doe.net",
    abilities: ["Prefer"],
    isStrict: false,
    readCode: async () => "012345",
    [Symbol.asyncDispose]: close,
  };
}

/** The live server with a database of its own, whose mails arrive over SMTP. Disposing of it stops both. */
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
    readCode: (request) => waitForMail(mailbox, request, mailWaitMs),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
