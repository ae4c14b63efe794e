import type { Mail } from "../state/Mail.ts";
import type { RequestLog } from "./RequestLog.ts";

/** The format of the command's output: for people, for programs, or without requests. */
export type LogFormat = "pretty" | "json" | "off";

export const logFormats: LogFormat[] = ["pretty", "json", "off"];

/** Formats a request as one line: its operation, the status of its response, and its violations. */
export function formatRequest(format: LogFormat, entry: RequestLog, now: Date): string {
  const { operationId, method, path, status, violations, reason = "" } = entry;
  if (format === "json") return JSON.stringify({ time: now.toISOString(), ...entry });
  const operation = operationId ?? `${method} ${path}`;
  const explanation = violations.map(({ message }) => message).join("; ") || reason;
  return [operation, status ?? "no response", explanation].join("  ").trimEnd();
}

/** Formats a code as one line. The command prints it in place of a mail. */
export function formatMail(format: LogFormat, { to, code }: Mail, now: Date): string {
  return format === "json" ? JSON.stringify({ time: now.toISOString(), email: to, code }) : `code ${code} for ${to}`;
}

/** Formats a message of the command itself as one line. Programs get the URL as a field of its own. */
export function formatMessage(format: LogFormat, message: string, now: Date, url?: string): string {
  return format === "json" ? JSON.stringify({ time: now.toISOString(), message, url }) : message;
}
