import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { findResponse } from "./findResponse.ts";

// Connections stay open, and a response needs no work.
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume();
  const { status, headers, body } = findResponse(request.method ?? "", request.url ?? "");
  response.writeHead(status, headers).end(body);
});
server.listen(0, "127.0.0.1", () => console.log(`serves http://127.0.0.1:${(server.address() as AddressInfo).port}`));
