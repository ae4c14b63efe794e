import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fuzzCommand } from "../src/cli/fuzzCommand.ts";
import { refusal } from "./faulty/Fault.ts";
import { type Answering, forwardAndNote, startProxy } from "./faulty/startProxy.ts";
import { findFreePort, sessionSmoke } from "./sessionSmoke.ts";
import { type LiveServer, startLiveServer } from "./startLiveServer.ts";

let server: LiveServer;
beforeAll(async () => {
  server = await startLiveServer(200);
});
afterAll(() => server[Symbol.asyncDispose]());

// Each test starts a process and mostly waits for it.
describe.concurrent("session-smoke fuzz", { timeout: 60_000 }, () => {
  it.each([
    ["while it waits for a code", ["--code-from", "command:sleep 60"], "Fuzzing http", "session-smoke: ended early"],
    ["while it sends", ["--runs", "1000000"], "No code can be read", "fuzz: ended early"],
  ])("ends at Ctrl-C %s and says so", async (_when, more, at, says) => {
    const { email } = server.target();
    let isSeen = false;
    const args = ["fuzz", "--url", server.url, "--email", email, ...more];
    const { stdout, stderr, code } = await sessionSmoke(args, {
      onOutput(text, pid) {
        if (isSeen || !text.includes(at)) return;
        isSeen = true;
        process.kill(pid, "SIGINT");
      },
    });
    expect(stdout).not.toContain("fuzz: passed");
    expect(stdout + stderr).toContain(says);
    expect(code).toBe(130);
  });

  const { signal } = new AbortController();
  it("refuses a server on another machine without --i-operate-this-server", async () => {
    const refused = fuzzCommand(["--url", "https://intelligence.threatwinds.com/api/auth/v2"], signal);
    await expect(refused).rejects.toThrow("give --i-operate-this-server if that is yours");
  });

  it.each([
    ["no runs", ["--runs", "0"]],
    ["a seed that is not a number", ["--seed", "x"]],
    ["an email without a url", ["--email", "me@example.com"]],
  ])("refuses %s", async (_what, args) => {
    await expect(fuzzCommand(args, signal)).rejects.toThrow("--");
  });

  it("starts the live server by default and says how to repeat the run", async () => {
    const { stdout, code } = await sessionSmoke(["fuzz", "--runs", "300", "--seed", "7"]);
    expect(stdout).toContain("(repeat with --seed 7 --runs 300)");
    expect(stdout).toMatch(/\d+ requests in .+ a second: \d+ answered 200/);
    expect(stdout).toContain("fuzz: passed");
    expect(code).toBe(0);
  });

  it.each<[string, Answering, string[]]>([
    [
      "the address in a refusal",
      async ({ body }) => ({ ...refusal(401), headers: { ...refusal(401).headers, "x-error": `no ${body}` } }),
      [],
    ],
    ["the address in a message that no mail came", forwardAndNote, ["--code-from", "smtp:PORT", "--code-wait", "0.2"]],
    [
      "a code and a bearer in a refusal",
      async (request, world) => {
        if (request.line !== "PUT /session/verification") return forwardAndNote(request, world);
        const bearer = world.sessions.at(-1)?.bearer;
        return { ...refusal(401), headers: { ...refusal(401).headers, "x-error": `${bearer} ${request.body}` } };
      },
      ["--code-from", "value:83619402"],
    ],
  ])("never shows %s", async (_what, answering, more) => {
    let bearer = "no bearer yet";
    await using proxy = await startProxy(server, async (request, world, response) => {
      const answer = await answering(request, world, response);
      bearer = world.sessions.at(-1)?.bearer ?? bearer;
      return answer;
    });
    const port = String(await findFreePort());
    const args = more.map((arg) => arg.replace("PORT", port));
    const email = "Secret.Me@Doe.net";
    const { stdout, stderr, code } = await sessionSmoke(["fuzz", "--url", proxy.url, "--email", email, ...args]);
    expect(stderr).toMatch(/no |answered 401/);
    for (const secret of [/secret.me/i, /83619402/, bearer]) expect(stdout + stderr).not.toMatch(secret);
    expect(code).toBe(1);
  });

  it("ends with exit code 3 when no server responds", async () => {
    const { stderr, code } = await sessionSmoke(["fuzz", "--url", `http://127.0.0.1:${await findFreePort()}`]);
    expect(stderr).toContain("is not reachable");
    expect(code).toBe(3);
  });
});
