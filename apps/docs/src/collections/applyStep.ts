import type { LoginStep } from "../readLoginSteps.ts";
import type { PostmanEvent, PostmanItem } from "./PostmanCollection.ts";

/** Puts variables into a request where the step of the login has inputs, and a script that stores its outputs. */
export function applyStep(
  { request, ...item }: PostmanItem,
  { requestBody, parameters = [], outputs }: LoginStep,
): PostmanItem {
  const { body, url } = request;
  const values = new Map(parameters.filter((one) => one.in === "path").map(({ name, value }) => [name, value]));
  const variable = url.variable.map((one) => ({ ...one, value: toVariables(values.get(one.key) ?? one.value) }));
  const raw = requestBody && toVariables(JSON.stringify(requestBody.payload, null, 2));
  return {
    ...item,
    request: { ...request, url: { ...url, variable }, body: raw ? { ...body, raw } : body },
    event: outputs ? [createScript(outputs)] : [],
  };
}

/** `$inputs.email` becomes `{{email}}`. */
function toVariables(text: string): string {
  return text.replace(/\$inputs\.(\w+)/g, "{{$1}}");
}

function createScript(outputs: Record<string, string>): PostmanEvent {
  const exec = Object.entries(outputs).map(([name, expression]) => {
    const field = expression.replace("$response.body#/", "");
    return `pm.collectionVariables.set("${name}", pm.response.json().${field});`;
  });
  return { listen: "test", script: { type: "text/javascript", exec } };
}
