import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, it } from "vitest";
import { type ChildServer, sessionServer, startChildServer } from "../childServer.ts";
import { startSmtpSink } from "../smtpSink.ts";

/** In each, one kill under load and one while what was left over is being mailed. */
const rounds = 10;
const kills = rounds * 2;
const callers = 8;
const folder = mkdtempSync(join(tmpdir(), "session-server-crash-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a server acknowledged to a caller, and must still know after it was killed. */
interface Acknowledged {
  bearer: string;
  verificationCodeID: string;
  isVerified: boolean;
}

it(`loses nothing that it acknowledged when it is killed ${kills} times under load`, async () => {
  const database = `sqlite:${join(folder, "sessions.db")}`;
  await using sink = await startSmtpSink();
  const email = "john@doe.net";
  expect((await sessionServer(["users", "add", email, "--database", database])).code).toBe(0);
  const args = ["--database", database, "--mail", sink.url, "--limits", "off", "--log-level", "silent"];
  const acknowledged: Acknowledged[] = [];
  const lost: string[] = [];
  const codeOf = (id: string) => sink.received.find(({ verificationCodeID }) => verificationCodeID === id)?.code;

  for (let round = 0; round < rounds; round++) {
    const server = await startChildServer(args);
    const before = acknowledged.length;
    const load = Promise.all(Array.from({ length: callers }, () => callUntilDead(server, email, acknowledged, codeOf)));
    // Not in step with anything, so that it hits all moments of a transaction and of a mail.
    setTimeout(() => void server.stop("SIGKILL"), 150 + Math.random() * 250);
    await load;
    const survivor = await startChildServer(args);
    for (const session of acknowledged.slice(before)) lost.push(...(await whatIsLost(survivor, session)));
    await survivor.stop("SIGKILL");
  }

  const last = await startChildServer(args);
  for (const session of acknowledged) lost.push(...(await whatIsLost(last, session)));
  await expect
    .poll(() => acknowledged.every(({ verificationCodeID: id }) => codeOf(id)), { timeout: 60_000 })
    .toBe(true);
  expect(await last.stop("SIGTERM")).toBe(0);

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
}, 240_000);

/** Starts sessions, verifies whichever has its code by now, and notes what was acknowledged the moment it was. */
async function callUntilDead(
  { url }: ChildServer,
  email: string,
  acknowledged: Acknowledged[],
  codeOf: (id: string) => string | undefined,
) {
  const tried = new Set<string>();
  try {
    for (;;) {
      const { bearer, verificationCodeID } = await call(url, "POST", "/session", { email });
      acknowledged.push({ bearer, verificationCodeID, isVerified: false });
      const session = acknowledged.find(({ verificationCodeID: id }) => !tried.has(id) && codeOf(id));
      if (!session) continue;
      tried.add(session.verificationCodeID);
      if (session.isVerified) continue;
      const code = codeOf(session.verificationCodeID);
      const accepted = await call(url, "PUT", "/session/verification", {
        verificationCodeID: session.verificationCodeID,
        code,
      });
      session.isVerified ||= accepted !== undefined;
    }
  } catch {
    // The server is dead: what it did not acknowledge may or may not have happened.
  }
}

/** Undefined for a refusal: another caller was faster, or the kill came between the commit and the answer. */
async function call(url: string, method: string, path: string, body: object) {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
  if (response.status === 401) return undefined;
  if (response.status !== 202) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

async function whatIsLost(
  { url }: ChildServer,
  { bearer, verificationCodeID, isVerified }: Acknowledged,
): Promise<string[]> {
  const { status } = await fetch(`${url}/session`, { headers: { authorization: `Bearer ${bearer}` } });
  if (status === 200 || (status === 403 && !isVerified)) return [];
  return [`${verificationCodeID}, ${isVerified ? "verified" : "pending"}, answered ${status}`];
}
