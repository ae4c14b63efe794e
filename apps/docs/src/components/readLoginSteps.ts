import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "yaml";
import { contract } from "../contract.ts";

/** One request of the login, and what the app keeps of its response. */
export interface LoginStep {
  operationId: string;
  /** `PUT /session/extend` */
  request: string;
  keeps: string[];
}

interface Workflow {
  workflowId: string;
  summary: string;
  steps: { operationId: string; outputs?: Record<string, string> }[];
}

const file = createRequire(import.meta.url).resolve("@session-api/openapi/login.arazzo.yaml");

/** Reads the steps of a workflow of the Arazzo document. Throws an `Error` for a workflow that it does not have. */
export function readLoginSteps(workflowId: string): LoginStep[] {
  const { workflows }: { workflows: Workflow[] } = parse(readFileSync(file, "utf8"));
  const workflow = workflows.find((candidate) => candidate.workflowId === workflowId);
  if (!workflow) throw new Error(`login.arazzo.yaml has no workflow ${workflowId}`);
  return workflow.steps.map(({ operationId, outputs = {} }) => {
    const operation = contract.operations.find((candidate) => candidate.operationId === operationId);
    return { operationId, request: `${operation?.method} ${operation?.path}`, keeps: Object.keys(outputs) };
  });
}
