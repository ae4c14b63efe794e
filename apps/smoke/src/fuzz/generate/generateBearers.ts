import type { Operation } from "@session-api/contract";
import fc from "fast-check";
import type { BearerKind, Change } from "./FuzzRequest.ts";
import { fillPath } from "./generatePaths.ts";
import type { KnownValues } from "./KnownValues.ts";

/** Generates bearers that an operation must accept. */
export function generateBearers({ security }: Operation): fc.Arbitrary<BearerKind> {
  if (!security.requiresBearer) return fc.constant("none");
  return fc.oneof(
    { weight: 9, arbitrary: fc.constant<BearerKind>("live") },
    fc.constant<BearerKind>("live, in lower case"),
  );
}

/** Generates bearers that a protected operation must refuse, for any session and for one that exists. */
export function generateWrongBearers(operation: Operation, { ids }: KnownValues): fc.Arbitrary<Change> {
  // The id of a session that exists: a server must not close it for a wrong bearer.
  const existing = operation.path.includes("{") ? { path: fillPath(operation, ids.sessionID) } : {};
  return fc.oneof(
    wrongBearer,
    wrongBearer.map((change) => ({ ...change, ...existing })),
  );
}

const wrongBearer = fc
  .constantFrom<BearerKind>("none", "pending", "closed", "unknown", "malformed", "another scheme")
  .map((bearer): Change => ({ bearer, mistake: `its bearer is ${bearer === "none" ? "missing" : bearer}` }));
