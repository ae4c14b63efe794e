import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const documentPath = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml"));
const target = new URL("../src/operations.gen.ts", import.meta.url);
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

interface Document {
  servers: [{ url: string }];
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, { $ref: string }> }>>;
}

function generate({ servers, paths }: Document): string {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, ...operation })),
  );
  const rows = operations.map(({ name, operationId }) => `  "${name}": "${operationId}",`);
  const acknowledging = operations
    .filter(({ responses }) => responses["200"]?.$ref === "#/components/responses/Acknowledged")
    .map(({ operationId }) => `"${operationId}"`);
  return `// Generated from openapi/openapi.yaml by \`npm run generate\`. Do not edit.
import type { operations } from "@session-api/types";

export const liveBaseUrl = "${servers[0].url}";

export const operationIds: Record<string, keyof operations> = {
${rows.join("\n")}
};

/** Those whose answer says nothing but that it was done. */
export const acknowledging: (keyof operations)[] = [${acknowledging.join(", ")}];
`;
}

const wanted = generate(parse(await readFile(documentPath, "utf8")));

if (!process.argv.includes("--check")) {
  await writeFile(target, wanted);
} else if ((await readFile(target, "utf8").catch(() => "")) !== wanted) {
  console.error("packages/client/src/operations.gen.ts is not what openapi/openapi.yaml says. Run `npm run generate`.");
  process.exit(1);
}
