import { readFile, writeFile } from "node:fs/promises";
import { appendPointer, findResponse, type Pointer, parsePointer, readContract } from "@session-api/contract";
import { findDocumentFile } from "@session-api/contract/file";
import { printSchemas } from "./printSchemas.ts";

const contract = readContract(await readFile(findDocumentFile(), "utf8"), "openapi.yaml");
const operations = contract.operations.map((operation) => {
  const { operationId, method, path } = operation;
  const { pointer, content } = findResponse(operation, 200) ?? {};
  const isAcknowledgement = pointer && parsePointer(pointer).at(-1) === "Acknowledged";
  return { operationId, request: `${method} ${path}`, isAcknowledgement, shape: readShape(content?.[0]?.schema) };
});
const origin = "// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.";

const files = {
  "http/operations.gen.ts": `${origin}
import type { operations } from "@session-api/types";

export const liveBaseUrl = "${contract.serverUrl}";

export const operationIds: Record<string, keyof operations> = {
${operations.map(({ request, operationId }) => `  "${request}": "${operationId}",`).join("\n")}
};

/** The operations whose response only acknowledges the request. */
export const acknowledging: (keyof operations)[] = ${JSON.stringify(
    operations.filter(({ isAcknowledgement }) => isAcknowledgement).map(({ operationId }) => operationId),
  )};
`,
  "validate/shapes.gen.ts": `${origin}
import type { operations } from "@session-api/types";
import type { Shape } from "./findViolation.ts";

/** The required fields of each response, and their types. */
export const shapes: Record<keyof operations, Shape> = {
${operations.map(({ operationId, shape }) => `  ${operationId}: ${JSON.stringify(shape)},`).join("\n")}
};
`,
  "validate/schemas.gen.ts": `${origin}\n${printSchemas(contract)}`,
};

/** Reads the name of a type, a list of one shape, or the required fields and their shapes. */
function readShape(schema: Pointer | undefined): unknown {
  const place = schema && contract.at(schema);
  if (!place) return undefined;
  const { type, items, required = [] } = place.value;
  if (type === "array") return [readShape(items && appendPointer(place.pointer, "items"))];
  if (type !== "object") return type;
  return Object.fromEntries(
    required.map((field: string) => [field, readShape(appendPointer(place.pointer, "properties", field))]),
  );
}

for (const [name, expected] of Object.entries(files)) {
  const target = new URL(`../src/${name}`, import.meta.url);
  if (!process.argv.includes("--check")) {
    await writeFile(target, expected);
  } else if ((await readFile(target, "utf8").catch(() => "")) !== expected) {
    console.error(`packages/client/src/${name} is not what openapi/openapi.yaml says. Run \`npm run generate\`.`);
    process.exitCode = 1;
  }
}
