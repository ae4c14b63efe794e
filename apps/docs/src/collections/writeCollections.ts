import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Contract } from "@session-api/contract";
import { createBrunoCollection } from "./createBrunoCollection.ts";
import { createPostmanCollection } from "./createPostmanCollection.ts";

/** Writes the collections for Postman and Bruno. */
export async function writeCollections(folder: string, contract: Contract): Promise<void> {
  const postman = await createPostmanCollection(contract);
  const files = {
    "session-api.postman_collection.json": postman,
    "session-api.bruno.json": await createBrunoCollection(postman),
  };
  for (const [path, content] of Object.entries(files)) {
    writeFileSync(join(folder, path), `${JSON.stringify(content, null, 2)}\n`);
  }
}
