import { formatObject } from "./formatObject.ts";
import type { SampleRequest } from "./SampleRequest.ts";

/** Formats a request as a program of `@session-api/client`. */
export function formatClientSample({ method, path, requiresBearer, parameters, body }: SampleRequest): string {
  const params = Object.keys(parameters).length > 0 ? { params: parameters } : {};
  const options = { ...params, ...(body !== undefined && { body }) };
  const args = [JSON.stringify(path), ...(Object.keys(options).length > 0 ? [formatObject(options)] : [])];
  const client = "createSessionClient({ baseUrl })";
  return `import { createSessionClient, isSessionError } from "@session-api/client";

const baseUrl = process.env.SESSION_API_URL ?? "http://127.0.0.1:4010/api/auth/v2";
const { api } = ${requiresBearer ? `${client}.resume(process.env.SESSION_BEARER ?? "")` : client};
try {
  const { data } = await api.${method}(${args.join(", ")});
  console.log(data);
} catch (error) {
  if (!isSessionError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
`;
}
