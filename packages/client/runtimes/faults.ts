import type { ServerResponse } from "node:http";
import { checked } from "../test/observedClient.ts";

type Fault = (response: ServerResponse, nth: number) => void;

const refusalHeaders = { "x-error": "no such session", "x-error-id": "id-1" };

function respond(response: ServerResponse, body: object): void {
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

/** Faulty responses to `checkSession` that a live server does not give on demand, by name. `nth` counts the requests. */
export const faults: Record<string, Fault> = {
  busyOnce: (response, nth) =>
    nth === 1 ? response.writeHead(503, { ...refusalHeaders, "Retry-After": "0" }).end() : respond(response, checked),
  emptyRefusal: (response) => response.writeHead(401, { ...refusalHeaders, "Content-Length": "0" }).end(),
  chunkedRefusal: (response) => response.writeHead(401, { ...refusalHeaders, "Transfer-Encoding": "chunked" }).end(),
  refusal: (response) => response.writeHead(401, refusalHeaders).end(),
  empty: (response) => response.writeHead(200).end(),
  html: (response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<h1>Welcome</h1>"),
  wrongType: (response) => respond(response, { ...checked, expireAt: "soon" }),
  extraField: (response) => respond(response, { ...checked, kind: "standard" }),
  redirect: (response, nth) =>
    nth === 1 ? response.writeHead(307, { Location: "?" }).end() : respond(response, checked),
  silent: () => undefined,
  brokenOff: (response) => {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
    response.write('{"sessionID":', () => response.destroy());
  },
};
