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

/** Replaces all but printable ASCII in a header's value. An example may hold it, and Node throws for it. */
export function toHeaderValue(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?");
}
