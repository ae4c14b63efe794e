import type { BearerKind } from "./generate/FuzzRequest.ts";

/** The secrets behind the kinds of bearers. A missing one stands for a session that could not be opened. */
export interface BearerTexts {
  live?: string | undefined;
  pending?: string | undefined;
  closed?: string | undefined;
}

/** Formats the `Authorization` header for a kind of bearer. A missing secret becomes an unknown bearer. */
export function formatAuthorization(kind: BearerKind, { live, pending, closed }: BearerTexts): string | undefined {
  const texts: Record<BearerKind, string | undefined> = {
    none: undefined,
    live: `Bearer ${live ?? "unknown"}`,
    "live, in lower case": `bearer ${live ?? "unknown"}`,
    pending: `Bearer ${pending ?? "unknown"}`,
    closed: `Bearer ${closed ?? "unknown"}`,
    unknown: "Bearer unknown",
    malformed: "Bearer no bearer",
    "another scheme": "Basic am9objpkb2U=",
  };
  return texts[kind];
}
