/** A response as it is sent. */
export interface MockResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Returns whether a response with this status may have a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5). */
export function mayHaveBody(status: number): boolean {
  return status >= 200 && ![204, 205, 304].includes(status);
}

/** Replaces everything but printable ASCII in a header value. Node throws for other text, which an example may hold. */
export function toHeaderValue(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?");
}
