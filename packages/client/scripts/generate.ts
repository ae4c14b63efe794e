import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const documentPath = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml"));
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

interface Schema {
  $ref?: string;
  type?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
}

interface Document {
  servers: [{ url: string }];
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, { $ref: string }> }>>;
  components: {
    schemas: Record<string, Schema>;
    responses: Record<string, { content?: { "application/json": { schema: Schema } } }>;
  };
}

const { servers, paths, components }: Document = parse(await readFile(documentPath, "utf8"));
const operations = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([method]) => methods.includes(method))
    .map(([method, { operationId, responses }]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operationId,
      response: nameIn(responses["200"]?.$ref),
    })),
);
const origin = "// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.";

const files = {
  "operations.gen.ts": `${origin}
import type { operations } from "@session-api/types";

export const liveBaseUrl = "${servers[0].url}";

export const operationIds: Record<string, keyof operations> = {
${operations.map(({ name, operationId }) => `  "${name}": "${operationId}",`).join("\n")}
};

/** Those whose answer says nothing but that it was done. */
export const acknowledging: (keyof operations)[] = ${JSON.stringify(
    operations.filter(({ response }) => response === "Acknowledged").map(({ operationId }) => operationId),
  )};
`,
  "shapes.gen.ts": `${origin}
import type { operations } from "@session-api/types";
import type { Shape } from "./driftOf.ts";

/** The required fields of each answer, and their types. */
export const shapes: Record<keyof operations, Shape> = {
${operations.map(({ operationId, response }) => `  ${operationId}: ${JSON.stringify(shapeOf(bodyOf(response)))},`).join("\n")}
};
`,
};

function bodyOf(response: string): Schema {
  return components.responses[response]?.content?.["application/json"].schema ?? {};
}

/** A type's name, a list of one shape, or fields and their shapes. */
function shapeOf(schema: Schema): unknown {
  if (schema.$ref) return shapeOf(components.schemas[nameIn(schema.$ref)] ?? {});
  if (schema.type === "array") return [shapeOf(schema.items ?? {})];
  if (schema.type !== "object") return schema.type;
  const { properties = {}, required = [] } = schema;
  return Object.fromEntries(required.map((field) => [field, shapeOf(properties[field] ?? {})]));
}

function nameIn(reference = ""): string {
  return reference.split("/").at(-1) ?? "";
}

for (const [name, wanted] of Object.entries(files)) {
  const target = new URL(`../src/${name}`, import.meta.url);
  if (!process.argv.includes("--check")) {
    await writeFile(target, wanted);
  } else if ((await readFile(target, "utf8").catch(() => "")) !== wanted) {
    console.error(`packages/client/src/${name} is not what openapi/openapi.yaml says. Run \`npm run generate\`.`);
    process.exitCode = 1;
  }
}
