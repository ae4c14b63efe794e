import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "yaml";

/** A request of the login, as the Arazzo document has it. */
export interface LoginStep {
  operationId: string;
  /** `$inputs.email` stands for a value that the run is given. */
  requestBody?: { payload: Record<string, string> };
  parameters?: { name: string; in: string; value: string }[];
  /** Values that later steps need, by their names: `$response.body#/bearer`. */
  outputs?: Record<string, string>;
}

/** The workflows that make up a login. The others send requests that the server must refuse. */
const workflowIds = ["requestCode", "useCode"];

export const arazzoFile = createRequire(import.meta.url).resolve("@session-api/openapi/login.arazzo.yaml");

/** Reads the steps of workflows in their order, by default of the whole login. Throws an `Error` for a missing workflow. */
export function readLoginSteps(...ids: string[]): LoginStep[] {
  const { workflows }: { workflows: { workflowId: string; steps: LoginStep[] }[] } = parse(
    readFileSync(arazzoFile, "utf8"),
  );
  return (ids.length > 0 ? ids : workflowIds).flatMap((id) => {
    const workflow = workflows.find(({ workflowId }) => workflowId === id);
    if (!workflow) throw new Error(`login.arazzo.yaml has no workflow ${id}`);
    return workflow.steps;
  });
}
