import type { Contract } from "@session-api/contract";
import { convertV2 } from "openapi-to-postmanv2";
import { type LoginStep, readLoginSteps } from "../readLoginSteps.ts";
import { applyStep } from "./applyStep.ts";
import type { PostmanCollection, PostmanItem } from "./PostmanCollection.ts";

const options = { folderStrategy: "Tags", parametersResolution: "Example", requestNameSource: "Fallback" };

const introduction = `Start a server that remembers sessions: \`npx session-mock --state\`. Send "Create session". Its \
script stores the bearer and the ids in the variables of the collection. Read the code in the terminal of the mock, put \
it into the variable \`code\`, and send the other requests in their order. For another server, change \`baseUrl\`.`;

/** Converts the document to a collection for Postman. Its requests stand in the order of a login. */
export async function createPostmanCollection(contract: Contract): Promise<PostmanCollection> {
  const { info, item } = await convert(contract.document);
  const items = new Map(item.flatMap((entry) => ("item" in entry ? entry.item : [entry])).map((it) => [it.name, it]));
  const steps = readLoginSteps();
  const inOrder = steps.map((step): PostmanItem => {
    const name = readSummary(contract, step.operationId);
    const found = items.get(name);
    if (!found) throw new Error(`the Postman collection has no request "${name}" for ${step.operationId}`);
    items.delete(name);
    return applyStep(found, step);
  });
  return {
    info: { name: info.name, schema: info.schema, description: introduction },
    variable: listVariables(contract, steps),
    // Operations that are not part of a login come last.
    item: [...inOrder, ...items.values()].map(nameResponses),
  };
}

async function convert(document: object): Promise<PostmanCollection> {
  const { promise, resolve, reject } = Promise.withResolvers<PostmanCollection>();
  convertV2({ type: "json", data: structuredClone(document) }, options, (error, { output, reason }) => {
    const [collection] = output ?? [];
    if (collection) resolve(tidy(collection.data));
    else reject(error ?? new Error(`the document cannot become a Postman collection: ${reason}`));
  });
  return promise;
}

/** Names the bearer's variable after its field, drops the random ids, and adds each URL as one text, which Bruno reads. */
function tidy(collection: PostmanCollection): PostmanCollection {
  const text = JSON.stringify(collection).replaceAll("{{bearerToken}}", "{{bearer}}");
  return JSON.parse(text, (key, value) => {
    if (key === "id") return undefined;
    return Array.isArray(value?.host) ? { ...value, raw: [...value.host, ...value.path].join("/") } : value;
  });
}

function readSummary({ operations, at }: Contract, operationId: string): string {
  const operation = operations.find((one) => one.operationId === operationId);
  return operation ? at(operation.pointer)?.value.summary : operationId;
}

function listVariables({ basePath }: Contract, steps: LoginStep[]): { key: string; value: string }[] {
  const inputs = JSON.stringify(steps).matchAll(/\$inputs\.(\w+)/g);
  const names = new Set([...inputs].map(([, name]) => `${name}`));
  const values = new Map([...names].map((name) => [name, ""]));
  values.set("email", "ada@example.com").set("baseUrl", `http://127.0.0.1:4010${basePath}`);
  return [...values].map(([key, value]) => ({ key, value }));
}

/** Their descriptions are paragraphs, which are too long for a list. */
function nameResponses({ response, ...item }: PostmanItem): PostmanItem {
  return { ...item, response: response.map((one) => ({ ...one, name: `${one.code} ${one.status}` })) };
}
