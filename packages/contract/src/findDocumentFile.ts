import { createRequire } from "node:module";

/** The path of the published document. Jest and Vite do not have `import.meta.resolve`. */
export function findDocumentFile(): string {
  return createRequire(import.meta.url).resolve("@session-api/openapi/openapi.yaml");
}
