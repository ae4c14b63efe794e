import { inspect } from "node:util";
import { createSessionClient } from "@session-api/client";
import type { Environment } from "../scenarios/Environment.ts";
import { runFlow } from "../scenarios/runFlow.ts";

// For Node, Bun and Deno, which resolve and load the package themselves.
const { Deno, Bun } = globalThis as unknown as Record<string, { inspect: typeof inspect } | undefined>;
const { bun, deno, node } = process.versions;
const runtime = bun ? `Bun ${bun}` : deno ? `Deno ${deno}` : `Node ${node}`;
const environment: Environment = JSON.parse(process.argv[2] ?? "");

const results = await runFlow(environment, Deno?.inspect ?? Bun?.inspect ?? inspect);
console.log(JSON.stringify({ runtime, results }));

// This is never stopped. The process still ends, because `keepAlive` does not keep it running.
createSessionClient({ baseUrl: `${environment.hostUrl}/faults/extraField/keepAlive` })
  .resume("b")
  .keepAlive();
