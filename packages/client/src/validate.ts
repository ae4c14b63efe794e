export type { BodySchema, Issue } from "./validate/BodySchema.ts";
export { reportViolations } from "./validate/reportViolations.ts";
export * from "./validate/schemas.gen.ts";
export type { Validate } from "./validate/Validate.ts";
