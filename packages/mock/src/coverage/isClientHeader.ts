/** Those that an HTTP client, a browser, a proxy or a tracing library sends by itself, and `Prefer`, which only the mock reads. */
const clientHeaders = `
  accept accept-charset accept-encoding accept-language cache-control connection content-encoding content-length content-type
  date dnt expect host keep-alive origin pragma prefer priority proxy-connection range referer save-data te trailer
  transfer-encoding upgrade upgrade-insecure-requests user-agent
  baggage forwarded traceparent tracestate via x-correlation-id x-real-ip x-request-id x-requested-with
`.split(/\s+/);

/** Returns whether an app need not have chosen to send a header. The name is in lower case. */
export function isClientHeader(name: string): boolean {
  return clientHeaders.includes(name) || /^(sec-|x-forwarded-|if-)/.test(name);
}
