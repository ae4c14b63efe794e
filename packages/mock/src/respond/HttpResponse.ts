/** An answer as it goes over the wire. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Whether an answer with that status may have a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5). */
export function mayHaveBody(status: number): boolean {
  return status >= 200 && ![204, 205, 304].includes(status);
}
