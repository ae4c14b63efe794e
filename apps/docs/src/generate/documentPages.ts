import { STATUS_CODES } from "node:http";
import { appendPointer, type Contract, type Pointer } from "@session-api/contract";
import { createEditUrl } from "../repository.ts";
import { readSamples } from "../samples.ts";
import { callClient } from "./callClient.ts";

type Operation = Contract["operations"][number];
type Response = Operation["responses"][number];

/** Makes the pages that the document describes, as MDX by their paths: each operation, the errors and the schemas. */
export async function createDocumentPages(contract: Contract): Promise<Record<string, string>> {
  return {
    ...Object.fromEntries(
      contract.operations.map((operation) => [
        `operations/${operation.operationId}.mdx`,
        createOperationPage(contract, operation),
      ]),
    ),
    "errors.mdx": await createErrorsPage(contract),
    "schemas.mdx": createSchemasPage(contract),
  };
}

function createOperationPage(contract: Contract, operation: Operation): string {
  const { operationId, method, path, pointer, security, parameters, requestBody, responses } = operation;
  const { summary, description, tags = [] } = contract.at(pointer)?.value ?? {};
  const successes = responses.filter(({ status }) => status < 400);
  const errors = responses.filter(({ status }) => status >= 400);
  const [success] = successes;
  return join(
    formatFrontmatter(summary, description, contract.quote(pointer).line),
    'import { TabItem, Tabs } from "@astrojs/starlight/components";',
    `<p class="endpoint"><code><b>${method}</b> ${escape(path)}</code></p>`,
    escape(description),
    security.requiresBearer
      ? "**Bearer:** required, in the header `Authorization: Bearer …`."
      : "**Bearer:** none. This operation works without a session.",
    "## Samples",
    formatSamples(operationId),
    parameters.length + Number(requestBody !== undefined) > 0 && "## Request",
    parameters.length > 0 &&
      formatFields(
        parameters.map(({ name, in: place, required, pointer, schema }) =>
          formatField(contract, name, schema, required, {
            place,
            description: contract.at(pointer)?.value.description,
          }),
        ),
      ),
    ...(requestBody?.content.flatMap(({ schema, examples }) => [
      escape(contract.at(requestBody.pointer)?.value.description),
      formatProperties(contract, schema),
      formatJson("Request body", Object.values(examples)[0]),
    ]) ?? []),
    "## Response",
    `${successes.map(({ name }) => `**${name}**`).join(" or ")}: ${escape(describe(contract, success))}`,
    ...(success?.content.flatMap(({ schema, examples }) => [
      formatProperties(contract, schema),
      formatJson("Response body", Object.values(examples)[0]),
    ]) ?? []),
    "## Errors",
    "An error has no documented body. The headers `x-error` and `x-error-id` describe it.",
    errors.map((error) => `- ${formatErrorLink(operation, error)}`).join("\n"),
    "## See also",
    `- [Try it](/try/), or open the [interactive reference](/reference/#/${tags[0]}/${operationId.toLowerCase()})`,
  );
}

function formatSamples(operationId: string): string {
  const tabs = readSamples(operationId).map(({ file, label, highlight, code }) =>
    join(`<TabItem label="${label}">`, `\`\`\`${highlight} title="${file}"\n${code.trimEnd()}\n\`\`\``, "</TabItem>"),
  );
  return join('<Tabs syncKey="language">', ...tabs, "</Tabs>");
}

function formatErrorLink({ operationId }: Operation, { name, headers }: Response): string {
  const text = headers.find((header) => header.name === "x-error");
  return `[\`${name}\`](/errors/#${anchor(operationId, name)}) ${escape(String(Object.values(text?.examples ?? {})[0] ?? ""))}`;
}

async function createErrorsPage(contract: Contract): Promise<string> {
  const names = new Set(contract.operations.flatMap(({ responses }) => responses.map(({ name }) => name)));
  const sections = [...names]
    .filter((name) => !name.startsWith("2"))
    .sort()
    .map((name) => createStatusSection(contract, name));
  return join(
    formatFrontmatter(
      "Errors",
      "Every status of every operation: the meaning, the next step, and the reaction of the client.",
    ),
    "An error has no documented body. Two headers describe it: `x-error` says in words what went wrong, and `x-error-id` identifies this one error. Log the id, because support asks for it.",
    ...(await Promise.all(sections)),
  );
}

/** The operations whose response is the same part of the document share one text. */
async function createStatusSection(contract: Contract, name: string): Promise<string> {
  const refusals = contract.operations.flatMap((operation) => {
    const response = operation.responses.find((candidate) => candidate.name === name);
    return response ? [{ operation, response, text: describe(contract, response) }] : [];
  });
  const groups = Map.groupBy(refusals, ({ text }) => text);
  const parts = [...groups].map(async ([text, group]) => {
    const [{ response } = { response: undefined }] = group;
    const headers = response?.headers.map(({ name, examples }) => `${name}: ${Object.values(examples)[0]}`) ?? [];
    const fields = group.map(async ({ operation, response }) => {
      const { requests, message } = await callClient(operation, response);
      return join(
        `<dt id="${anchor(operation.operationId, name)}">[\`${operation.operationId}\`](/operations/${operation.operationId}/) ${name}</dt>`,
        `<dd>`,
        `- **Repeat:** ${describeRepeat(operation, response.status, text, requests)}`,
        `- **Client:** throws a \`SessionError\` with \`status\` ${response.status}: _${escape(message)}_`,
        `</dd>`,
      );
    });
    return join(escape(text), formatHeaders(headers), formatFields(await Promise.all(fields)));
  });
  const heading = `## ${name} ${STATUS_CODES[name] ?? ""}`;
  return join(`<span id="${name}"></span>`, heading, ...(await Promise.all(parts)));
}

function describeRepeat({ operationId }: Operation, status: number, text: string, requests: number): string {
  const pause = "after `Retry-After`, or after longer and longer pauses without that header";
  if (requests > 1) return `helps ${pause}. The client repeats by itself and sends at most ${requests} requests.`;
  if (status === 429) return `helps ${pause}. The client does not repeat this operation by itself.`;
  if (status < 500) return "does not help, because the same request fails again.";
  if (text.includes(`\`${operationId}\``)) return "is safe after a pause.";
  return "only after a look at the result, because the first request may have had an effect.";
}

function createSchemasPage(contract: Contract): string {
  const names: string[] = Object.keys(contract.at("#/components/schemas")?.value ?? {});
  const sections = names.map((name) => {
    const pointer = appendPointer("#/components/schemas", name);
    const { type, description = "" } = contract.at(pointer)?.value ?? {};
    return join(`## ${name}`, `\`${type}\` ${escape(description)}`, formatProperties(contract, pointer));
  });
  return join(
    formatFrontmatter(
      "Schemas",
      "Every object and value of the session API, with its fields, types, limits and meaning.",
    ),
    "Unknown fields are allowed everywhere: ignore the fields that you do not know.",
    ...sections,
  );
}

/** Lists the properties of an object, or nothing for another value. */
function formatProperties(contract: Contract, schema: Pointer): string | false {
  const place = contract.at(schema);
  const { properties, required = [] } = place?.value ?? {};
  if (!place || !properties) return false;
  return formatFields(
    Object.keys(properties).map((name) =>
      formatField(contract, name, appendPointer(place.pointer, "properties", name), required.includes(name)),
    ),
  );
}

function formatField(
  contract: Contract,
  name: string,
  schema: Pointer,
  isRequired: boolean,
  { place = "", description }: { place?: string; description?: string } = {},
): string {
  const { value = {}, pointer = schema } = contract.at(schema) ?? {};
  const items = value.items && contract.at(appendPointer(pointer, "items"));
  const facts = [
    place && `in ${place}`,
    items ? `array of ${formatType(items.pointer, items.value)}` : formatType(pointer, value),
    value.maxLength && `at most ${value.maxLength} characters`,
    value.minLength === 1 && "not empty",
    isRequired ? "required" : "optional",
  ];
  return join(
    `<dt>\`${name}\` <span>${facts.filter(Boolean).join(", ")}</span></dt>`,
    "<dd>",
    escape(description ?? value.description ?? ""),
    items && formatProperties(contract, items.pointer),
    "</dd>",
  );
}

function formatType(pointer: Pointer, { type, format }: { type: string; format?: string }): string {
  const [, name] = /^#\/components\/schemas\/(\w+)$/.exec(pointer) ?? [];
  const text = format ? `${type} (${format})` : type;
  return name ? `[${text}](/schemas/#${name.toLowerCase()})` : text;
}

const formatFields = (fields: string[]) => join('<dl class="fields">', ...fields, "</dl>");
const formatJson = (title: string, value: unknown) =>
  `\`\`\`json title="${title}"\n${JSON.stringify(value, null, 2)}\n\`\`\``;
const formatHeaders = (lines: string[]) => `\`\`\`http title="Headers"\n${lines.join("\n")}\n\`\`\``;
const anchor = (operationId: string, name: string) => `${operationId}-${name}`.toLowerCase();
const describe = (contract: Contract, response: Response | undefined): string =>
  (response && contract.at(response.pointer)?.value.description) ?? "";
const join = (...parts: (string | false | undefined | null)[]) => parts.filter(Boolean).join("\n\n");

/** `line` is the line of the document that says what the page says. */
function formatFrontmatter(title: string, text: string, line = 1): string {
  const [sentence = ""] = text
    .replaceAll("`", "")
    .replaceAll(/\s+/g, " ")
    .split(/(?<=\.) /);
  const data = { title, description: sentence, editUrl: createEditUrl(`openapi/openapi.yaml#L${line}`) ?? false };
  return `---\n${JSON.stringify(data)}\n---`;
}

/** Keeps MDX from reading braces and angle brackets of the document as code, except in code spans. */
function escape(text: string): string {
  return text.trim().replaceAll(/(`[^`]*`)|([{<])/g, (_, code, sign) => code ?? `\\${sign}`);
}
