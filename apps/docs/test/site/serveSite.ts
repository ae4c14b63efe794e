import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";
import { siteFolder } from "./openPage.ts";

/** Serves the built site under a path, as a host of static files does: with an ETag and ten minutes in the cache. */
export async function serveSite(base = "/") {
  const requests: string[] = [];
  const answer = sirv(siteFolder, { etag: true, maxAge: 600 });
  const server = createServer((request, response) => {
    const url = request.url ?? "/";
    requests.push(url);
    if (!url.startsWith(base)) return void response.writeHead(404).end();
    request.url = `/${url.slice(base.length)}`;
    answer(request, response, () => void response.writeHead(404).end());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${port}${base}`, requests, close };
}
