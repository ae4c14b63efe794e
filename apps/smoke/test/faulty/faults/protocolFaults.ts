import {
  anything,
  check,
  create,
  extend,
  type Fault,
  instead,
  isSuccess,
  json,
  list,
  refusal,
  verify,
} from "../Fault.ts";
import { forwardAndNote } from "../startProxy.ts";

export const protocolFaults: Fault[] = [
  instead(
    `${check}: an HTML error page`,
    /header\.x-error is required, the server sent none \(openapi.yaml:\d+ says `required: true`\)/,
    check,
    async () => ({
      status: 500,
      headers: { "content-type": "text/html" },
      body: "<html><h1>Internal Server Error</h1></html>",
    }),
  ),
  instead(
    `${create}: an HTML page with 200`,
    /header\.content-type must be application\/json, the server sent "text\/html" \(openapi.yaml:\d+ says `application\/json:`\)/,
    create,
    async () => ({
      status: 200,
      headers: { "content-type": "text/html" },
      body: "<html><h1>Welcome</h1></html>",
    }),
  ),
  instead(
    "every request is redirected",
    /status must be one of .*, the server sent 302 \(openapi.yaml:\d+ says `responses:`\)/,
    anything,
    async () => ({
      ...refusal(302),
      headers: { ...refusal(302).headers, location: "/elsewhere" },
    }),
  ),
  instead(
    `${list}: redirects permanently`,
    /status must be one of .*, the server sent 308 \(openapi.yaml:\d+ says `responses:`\)/,
    list,
    async () => ({
      ...refusal(308),
      headers: { ...refusal(308).headers, location: "/session" },
    }),
  ),
  instead(
    `${create}: the connection is reset`,
    /there was no response: .*(ECONNRESET|socket|closed)/i,
    create,
    async (_request, _world, response) => {
      response.socket?.resetAndDestroy();
      return undefined;
    },
  ),
  instead(
    `${extend}: the connection is closed without an answer`,
    /there was no response: .*(socket|closed)/i,
    extend,
    async (_request, _world, response) => {
      response.socket?.end();
      return undefined;
    },
  ),
  instead(
    `${check}: the length is too great`,
    /the response 200 broke off/,
    check,
    async (request, world, response) => {
      const answer = await forwardAndNote(request, world);
      if (!isSuccess(answer)) return answer;
      response.writeHead(200, { ...answer.headers, "content-length": answer.body.length + 10 });
      response.write(answer.body, () => response.socket?.end());
      return undefined;
    },
  ),
  instead(
    `${check}: the length is too small`,
    /body must be CheckedSession in JSON, the server sent no valid JSON \(openapi.yaml:\d+ says `CheckedSession:`\)/,
    check,
    async (request, world, response) => {
      const answer = await forwardAndNote(request, world);
      if (!isSuccess(answer)) return answer;
      response.writeHead(200, { ...answer.headers, "content-length": answer.body.length - 10 });
      response.write(answer.body, () => response.socket?.end());
      return undefined;
    },
  ),
  instead(`${list}: breaks off in a chunk`, /the response 200 broke off/, list, async (request, world, response) => {
    const answer = await forwardAndNote(request, world);
    if (!isSuccess(answer)) return answer;
    response.writeHead(200, json);
    response.write(answer.body.slice(0, 10), () => response.socket?.destroy());
    return undefined;
  }),
  instead(`${check}: no HTTP at all`, /there was no response/, check, async (_request, _world, response) => {
    response.socket?.end("220 smtp.example ESMTP\r\n");
    return undefined;
  }),
  instead(`${create}: never answers`, /it took longer than 0.5 s/, create, async () => undefined, { timeoutMs: 500 }),
  instead(
    `${verify}: stops in the middle of the body`,
    /it took longer than 1 s/,
    verify,
    async (request, world, response) => {
      const answer = await forwardAndNote(request, world);
      if (!isSuccess(answer)) return answer;
      response.writeHead(202, json);
      response.write('{"message":');
      return undefined;
    },
    { timeoutMs: 1_000 },
  ),
];
