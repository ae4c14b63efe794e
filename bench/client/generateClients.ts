import { createClient } from "@hey-api/openapi-ts";
import { generate as orval } from "orval";
import { dist, document } from "./paths.ts";

/** Lets hey-api and orval generate their clients from the document, into a folder that git ignores. */
export async function generateClients(): Promise<void> {
  await createClient({
    input: document,
    output: `${dist}/hey-api`,
    plugins: ["@hey-api/client-fetch"],
    logs: { level: "error", file: false },
  });
  await orval({
    input: { target: document },
    output: {
      target: `${dist}/orval/orval.ts`,
      client: "fetch",
      baseUrl: { runtime: "baseUrl", imports: [{ name: "baseUrl", importPath: "../../peers/orvalBaseUrl.ts" }] },
    },
  });
}
