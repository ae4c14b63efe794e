// Preloaded before an example. Sends its requests for the live service to `SERVICE_URL`, with `PREFER` as their `Prefer`.
import { liveBaseUrl } from "../src/http/operations.gen.ts";

const { SERVICE_URL = "", PREFER = "" } = process.env;
const { fetch } = globalThis;

globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  if (!request.url.startsWith(liveBaseUrl)) throw new Error(`an example calls ${request.url}`);
  const redirected = new Request(request.url.replace(liveBaseUrl, SERVICE_URL), request);
  if (PREFER) redirected.headers.set("prefer", PREFER);
  return fetch(redirected);
};
