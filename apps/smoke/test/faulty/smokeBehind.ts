import { runSmoke } from "../../src/flow/runSmoke.ts";
import type { TrueServer } from "../trueServer.ts";
import { type Answering, startProxy } from "./startProxy.ts";

/** What smoke says of the true server behind a proxy: each failed step in a line. */
export async function smokeBehind(
  server: TrueServer,
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
