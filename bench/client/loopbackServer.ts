import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerTo } from "./answers.ts";

/** Answers at once, over connections that stay open. */
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume();
  const { status, headers, body } = answerTo(request.method ?? "", request.url ?? "");
  response.writeHead(status, headers).end(body);
});
server.listen(0, "127.0.0.1", () => console.log(`serves http://127.0.0.1:${(server.address() as AddressInfo).port}`));
