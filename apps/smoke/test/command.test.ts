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
import { freePort, sessionSmoke } from "./sessionSmoke.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "session-smoke-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const me = "me@example.com";
const you = "you@example.com";

/** A live server that writes each code to a file that is named after its id, as a mailbox would hold it. */
const startMailingServer = () =>
  startServer({
    users: [{ email: me }, { email: you }],
    mail: ({ code, verificationCodeID }) => writeFileSync(join(folder, verificationCodeID), `Your code: ${code}\n`),
  });

const untilItIsThere = `until cat '${"$"}FOLDER'/"$SESSION_SMOKE_VERIFICATION_CODE_ID" 2>/dev/null; do sleep 0.05; done`;
const codeCommand = () => `command:${untilItIsThere.replace("$FOLDER", folder)}`;

describe("session-smoke", () => {
  it("runs against its own mock by default, and says what a mock cannot show", async () => {
    const { stdout, code } = await sessionSmoke([]);
    expect(stdout).toMatch(/smoke: 20 passed, 0 failed, \d+ skipped in /);
    expect(stdout).toContain("needs a server that remembers");
    expect(code).toBe(0);
  });

  it("runs against a mock that is already there", async () => {
    await using mock = await startMock();
    const args = ["--url", mock.url, "--email", me, "--stateless", "--code-from", "value:012345"];
    const { stdout, code } = await sessionSmoke(args);
    expect(stdout).toMatch(/smoke: 20 passed, 0 failed, \d+ skipped in /);
    expect(code).toBe(0);
  });

  it("fails what it cannot show, if it is to show all", async () => {
    const { stdout, code } = await sessionSmoke(["--require-all"]);
    expect(stdout).toMatch(/FAIL checkSession {2}does not show the pending session as verified/);
    expect(stdout).toContain("needs a server that remembers");
    expect(code).toBe(1);
  });

  it("runs against the live server and skips nothing", async () => {
    const { stdout, code } = await sessionSmoke(["--target", "server"]);
    expect(stdout).toMatch(/smoke: 103 passed, 0 failed, 0 skipped in /);
    expect(stdout).toContain("No drift from the document.");
    expect(stdout).toMatch(/operations 100 % .* parameters 100 % .* properties 100 %/);
    expect(code).toBe(0);
  });

  it("reads the codes from the mails that a server sends it", async () => {
    const port = await freePort();
    await using server = await startServer({ mail: `smtp://127.0.0.1:${port}`, users: [{ email: me }] });
    const { stdout, code } = await sessionSmoke(["--url", server.url, "--email", me, "--code-from", `smtp:${port}`]);
    expect(stdout).toMatch(/, 0 failed, \d+ skipped in /);
    expect(stdout).toContain("needs a second account: give --other-email");
    expect(code).toBe(0);
  });

  it("says so when no mail comes", async () => {
    await using server = await startServer({ users: [{ email: me }] });
    const from = ["--code-from", `smtp:${await freePort()}`, "--code-wait", "0.2"];
    const { stdout, code } = await sessionSmoke(["--url", server.url, "--email", me, ...from]);
    expect(stdout).toContain("no mail with a code came within 0.2 s");
    expect(code).toBe(1);
  });

  it("has a command read the codes, and shows two users that they do not see each other", async () => {
    await using server = await startMailingServer();
    const args = ["--url", server.url, "--email", me, "--other-email", you, "--code-from", codeCommand(), "--strict"];
    const { stdout, code } = await sessionSmoke(args);
    expect(stdout).toMatch(/ok {3}closeSession {2}refuses to close the other user's session/);
    // What only a new server of its own shows: its limits, used up.
    expect(stdout).toMatch(/smoke: 101 passed, 0 failed, 2 skipped in /);
    expect(code).toBe(0);
  });

  it("tells the command when it was asked, so that a mail of the night before is left alone", async () => {
    await using server = await startMailingServer();
    const mails = join(folder, "mails");
    mkdirSync(mails);
    const stale = join(mails, "stale");
    writeFileSync(stale, "000000\n");
    utimesSync(stale, 1, 1);
    // What a mailbox does: the newest mail that is not older than the question.
    const fresh = `find '${mails}' '${folder}'/"$SESSION_SMOKE_VERIFICATION_CODE_ID" -type f -newermt @$((SESSION_SMOKE_ASKED_AT - 1))`;
    const command = `command:until ${fresh} 2>/dev/null | grep -q .; do sleep 0.05; done; cat $(${fresh})`;
    const { stdout, code } = await sessionSmoke(["--url", server.url, "--email", me, "--code-from", command]);
    expect(stdout).toMatch(/ 0 failed, /);
    expect(code).toBe(0);
  });

  it.each([
    ["prints no code", "echo nothing", "the command of --code-from printed no code"],
    ["fails", "echo 123456 && exit 3", "the command of --code-from ended with 3"],
    ["says why it fails", "echo AUTHENTICATIONFAILED 123456 >&2; exit 1", "ended with 1: AUTHENTICATIONFAILED …"],
    [
      "is a program of Node that fails",
      `node -e 'throw new TypeError("no such mailbox")'`,
      "ended with 1: TypeError: no such mailbox\n",
    ],
    ["takes too long", "exec sleep 10", "the command of --code-from took longer than 0.3 s"],
  ])("says so when the command %s", async (_what, command, message) => {
    await using server = await startMailingServer();
    const from = ["--code-from", `command:${command}`, "--code-wait", "0.3"];
    const { stdout, code } = await sessionSmoke(["--url", server.url, "--email", me, ...from]);
    expect(stdout).toContain(message);
    expect(stdout).toMatch(/STOP verifySession .*\n(.*\n)*.* 0 failed/);
    expect(stdout).not.toContain("123456");
    expect(code).toBe(4);
  });

  it.each([
    ["its time is over", "0.5", () => {}, 4],
    ["somebody presses Ctrl-C", "60", (pid: number) => process.kill(pid, "SIGINT"), 130],
  ])("ends a command with all that it has started when %s", async (_when, wait, onStarted, exitCode) => {
    await using server = await startMailingServer();
    const pidFile = join(folder, `pid-${exitCode}`);
    const from = ["--code-from", `command:(sleep 60 & echo $! > '${pidFile}'; wait); true`, "--code-wait", wait];
    let isSeen = false;
    const { code } = await sessionSmoke(["--url", server.url, "--email", me, ...from], {
      async onOutput(text, pid) {
        if (isSeen || !text.includes("starts a pending session")) return;
        isSeen = true;
        await vi.waitUntil(() => existsSync(pidFile) && readFileSync(pidFile, "utf8").endsWith("\n"), 10_000);
        onStarted(pid);
      },
    });
    expect(code).toBe(exitCode);
    const pid = Number(readFileSync(pidFile, "utf8"));
    // Gone, or ended and not yet fetched by whoever inherits it.
    await vi.waitUntil(() => !existsSync(`/proc/${pid}`) || /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8")));
  });

  it("skips what needs a code where nobody can read one", async () => {
    await using server = await startMailingServer();
    const { stdout, code } = await sessionSmoke(["--url", server.url, "--email", me, "--code-from", "none"]);
    expect(stdout).toContain("needs the code from the mail: give --code-from");
    expect(stdout).toContain("0 failed");
    expect(code).toBe(0);
  });

  it("asks for the code of each login, and goes on with what is typed, in groups as well", async () => {
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

  it("asks for the code, and fails when none is given", async () => {
    await using server = await startMailingServer();
    const args = ["--url", server.url, "--email", me, "--code-from", "prompt"];
    const { stdout, code } = await sessionSmoke(args);
    expect(stdout).toContain("the code that was mailed to m…@example.com: ");
    expect(stdout).toContain("no code was given");
    expect(code).toBe(4);
  });

  it("takes a wrong code of the user's for what it is", async () => {
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
    writeFileSync(file("markdown"), "# What was there\n");
    expect((await sessionSmoke(reporters)).code).toBe(0);
    const report = JSON.parse(readFileSync(file("json"), "utf8"));
    expect(report).toMatchObject({ passed: true, runs: [{ failed: 0, leftBehind: [] }] });
    expect(report.runs[0].steps.length).toBeGreaterThan(50);
    expect(readFileSync(file("junit"), "utf8")).toMatch(
      /<testsuite name="session-smoke http.+" tests="\d+" failures="0"/,
    );
    expect(readFileSync(file("markdown"), "utf8")).toMatch(/^# What was there\n## Session smoke passed: http/);
  });

  it("repeats the run and summarises the times", async () => {
    const { stdout, code } = await sessionSmoke(["--repeat", "3"]);
    expect(stdout).toMatch(/run 3 of 3: 20 passed/);
    expect(stdout).toMatch(/operation +requests +median +p95 +max\n {2}createSession/);
    expect(stdout).toContain("smoke: 3 of 3 runs passed");
    expect(code).toBe(0);
  });

  it("says with exit code 3 that nothing answers", async () => {
    const url = `http://127.0.0.1:${await freePort()}/api/auth/v2`;
    const { stdout, stderr, code } = await sessionSmoke(["--url", url, "--email", me, "--code-from", "none"]);
    expect(stderr).toBe(`session-smoke: ${url} is not reachable: connect ECONNREFUSED ${new URL(url).host}\n`);
    expect(stdout).not.toMatch(/drift|Coverage/);
    expect(code).toBe(3);
  });

  it("writes the reports of a server that is not there, too", async () => {
    const file = join(folder, "dead.json");
    const args = ["--url", `http://127.0.0.1:${await freePort()}`, "--email", me, "--code-from", "none"];
    expect((await sessionSmoke([...args, "--reporter", `json=${file}`])).code).toBe(3);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      passed: false,
      runs: [{ failed: 1, isReached: false }],
    });
  });

  it("keeps what it saw of a server that dies between two runs", async () => {
    const server = await startMock();
    const file = join(folder, "died.json");
    const args = ["--url", server.url, "--email", me, "--stateless", "--code-from", "value:012345"];
    let isDead = false;
    const { stdout, code } = await sessionSmoke([...args, "--repeat", "30", "--reporter", `json=${file}`], {
      onOutput(text) {
        if (!isDead && text.includes("run 1 of 30")) void server.close();
        isDead ||= text.includes("run 1 of 30");
      },
    });
    const { runs } = JSON.parse(readFileSync(file, "utf8"));
    expect(runs).toHaveLength(30);
    expect(runs[0].isReached).toBe(true);
    expect(runs[29].isReached).toBe(false);
    expect(stdout).toMatch(/smoke: \d+ of 30 runs passed/);
    expect(code).toBe(1);
  });

  it.each(["smoke", "fuzz"])("takes a server that never answers for one that is not there: %s", async (name) => {
    await using silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const args = ["--url", url, "--email", me, "--code-from", "none", "--timeout", "0.5"];
    const { stderr, code } = await sessionSmoke(name === "fuzz" ? ["fuzz", ...args] : args);
    expect(stderr).toContain("is not reachable: ");
    expect(code).toBe(3);
    silent.closeAllConnections();
  });

  it.each(["smoke", "fuzz"])("says that nobody may ask at some ports: %s", async (name) => {
    const args = ["--url", "http://127.0.0.1:6000", "--email", me, "--code-from", "none"];
    const { stderr, code } = await sessionSmoke(name === "fuzz" ? ["fuzz", ...args] : args);
    expect(stderr).toContain("--url names a port that fetch refuses to ask");
    expect(code).toBe(2);
  });

  it("closes what it opened when it is ended by Ctrl-C", async () => {
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

  it("has no colours where nobody wants them", async () => {
    const { stdout } = await sessionSmoke([], { env: { NO_COLOR: "1" } });
    expect(stdout).not.toContain("\u001b");
  });

  it.each([["-h"], ["--help"], ["fuzz", "-h"], ["fuzz", "--help"]])("explains itself: %s %s", async (...args) => {
    const { stdout, code } = await sessionSmoke(args);
    expect(stdout).toContain("--code-from");
    expect(code).toBe(0);
  });

  it.each([["-v"], ["--version"], ["fuzz", "--version"]])("says its version: %s %s", async (...args) => {
    const { stdout, code } = await sessionSmoke(args);
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect(stdout).toBe(`${version}\n`);
    expect(code).toBe(0);
  });

  const url = ["--url", "http://127.0.0.1:4020"];
  it.each([
    ["an unknown option", ["--uri", "x"]],
    ["a url without an email", url],
    ["a url without a source of codes, where nobody can be asked", [...url, "--email", me]],
    ["something that is no url", ["--url", "localhost", "--email", me]],
    ["a url of another kind", ["--url", "localhost:4010/api/auth/v2", "--email", me]],
    ["a url with a password", ["--url", "http://me:secret@127.0.0.1:4020", "--email", me]],
    ["a url with a space behind it", ["--url", "http://127.0.0.1:4020/v2 ", "--email", me]],
    ["a url with a query", ["--url", "http://127.0.0.1:4020/v2?x=1", "--email", me]],
    ["an email without a url", ["--email", me]],
    ["a mock of our own that is stateless anyway", ["--stateless"]],
    ["one person as two", [...url, "--email", me, "--other-email", me]],
    ["one person in other letters as two", [...url, "--email", me, "--other-email", me.toUpperCase()]],
    ["an empty email", [...url, "--email", "", "--code-from", "none"]],
    ["an email that is none", [...url, "--email", "me", "--code-from", "none"]],
    ["another email that is none", [...url, "--email", me, "--other-email", "@you", "--code-from", "none"]],
    ["a report that is a folder", ["--reporter", `json=${tmpdir()}`]],
    ["two servers", [...url, "--email", me, "--target", "server"]],
    ["a target that it does not know", ["--target", "moon"]],
    ["a source of codes that it does not know", [...url, "--email", me, "--code-from", "pigeon"]],
    ["a reporter without a file", ["--reporter", "json"]],
    ["a reporter that it does not know", ["--reporter", "xml=x"]],
    ["a report in a folder that is not there", ["--reporter", "json=/nowhere/at/all.json"]],
    ["a time that is none", ["--timeout", "soon"]],
    ["no runs at all", ["--repeat", "0"]],
    ["another word for drift", ["--drift", "ignore"]],
  ])("refuses %s", async (_what, args) => {
    const error: Error = await smokeCommand(args, new AbortController().signal).then(
      () => expect.fail("it was taken"),
      (error) => error,
    );
    const isUnknown = (error as NodeJS.ErrnoException).code === "ERR_PARSE_ARGS_UNKNOWN_OPTION";
    expect(error instanceof UsageError || isUnknown).toBe(true);
    expect(error.message).not.toContain("secret");
  });

  it("says with exit code 2 that somebody else listens on the port for mails", async () => {
    await using other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { stderr, code } = await sessionSmoke([...url, "--email", me, "--code-from", `smtp:${port}`]);
    expect(stderr).toContain(`no mail can be received on port ${port}: EADDRINUSE`);
    expect(code).toBe(2);
  });

  it("says with exit code 2 what is wrong with the options", async () => {
    const { stderr, code } = await sessionSmoke(["--target", "moon"]);
    expect(stderr).toBe('session-smoke: --target wants mock or server, not "moon". See session-smoke --help\n');
    expect(code).toBe(2);
  });
});
