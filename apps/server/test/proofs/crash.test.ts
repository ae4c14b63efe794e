import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, it } from "vitest";
import { type ChildServer, gracefulExitCode, sessionServer, startChildServer } from "../childServer.ts";
import { startSmtpSink } from "../smtpSink.ts";

/** Each round kills the server twice: under load, and while the rest of the outbox is sent. */
const rounds = process.env.PROVE === "1" ? 10 : 3;
const kills = rounds * 2;
const callers = 8;
const folder = mkdtempSync(join(tmpdir(), "session-server-crash-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A session that the server acknowledged, and must still know after it was killed. */
interface Acknowledged {
  bearer: string;
  verificationCodeID: string;
  isVerified: boolean;
}

it(`loses no acknowledged session when it is killed ${kills} times under load`, async () => {
  const database = `sqlite:${join(folder, "sessions.db")}`;
  await using sink = await startSmtpSink();
  const email = "john@doe.net";
  expect((await sessionServer(["users", "add", email, "--database", database])).code).toBe(0);
  const args = ["--database", database, "--mail", sink.url, "--limits", "off", "--log-level", "silent"];
  const acknowledged: Acknowledged[] = [];
  const lost: string[] = [];
  const findCode = (id: string) => sink.received.find(({ verificationCodeID }) => verificationCodeID === id)?.code;

  for (let round = 0; round < rounds; round++) {
    const server = await startChildServer(args);
    const before = acknowledged.length;
    const firstVerified = Promise.withResolvers<void>();
    const onVerified = firstVerified.resolve;
    const load = Promise.all(
      Array.from({ length: callers }, () => callUntilDead(server, { email, acknowledged, findCode, onVerified })),
    );
    await Promise.race([firstVerified.promise, load]);
    // The random time hits all moments of a transaction and of a mail.
    setTimeout(() => void server.stop("SIGKILL"), Math.random() * 300);
    await load;
    const survivor = await startChildServer(args);
    for (const session of acknowledged.slice(before)) lost.push(...(await findLoss(survivor, session)));
    await survivor.stop("SIGKILL");
  }

  const last = await startChildServer(args);
  for (const session of acknowledged) lost.push(...(await findLoss(last, session)));
  await sink.waitUntil(() => acknowledged.every(({ verificationCodeID: id }) => findCode(id)));
  expect(await last.stop("SIGTERM")).toBe(gracefulExitCode);

  const file = new DatabaseSync(join(folder, "sessions.db"));
  expect(file.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  file.close();
  const distinct = new Set(sink.received.map(({ verificationCodeID }) => verificationCodeID)).size;
  const duplicates = sink.received.length - distinct;
  const verified = acknowledged.filter(({ isVerified }) => isVerified).length;
  console.log(
    `${kills} kills: ${acknowledged.length} sessions and ${verified} verifications acknowledged, ${lost.length} lost; ${distinct} mails, ${duplicates} sent twice`,
  );
  expect(lost).toEqual([]);
  expect(verified).toBeGreaterThan(0);
  expect(duplicates).toBeLessThanOrEqual(kills);
});

interface Load {
  email: string;
  acknowledged: Acknowledged[];
  findCode(id: string): string | undefined;
  onVerified(): void;
}

/** Creates sessions, verifies those whose codes have arrived, and records each acknowledgement at once. */
async function callUntilDead({ url }: ChildServer, { email, acknowledged, findCode, onVerified }: Load) {
  const tried = new Set<string>();
  try {
    for (;;) {
      const { bearer, verificationCodeID } = await call(url, "POST", "/session", { email });
      acknowledged.push({ bearer, verificationCodeID, isVerified: false });
      const session = acknowledged.find(
        ({ verificationCodeID: id, isVerified }) => !isVerified && !tried.has(id) && findCode(id),
      );
      if (!session) continue;
      tried.add(session.verificationCodeID);
      const code = findCode(session.verificationCodeID);
      const accepted = await call(url, "PUT", "/session/verification", {
        verificationCodeID: session.verificationCodeID,
        code,
      });
      if (accepted === undefined) continue;
      session.isVerified = true;
      onVerified();
    }
  } catch {
    // The server is dead. Changes that it did not acknowledge may or may not have happened.
  }
}

/** Undefined for a refusal: another caller was faster, or the kill came between the commit and the response. */
async function call(url: string, method: string, path: string, body: object) {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
  if (response.status === 401) return undefined;
  if (response.status !== 202) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

async function findLoss(
  { url }: ChildServer,
  { bearer, verificationCodeID, isVerified }: Acknowledged,
): Promise<string[]> {
  const { status } = await fetch(`${url}/session`, { headers: { authorization: `Bearer ${bearer}` } });
  if (status === 200 || (status === 403 && !isVerified)) return [];
  return [`${verificationCodeID}, ${isVerified ? "verified" : "pending"}, answered ${status}`];
}
