import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const types: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".wasm": "application/wasm",
  ".yaml": "text/plain",
};

/** Serves a folder as a usual host does: with gzip, with an ETag, and with a lifetime of ten minutes in the cache. */
export async function serveFolder(folder: string): Promise<{ url: string; close(): void }> {
  const packed = new Map<string, { body: Buffer; type: string }>();
  const read = (path: string) => {
    const found = packed.get(path);
    if (found) return found;
    const file = statSync(path).isDirectory() ? join(path, "index.html") : path;
    const body = gzipSync(readFileSync(file), { level: 6 });
    const entry = { body, type: types[extname(file)] ?? "application/octet-stream" };
    packed.set(path, entry);
    return entry;
  };
  const server = createServer(({ url = "/", headers }, response) => {
    try {
      const { pathname } = new URL(url, "http://localhost");
      const { body, type } = read(join(folder, normalize(decodeURIComponent(pathname))));
      const etag = `"${body.length}-${body.readUInt32LE(body.length - 8)}"`;
      const common = { etag, "cache-control": "max-age=600", "content-type": type };
      if (headers["if-none-match"] === etag) response.writeHead(304, common).end();
      else response.writeHead(200, { ...common, "content-encoding": "gzip", "content-length": body.length }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
