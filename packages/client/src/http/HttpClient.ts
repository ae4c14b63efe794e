/**
 * All that this client needs of an HTTP client: it builds the request of a call, and reads the body of the response.
 * Time limits, retries and errors are ours. The tests run over openapi-fetch and over a second implementation.
 */
export interface HttpClient {
  /**
   * Passes the request of a call through the middleware, gives it to `init.fetch`, and reads the body of its response.
   * That response is a usable 200 or 202. Errors pass through unchanged.
   */
  request(method: string, path: string, init: HttpInit): Promise<{ data?: unknown; response: Response }>;
  use(...middleware: unknown[]): void;
  eject(...middleware: unknown[]): void;
}

/** The options of one request. The caller may pass further ones, which are those of `Request`. */
export interface HttpInit {
  fetch: (request: Request) => Promise<Response>;
  parseAs: string;
  params?: { path?: Record<string, string> };
  /** Sent as JSON. */
  body?: unknown;
  middleware?: unknown[];
}

/**
 * Creates an HTTP client that sends the headers with every request. Of two names that differ only in case, the later one
 * wins. A redirect would carry a code or an email address to another server, so the client follows none.
 */
export type CreateHttpClient = (baseUrl: string, headers: Record<string, string>) => HttpClient;
