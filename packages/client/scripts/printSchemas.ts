import type { Contract } from "@session-api/contract";
import { formats, readBodySchemas } from "./readBodySchemas.ts";

/** Prints the module with the Standard Schema of each body. */
export function printSchemas(contract: Contract): string {
  const bodies = readBodySchemas(contract);
  const types = bodies.map(({ name }) => name).sort();
  const usedFormats = formats.filter((format) => bodies.some(({ schema }) => schema.includes(`format: ${format}`)));
  return `import type { ${types.join(", ")} } from "@session-api/types";
import type { BodySchema } from "./BodySchema.ts";
import { createSchema } from "./createSchema.ts";
${usedFormats.map((format) => `import { ${format} } from "./${format}.ts";\n`).join("")}
${bodies.map((body) => printSchema(body)).join("\n")}`;
}

function printSchema({ name, description, schema }: ReturnType<typeof readBodySchemas>[number]): string {
  const constant = `${name.charAt(0).toLowerCase()}${name.slice(1)}Schema`;
  return `/**
 * The schema of the type \`${name}\`. ${description.trim().replaceAll("\n", " ")}
 *
 * @example
 * \`\`\`ts
 * import { ${constant} } from "@session-api/client/validate";
 *
 * console.log(${constant}["~standard"].validate({}).issues);
 * \`\`\`
 */
export const ${constant}: BodySchema<${name}> = /* @__PURE__ */ createSchema(${schema});
`;
}
