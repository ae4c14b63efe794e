export { driftGuard } from "./validate/driftGuard.ts";
export type { Validate } from "./validate/Validate.ts";
