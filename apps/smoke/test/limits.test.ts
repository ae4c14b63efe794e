import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runSmoke, type SmokeOptions } from "../src/flow/runSmoke.ts";
import type { Wait } from "../src/http/rateLimit.ts";
import { readRetryAfter } from "../src/http/readRetryAfter.ts";
import { createPrinter } from "../src/reports/createPrinter.ts";
import { formatJunit } from "../src/reports/formatJunit.ts";
import { formatMarkdown } from "../src/reports/formatMarkdown.ts";
import { refusal } from "./faulty/Fault.ts";
import { type Answering, forwardAndNote, startProxy, type WireAnswer } from "./faulty/startProxy.ts";
import { sessionSmoke } from "./sessionSmoke.ts";
import { type LiveServer, startLiveServer } from "./startLiveServer.ts";

let server: LiveServer;
beforeAll(async () => {
  server = await startLiveServer(100);
});
afterAll(() => server[Symbol.asyncDispose]());

const at = Date.UTC(2026, 0, 1);
const limited = (retryAfter: string): WireAnswer => ({
  ...refusal(429),
  headers: { ...refusal(429).headers, date: new Date(at).toUTCString(), "retry-after": retryAfter },
});
const inSeconds = (seconds: number) => new Date(at + 1_000 * seconds).toUTCString();

/** Answers the first requests of each operation with 429 and these values of `Retry-After`. Undefined lets a request pass. */
const limiting =
  (retryAfters: (string | undefined)[], operation = ""): Answering =>
  async (request, world) => {
    const line = request.method === "DELETE" ? "DELETE" : request.line;
    const times = (world.memory.get(line) as number | undefined) ?? 0;
    world.memory.set(line, times + 1);
    const retryAfter = line.includes(operation) ? retryAfters[times] : undefined;
    return retryAfter === undefined ? forwardAndNote(request, world) : limited(retryAfter);
  };

async function smoke(answering: Answering, isFresh = false, more: SmokeOptions = {}) {
  await using proxy = await startProxy(server, answering);
  const waits: Wait[] = [];
  const run = await runSmoke(
    { ...server.target(proxy.url), isStrict: false, isFresh },
    { delay: async () => {}, onWait: (wait) => waits.push(wait), ...more },
  );
  return {
    run,
    waits,
    failures: run.steps.filter((step) => step.outcome === "failed").map(({ reasons }) => reasons[0]),
  };
}

describe("a server at its limits", () => {
  it.each([
    ["in seconds", "7"],
    ["as a date", inSeconds(7)],
    ["for a time in the past", inSeconds(-7)],
    ["for no time", "0"],
  ])("passes after the wait that it asks for: %s", async (_how, retryAfter) => {
    const { run, waits, failures } = await smoke(limiting([retryAfter]));
    expect(failures).toEqual([]);
    expect(run.outcome).toBe("passed");
    const isLater = retryAfter === "7" || retryAfter === inSeconds(7);
    expect(waits.slice(0, 2)).toEqual(
      isLater
        ? [
            { operation: "createSession", seconds: 7 },
            { operation: "checkSession", seconds: 7 },
          ]
        : [],
    );
  });

  it.each([
    ["it asks for more than a minute", ["61"], 61],
    ["it asks for more after that", ["7", "8"], undefined],
    ["its waits add up to more than a minute", ["59"], 59],
  ])("stops the run when %s", async (_when, retryAfters, seconds) => {
    const { run, failures } = await smoke(limiting(retryAfters));
    expect(failures).toEqual([]);
    expect(run).toMatchObject({ outcome: "stopped", failed: 0, leftBehind: [] });
    const stopped = run.steps.find((step) => step.outcome === "stopped");
    expect(stopped?.reasons).toEqual([
      expect.stringMatching(
        new RegExp(
          seconds === undefined
            ? `^${stopped?.operation} answered 429 and, after the wait that it asked for, asks for another: this is not a failure`
            : `^${stopped?.operation} answered 429 and asks to wait ${seconds} s, .*Run again later, with another`,
        ),
      ),
    ]);
    expect(stopped?.status).toBe(429);
    expect(run.steps.at(-1)).toMatchObject({ outcome: "notRun", reason: "not run, because the run was stopped" });
    expect(run.notRun).toBe(run.steps.length - run.passed - run.skipped);
    expect(formatJunit([run])).toMatch(/failures="0" errors="1" .*\n(.*\n)*.*<error message="\w+ answered 429/);
    expect(formatMarkdown([run])).toContain("## Session smoke **stopped**");
  });

  it.each([
    ["does not say for how long", () => refusal(429)],
    ["asks for an unreadable time", () => limited("soon")],
    ["asks for a part of a second", () => limited("1.5")],
  ])("stops the run when it %s, because the document makes the header optional", async (_what, answer) => {
    const { run, failures, waits } = await smoke(async () => answer());
    expect(failures).toEqual([]);
    expect(waits).toEqual([]);
    expect(run).toMatchObject({ outcome: "stopped" });
    expect(run.steps[0]).toMatchObject({
      reasons: [
        expect.stringMatching(/^createSession answered 429 and does not say for how long: this is not a failure/),
      ],
    });
  });

  it("ends the command with exit code 4, and without the next runs", async () => {
    await using proxy = await startProxy(server, async () => limited("3600"));
    const account = ["--email", "me@example.com", "--code-from", "none"];
    const { stdout, code } = await sessionSmoke(["--url", proxy.url, ...account, "--repeat", "3"]);
    expect(stdout).toMatch(
      /STOP createSession starts a pending session.*\n +createSession answered 429 and asks to wait/,
    );
    expect(stdout).toContain("smoke: 0 of 1 runs passed, 2 not made");
    expect(code).toBe(4);
  });

  it("has no session left when its limits stop the run", async () => {
    const { run } = await smoke(limiting([undefined, "7", "8"], "/session/extend"));
    expect(run).toMatchObject({ outcome: "stopped", leftBehind: [] });
    expect(run.passed).toBeGreaterThan(5);
  });

  it.each([
    ["asks again for a time in the past", () => limited(inSeconds(-7))],
    ["asks again for a wait of 0", () => limited("0")],
  ])("fails if it always answers 429 and %s", async (_what, answer) => {
    const { run, failures } = await smoke(async () => answer());
    expect(failures).toEqual([expect.stringContaining("createSession answered 429: refused")]);
    expect(run.outcome).toBe("failed");
  });

  it("fails for a 429 that differs from the document, after the wait", async () => {
    const { "x-error-id": _, ...headers } = limited("7").headers;
    const { run, failures } = await smoke(async (request, world) => {
      if (world.memory.has("limited")) return forwardAndNote(request, world);
      world.memory.set("limited", true);
      return { ...limited("7"), headers };
    });
    expect(failures).toEqual([expect.stringContaining("header.x-error-id is required, the server sent none")]);
    expect(run.notRun).toBe(0);
  });

  it("fails if it was started for the run, because its limits are unused", async () => {
    const { failures, waits } = await smoke(limiting(["7"]), true);
    expect(failures).toEqual([expect.stringContaining("createSession answered 429: refused")]);
    expect(waits).toEqual([]);
  });

  it("does not delay a run that the signal ends", async () => {
    const interrupt = new AbortController();
    const { run } = await smoke(limiting(["7"]), false, {
      signal: interrupt.signal,
      delay: async (_milliseconds, signal) => {
        interrupt.abort();
        signal?.throwIfAborted();
      },
    });
    expect(run).toMatchObject({ outcome: "interrupted", passed: 0, failed: 0 });
    expect(run.steps[0]).toMatchObject({ reason: "not run, because the run was ended early" });
  });
});

describe("our own server with its limits", () => {
  it.each<[boolean, ...[operation: string, run: number][]]>([
    [false, ["verifySession", 4], ["verifySession", 7]],
    [true, ["verifySession", 4], ["verifySession", 7]],
  ])("passes 7 runs that wait as it asks, and print each wait: strict %s", async (isStrict, ...waits) => {
    await using ours = await startLiveServer(1, "on");
    const { otherEmail: _, ...alone } = ours.target();
    const target = { ...alone, abilities: ["remembers", "sends mail"] as const, isStrict, isFresh: false };
    const lines: string[] = [];
    const printer = createPrinter(7, (line) => lines.push(line));
    for (let number = 1; number <= 7; number++) {
      printer.start(target, number);
      const run = await runSmoke(target, { onStep: printer.step, onWait: printer.wait, delay: ours.wait });
      expect(run.steps.filter(({ outcome }) => outcome === "failed" || outcome === "stopped")).toEqual([]);
      printer.end(run);
    }
    const waited = lines.filter((line) => line.includes("wait"));
    expect(waited.map(stripVTControlCharacters)).toEqual(
      waits.map(([operation, run]) =>
        expect.stringMatching(
          new RegExp(`^  wait ${operation} \\d+ s, as the server asks at its limits \\(429\\), in run ${run} of 7$`),
        ),
      ),
    );
  });
});

describe("the delay that a response asks for", () => {
  it.each([
    ["12", 12_000],
    ["0", 0],
    [inSeconds(12), 12_000],
    [inSeconds(-12), 0],
    ["-5", undefined],
    ["1.5", undefined],
    ["soon", undefined],
    ["", undefined],
  ])("is read from Retry-After: %s", (retryAfter, milliseconds) => {
    const { headers } = limited(retryAfter);
    expect(readRetryAfter(new Headers(headers))).toBe(milliseconds);
  });

  it("is undefined without the header", () => {
    expect(readRetryAfter(new Headers())).toBeUndefined();
  });
});
