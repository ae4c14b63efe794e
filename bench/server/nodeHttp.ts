import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { constantBody } from "./constantBody.ts";

const server = createServer((request, response) => {
  request.resume();
  const body = JSON.stringify(constantBody);
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) }).end(body);
});
server.listen(0, "127.0.0.1", () => console.log(`serves http://127.0.0.1:${(server.address() as AddressInfo).port}`));
