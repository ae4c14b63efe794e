import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

export interface Metrics {
  readonly registry: Registry;
  observeResponse(operationId: string | undefined, status: number, milliseconds: number): void;
  countMail(result: "sent" | "failed" | "refused" | "discarded"): void;
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
    help: "Mails by result: sent, failed (a retry follows), refused (no retry) or discarded (not sent)",
    labelNames: ["result"],
    registers: [registry],
  });
  return {
    registry,
    observeResponse: (operationId = "none", status, milliseconds) =>
      responses.observe({ operationId, status }, milliseconds / 1_000),
    countMail: (result) => mails.inc({ result }),
  };
}
