import type { FuzzRequest } from "./generateRequests.ts";

/** The request as a command that anybody can repeat. A bearer that opens something stands as `$BEARER`. */
export function curlOf(url: string, { method, path, headers, bearer, body }: FuzzRequest): string {
  const authorization: Record<FuzzRequest["bearer"], string | undefined> = {
    none: undefined,
    live: '"Authorization: Bearer $BEARER"',
    "live, in lower case": '"Authorization: bearer $BEARER"',
    pending: '"Authorization: Bearer $PENDING_BEARER"',
    closed: '"Authorization: Bearer $CLOSED_BEARER"',
    unknown: "'Authorization: Bearer unknown'",
    malformed: "'Authorization: Bearer no bearer'",
    "another scheme": "'Authorization: Basic am9objpkb2U='",
  };
  const given = Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  const sent = authorization[bearer];
  const data = body && Buffer.from(body.text, body.encoding);
  return [
    `curl -i -m 10 --path-as-is ${method === "HEAD" ? "-I" : `-X ${method}`} ${quote(url + path)}`,
    ...given,
    ...(sent ? [`-H ${sent}`] : []),
    ...(data ? [`--data-binary ${quoteBytes(data)}`] : []),
  ].join(" ");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** In the quotes of bash, where a byte stands that is no plain letter. */
function quoteBytes(data: Buffer): string {
  const plain = data.toString("latin1");
  if (/^[\x20-\x7e]*$/.test(plain)) return quote(plain);
  const escaped = plain.replace(
    /[^\x20-\x26\x28-\x5b\x5d-\x7e]/g,
    (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return `$'${escaped}'`;
}
