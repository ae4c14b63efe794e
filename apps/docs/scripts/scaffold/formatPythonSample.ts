import type { SampleRequest } from "./SampleRequest.ts";

/** Formats a request as a program of Python with requests. */
export function formatPythonSample({ operationId, method, target, requiresBearer, body }: SampleRequest): string {
  const headers = [
    ...(requiresBearer ? [`"Authorization": f"Bearer {os.environ['SESSION_BEARER']}"`] : []),
    ...(body === undefined ? [] : ['"Content-Type": "application/json"']),
  ];
  const options = [
    `f"{url}${target}"`,
    ...(headers.length > 0 ? [`headers={${headers.join(", ")}}`] : []),
    // A literal of JSON is a literal of Python.
    ...(body === undefined ? [] : [`data=${quote(JSON.stringify(body))}`]),
    "timeout=10",
  ];
  return `import os
import sys

import requests

url = os.environ.get("SESSION_API_URL", "http://127.0.0.1:4010/api/auth/v2")
response = requests.${method.toLowerCase()}(
${options.map((option) => `    ${option},\n`).join("")})
if not response.ok:
    error, error_id = response.headers.get("x-error"), response.headers.get("x-error-id")
    sys.exit(f"${operationId} answered {response.status_code}: {error} (error id {error_id})")

print(response.json())
`;
}

function quote(text: string): string {
  return /['\\]/.test(text) ? JSON.stringify(text) : `'${text}'`;
}
