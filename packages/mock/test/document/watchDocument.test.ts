import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMock } from "../../src/index.ts";

const published = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml"));
const limit = { timeout: 10_000 };

let folder: string;
let document: string;
let text: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "session-mock-"));
  document = join(folder, "next.yaml");
  text = await readFile(published, "utf8");
});
afterAll(() => rm(folder, { recursive: true }));

describe("watch", () => {
  it("serves the new document and fails the next reset when the callback throws", async () => {
    await writeFile(document, text);
    let calls = 0;
    const watch = () => {
      calls += 1;
      throw new Error("no terminal");
    };
    await using mock = await startMock({ document, watch });
    await writeFile(document, text.replace("alias: johny", "alias: jane"));
    await expect.poll(() => calls, limit).toBe(1);
    expect(mock.example("checkSession").alias).toBe("jane");
    expect(() => mock.reset()).toThrow("no terminal");
  });

  it("keeps the old document when the new one does not allow the scenario", async () => {
    await writeFile(document, text);
    const problems: (Error | undefined)[] = [];
    const watch = (problem: Error | undefined) => problems.push(problem);
    await using mock = await startMock({ document, scenario: "rate-limited", watch });
    await writeFile(document, text.replaceAll('"429":', '"418":'));
    await expect.poll(() => problems.length, limit).toBe(1);
    expect(problems[0]?.message).toMatch(/declares 200, .+, not 429$/);
    expect((await fetch(`${mock.url}/session`, { headers: { authorization: "Bearer any" } })).status).toBe(429);
  });
});
