import type { BodySchema } from "./BodySchema.ts";
import type { JsonSchema } from "./JsonSchema.ts";
import { listIssues } from "./listIssues.ts";

/** Creates the Standard Schema of a body. */
export function createSchema<Body>(schema: JsonSchema): BodySchema<Body> {
  return {
    "~standard": {
      version: 1,
      vendor: "@session-api/client",
      validate: (value) => {
        const issues = listIssues(schema, value);
        return issues.length > 0 ? { issues } : { value: value as Body };
      },
    },
  };
}
