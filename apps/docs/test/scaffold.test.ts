import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readContract } from "@session-api/contract";
import { startMock } from "@session-api/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { scaffoldSamples } from "../scripts/scaffold/scaffoldSamples.ts";
import { contract } from "../src/contract.ts";
import { languages } from "../src/samples.ts";
import { findMissing } from "./samples/findMissing.ts";
import { prepareSamples } from "./samples/prepareSamples.ts";
import type { Runner } from "./samples/Runner.ts";

/** Enough to compile the standard library of Go on a machine that never did. */
const compileLimitMs = 300_000;

/** The operation that openapi/README.md adds. */
const readme = readFileSync(join(import.meta.dirname, "../../../openapi/README.md"), "utf8");
const [, example = ""] = /^## Add an operation\n.*?^```yaml\n(.*?)^```$/ms.exec(readme) ?? [];

/** An operation without a bearer, with parameters and a body that need quotes. */
const renameDevice = {
  operationId: "renameDevice",
  security: [],
  parameters: [
    { name: "id", in: "path", required: true, schema: { type: "string" }, examples: { id: { value: "a/b c" } } },
    {
      name: "when",
      in: "query",
      required: true,
      schema: { type: "string" },
      examples: { when: { value: "now & then" } },
    },
  ],
  requestBody: {
    required: true,
    content: {
      "application/json": {
        schema: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
        examples: { name: { value: { name: 'Ada\'s "old" `phone` \\ $HOME' } } },
      },
    },
  },
  responses: {
    202: { $ref: "#/components/responses/Acknowledged" },
    403: { $ref: "#/components/responses/Forbidden" },
  },
};

const document = structuredClone(contract.document) as { paths: object; components: Record<string, object> };
const added = parse(example);
Object.assign(document.paths, added.paths, { "/device/{id}": { put: renameDevice } });
for (const [kind, parts] of Object.entries<object>(added.components))
  Object.assign(document.components[kind] ?? {}, parts);
const text = JSON.stringify(document);

let folder: string;
let runner: Runner;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "session-api-scaffold-"));
  writeFileSync(join(folder, "openapi.json"), text);
  mkdirSync(join(folder, "samples"));
  for (const [file, code] of Object.entries(scaffoldSamples(readContract(text, "openapi.json")))) {
    if (/^(getSessionEvents|renameDevice)/.test(file)) writeFileSync(join(folder, "samples", file), code);
  }
  runner = await prepareSamples(join(folder, "samples"));
}, compileLimitMs);

afterAll(() => {
  runner?.close();
  rmSync(folder, { recursive: true, force: true });
});

const samples = languages.flatMap(({ extension, label }) => {
  const missing = findMissing(extension);
  return (["getSessionEvents", "renameDevice"] as const).map((operationId) => {
    return { operationId, label, file: `${operationId}.${extension}`, missing };
  });
});

describe.each(samples)("the first sample of $operationId in $label", ({ operationId, file, missing }) => {
  const isSkipped = missing !== undefined && process.env.CI_ALL !== "1";
  const reason = isSkipped ? ` (skipped: ${missing})` : "";

  it.skipIf(isSkipped)(`sends the request of the document, and shows a refusal${reason}`, async () => {
    if (missing) throw new Error(`${missing}, and CI_ALL=1 allows no skip`);
    await using mock = await startMock({ document: join(folder, "openapi.json") });
    const env = { SESSION_API_URL: mock.url, SESSION_BEARER: "secret-bearer" };
    const accepted = await runner.run(file, env);
    expect(accepted.code, accepted.output).toBe(0);
    expect(accepted.output).toContain(operationId === "renameDevice" ? "acknowledged" : "created");
    expect(mock.requests.map((request) => request.operationId)).toEqual([operationId]);
    expect(mock.violations).toEqual([]);
    if (operationId === "renameDevice") {
      expect(mock.requests[0]?.body).toEqual({ name: 'Ada\'s "old" `phone` \\ $HOME' });
      expect(mock.requests[0]?.parameters).toMatchObject({ path: { id: "a/b c" }, query: { when: "now & then" } });
    }

    mock.on(operationId as never, { status: 403 } as never);
    const refused = await runner.run(file, env);
    expect(refused.code).not.toBe(0);
    expect(refused.output).toMatch(/403.*[0-9a-f]{8}-[0-9a-f]{4}-/s);
    expect(refused.output).not.toContain("secret-bearer");
  });
});
