import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sessionServer, startChildServer } from "../childServer.ts";
import { startSmtpSink } from "../smtpSink.ts";
import { changeCode } from "../testServer.ts";

it("writes no bearer, code, key or password to the log or the database", async () => {
  const folder = mkdtempSync(join(tmpdir(), "session-server-secrets-"));
  try {
    const database = `sqlite:${join(folder, "sessions.db")}`;
    const keysFile = join(folder, "keys");
    const password = "correct-horse-battery";
    let mails = 0;
    const onMail = () => {
      mails += 1;
      if (mails === 1) throw Object.assign(new Error(`later, ${password}`), { responseCode: 451 });
    };
    await using sink = await startSmtpSink({ user: { name: "sender", password }, onMail });
    await sessionServer(["keys", "new", "--keys-file", keysFile]);
    await sessionServer(["users", "add", "john@doe.net", "--database", database]);
    const args = [
      "--database",
      database,
      "--keys-file",
      keysFile,
      "--mail",
      sink.url,
      "--limits",
      "off",
      "--log-level",
      "debug",
      "--check-replies",
    ];
    const server = await startChildServer(args);
    const call = async (method: string, path: string, body: unknown, bearer = "") => {
      const headers = { "content-type": "application/json", authorization: `Bearer ${bearer}` };
      const response = await fetch(server.url + path, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return response.text().then((text) => (text ? JSON.parse(text) : {}));
    };
    const bearers: string[] = [];
    for (let count = 0; count < 10; count++) {
      const { bearer, verificationCodeID, sessionID } = await call("POST", "/session", { email: "john@doe.net" });
      bearers.push(bearer);
      const findCode = () => sink.received.find((mail) => mail.verificationCodeID === verificationCodeID)?.code ?? "";
      await sink.waitUntil(() => findCode() !== "");
      await call("PUT", "/session/verification", { verificationCodeID, code: changeCode(findCode()) });
      await call("PUT", "/session/verification", { verificationCodeID, code: Number(findCode()) });
      await call("PUT", "/session/verification", { verificationCodeID, code: findCode() });
      await call("GET", "/session", undefined, bearer);
      await call("GET", "/session", undefined, `${bearer}x`);
      await call("PUT", "/session/extend", undefined, bearer);
      if (count % 2) await call("DELETE", `/session/${sessionID}`, undefined, bearer);
    }
    const running = Object.fromEntries(
      readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "latin1")]),
    );
    await server.stop("SIGTERM");
    const files = { ...running, log: server.output() };
    const { keys = "", ...places } = files as Record<string, string>;
    const codes = sink.received.map(({ code }) => code);
    const secrets = [...bearers, ...codes, password, ...keys.split(/\s+/).filter((word) => word.length === 43)];
    // A longer number may contain the six digits of a code by chance, so only whole words count.
    const holds = (text: string, secret: string) =>
      new RegExp(`(?<![0-9A-Za-z_-])${secret}(?![0-9A-Za-z_-])`).test(text);
    const leaks = Object.entries(places).flatMap(([name, text]) =>
      secrets.filter((secret) => holds(text, secret)).map(() => name),
    );
    console.log(`${secrets.length} secrets searched in ${Object.keys(places).join(", ")}: ${leaks.length} found`);
    expect(codes).toHaveLength(10);
    expect(places.log).toContain(`"audit":true`);
    expect(`${places["sessions.db"]}${places["sessions.db-wal"]}`).toContain("john@doe.net");
    expect(leaks).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
