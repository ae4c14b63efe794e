/** Explains why the server cannot listen, and says how to fix it. */
export function explainListenError({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === "EADDRINUSE")
    return `port ${port} on ${host} is in use: stop the program that listens on it, or choose another port`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `this machine does not have the address ${host}: try 127.0.0.1 or 0.0.0.0`;
  return `cannot listen on ${host}:${port}: ${message}`;
}
