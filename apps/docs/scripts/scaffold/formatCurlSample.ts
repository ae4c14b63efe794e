import type { SampleRequest } from "./SampleRequest.ts";

/** Formats a request as a program of curl. */
export function formatCurlSample({ method, target, requiresBearer, body }: SampleRequest): string {
  const options = [
    ...(method === "GET" ? [] : [`--request ${method}`]),
    ...(requiresBearer ? ['--oauth2-bearer "$SESSION_BEARER"'] : []),
    ...(body === undefined ? [] : [`--json ${quote(JSON.stringify(body))}`]),
  ];
  return `#!/bin/sh
set -eu
url=\${SESSION_API_URL:-http://127.0.0.1:4010/api/auth/v2}

curl --silent --show-error --fail --max-time 10 \\
  --write-out '\\n%{stderr}%{http_code} %header{x-error} %header{x-error-id}\\n' \\
  ${[...options, `"$url${target}"`].join(" \\\n  ")}
`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
