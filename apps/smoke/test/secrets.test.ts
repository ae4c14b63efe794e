import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Answering, forwardAndNote, startProxy, type World } from "./faulty/startProxy.ts";
import { sessionSmoke } from "./sessionSmoke.ts";
import { type LiveServer, startLiveServer } from "./startLiveServer.ts";

let server: LiveServer;
let folder: string;
let codes: Server;
beforeAll(async () => {
  server = await startLiveServer();
  // This process receives the mails, so the command asks it for the codes.
  codes = createServer(async ({ url = "" }, response) => response.end(await server.codeFor(url.slice(1))));
  codes.listen(0, "127.0.0.1");
  await once(codes, "listening");
  folder = mkdtempSync(join(tmpdir(), "session-smoke-secrets-"));
});
afterAll(async () => {
  codes.closeAllConnections();
  codes.close();
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

function askForCode(): string {
  const { port } = codes.address() as AddressInfo;
  return `command:curl -s -m 10 http://127.0.0.1:${port}/$SESSION_SMOKE_VERIFICATION_CODE_ID`;
}

/** Lists every 16 characters in a row, because a part of a bearer is a secret too. */
function slice(secret: string): string[] {
  return Array.from({ length: Math.max(1, secret.length - 15) }, (_, start) => secret.slice(start, start + 16));
}

const kinds = ["json", "junit", "markdown"];

/** Runs the command against the live server behind a proxy, and collects everything that it prints and writes. */
async function collectOutput(answering: Answering, more: string[] = []): Promise<{ said: string; secrets: string[] }> {
  let world: World | undefined;
  await using proxy = await startProxy(server, (request, seen, response) => {
    world = seen;
    return answering(request, seen, response);
  });
  const { email: lower, otherEmail = "" } = server.target();
  // The server keeps it in small letters, so a careless server shows other letters than it was sent.
  const email = lower.replace("user", "User").replace("doe", "Doe");
  const reports = kinds.map((kind) => ({ kind, file: join(folder, `${kind}-${email}`) }));
  const reporters = reports.flatMap(({ kind, file }) => ["--reporter", `${kind}=${file}`]);
  const accounts = ["--email", email, "--other-email", otherEmail, "--code-from", askForCode()];
  const { stdout, stderr } = await sessionSmoke(["--url", proxy.url, ...accounts, ...reporters, ...more]);
  const files = reports.map(({ file }) => readFileSync(file, "utf8"));
  const issued = world?.sessions ?? [];
  const known = await Promise.all(
    issued.filter(({ isVerified }) => isVerified).map(({ verificationCodeID }) => server.codeFor(verificationCodeID)),
  );
  // A bearer without its last character is as secret as the whole one.
  const secrets = [...issued.map(({ bearer }) => bearer.slice(0, -1)), ...known, email, otherEmail];
  return { said: [stdout, stderr, ...files].join("\n"), secrets };
}

/** Puts the request into the error, as careless servers do. */
const echoing: Answering = async (request, world) => {
  const answer = await forwardAndNote(request, world);
  const isError = answer.status !== 200 && answer.status !== 202;
  const echoed = `no: ${request.headers.authorization} ${request.body.replace(/[^\x20-\x7e]/g, "")}`.slice(0, 500);
  return isError ? { ...answer, status: 500, headers: { ...answer.headers, "x-error": echoed } } : answer;
};

// Each test starts a process and mostly waits for it.
it.concurrent.each<[string, Answering, string[]]>([
  ["the live server", forwardAndNote, []],
  ["a server that echoes the request, at the first refusal", echoing, []],
  ["a server that echoes the request, to the end", echoing, ["--violations", "warn"]],
  [
    "a server that echoes a code",
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      const isWrong = request.line === "PUT /session/verification" && answer.status === 401;
      return isWrong ? { ...answer, status: 500, headers: { ...answer.headers, "x-error": request.body } } : answer;
    },
    [],
  ],
  [
    "a server that echoes a bearer",
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      const isList = request.line === "GET /sessions" && answer.status === 200;
      return isList
        ? { status: 500, headers: { "x-error": request.bearer, "x-error-id": request.bearer }, body: "" }
        : answer;
    },
    [],
  ],
  [
    "a server that echoes a text that is nearly a bearer",
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      const isNearlyOne = world.sessions.some(({ bearer }) => bearer.slice(0, -1) === request.bearer);
      return isNearlyOne
        ? { status: 500, headers: { "x-error": request.bearer, "x-error-id": request.bearer }, body: "" }
        : answer;
    },
    [],
  ],
  [
    "a server that echoes an address",
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      if (request.line !== "GET /session" || answer.status !== 200) return answer;
      const { email } = world.sessions[0] ?? { email: "" };
      return { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), expireAt: email, [email]: 1 }) };
    },
    [],
  ],
  [
    "a server that shows its bearer in another field",
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      if (request.line !== "GET /session" || answer.status !== 200) return answer;
      return { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), expireAt: `bearer=${request.bearer}` }) };
    },
    [],
  ],
  [
    "a server that differs in its first response",
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      if (request.line !== "POST /session" || answer.status !== 202) return answer;
      const { sessionID: _, ...rest } = JSON.parse(answer.body);
      return { ...answer, body: JSON.stringify({ ...rest, [rest.bearer]: 1, expireAt: `the ${rest.bearer}` }) };
    },
    ["--violations", "warn"],
  ],
  [
    "a server that writes an address in other letters and as in a URL",
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      if (request.line !== "GET /sessions" || answer.status !== 200) return answer;
      const [{ email } = { email: "" }] = world.sessions;
      const written = `${email.toLowerCase()} ${email.toUpperCase()} ${encodeURIComponent(email)}`;
      return { status: 500, headers: { "x-error": written, "x-error-id": "1" }, body: "" };
    },
    [],
  ],
])("prints and writes no bearer, no code and no address of %s", { timeout: 60_000 }, async (_name, answering, more) => {
  const { said, secrets } = await collectOutput(answering, more);
  expect(secrets.length).toBeGreaterThan(2);
  expect(said).toContain("createSession");
  const flat = decodeURIComponent(said.replaceAll(/%(?![0-9a-f]{2})/gi, "%25")).toLowerCase();
  for (const secret of secrets) for (const part of slice(secret)) expect(flat).not.toContain(part.toLowerCase());
});
