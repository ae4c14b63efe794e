import { fileURLToPath } from "node:url";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";

/** The operations of the document in Prism's form. */
export type Operations = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>;

/** Reads the document. Throws an `Error` that names the file and says what to do when it cannot be used. */
export async function loadOperations(
  document: string = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml")),
): Promise<{ operations: Operations; basePath: string }> {
  const operations = await getHttpOperationsFromSpec(document).catch((cause: Error) => {
    throw new Error(`cannot use ${document}: ${firstLine(cause.message)}. Give the path of an OpenAPI document`, {
      cause,
    });
  });
  if (operations.length === 0)
    throw new Error(`cannot use ${document}: it has no operation. Give another OpenAPI document`);
  // The API is served under the path of its first server, so that a base URL differs from the live one only in its host.
  const url = operations[0]?.servers?.[0]?.url ?? "/";
  return { operations, basePath: new URL(url, "http://localhost").pathname.replace(/\/$/, "") };
}

function firstLine(text: string): string {
  return (text.split("\n", 1)[0] ?? "").replace(/[ .]+$/, "");
}
