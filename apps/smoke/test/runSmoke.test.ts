import { startMock } from "@session-api/mock";
import { describe, expect, it } from "vitest";
import { runSmoke } from "../src/runSmoke.ts";
import { startMockTarget, startServerTarget } from "../src/target.ts";
import { type Fault, startMemoryServer } from "./memoryServer.ts";

async function smokeAgainst(fault?: Fault) {
  await using server = await startMemoryServer(fault);
  const lines: string[] = [];
  const target = { ...server, email: "john@doe.net", remembers: true, honoursPrefer: false };
  const summary = await runSmoke(target, (line) => lines.push(line), { timeoutMs: 500 });
  return { summary, report: lines.join("\n"), open: server.sessions.size };
}

/** Each way to be wrong, and what the report must say of it. */
const faults: [fault: Fault, report: RegExp][] = [
  [
    "create says tomorrow",
    /FAIL createSession starts.+\n.+\n.+the document says of the body\/expireAt: must be integer/,
  ],
  ["check says unverified", /FAIL checkSession {2}names the session.+\n.+\n.+verified is not true/],
  [
    "roles is a string",
    /FAIL checkSession {2}names the session.+\n.+\n.+the document says of the body\/roles: must be array/,
  ],
  [
    "lists strings for booleans",
    /FAIL getSessions {3}lists.+\n.+\n.+the document says of the body\/sessions\/0\/current: must be boolean/,
  ],
  ["extend answers nothing", /FAIL extendSession acknowledges.+\n.+\n.+the answer has no body/],
  ["refuses without an id", /FAIL checkSession {2}does not take.+\n.+\n.+the answer 403 has no x-error-id header/],
  ["never answers", /FAIL createSession starts.+\n.+POST http.+\n.+createSession got no answer: .*timeout/],
  [
    "omits the bearer",
    /FAIL createSession starts.+\n.+POST http:.+\/session\n.+the document says of the body: must have required property 'bearer'/,
  ],
  ["redirects", /FAIL createSession starts.+\n.+\n.+createSession answered 302: refused/],
  [
    "pending sessions are verified",
    /FAIL checkSession {2}does not take the pending session.+\n.+\n.+it was accepted; 401 or 403 is right/,
  ],
  [
    "refuses without headers",
    /FAIL checkSession {2}does not take the pending session.+\n.+\n.+the answer 403 has no x-error header/,
  ],
  [
    "any code verifies",
    /FAIL verifySession refuses a wrong code\n.+\n.+it was accepted; 400 or 401 or 403 or 404 is right/,
  ],
  [
    "a code verifies twice",
    /FAIL verifySession refuses the same code.+\n.+PUT http:.+\/session\/verification\n.+it was accepted/,
  ],
  [
    "check names another session",
    /FAIL checkSession {2}names the session.+\n.+\n.+sessionID is not that of createSession/,
  ],
  [
    "expiry is a string",
    /FAIL checkSession {2}names the session.+\n.+\n.+the document says of the body\/expireAt: must be integer/,
  ],
  [
    "lists nothing as current",
    /FAIL getSessions {3}lists the session.+\n.+\n.+current are \[\], not the one session of this run/,
  ],
  ["extend moves back", /FAIL checkSession {2}shows an expiry.+\n.+\n.+expireAt was \d+ and is now \d+/],
  ["no bearer is needed", /FAIL checkSession {2}refuses a call without a bearer\n.+\n.+it was accepted/],
  [
    "any body is accepted",
    /FAIL createSession refuses a body.+\n.+\n.+it was accepted; 400 or 413 or 415 or 422 is right/,
  ],
  [
    "close of an unknown id works",
    /FAIL closeSession {2}refuses an unknown id\n.+DELETE http:.+\n.+it was accepted; 403 or 404 is right/,
  ],
  [
    "close does nothing",
    /FAIL checkSession {2}refuses the bearer of the closed session\n.+GET http:.+\/session\n.+it was accepted/,
  ],
];

describe("runSmoke", () => {
  it("passes every step on a server that remembers, and leaves no session open", async () => {
    const { summary, open } = await smokeAgainst();
    expect(summary).toEqual({ passed: 14, failed: 0, skipped: 0 });
    expect(open).toBe(0);
  });

  it.each(faults)("convicts a server that is wrong: %s", async (fault, expected) => {
    const { summary, report } = await smokeAgainst(fault);
    expect(summary.failed).toBe(1);
    expect(report).toMatch(expected);
  });

  it("prints no bearer and no code, whatever a server echoes", async () => {
    const { report } = await smokeAgainst("echoes the bearer");
    expect(report).toContain("refused Bearer …");
    expect(report).not.toMatch(/012345|Bearer [0-9a-f-]{36}/);
  });

  it("closes its session after a failure", async () => {
    expect(await smokeAgainst("extend moves back")).toMatchObject({ summary: { failed: 1 }, open: 0 });
  });

  it("passes every step on our live server, with the code from a mail", async () => {
    await using target = await startServerTarget();
    expect(await runSmoke(target, () => {})).toEqual({ passed: 14, failed: 0, skipped: 0 });
  });

  it("passes on the mock and names what a mock cannot show", async () => {
    await using target = await startMockTarget();
    const lines: string[] = [];
    expect(await runSmoke(target, (line) => lines.push(line))).toEqual({ passed: 9, failed: 0, skipped: 5 });
    expect(lines.filter((line) => /skip .+ needs a server that remembers$/.test(line))).toHaveLength(5);
  });

  it("names the error id of a refusal that it did not expect", async () => {
    await using mock = await startMock();
    const lines: string[] = [];
    const url = mock.url.replace("/v2", "/v1");
    const target = { url, email: "john@doe.net", remembers: false, honoursPrefer: true, readCode: async () => "" };
    await runSmoke(target, (line) => lines.push(line));
    expect(lines.join("\n")).toMatch(/createSession answered 404: not found: no such route \(error id [0-9a-f-]{36}\)/);
  });
});
