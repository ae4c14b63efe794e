import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { listBlocks, recordRun } from "@session-api/examples";
import { startMock } from "@session-api/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { listSteps } from "../src/flow/steps/listSteps.ts";
import { startLiveServer } from "./startLiveServer.ts";

const file = fileURLToPath(import.meta.resolve("@session-api/openapi/login.arazzo.yaml"));
const redocly = join(import.meta.dirname, "../node_modules/.bin/redocly");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "session-smoke-arazzo-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs one workflow. Resolves to its exit code and the body of its first response. */
async function respect(url: string, workflow: string, inputs: Record<string, string>) {
  const log = join(folder, `${workflow}-${new URL(url).port}.json`);
  const given = Object.entries(inputs).flatMap(([name, value]) => ["--input", `${name}=${value}`]);
  const args = [
    "respect",
    file,
    "--workflow",
    workflow,
    ...given,
    "--server",
    `session-api=${url}`,
    "--json-output",
    log,
  ];
  const env = { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", REDOCLY_TELEMETRY: "off", NO_COLOR: "1" };
  const child = spawn(redocly, args, { env, cwd: dirname(file) });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const [code] = await once(child, "close");
  return { code, output, body: readFirstBody(log) };
}

/** Reads the body of the first response from the file of `--json-output`. */
function readFirstBody(log: string): Record<string, string> {
  const { files } = JSON.parse(readFileSync(log, "utf8"));
  const [{ executedWorkflows }] = Object.values(files) as [{ executedWorkflows: { executedSteps: Step[] }[] }];
  return executedWorkflows[0]?.executedSteps[0]?.response.body ?? {};
}

type Step = { response: { body: Record<string, string> } };

// Each test starts processes and mostly waits for them.
describe.concurrent("login.arazzo.yaml", () => {
  it("has the operations of the happy path in smoke's order", () => {
    const { workflows } = parse(readFileSync(file, "utf8"));
    const listOperations = (id: string): string[] =>
      workflows
        .find(({ workflowId }: { workflowId: string }) => workflowId === id)
        .steps.map(({ operationId }: { operationId: string }) => operationId);
    const happy = listSteps().filter(
      ({ needs, isInvalid, isOurDecision, expectation }) =>
        !needs && !isInvalid && !isOurDecision && !expectation.startsWith("refuses"),
    );
    expect([...listOperations("requestCode"), ...listOperations("useCode")]).toEqual(
      happy.map(({ operation }) => operation),
    );
  });

  it("passes on the mock, as far as a mock can show it", async () => {
    await using mock = await startMock();
    const created = await respect(mock.url, "requestCode", { email: "john@doe.net" });
    expect(created).toMatchObject({ code: 0 });
    const { bearer = "", sessionID = "", verificationCodeID = "" } = created.body;
    const used = await respect(mock.url, "useCode", { bearer, sessionID, verificationCodeID, code: "012345" });
    expect(used).toMatchObject({ code: 0 });
    expect(used.output).toContain("Steps: 5 passed, 5 total");
  }, 60_000);

  it("passes with the commands of the document's README, as pasted", async () => {
    await using mock = await startMock();
    const commands =
      listBlocks(join(dirname(file), "README.md")).find(({ code }) => code.includes("respect"))?.code ?? "";
    const created = join(folder, "created.json");
    const [request = "", use = ""] = commands
      .replaceAll("http://127.0.0.1:4010/api/auth/v2", mock.url)
      .replace("created.json", created)
      .split(/^(?=npx)/m);
    const run = async (script: string) => {
      const npx = `npx() { shift; '${redocly}' "$@"; }`;
      const child = spawn("bash", ["-e", "-c", `${npx}\n${script}`], { cwd: dirname(file), stdio: "ignore" });
      expect(await once(child, "close")).toEqual([0, null]);
    };
    await run(request);
    const body = readFirstBody(created);
    await run(use.replaceAll(/(\w+)=…/g, (_, name) => `${name}=${body[name]}`));
    recordRun(commands);
  }, 60_000);

  it("passes on the live server, with the code from its mail", async () => {
    await using server = await startLiveServer(2);
    const created = await respect(server.url, "requestCode", { email: server.target().email });
    expect(created).toMatchObject({ code: 0 });
    const { bearer = "", sessionID = "", verificationCodeID = "" } = created.body;
    const code = await server.codeFor(verificationCodeID);
    const wrongCode = `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;
    const results = [
      await respect(server.url, "refuseWrongCode", { bearer, verificationCodeID, wrongCode }),
      await respect(server.url, "useCode", { bearer, sessionID, verificationCodeID, code }),
      await respect(server.url, "refuseUsedCode", { verificationCodeID, code }),
      await respect(server.url, "refuseClosedSession", { bearer }),
    ];
    expect(results.map((result) => result.code)).toEqual([0, 0, 0, 0]);
  }, 60_000);

  it("fails when the code is wrong", async () => {
    await using server = await startLiveServer(2);
    const { body } = await respect(server.url, "requestCode", { email: server.target().email });
    const { bearer = "", sessionID = "", verificationCodeID = "" } = body;
    const { code } = await respect(server.url, "useCode", { bearer, sessionID, verificationCodeID, code: "none" });
    expect(code).toBe(1);
  }, 60_000);
});
