import { createClient } from "@hey-api/openapi-ts";
import { generate as orval } from "orval";
import { dist, document } from "./places.ts";

/** Lets hey-api and orval write their clients of the document, anew, where git does not look. */
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
