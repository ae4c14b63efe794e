/** A response as it is sent. */
export interface MockResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Tells whether a response with this status may have a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5). */
export function mayHaveBody(status: number): boolean {
  return status >= 200 && ![204, 205, 304].includes(status);
}
