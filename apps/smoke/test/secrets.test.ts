import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Answering, forwardAndNote, startProxy, type World } from "./faulty/startProxy.ts";
import { sessionSmoke } from "./sessionSmoke.ts";
import { startTrueServer, type TrueServer } from "./trueServer.ts";

let server: TrueServer;
let folder: string;
let codes: Server;
beforeAll(async () => {
  server = await startTrueServer();
  // The mails go to this process, so it tells the codes to the command that asks for them.
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

/** Every 16 characters of it, since a part of a bearer is worth hiding too. */
function slicesOf(secret: string): string[] {
  return Array.from({ length: Math.max(1, secret.length - 15) }, (_, start) => secret.slice(start, start + 16));
}

const kinds = ["json", "junit", "markdown"];

/** Runs the command against a server behind a proxy, and collects all that it prints and writes. */
async function everythingSaidOf(
  answering: Answering,
  more: string[] = [],
): Promise<{ said: string; secrets: string[] }> {
  let world: World | undefined;
  await using proxy = await startProxy(server, (request, seen, response) => {
    world = seen;
    return answering(request, seen, response);
  });
  const { email: lower, otherEmail = "" } = server.target();
  // The server keeps it in small letters, so that is how a careless one shows it.
  const email = lower.replace("user", "User").replace("doe", "Doe");
  const reporters = kinds.flatMap((kind) => ["--reporter", `${kind}=${join(folder, kind)}`]);
  const accounts = ["--email", email, "--other-email", otherEmail, "--code-from", askForCode()];
  const { stdout, stderr } = await sessionSmoke(["--url", proxy.url, ...accounts, ...reporters, ...more]);
  const files = kinds.map((kind) => readFileSync(join(folder, kind), "utf8"));
  const issued = world?.sessions ?? [];
  const known = await Promise.all(
    issued.filter(({ isVerified }) => isVerified).map(({ verificationCodeID }) => server.codeFor(verificationCodeID)),
  );
  // What is a bearer but for its last character is as secret.
  const secrets = [...issued.map(({ bearer }) => bearer.slice(0, -1)), ...known, email, otherEmail];
  return { said: [stdout, stderr, ...files].join("\n"), secrets };
}

/** Puts all that it was sent into its error, as careless servers do. */
const echoing: Answering = async (request, world) => {
  const answer = await forwardAndNote(request, world);
  const isError = answer.status !== 200 && answer.status !== 202;
  const echoed = `no: ${request.headers.authorization} ${request.body.replace(/[^\x20-\x7e]/g, "")}`.slice(0, 500);
  return isError ? { ...answer, status: 500, headers: { ...answer.headers, "x-error": echoed } } : answer;
};

it.each<[string, Answering, string[]]>([
  ["a true server", forwardAndNote, []],
  ["a server that echoes what it is sent, at the first refusal", echoing, []],
  ["a server that echoes what it is sent, to the end", echoing, ["--drift", "warn"]],
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
    "a server that echoes what is nearly a bearer",
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
    "a server that puts its bearer elsewhere",
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      if (request.line !== "GET /session" || answer.status !== 200) return answer;
      return { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), expireAt: `bearer=${request.bearer}` }) };
    },
    [],
  ],
  [
    "a server whose first answer is not as it should be",
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      if (request.line !== "POST /session" || answer.status !== 202) return answer;
      const { sessionID: _, ...rest } = JSON.parse(answer.body);
      return { ...answer, body: JSON.stringify({ ...rest, [rest.bearer]: 1, expireAt: `the ${rest.bearer}` }) };
    },
    ["--drift", "warn"],
  ],
  [
    "a server that writes an address in other letters, and as it stands in a URL",
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      if (request.line !== "GET /sessions" || answer.status !== 200) return answer;
      const [{ email } = { email: "" }] = world.sessions;
      const written = `${email.toLowerCase()} ${email.toUpperCase()} ${encodeURIComponent(email)}`;
      return { status: 500, headers: { "x-error": written, "x-error-id": "1" }, body: "" };
    },
    [],
  ],
])("prints and writes no bearer, no code and no address of %s", async (_name, answering, more) => {
  const { said, secrets } = await everythingSaidOf(answering, more);
  expect(secrets.length).toBeGreaterThan(2);
  expect(said).toContain("createSession");
  const flat = decodeURIComponent(said.replaceAll(/%(?![0-9a-f]{2})/gi, "%25")).toLowerCase();
  for (const secret of secrets) for (const part of slicesOf(secret)) expect(flat).not.toContain(part.toLowerCase());
});
