/** Reads `Retry-After`, which is in seconds or a date of the service's clock (RFC 9110, section 10.2.3). */
export function parseRetryAfterMs(header: string | null, serviceNow: number): number | undefined {
  if (header !== null && /^\d+$/.test(header)) return Number(header) * 1_000;
  const date = parseHttpDateMs(header);
  return date === undefined ? undefined : Math.max(0, date - serviceNow);
}

/** Reads an HTTP date. Checks its form first, because `Date.parse` accepts almost any text. */
export function parseHttpDateMs(header: string | null): number | undefined {
  const date = /^\w+, .+ GMT$/.test(header ?? "") ? Date.parse(header ?? "") : Number.NaN;
  return Number.isNaN(date) ? undefined : date;
}
