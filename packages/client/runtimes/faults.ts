import type { ServerResponse } from "node:http";
import { checked } from "../test/observedClient.ts";

type Fault = (response: ServerResponse, nth: number) => void;

const refusal = { "x-error": "no such session", "x-error-id": "id-1" };

function answer(response: ServerResponse, body: object): void {
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

/** Every way for `checkSession` to be answered wrongly that a live server does not show on demand. */
export const faults: Record<string, Fault> = {
  busyOnce: (response, nth) =>
    nth === 1 ? response.writeHead(503, { ...refusal, "Retry-After": "0" }).end() : answer(response, checked),
  refusedEmpty: (response) => response.writeHead(401, { ...refusal, "Content-Length": "0" }).end(),
  refusedChunked: (response) => response.writeHead(401, { ...refusal, "Transfer-Encoding": "chunked" }).end(),
  hidden: (response) => response.writeHead(401, refusal).end(),
  empty: (response) => response.writeHead(200).end(),
  html: (response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<h1>Welcome</h1>"),
  drifted: (response) => answer(response, { ...checked, expireAt: "soon" }),
  grown: (response) => answer(response, { ...checked, kind: "standard" }),
  moved: (response, nth) => (nth === 1 ? response.writeHead(307, { Location: "?" }).end() : answer(response, checked)),
  silent: () => undefined,
  cut: (response) => {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
    response.write('{"sessionID":', () => response.destroy());
  },
};
