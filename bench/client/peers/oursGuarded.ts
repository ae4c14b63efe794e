import { reportViolations } from "@session-api/client/validate";
import { createFlow as createUnguarded } from "./ours.ts";

export { keep } from "./ours.ts";

export const createFlow = (baseUrl: string): (() => Promise<number>) =>
  createUnguarded(baseUrl, { validate: reportViolations("throw") });
