import { inspect } from "node:util";
import { createSessionClient } from "@session-api/client";
import type { Place } from "../Place.ts";
import { runFlow } from "../runFlow.ts";

// Node, Bun and Deno: the package is resolved and loaded by the runtime itself.
const { Deno, Bun } = globalThis as unknown as Record<string, { inspect: typeof inspect } | undefined>;
const { bun, deno, node } = process.versions;
const runtime = bun ? `Bun ${bun}` : deno ? `Deno ${deno}` : `Node ${node}`;
const place: Place = JSON.parse(process.argv[2] ?? "");

const results = await runFlow(place, Deno?.inspect ?? Bun?.inspect ?? inspect);
console.log(JSON.stringify({ runtime, results }));

// Never stopped: if it did hold the process, this would not end.
createSessionClient({ baseUrl: `${place.hostUrl}/faults/grown/kept` })
  .resume("b")
  .keepAlive();
