import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMock } from "@session-api/mock";
import { startServer } from "@session-api/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { smokeCommand } from "../src/cli/smokeCommand.ts";
import { UsageError } from "../src/errors/UsageError.ts";
import { putCode } from "./putCode.ts";
import { findFreePort, sessionSmoke } from "./sessionSmoke.ts";
import { summarize } from "./summarize.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "session-smoke-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const me = "me@example.com";
const you = "you@example.com";

/** Starts a live server that puts each code into the folder. */
const startMailingServer = () =>
  startServer({
    users: [{ email: me }, { email: you }],
    mail: (mail) => putCode(folder, mail),
  });

const untilItIsThere = `until cat '${"$"}FOLDER'/"$SESSION_SMOKE_VERIFICATION_CODE_ID" 2>/dev/null; do sleep 0.05; done`;
const codeCommand = () => `command:${untilItIsThere.replace("$FOLDER", folder)}`;

/** Starts a mock, for tests that would otherwise wait for the command to start its own. */
async function startStatelessMock() {
  const mock = await startMock();
  const args = ["--url", mock.url, "--email", me, "--stateless", "--code-from", "value:012345"];
  return { args, close: mock.close, [Symbol.asyncDispose]: mock.close };
}

// Each test starts a process and mostly waits for it.
describe.concurrent("session-smoke", { timeout: 60_000 }, () => {
  it("runs against its own mock by default and says what a mock cannot show", async () => {
    const { stdout, code } = await sessionSmoke([]);
    expect(stdout).toContain(summarize({ abilities: ["Prefer"], isStrict: false }));
    expect(stdout.match(/^ {2}skip .*$/gm)).toEqual([
      expect.stringMatching(
        /^ {2}skip \d+ steps need a server that keeps sessions \(try --state or --target server\)$/,
      ),
    ]);
    expect(code).toBe(0);
  });

  it("runs against a mock that remembers, and skips only the limits", async () => {
    const { stdout, code } = await sessionSmoke(["--target", "mock", "--state"]);
    expect(stdout).toContain(summarize({ abilities: ["remembers", "two accounts"], isStrict: true }));
    expect(stdout).toContain(", 2 skipped in ");
    expect(stdout).toMatch(/skip 2 steps need a server with limits that was started for the run/);
    expect(code).toBe(0);
  });

  it("runs against a running mock", async () => {
    await using mock = await startStatelessMock();
    const { stdout, code } = await sessionSmoke(mock.args);
    expect(stdout).toContain(summarize({ abilities: ["Prefer"], isStrict: false }));
    expect(code).toBe(0);
  });

  it("fails the steps that it would skip, with --require-all", async () => {
    await using mock = await startStatelessMock();
    const { stdout, code } = await sessionSmoke([...mock.args, "--require-all"]);
    expect(stdout).toMatch(/FAIL checkSession {2}does not show the pending session as verified/);
    expect(stdout).toContain("needs a server that keeps sessions");
    expect(code).toBe(1);
  });

  it("runs against the live server and skips nothing", async () => {
    const { stdout, code } = await sessionSmoke(["--target", "server"]);
    const abilities = ["remembers", "sends mail", "two accounts", "limits"] as const;
    expect(stdout).toContain(summarize({ abilities, isStrict: true }));
    expect(stdout).toContain(", 0 skipped in ");
    expect(stdout).toContain("No violations of the document.");
    expect(stdout).toMatch(/operations 100 % .* parameters 100 % .* properties 100 %/);
    expect(code).toBe(0);
  });

  it("reads the codes from the mails that a server sends it", async () => {
    const port = await findFreePort();
    await using server = await startServer({ mail: `smtp://127.0.0.1:${port}`, users: [{ email: me }] });
    const { stdout, code } = await sessionSmoke(["--url", server.url, "--email", me, "--code-from", `smtp:${port}`]);
    expect(stdout).toMatch(/, 0 failed, \d+ skipped in /);
    expect(stdout).toContain("need a second account: give --other-email");
    expect(code).toBe(0);
  });

  it("reports that no mail comes", async () => {
    await using server = await startServer({ users: [{ email: me }] });
    const from = ["--code-from", `smtp:${await findFreePort()}`, "--code-wait", "0.2"];
    const { stdout, code } = await sessionSmoke(["--url", server.url, "--email", me, ...from]);
    expect(stdout).toContain("no mail with a code came within 0.2 s");
    expect(code).toBe(1);
  });

  it("reads the codes with a command, and shows that two users do not see each other", async () => {
    await using server = await startMailingServer();
    const args = ["--url", server.url, "--email", me, "--other-email", you, "--code-from", codeCommand(), "--strict"];
    const { stdout, code } = await sessionSmoke(args);
    expect(stdout).toMatch(/ok {3}closeSession {2}refuses to close the other user's session/);
    // The two skipped steps use up the limits, which only a server of its own allows.
    expect(stdout).toContain(summarize({ abilities: ["remembers", "sends mail", "two accounts"], isStrict: true }));
    expect(stdout).toContain(", 2 skipped in ");
    expect(code).toBe(0);
  });

  it("tells the command when it asked for the code, so that the command can ignore an older mail", async () => {
    await using server = await startMailingServer();
    const mails = join(folder, "mails");
    mkdirSync(mails);
    const stale = join(mails, "stale");
    writeFileSync(stale, "000000\n");
    utimesSync(stale, 1, 1);
    // Like a mailbox, it finds the newest mail that is not older than the request.
    const fresh = `find '${mails}' '${folder}'/"$SESSION_SMOKE_VERIFICATION_CODE_ID" -type f -newermt @$((SESSION_SMOKE_ASKED_AT - 1))`;
    const command = `command:until ${fresh} 2>/dev/null | grep -q .; do sleep 0.05; done; cat $(${fresh})`;
    const { stdout, code } = await sessionSmoke(["--url", server.url, "--email", me, "--code-from", command]);
    expect(stdout).toMatch(/ 0 failed, /);
    expect(code).toBe(0);
  });

  it.each([
    ["prints no code", "echo nothing", "60", "the command of --code-from printed no code"],
    ["fails", "echo 123456 && exit 3", "60", "the command of --code-from ended with 3"],
    ["says why it fails", "echo AUTHENTICATIONFAILED 123456 >&2; exit 1", "60", "ended with 1: AUTHENTICATIONFAILED …"],
    [
      "is a Node program that throws",
      `node -e 'throw new TypeError("no such mailbox")'`,
      "60",
      "ended with 1: TypeError: no such mailbox\n",
    ],
    ["takes too long", "exec sleep 60", "0.3", "the command of --code-from took longer than 0.3 s"],
  ])("reports a command that %s", async (_what, command, wait, message) => {
    await using server = await startMailingServer();
    const from = ["--code-from", `command:${command}`, "--code-wait", wait];
    const { stdout, code } = await sessionSmoke(["--url", server.url, "--email", me, ...from]);
    expect(stdout).toContain(message);
    expect(stdout).toMatch(/STOP verifySession .*\n(.*\n)*.* 0 failed/);
    expect(stdout).not.toContain("123456");
    expect(code).toBe(4);
  });

  it.each([
    ["its time is over", "0.5", () => {}, 4],
    ["the user presses Ctrl-C", "60", (pid: number) => process.kill(pid, "SIGINT"), 130],
  ])("ends a command and every process that it started when %s", async (_when, wait, onStarted, exitCode) => {
    await using server = await startMailingServer();
    const pidFile = join(folder, `pid-${exitCode}`);
    const from = ["--code-from", `command:(sleep 60 & echo $! > '${pidFile}'; wait); true`, "--code-wait", wait];
    let isSeen = false;
    const { code } = await sessionSmoke(["--url", server.url, "--email", me, ...from], {
      async onOutput(text, pid) {
        if (isSeen || !text.includes("starts a pending session")) return;
        isSeen = true;
        await vi.waitUntil(() => existsSync(pidFile) && readFileSync(pidFile, "utf8").endsWith("\n"), 15_000);
        onStarted(pid);
      },
    });
    expect(code).toBe(exitCode);
    const pid = Number(readFileSync(pidFile, "utf8"));
    await vi.waitUntil(() => hasEnded(pid), 15_000);
  });

  it("skips the steps that need a code when no code can be read", async () => {
    await using server = await startMailingServer();
    const { stdout, code } = await sessionSmoke(["--url", server.url, "--email", me, "--code-from", "none"]);
    expect(stdout).toContain("need the code from the mail: give --code-from");
    expect(stdout).toContain("0 failed");
    expect(code).toBe(0);
  });

  it("asks for the code of each login and accepts one that is typed in groups", async () => {
    const mails: string[] = [];
    const readers: ((code: string) => void)[] = [];
    await using server = await startServer({
      users: [{ email: me }],
      mail: ({ code }) => {
        mails.push(code);
        readers.shift()?.(code);
      },
    });
    let asked = 0;
    const mailed = async () => mails[asked++] ?? new Promise<string>((resolve) => void readers.push(resolve));
    const typed = async () => ` ${(await mailed()).replace(/^.../, "$& ")} `;
    const args = ["--url", server.url, "--email", me, "--code-from", "prompt"];
    const { stdout, code } = await sessionSmoke(args, { typed });
    expect(asked).toBe(2);
    expect(stdout).toMatch(/, 0 failed, \d+ skipped in /);
    for (const mailed of mails) expect(stdout).not.toContain(mailed);
    expect(code).toBe(0);
  });

  it("asks for the code and stops when the input ends", async () => {
    await using server = await startMailingServer();
    const args = ["--url", server.url, "--email", me, "--code-from", "prompt"];
    const { stdout, code } = await sessionSmoke(args);
    expect(stdout).toContain("the code that was mailed to m…@example.com: ");
    expect(stdout).toContain("no code was given");
    expect(code).toBe(4);
  });

  it("fails when the user types a wrong code", async () => {
    await using server = await startMailingServer();
    const args = ["--url", server.url, "--email", me, "--code-from", "prompt"];
    const { stdout, code } = await sessionSmoke(args, { typed: "987654\n" });
    expect(stdout).toMatch(/FAIL verifySession accepts the code from the mail .+\n +verifySession answered 401/);
    expect(stdout).not.toContain("987654");
    expect(code).toBe(1);
  });

  it("writes a report of each kind", async () => {
    const file = (name: string) => join(folder, name);
    const reporters = ["json", "junit", "markdown"].flatMap((kind) => ["--reporter", `${kind}=${file(kind)}`]);
    writeFileSync(file("markdown"), "# An earlier summary\n");
    await using mock = await startStatelessMock();
    expect((await sessionSmoke([...mock.args, ...reporters])).code).toBe(0);
    const report = JSON.parse(readFileSync(file("json"), "utf8"));
    expect(report).toMatchObject({ passed: true, runs: [{ failed: 0, leftBehind: [] }] });
    expect(report.runs[0].steps.length).toBeGreaterThan(50);
    expect(readFileSync(file("junit"), "utf8")).toMatch(
      /<testsuite name="session-smoke http.+" tests="\d+" failures="0"/,
    );
    expect(readFileSync(file("markdown"), "utf8")).toMatch(/^# An earlier summary\n## Session smoke passed: http/);
  });

  it("repeats the run and summarises the times", async () => {
    await using mock = await startStatelessMock();
    const { stdout, code } = await sessionSmoke([...mock.args, "--repeat", "3"]);
    expect(stdout).toContain(summarize({ abilities: ["Prefer"], isStrict: false }).replace("smoke", "run 3 of 3"));
    expect(stdout).toMatch(/operation +requests +median +p95 +max\n {2}createSession/);
    expect(stdout).toContain("smoke: 3 of 3 runs passed");
    expect(code).toBe(0);
  });

  it("ends with exit code 3 when no server responds", async () => {
    const url = `http://127.0.0.1:${await findFreePort()}/api/auth/v2`;
    const { stdout, stderr, code } = await sessionSmoke(["--url", url, "--email", me, "--code-from", "none"]);
    expect(stderr).toBe(`session-smoke: ${url} is not reachable: connect ECONNREFUSED ${new URL(url).host}\n`);
    expect(stdout).not.toMatch(/Violations|Coverage/i);
    expect(code).toBe(3);
  });

  it("writes a report when no server responds, too", async () => {
    const file = join(folder, "dead.json");
    const args = ["--url", `http://127.0.0.1:${await findFreePort()}`, "--email", me, "--code-from", "none"];
    expect((await sessionSmoke([...args, "--reporter", `json=${file}`])).code).toBe(3);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      passed: false,
      runs: [{ failed: 1, outcome: "unreachable" }],
    });
  });

  it("keeps the results of a server that stops between two runs", async () => {
    await using mock = await startStatelessMock();
    const file = join(folder, "stopped.json");
    let isStopped = false;
    const { stdout, code } = await sessionSmoke([...mock.args, "--repeat", "30", "--reporter", `json=${file}`], {
      onOutput(text) {
        if (isStopped || !text.includes("run 1 of 30")) return;
        isStopped = true;
        void mock.close();
      },
    });
    const { runs } = JSON.parse(readFileSync(file, "utf8"));
    expect(runs).toHaveLength(30);
    expect(runs[0].outcome).toBe("passed");
    expect(runs[29].outcome).toBe("unreachable");
    expect(stdout).toMatch(/smoke: \d+ of 30 runs passed/);
    expect(code).toBe(1);
  });

  it.each(["smoke", "fuzz"])("treats a server that never responds as unreachable: %s", async (name) => {
    await using silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const args = ["--url", url, "--email", me, "--code-from", "none", "--timeout", "0.5"];
    const { stderr, code } = await sessionSmoke(name === "fuzz" ? ["fuzz", ...args] : args);
    expect(stderr).toContain("is not reachable: ");
    expect(code).toBe(3);
    silent.closeAllConnections();
  });

  it.each(["smoke", "fuzz"])("reports a port that fetch refuses: %s", async (name) => {
    const args = ["--url", "http://127.0.0.1:6000", "--email", me, "--code-from", "none"];
    const { stderr, code } = await sessionSmoke(name === "fuzz" ? ["fuzz", ...args] : args);
    expect(stderr).toContain("--url names a port that fetch refuses to ask");
    expect(code).toBe(2);
  });

  it("closes its sessions when Ctrl-C ends it", async () => {
    await using server = await startMailingServer();
    const args = ["--url", server.url, "--email", me, "--code-from", codeCommand(), "--reporter", `json=${folder}/cut`];
    let isEnded = false;
    const { stdout, code } = await sessionSmoke(args, {
      onOutput(text, pid) {
        if (isEnded || !text.includes("lists both")) return;
        isEnded = true;
        process.kill(pid, "SIGINT");
      },
    });
    expect(stdout).not.toContain("refuses malformed JSON");
    expect(code).toBe(130);
    expect(JSON.parse(readFileSync(join(folder, "cut"), "utf8")).runs[0].leftBehind).toEqual([]);
  });

  it("prints no colours with NO_COLOR", async () => {
    await using mock = await startStatelessMock();
    const { stdout } = await sessionSmoke(mock.args, { env: { NO_COLOR: "1" } });
    expect(stdout).not.toContain("\u001b");
  });

  it.each([["-h"], ["--help"], ["fuzz", "-h"], ["fuzz", "--help"]])("prints its help: %s %s", async (...args) => {
    const { stdout, code } = await sessionSmoke(args);
    expect(stdout).toContain("--code-from");
    expect(code).toBe(0);
  });

  it.each([["-v"], ["--version"], ["fuzz", "--version"]])("prints its version: %s %s", async (...args) => {
    const { stdout, code } = await sessionSmoke(args);
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect(stdout).toBe(`${version}\n`);
    expect(code).toBe(0);
  });

  const url = ["--url", "http://127.0.0.1:4020"];
  it.each([
    ["an unknown option", ["--uri", "x"]],
    ["a url without an email", url],
    ["a url without a source of codes, when the input is not a terminal", [...url, "--email", me]],
    ["a url without a scheme", ["--url", "localhost", "--email", me]],
    ["a url of another kind", ["--url", "localhost:4010/api/auth/v2", "--email", me]],
    ["a url with a password", ["--url", "http://me:secret@127.0.0.1:4020", "--email", me]],
    ["a url that ends in a space", ["--url", "http://127.0.0.1:4020/v2 ", "--email", me]],
    ["a url with a query", ["--url", "http://127.0.0.1:4020/v2?x=1", "--email", me]],
    ["an email without a url", ["--email", me]],
    ["--stateless for our own mock", ["--stateless"]],
    ["--state for a server", ["--target", "server", "--state"]],
    ["--state for a URL", ["--url", "http://127.0.0.1:1", "--email", me, "--state"]],
    ["one account as two", [...url, "--email", me, "--other-email", me]],
    ["one account in other letters as two", [...url, "--email", me, "--other-email", me.toUpperCase()]],
    ["an empty email", [...url, "--email", "", "--code-from", "none"]],
    ["an email without an @", [...url, "--email", "me", "--code-from", "none"]],
    ["another email without a name", [...url, "--email", me, "--other-email", "@you", "--code-from", "none"]],
    ["a report that is a folder", ["--reporter", `json=${tmpdir()}`]],
    ["two servers", [...url, "--email", me, "--target", "server"]],
    ["an unknown target", ["--target", "moon"]],
    ["an unknown source of codes", [...url, "--email", me, "--code-from", "pigeon"]],
    ["a reporter without a file", ["--reporter", "json"]],
    ["an unknown kind of report", ["--reporter", "xml=x"]],
    ["a report in a folder that does not exist", ["--reporter", "json=/nowhere/at/all.json"]],
    ["a time that is not a number", ["--timeout", "soon"]],
    ["zero runs", ["--repeat", "0"]],
    ["an unknown value of --violations", ["--violations", "ignore"]],
  ])("refuses %s", async (_what, args) => {
    const error: Error = await smokeCommand(args, new AbortController().signal).then(
      () => expect.fail("it was accepted"),
      (error) => error,
    );
    const isUnknown = (error as NodeJS.ErrnoException).code === "ERR_PARSE_ARGS_UNKNOWN_OPTION";
    expect(error instanceof UsageError || isUnknown).toBe(true);
    expect(error.message).not.toContain("secret");
  });

  it("ends with exit code 2 when the port for mails is in use", async () => {
    await using other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { stderr, code } = await sessionSmoke([...url, "--email", me, "--code-from", `smtp:${port}`]);
    expect(stderr).toContain(`no mail can be received on port ${port}: EADDRINUSE`);
    expect(code).toBe(2);
  });

  it("ends with exit code 2 and names the wrong option", async () => {
    const { stderr, code } = await sessionSmoke(["--target", "moon"]);
    expect(stderr).toBe('session-smoke: --target wants mock or server, not "moon". See session-smoke --help\n');
    expect(code).toBe(2);
  });
});

/** Whether a process is gone, or is a zombie that its parent has not collected yet. */
function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return true;
  }
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && /\) Z /.test(readFileSync(stat, "utf8"));
}
