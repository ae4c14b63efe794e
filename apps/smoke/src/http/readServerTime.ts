/** Returns the time of the server's clock in milliseconds, by its `Date` header. Without one it is the time of this machine. */
export function readServerTime(headers: Headers | undefined): number {
  const date = Date.parse(headers?.get("date") ?? "");
  return Number.isNaN(date) ? Date.now() : date;
}
