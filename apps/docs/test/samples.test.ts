import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { findResponse } from "@session-api/contract";
import { recordRun } from "@session-api/examples";
import { startMock } from "@session-api/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contract } from "../src/contract.ts";
import { listSampleProblems } from "../src/listSampleProblems.ts";
import { addCodeSamples, languages, samplesFolder } from "../src/samples.ts";
import { findMissing } from "./samples/findMissing.ts";
import { prepareSamples } from "./samples/prepareSamples.ts";
import type { Runner } from "./samples/Runner.ts";
import { startTargets, type Target } from "./samples/startTargets.ts";

/** Enough to compile the standard library of Go on a machine that never did. */
const compileLimitMs = 300_000;

const operationIds = contract.operations.map(({ operationId }) => operationId);
const samples = languages.flatMap(({ extension }) => {
  const missing = findMissing(extension);
  return operationIds.map((operationId) => ({
    operationId,
    file: `${operationId}.${extension}`,
    email: `john.doe+${operationId}.${extension}@doe.net`.toLowerCase(),
    isClient: extension === "ts",
    missing,
  }));
});

let runner: Runner;
let targets: { mock: Target; server: Target };

beforeAll(async () => {
  targets = await startTargets(samples.map(({ email }) => email));
  runner = await prepareSamples(samplesFolder);
}, compileLimitMs);

afterAll(async () => {
  runner?.close();
  await targets?.server.close();
  await targets?.mock.close();
});

describe.concurrent.each(samples)("$file", ({ operationId, file, email, isClient, missing }) => {
  // The workflow has every language, so that nothing is skipped there.
  const isSkipped = missing !== undefined && process.env.CI_ALL !== "1";
  const reason = isSkipped ? ` (skipped: ${missing})` : "";

  it.skipIf(isSkipped).for(["mock", "server"] as const)(`runs against the %s${reason}`, async (name, { expect }) => {
    if (missing) throw new Error(`${missing}, and CI_ALL=1 allows no skip`);
    const target = targets[name];
    const run = (env: Record<string, string>) => runner.run(file, { SESSION_API_URL: target.url, ...env });
    const record = () => recordRun(readFileSync(join(samplesFolder, file), "utf8"));

    if (operationId === "createSession") {
      const { code, stdout, output } = await run({ EMAIL: email });
      expect(code, output).toBe(0);
      const mail = await target.readMail(email);
      if (isClient) {
        const session = await target.client.resumeLogin(stdout.trim()).verify(mail.code);
        expect((await session.check()).verified).toBe(true);
      } else {
        const { bearer, verificationCodeID } = JSON.parse(stdout);
        expect(verificationCodeID).toBe(mail.verificationCodeID);
        await target.client.api.PUT("/session/verification", { body: { verificationCodeID, code: mail.code } });
        expect((await target.client.resume(bearer).check()).verified).toBe(true);
      }
      record();
      return;
    }

    const { pending, mail } = await target.login(email);
    if (operationId === "verifySession") {
      const text = pending.exportPending();
      const env = { PENDING_LOGIN: text, VERIFICATION_CODE_ID: mail.verificationCodeID, CODE: mail.code };
      const { code, output } = await run(env);
      expect(code, output).toBe(0);
      // A resumed login asks after a refusal, so a wrong code resolves only when the session is verified already.
      const session = await target.client.resumeLogin(text).verify("no code");
      expect(output).not.toContain(session.exportBearer());
      record();
      return;
    }

    const session = await pending.verify(mail.code);
    const next = await target.login(email);
    const other = await next.pending.verify(next.mail.code);
    const bearer = session.exportBearer();
    const { code, output } = await run({ SESSION_BEARER: bearer, SESSION_ID: other.sessionID ?? "" });
    expect(code, output).toBe(0);
    expect(output).not.toContain(bearer);
    if (operationId === "checkSession") expect(output).toContain("John Doe");
    if (operationId === "getSessions") expect(output).toContain(session.sessionID);
    if (operationId === "closeSession") await expect(other.check()).rejects.toThrow("401");
    record();
  });

  it.skipIf(isSkipped)(`shows a refusal, and no secret${reason}`, async ({ expect }) => {
    if (missing) throw new Error(`${missing}, and CI_ALL=1 allows no skip`);
    const { pending } = await targets.mock.login(`refused.${email}`);
    // Only this operation is refused in this way, so the id shows that the sample calls it.
    const errorId = crypto.randomUUID();
    await using mock = await startMock();
    mock.on(operationId as "checkSession", { status: 403, headers: { "x-error-id": errorId } });
    // After a refused code, the client asks whether the session is verified already.
    if (operationId === "verifySession") mock.on("checkSession", { status: 401 });
    const secrets = { SESSION_BEARER: "secret-bearer", CODE: "054321", PENDING_LOGIN: pending.exportPending() };
    const { code, output } = await runner.run(file, {
      ...secrets,
      SESSION_API_URL: mock.url,
      SESSION_ID: "any",
      VERIFICATION_CODE_ID: "any",
    });
    expect(code, output).not.toBe(0);
    expect(output).toContain("403");
    expect(output).toContain(errorId);
    const operation = contract.operations.find((candidate) => candidate.operationId === operationId);
    const text = operation && findResponse(operation, 403)?.headers.find(({ name }) => name === "x-error");
    expect(output).toContain(Object.values(text?.examples ?? { none: "no example" })[0]);
    for (const secret of Object.values(secrets)) expect(output).not.toContain(secret);
  });
});

it("compiles the samples in TypeScript under strict", () => {
  const extended = join(import.meta.dirname, "../../../tsconfig.json");
  writeFileSync(join(runner.folder, "tsconfig.json"), JSON.stringify({ extends: extended, include: ["*.ts"] }));
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  execFileSync(process.execPath, [tsc, "--project", runner.folder], { encoding: "utf8", stdio: "pipe" });
});

it("has a sample in each language for each operation, and no other file", () => {
  expect(listSampleProblems(operationIds, readdirSync(samplesFolder))).toEqual([]);
});

it("says how to fix a missing sample and one that is too many", () => {
  const files = ["a.sh", "a.ts", "a.fetch.ts", "a.py", "b.go"];
  expect(listSampleProblems(["a"], files)).toEqual([
    "openapi/samples/a.go is missing. Run `npm run generate`.",
    "openapi/samples/b.go belongs to no operation of the document. Delete it, or correct its name.",
  ]);
});

it("adds the samples to each operation of a copy of the document", () => {
  const before = JSON.stringify(contract.document);
  const { paths } = addCodeSamples(contract.document) as { paths: Record<string, Record<string, object>> };
  expect(JSON.stringify(contract.document)).toBe(before);
  for (const { path, method } of contract.operations) {
    expect(paths[path]?.[method.toLowerCase()]).toHaveProperty("x-codeSamples", [
      { lang: "curl", label: "curl", source: expect.stringContaining("curl --") },
      { lang: "TypeScript", label: "TypeScript client", source: expect.stringContaining("@session-api/client") },
      { lang: "TypeScript", label: "fetch", source: expect.stringContaining("await fetch(") },
      { lang: "Python", label: "Python", source: expect.stringContaining("import requests") },
      { lang: "Go", label: "Go", source: expect.stringContaining("package main") },
    ]);
  }
});
