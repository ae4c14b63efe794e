import { formatAuthorization } from "./formatAuthorization.ts";
import type { FuzzRequest } from "./generate/FuzzRequest.ts";

const variables = { live: "$BEARER", pending: "$PENDING_BEARER", closed: "$CLOSED_BEARER" };

/** Formats a request as a command that repeats it. Variables such as `$BEARER` stand for the bearers of sessions. */
export function formatCurl(url: string, { method, path, headers, bearer, body }: FuzzRequest): string {
  const authorization = formatAuthorization(bearer, variables);
  const words = [
    `curl -i -m 10 --path-as-is ${method === "HEAD" ? "-I" : `-X ${method}`} ${quote(url + path)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
  ];
  if (authorization?.includes("$")) words.push(`-H "Authorization: ${authorization}"`);
  else if (authorization) words.push(`-H ${quote(`Authorization: ${authorization}`)}`);
  if (body) words.push(`--data-binary ${quoteBytes(Buffer.from(body.text, body.encoding))}`);
  return words.join(" ");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Quotes bytes for bash, with escapes for all but printable ASCII. */
function quoteBytes(data: Buffer): string {
  const plain = data.toString("latin1");
  if (/^[\x20-\x7e]*$/.test(plain)) return quote(plain);
  const escaped = plain.replace(
    /[^\x20-\x26\x28-\x5b\x5d-\x7e]/g,
    (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return `$'${escaped}'`;
}
