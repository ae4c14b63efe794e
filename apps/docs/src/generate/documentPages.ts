import { STATUS_CODES } from "node:http";
import { appendPointer, type Contract, type Pointer } from "@session-api/contract";
import { createEditUrl } from "../repository.ts";
import { readSamples } from "../samples.ts";
import { adviseRepeat } from "./adviseRepeat.ts";
import { callClient } from "./callClient.ts";
import { createFrontmatter } from "./createFrontmatter.ts";
import { escapeMdx, formatBlock, formatFields, formatJson, join } from "./mdx.ts";

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
    formatFrontmatter(summary, description, { line: contract.quote(pointer).line, badge: method }),
    'import { TabItem, Tabs } from "@astrojs/starlight/components";',
    `<p class="endpoint"><code><b>${method}</b> ${escapeMdx(path)}</code></p>`,
    escapeMdx(description),
    security.requiresBearer
      ? "**Bearer:** required, in the header `Authorization: Bearer …`."
      : "**Bearer:** none. This operation works without a session.",
    "## Samples",
    "Each sample is a program of its own. It calls the mock that `npx @session-api/mock --state` starts, or the server of `SESSION_API_URL`. [Run the samples](/packages/openapi/#samples) says how, and lists the variables that they read.",
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
      escapeMdx(contract.at(requestBody.pointer)?.value.description),
      formatProperties(contract, schema),
      formatJson("Request body", Object.values(examples)[0]),
    ]) ?? []),
    "## Response",
    `${successes.map(({ name }) => `**${name}**`).join(" or ")}: ${escapeMdx(describe(contract, success))}`,
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
    join(`<TabItem label="${label}">`, formatBlock(highlight, file, code.trimEnd()), "</TabItem>"),
  );
  return join('<Tabs syncKey="language">', ...tabs, "</Tabs>");
}

function formatErrorLink({ operationId }: Operation, { name, headers }: Response): string {
  const text = headers.find((header) => header.name === "x-error");
  return `[\`${name}\`](/errors/#${anchor(operationId, name)}) ${escapeMdx(String(Object.values(text?.examples ?? {})[0] ?? ""))}`;
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
  const groups = [...Map.groupBy(refusals, ({ text }) => text)].map(async ([text, group], position) => {
    const headers = group[0]?.response.headers.map(({ name, examples }) => `${name}: ${Object.values(examples)[0]}`);
    const reactions = await Promise.all(group.map(({ operation, response }) => callClient(operation, response)));
    const fields = group.map(({ operation: { operationId }, response: { status } }, index) =>
      join(
        `<dt id="${anchor(operationId, name)}">[\`${operationId}\`](/operations/${operationId}/)</dt>`,
        `<dd>\n\n${adviseRepeat(operationId, status, text, reactions[index]?.requests ?? 1)}\n\n</dd>`,
      ),
    );
    return join(
      position > 0 && `### ${name} of ${group.map(({ operation }) => operation.operationId).join(", ")}`,
      escapeMdx(text),
      formatBlock("http", "Headers", headers?.join("\n") ?? ""),
      `The client throws a \`SessionError\` with \`status\` ${group[0]?.response.status}. Its \`message\`:`,
      formatBlock("txt", "", reactions[0]?.message ?? ""),
      formatFields(fields, "fields short"),
    );
  });
  return join(`<span id="${name}"></span>`, `## ${name} ${STATUS_CODES[name] ?? ""}`, ...(await Promise.all(groups)));
}

function createSchemasPage(contract: Contract): string {
  const names: string[] = Object.keys(contract.at("#/components/schemas")?.value ?? {});
  const sections = names.map((name) => {
    const pointer = appendPointer("#/components/schemas", name);
    const { type, description = "" } = contract.at(pointer)?.value ?? {};
    return join(`## ${name}`, `\`${type}\` ${escapeMdx(description)}`, formatProperties(contract, pointer));
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
    escapeMdx(description ?? value.description ?? ""),
    items && formatProperties(contract, items.pointer),
    "</dd>",
  );
}

function formatType(pointer: Pointer, { type, format }: { type: string; format?: string }): string {
  const [, name] = /^#\/components\/schemas\/(\w+)$/.exec(pointer) ?? [];
  const text = format ? `${type} (${format})` : type;
  return name ? `[${text}](/schemas/#${name.toLowerCase()})` : text;
}

const anchor = (operationId: string, name: string) => `${operationId}-${name}`.toLowerCase();
const describe = (contract: Contract, response: Response | undefined): string =>
  (response && contract.at(response.pointer)?.value.description) ?? "";

/** `line` is the line of the document that says what the page says. */
function formatFrontmatter(title: string, text: string, { line = 1, badge = "" } = {}): string {
  const [description = ""] = text
    .replaceAll("`", "")
    .replaceAll(/\s+/g, " ")
    .split(/(?<=\.) /);
  return createFrontmatter({ title, description, editUrl: createEditUrl(`openapi/openapi.yaml#L${line}`), badge });
}
