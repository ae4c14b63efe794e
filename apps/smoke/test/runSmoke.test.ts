import { stripVTControlCharacters } from "node:util";
import { createSessionClient } from "@session-api/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runSmoke } from "../src/flow/runSmoke.ts";
import { createFlow } from "../src/flow/state/createFlow.ts";
import { loadContract } from "../src/http/loadContract.ts";
import { createPrinter } from "../src/reports/createPrinter.ts";
import { formatJson } from "../src/reports/formatJson.ts";
import { formatJunit } from "../src/reports/formatJunit.ts";
import { formatMarkdown } from "../src/reports/formatMarkdown.ts";
import type { Target } from "../src/targets/Target.ts";
import { faults } from "./faulty/faults.ts";
import { forwardAndNote, startProxy } from "./faulty/startProxy.ts";
import { type LiveServer, startLiveServer } from "./startLiveServer.ts";

let server: LiveServer;
beforeAll(async () => {
  server = await startLiveServer(100);
});
afterAll(() => server[Symbol.asyncDispose]());

const behind = async (name: string) => {
  const fault = Object.values(faults)
    .flat()
    .find((one) => one.name === name);
  if (!fault) throw new Error(`there is no fault "${name}"`);
  return startProxy(server, fault.answer);
};

/** Logs in once more, and counts the other sessions of the user. */
async function countSessions({ email }: Target): Promise<number> {
  const client = createSessionClient({ baseUrl: server.url });
  const { data } = await client.api.POST("/session", { body: { email } });
  const { bearer = "", verificationCodeID = "" } = data ?? {};
  const code = await server.codeFor(verificationCodeID);
  await client.api.PUT("/session/verification", { body: { verificationCodeID, code } });
  await using session = client.resume(bearer);
  return (await session.list()).length - 1;
}

describe("a run", () => {
  it("goes on after a response that only differs from the document, and counts such responses", async () => {
    await using proxy = await behind("GET /session: expireAt is a number as a string");
    const run = await runSmoke(server.target(proxy.url));
    expect(run.failed).toBeGreaterThan(5);
    expect(run.notRun).toBe(0);
    const [violation] = run.violations;
    expect(violation).toMatchObject({
      field: "body.expireAt",
      rule: "type",
      severity: "error",
      operationId: "checkSession",
      status: 200,
    });
    expect(violation?.times).toBeGreaterThanOrEqual(1);
  });

  it("only reports the violations if `violations` is `warn`", async () => {
    await using proxy = await behind("GET /session: expireAt is a number as a string");
    const run = await runSmoke(server.target(proxy.url), { violations: "warn" });
    expect(run.failed).toBe(0);
    expect(run.violations[0]?.severity).toBe("error");
  });

  it("ends at an expectation that is not met, and counts the steps after it", async () => {
    await using proxy = await behind("any code is accepted");
    const run = await runSmoke(server.target(proxy.url));
    expect(run.failed).toBe(1);
    expect(run.notRun).toBeGreaterThan(40);
  });

  it.each(["extend goes back", "GET /sessions: none is current", "PUT /session/extend: 500"])(
    "closes what it opened after a failure: %s",
    async (name) => {
      await using proxy = await behind(name);
      const target = server.target(proxy.url);
      const run = await runSmoke(target);
      expect(run.failed).toBeGreaterThan(0);
      expect(run.leftBehind).toEqual([]);
      expect(await countSessions(target)).toBe(0);
    },
  );

  it("names the sessions that it could not close in every report", async () => {
    await using proxy = await startProxy(server, async (request, world) => {
      const answer = await forwardAndNote(request, world);
      const isRefused = request.method === "DELETE" && answer.status === 202;
      const headers = { "x-error": "no", "x-error-id": crypto.randomUUID() };
      return isRefused ? { status: 500, headers, body: "" } : answer;
    });
    const target = server.target(proxy.url);
    const run = await runSmoke(target);
    expect(run.leftBehind).toHaveLength(3);
    const [{ sessionID, account, reason } = {}] = run.leftBehind;
    expect(account).toBe(target.email.replace("ser", "…").replace(/\d+/, ""));
    expect(reason).toMatch(/^closeSession answered 500 \(error id [\w-]+\)$/);
    const lines: string[] = [];
    createPrinter(1, (line) => lines.push(line)).end(run);
    for (const report of [lines.join("\n"), formatJson([run]), formatJunit([run]), formatMarkdown([run])]) {
      expect(report).toContain(sessionID);
      expect(report).not.toContain(target.email);
    }
  });

  it("names a session that it could not close in the last chapter", async () => {
    const opened: string[] = [];
    await using proxy = await startProxy(server, async (request, world) => {
      const answer = await forwardAndNote(request, world);
      const [first] = world.sessions;
      if (opened.length === 0 && first) opened.push(first.sessionID);
      const isRefused = request.line === `DELETE /session/${first?.sessionID}` && answer.status === 202;
      return isRefused ? { ...answer, status: 500, headers: { "x-error": "no", "x-error-id": "1" }, body: "" } : answer;
    });
    const run = await runSmoke(server.target(proxy.url));
    expect(run.steps.find(({ outcome }) => outcome === "failed")?.expectation).toBe("closes the session");
    expect(run.leftBehind.map(({ sessionID }) => sessionID)).toEqual(opened);
  });

  it("fails when the server dies on the way, and keeps the steps before", async () => {
    const proxy = await startProxy(server, forwardAndNote);
    const run = await runSmoke(server.target(proxy.url), {
      onStep: ({ operation }) => operation === "getSessions" && void proxy[Symbol.asyncDispose](),
    });
    expect(run.steps.find(({ outcome }) => outcome === "failed")).toMatchObject({
      reasons: [expect.stringContaining("there was no response")],
    });
    expect(run.passed).toBeGreaterThan(1);
  });

  it("leaves no session open after it has passed", async () => {
    const target = server.target();
    expect((await runSmoke(target)).failed).toBe(0);
    expect(await countSessions(target)).toBe(0);
  });
});

describe("a URL in another notation", () => {
  const ways: [string, (url: URL) => string][] = [
    ["with the short form of an address", ({ port, pathname }) => `http://127.1:${port}${pathname}`],
    ["with `..` in its path", ({ origin, pathname }) => `${origin}/x/..${pathname}`],
    ["with slashes at its end", ({ href }) => `${href}//`],
    ["in capitals", ({ port, pathname }) => `HTTP://127.0.0.1:${port}${pathname}`],
  ];

  it.each(ways)("is checked against the document all the same: %s", async (_way, written) => {
    await using proxy = await behind("GET /session: expireAt is a number as a string");
    const run = await runSmoke(server.target(written(new URL(proxy.url))));
    expect(run.violations.map(({ message }) => message).join()).toContain("must be integer, the server sent");
    expect(run.failed).toBeGreaterThan(5);
    expect(run.coverage.find(({ kind }) => kind === "operations")?.percent).toBe(100);
    expect(run.leftBehind).toEqual([]);
  });

  it("fails for a response that matches no operation", async () => {
    const flow = createFlow(server.target(), { contract: loadContract(), timeoutMs: 5_000, signal: undefined });
    await expect(flow.send("GET", "/../session")).rejects.toThrow("no operation of the document has this path");
    await expect(flow.send("PATCH", "/session", { isUndeclared: true })).resolves.toMatchObject({ status: 405 });
  });
});

describe("the printed lines", () => {
  it("name the step, the request and the error id of a failure, and count the steps after it", async () => {
    await using proxy = await behind("PUT /session/extend: 500");
    const lines: string[] = [];
    const printer = createPrinter(1, (line) => lines.push(line));
    printer.end(await runSmoke(server.target(proxy.url), { onStep: printer.step }));
    const printed = lines.join("\n");
    expect(printed).toMatch(
      /FAIL.* extendSession acknowledges more time +\d+ ms\n {7}extendSession answered 500: refused/,
    );
    expect(printed).toMatch(/\n {7}PUT http:.+\/session\/extend answered 500, error id [\w-]+\n/);
    expect(lines.at(-1)).toMatch(/smoke: \d+ passed, 1 failed, 0 skipped, \d+ not run in \d\.\d\d s/);
  });
});

describe("the steps that a server cannot show", () => {
  it("are one line for each reason in the output and in Markdown, and cases of their own in JUnit", async () => {
    const { abilities, ...target } = server.target();
    const lines: string[] = [];
    const printer = createPrinter(1, (line) => lines.push(stripVTControlCharacters(line)));
    const alone = { ...target, abilities: abilities.filter((ability) => ability !== "two accounts") };
    const run = await runSmoke({ ...alone, isStrict: false, readCode: undefined }, { onStep: printer.step });
    printer.end(run);
    const reasons = ["needs a second account: give --other-email", "needs the code from the mail: give --code-from"];
    const count = (reason: string) =>
      run.steps.filter((step) => step.outcome === "skipped" && step.reason === reason).length;
    const sentences = reasons.map((reason) => `${count(reason)} steps ${reason.replace("needs", "need")}`);
    expect(lines.filter((line) => line.includes("skip ")).sort()).toEqual(
      sentences.map((sentence) => `  skip ${sentence}`).sort(),
    );
    expect(count(reasons[0] ?? "") + count(reasons[1] ?? "")).toBe(run.skipped);
    for (const sentence of sentences) expect(formatMarkdown([run])).toContain(`${sentence}.`);
    expect(formatJunit([run]).match(/<skipped /g)).toHaveLength(run.skipped);
  });
});

describe("a text of the server", () => {
  it("stays on its line, does not move the cursor and is not a workflow command", async () => {
    await using proxy = await startProxy(server, async (request, world) => {
      const answer = await forwardAndNote(request, world);
      if (request.line !== "GET /session" || answer.status !== 200) return answer;
      const expireAt = "\u009b2J\u2028::error::x ##[error]x";
      const more = { "\u001b[31m\n::error title=x::y": 1 };
      return { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), ...more, expireAt }) };
    });
    const lines: string[] = [];
    const printer = createPrinter(1, (line) => lines.push(line));
    const run = await runSmoke(server.target(proxy.url), { onStep: printer.step });
    printer.end(run);
    const printed = stripVTControlCharacters(lines.join("\n"));
    expect(printed).toContain("body.\\u001b[31m\\u000a::error title=x::y is not declared");
    for (const text of [printed, formatMarkdown([run])]) {
      expect(text).toContain("::error::x");
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the test is about these characters
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028]|^\s*::|##\[/m);
    }
  });
});

describe("the reports", () => {
  const run = async () => {
    await using proxy = await startProxy(server, async (request, world) => {
      const answer = await forwardAndNote(request, world);
      if (request.line !== "GET /sessions" || answer.status !== 200) return answer;
      return { status: 500, headers: { "x-error": '<b>|"&`', "x-error-id": "1" }, body: "" };
    });
    return await runSmoke(server.target(proxy.url));
  };

  it("are well-formed XML with any text of the server", async () => {
    const report = formatJunit([await run()]);
    expect(report).toContain('<failure message="getSessions answered 500: &lt;b&gt;|&quot;&amp;` (error id 1)">');
    expect(report.match(/<testcase/g)?.length).toBe(report.match(/<\/testcase>|\/>\n/g)?.length);
  });

  it("list in JUnit the steps after the end as skipped, with the reason", async () => {
    const { notRun, ...rest } = await run();
    const report = formatJunit([{ notRun, ...rest }]);
    const reason = "not run, because this failed: getSessions lists the session as the only current one";
    expect(report.match(new RegExp(`<skipped message="${reason}"/>`, "g"))).toHaveLength(notRun);
    expect(report).toContain(`tests="${rest.steps.length}" failures="1" errors="0" skipped="${notRun}"`);
    expect(report).toContain('name="closeSession closes the session"');
  });

  it("are Markdown in which a text of the server is only text", async () => {
    const twice = formatMarkdown([await run(), await run()]);
    expect(twice).toMatch(/^## Session smoke: 0 of 2 runs passed: http.+\n\n\| operation \| requests \| median \|/);
    expect(twice.match(/## Session smoke \*\*failed\*\*/g)).toHaveLength(2);
    expect(formatMarkdown([await run()])).toContain('answered 500: \\<b\\>\\|"&\\` (error id 1)');
  });
});
