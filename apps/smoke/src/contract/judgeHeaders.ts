import type { Answer, ApiDocument } from "./document.ts";
import type { Find } from "./Finding.ts";

// What HTTP, its proxies and CORS add is no concern of the document.
const transportHeaders =
  /^(accept-ranges|access-control-.+|age|allow|alt-svc|cache-control|cf-.+|connection|content-.+|date|etag|expires|keep-alive|last-modified|link|location|nel|pragma|referrer-policy|report-to|server|server-timing|set-cookie|strict-transport-security|trailer|transfer-encoding|vary|via|www-authenticate|x-content-type-options|x-frame-options|x-powered-by)$/i;

/** Required headers must be there, and all must be as their schemas say. */
export function judgeHeaders(
  document: ApiDocument,
  { headers: declared = {} }: Answer,
  sent: Headers,
  find: Find,
): void {
  for (const [name, reference] of Object.entries(declared)) {
    const { required, schema } = document.resolve(reference);
    const value = sent.get(name);
    const where = document.where(declared, name);
    if (value === null) {
      if (required) find("missing header", `${where} requires the header ${name}, the server sent none`);
    } else if (!document.validatorOf(schema)(value)) {
      const what = value === "" ? "an empty one" : "another one";
      find("missing header", `${where} describes the header ${name}, the server sent ${what}`);
    }
  }
  const isDeclared = (name: string) => Object.keys(declared).some((known) => known.toLowerCase() === name);
  for (const name of sent.keys()) {
    if (isDeclared(name) || transportHeaders.test(name)) continue;
    find("undeclared header", `${document.where(declared)} declares no header ${name}, the server sent one`, false);
  }
}
