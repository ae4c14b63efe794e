import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Registry } from "prom-client";

export interface Ops {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves `/livez`, `/readyz` and `/metrics` on the loopback address. `assertReady` rejects while the server is not ready. */
export async function startOps(port: number, registry: Registry, assertReady: () => Promise<void>): Promise<Ops> {
  const pages: Record<string, () => Promise<string>> = {
    "/livez": async () => "ok\n",
    "/readyz": async () => assertReady().then(() => "ok\n"),
    "/metrics": () => registry.metrics(),
  };
  const server = createServer(async (request, response) => {
    const page = pages[request.url ?? ""];
    if (!page || request.method !== "GET") return void response.writeHead(404).end();
    const text = await page().catch(() => undefined);
    response
      .writeHead(text === undefined ? 503 : 200, { "content-type": "text/plain; charset=utf-8" })
      .end(text ?? "not ready\n");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", ({ code }: NodeJS.ErrnoException) =>
      reject(new Error(`cannot listen on ops port ${port}: ${code}`)),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
