import { mask } from "./createRedactor.ts";
import type { Exchange } from "./Exchange.ts";

/** Formats the curl command of a request. The shell fills in the bearer and the code. */
export function formatCurl({ method, url, requestHeaders, requestBody }: Exchange): string {
  const parts = [`curl -i ${method === "GET" ? "" : `-X ${method} `}${quote(url)}`];
  for (const [name, value] of requestHeaders) {
    if (name === "authorization") parts.push('-H "Authorization: Bearer $SESSION_BEARER"');
    else parts.push(`-H ${quote(`${name}: ${value}`)}`);
  }
  if (requestBody) parts.push(`-d ${quote(requestBody).replace(`"code":"${mask}"`, `"code":"'"$SESSION_CODE"'"`)}`);
  return parts.join(" \\\n  ");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
