import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Makes a server listen, and resolves with its origin: `http://127.0.0.1:4010`.
 *
 * Rejects with an `Error` that says what to do when it cannot listen.
 */
export async function listen(server: Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(new Error(getAdvice(cause, port, host), { cause })));
    server.listen(port, host, resolve);
  });
  const { address, family, port: actualPort } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${actualPort}`;
}

/** Stops a server and cuts its connections. Its port is free once it resolves. */
export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function getAdvice({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code === "EADDRINUSE") return `port ${port} on ${host} is taken: stop what listens there, or choose another port`;
  if (code === "EACCES") return `port ${port} is reserved for the system: choose one above 1023`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `this machine has no address ${host}: try 127.0.0.1 or 0.0.0.0`;
  return `cannot listen on ${host}:${port}: ${message}`;
}
