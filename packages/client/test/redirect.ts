// Preloaded before an example: what it sends to the live service goes to `SERVICE_URL`, with the `PREFER` of the test.
import { liveBaseUrl } from "../src/operations.gen.ts";

const { SERVICE_URL = "", PREFER = "" } = process.env;
const { fetch } = globalThis;

globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  if (!request.url.startsWith(liveBaseUrl)) throw new Error(`an example calls ${request.url}`);
  const redirected = new Request(request.url.replace(liveBaseUrl, SERVICE_URL), request);
  if (PREFER) redirected.headers.set("prefer", PREFER);
  return fetch(redirected);
};
