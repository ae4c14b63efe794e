import type { CheckedSession } from "@session-api/client";
import { fillFields, getPart } from "./getPart.ts";

/** Shows the session and its user, or nothing when the session has ended. */
export function renderSession(root: HTMLElement, session: CheckedSession | undefined): void {
  const facts = getPart(root, "facts", HTMLElement);
  facts.hidden = session === undefined;
  const {
    fullName = "",
    alias = "",
    verified = false,
    roles = [],
    groups = [],
    expireAt = 0,
    ip = "",
    sessionID = "",
  } = session ?? {};
  fillFields(facts, {
    fullName,
    alias,
    verified: verified ? "yes" : "no",
    roles: roles.join(", ") || "none",
    groups: groups.join(", ") || "none",
    expireAt: formatTime(expireAt),
    ip,
    sessionID,
  });
}

/** Formats Unix seconds in the reader's language and time zone. */
export function formatTime(expireAt: number): string {
  return new Date(expireAt * 1_000).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
}
