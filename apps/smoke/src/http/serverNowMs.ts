/** The server's own time where it tells, so that nobody is convicted for a clock that differs. */
export function serverNowMs(headers: Headers | undefined): number {
  const date = Date.parse(headers?.get("date") ?? "");
  return Number.isNaN(date) ? Date.now() : date;
}
