import { runSmoke } from "../../src/flow/runSmoke.ts";
import type { LiveServer } from "../startLiveServer.ts";
import { type Answering, startProxy } from "./startProxy.ts";

/** Runs smoke against the live server behind a proxy. Resolves to a line for each step that fails. */
export async function smokeBehind(
  server: LiveServer,
  answering: Answering,
  {
    isStrict,
    isCapped = false,
    timeoutMs = 10_000,
  }: { isStrict: boolean; isCapped?: boolean; timeoutMs?: number | undefined },
): Promise<string> {
  await using proxy = await startProxy(server, answering);
  const { steps } = await runSmoke(
    { ...server.target(proxy.url), isStrict, isFresh: isStrict, isCapped },
    { timeoutMs, delay: async () => {} },
  );
  return steps
    .filter((step) => step.outcome === "failed")
    .map(({ operation, expectation, reasons }) => `${operation} ${expectation}: ${reasons.join(" ")}`)
    .join("\n");
}
