import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

export interface Metrics {
  readonly registry: Registry;
  observeResponse(operationId: string | undefined, status: number, milliseconds: number): void;
  mail(result: "sent" | "failed" | "refused" | "discarded"): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const responses = new Histogram({
    name: "session_server_response_seconds",
    help: "Seconds from the headers of a request to the end of its response",
    labelNames: ["operationId", "status"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers: [registry],
  });
  const mails = new Counter({
    name: "session_server_mails_total",
    help: "Mails that were sent, failed and will be tried again, were refused for good, or discarded",
    labelNames: ["result"],
    registers: [registry],
  });
  return {
    registry,
    observeResponse: (operationId = "none", status, milliseconds) =>
      responses.observe({ operationId, status }, milliseconds / 1_000),
    mail: (result) => mails.inc({ result }),
  };
}

/** Serves operators on the loopback address: `/livez`, `/readyz` and `/metrics`. */
export async function startOps(
  port: number,
  { registry }: Metrics,
  ready: () => Promise<void>,
): Promise<{ url: string; close(): Promise<void> }> {
  const pages: Record<string, () => Promise<string>> = {
    "/livez": async () => "ok\n",
    "/readyz": async () => ready().then(() => "ok\n"),
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
    server.once("error", ({ code }: NodeJS.ErrnoException) => reject(new Error(`no ops port ${port}: ${code}`)));
    server.listen(port, "127.0.0.1", resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
