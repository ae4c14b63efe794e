export { reportViolations } from "./validate/reportViolations.ts";
export type { Validate } from "./validate/Validate.ts";
