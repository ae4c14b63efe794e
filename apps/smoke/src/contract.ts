import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

interface Document {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, { $ref: string }> }>>;
  components: { responses: Record<string, { content?: { "application/json": { schema: { $ref: string } } } }> };
}

const document: Document = parse(
  readFileSync(fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml")), "utf8"),
);
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
ajv.addSchema(document, "openapi.yaml");

/** What is wrong with the body of a 200 or 202, in terms of the document. Undefined if nothing is. */
export async function bodyProblem(request: Request, basePath: string, response: Response): Promise<string | undefined> {
  const path = new URL(request.url).pathname.slice(basePath.length);
  const operation = Object.entries(document.paths)
    .filter(([template]) => new RegExp(`^${template.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path))
    .map(([, methods]) => methods[request.method.toLowerCase()])
    .find((found) => found !== undefined);
  const reference = operation?.responses["200"]?.$ref.replace("#/components/responses/", "") ?? "";
  const schema = document.components.responses[reference]?.content?.["application/json"].schema.$ref;
  if (!operation || !schema) throw new Error(`the document does not describe ${request.method} ${path}`);
  const text = await response.text();
  if (text === "") return "the answer has no body";
  const validate = ajv.getSchema(`openapi.yaml${schema}`);
  const body = parseJson(text);
  if (body === undefined) return "the body is no JSON";
  if (validate?.(body)) return undefined;
  const [error] = validate?.errors ?? [];
  return `the document says of the body${error?.instancePath}: ${error?.message}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
