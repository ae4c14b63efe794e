import type { RequestLog } from "./RequestLog.ts";

/** How the command tells what happens: for people, for programs, or not at all. */
export type LogFormat = "pretty" | "json" | "off";

export const logFormats: LogFormat[] = ["pretty", "json", "off"];

/** A request as one line: its operation, the answer's status, and what the request has against the document. */
export function formatRequest(format: LogFormat, entry: RequestLog, now: Date): string {
  const { operationId, method, path, status, violations, reason = "" } = entry;
  if (format === "json") return JSON.stringify({ time: now.toISOString(), ...entry });
  const what = operationId ?? `${method} ${path}`;
  return [what, status ?? "no answer", violations.map(({ message }) => message).join("; ") || reason]
    .join("  ")
    .trimEnd();
}

/** What the command itself has to say, as one line; programs get the address by itself. */
export function formatMessage(format: LogFormat, message: string, now: Date, url?: string): string {
  return format === "json" ? JSON.stringify({ time: now.toISOString(), message, url }) : message;
}
