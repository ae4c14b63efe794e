import { startMock } from "@session-api/mock";
import { startServer } from "@session-api/server";
import { describe, expect, it } from "vitest";
import { runSmoke } from "../src/flow/runSmoke.ts";
import { faults } from "./faulty/faults.ts";
import { startProxy } from "./faulty/startProxy.ts";
import { sessionSmoke } from "./sessionSmoke.ts";
import { startLiveServer } from "./startLiveServer.ts";

const account = ["--email", "me@example.com", "--code-from", "value:012345"];
const stateless = "If this is a mock server, which keeps no state, say so with --stateless";

describe("the end of a run", () => {
  it("names --stateless for a mock that was not declared as one", async () => {
    await using mock = await startMock();
    const { stdout, code } = await sessionSmoke(["--url", mock.url, ...account]);
    expect(stdout.trimEnd().split("\n").at(-3)).toBe(stateless);
    expect(code).toBe(1);
  });

  it.each([
    ["without the path of the API", "", 404],
    ["with a part of its path", "/api/auth", 404],
  ])("names the path of the API when --url is %s", async (_how, path, status) => {
    await using server = await startServer({ users: [{ email: "me@example.com" }] });
    const { stdout, code } = await sessionSmoke(["--url", new URL(server.url).origin + path, ...account]);
    expect(stdout).toContain(`answered ${status}`);
    expect(stdout).toContain("See that --url has the path of the API, such as /api/auth/v2, and that --email has an");
    expect(code).toBe(1);
  });

  it("names nothing after another failure, or when the server was started for the run", async () => {
    await using server = await startLiveServer(10);
    const hintAfter = async (name: string, isFresh: boolean) => {
      const fault = Object.values(faults)
        .flat()
        .find((one) => one.name === name);
      if (!fault) throw new Error(`there is no fault "${name}"`);
      await using proxy = await startProxy(server, fault.answer);
      const run = await runSmoke({ ...server.target(proxy.url), isFresh });
      expect(run.failed).toBeGreaterThan(0);
      return run.hint;
    };
    expect(await hintAfter("a session is verified before its verification", false)).toBe(stateless);
    expect(await hintAfter("a session is verified before its verification", true)).toBeUndefined();
    expect(await hintAfter("GET /sessions: 404", false)).toBeUndefined();
  });
});
