import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listBlocks, recordRun, runProgram, runServer } from "@session-api/examples";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const command = join(import.meta.dirname, "../src/command.ts");
const blocks = listBlocks("README.md");
const programs = [...blocks, ...listBlocks("src/server/startServer.ts")].filter(({ language }) => language === "ts");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "session-server-readme-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function findScript(text: string): string {
  const script = blocks.find(({ language, code }) => language === "sh" && code.includes(text));
  return script?.code ?? expect.fail(`the README has no command ${text}`);
}

// `npm install --global` would put this command on the PATH.
const define = `session-server() { '${process.execPath}' '${command}' "$@"; }\n`;
const env = { SESSION_SERVER_PORT: "0" };

describe("the README of the server", () => {
  it("has a quick start that mails a code", async ({ signal }) => {
    const [start, ask] = [findScript("users add me@example.com"), findScript("curl -s http")];
    const call = ask.replace("curl ", "curl -m 10 ").replace("http://127.0.0.1:4020/api/auth/v2", '"$URL"');
    const wait = `${call}until grep -q '^code ' "$LOG"; do sleep 0.1; done`;
    const { exitCode, output } = await runServer(define + start, wait, { cwd: folder, env, signal });
    expect(output).toContain('"verificationCodeID":');
    expect(output).toContain("added me@example.com");
    expect(output).toMatch(/code \d{6} for /);
    expect(exitCode).toBe(0);
    for (const script of [start, ask]) recordRun(script);
  });

  it("has commands for production that start the server", async ({ signal }) => {
    const script = findScript("NODE_ENV=production");
    for (const name of ["etc", "var"]) mkdirSync(join(folder, name));
    const local = script
      .replaceAll("/etc/session-server", join(folder, "etc"))
      .replaceAll("/var/lib/session-server", join(folder, "var"));
    const call = 'curl -s -m 10 -o /dev/null -w "%{http_code}\\n" "$URL/session"';
    const { exitCode, output } = await runServer(define + local, call, { cwd: folder, env, signal });
    expect(output).toMatch(/^401$/m);
    expect(exitCode).toBe(0);
    recordRun(script);
  });

  it.each(programs)("has a program that starts a server: $place", async ({ code }) => {
    const { exitCode, output } = await runProgram(`${code}\nconsole.log(server.url);`);
    expect(output).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/auth\/v2$/m);
    expect(exitCode).toBe(0);
    recordRun(code);
  });
});
