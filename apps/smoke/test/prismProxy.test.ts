import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { runSmoke } from "../src/flow/runSmoke.ts";
import { startLiveServer } from "./startLiveServer.ts";

const prism = join(import.meta.dirname, "../node_modules/.bin/prism");
const document = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml"));

/** Starts `prism proxy --errors`, which answers 500 to a request or a response that differs from the document. */
async function startPrismProxy(upstream: string): Promise<{ url: string } & AsyncDisposable> {
  const args = ["proxy", document, upstream, "--errors", "--port", "0"];
  const child = spawn(prism, args, { stdio: ["ignore", "pipe", "ignore"] });
  const close = async () => {
    if (child.exitCode === null && child.kill("SIGTERM")) await once(child, "exit");
  };
  for await (const line of createInterface(child.stdout)) {
    const url = /listening on (http:\S+)/.exec(line)?.[1];
    if (!url) continue;
    // It would stop when the pipe of its log is full.
    child.stdout.resume();
    return { url, [Symbol.asyncDispose]: close };
  }
  throw new Error("prism proxy ended before it listened");
}

it("passes against the live server behind `prism proxy --errors`, which reads the document by itself", async () => {
  await using server = await startLiveServer(2);
  await using proxy = await startPrismProxy(server.url);
  // Prism would answer the invalid requests itself.
  const run = await runSmoke(server.target(proxy.url), { onlyValid: true });
  const failed = run.steps.filter(({ outcome }) => outcome === "failed");
  expect(failed).toEqual([]);
  expect(run.passed).toBeGreaterThan(45);
}, 60_000);
