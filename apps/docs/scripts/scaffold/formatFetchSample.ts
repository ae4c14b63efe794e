import { formatObject } from "./formatObject.ts";
import type { SampleRequest } from "./SampleRequest.ts";

/** Formats a request as a program of plain fetch, in TypeScript. */
export function formatFetchSample({ operationId, method, target, requiresBearer, body }: SampleRequest): string {
  const headers = [
    ...(requiresBearer ? [`authorization: \`Bearer \${process.env.SESSION_BEARER}\``] : []),
    ...(body === undefined ? [] : ['"content-type": "application/json"']),
  ];
  const options = [
    ...(method === "GET" ? [] : [`method: "${method}"`]),
    ...(headers.length > 0 ? [`headers: { ${headers.join(", ")} }`] : []),
    ...(body === undefined ? [] : [`body: JSON.stringify(${formatObject(body)})`]),
    "signal: AbortSignal.timeout(10_000)",
  ];
  return `const url = process.env.SESSION_API_URL ?? "http://127.0.0.1:4010/api/auth/v2";
const response = await fetch(\`\${url}${target}\`, {
${options.map((option) => `  ${option},\n`).join("")}});
if (!response.ok) {
  const { status, headers } = response;
  const [error, errorId] = [headers.get("x-error"), headers.get("x-error-id")];
  throw new Error(\`${operationId} answered \${status}: \${error} (error id \${errorId})\`);
}
console.log(await response.json());
`;
}
