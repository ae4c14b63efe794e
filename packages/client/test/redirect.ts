// Preloaded before an example. Sends its requests for the live service to `SERVICE_URL`, and adds `PREFER` as their
// `Prefer`. Leaves those to the example's own mock.
import { liveBaseUrl } from "../src/http/operations.gen.ts";

const { SERVICE_URL = "", PREFER = "" } = process.env;
const { fetch } = globalThis;

globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  const isLocal = new URL(request.url).hostname === "127.0.0.1";
  if (!isLocal && !request.url.startsWith(liveBaseUrl)) throw new Error(`an example calls ${request.url}`);
  const redirected = new Request(request.url.replace(liveBaseUrl, SERVICE_URL), request);
  if (PREFER) redirected.headers.set("prefer", PREFER);
  return fetch(redirected);
};
