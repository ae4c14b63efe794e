import type fc from "fast-check";
import type { SessionIds } from "./openBearers.ts";

/** Values of the server under test that generated requests use. */
export interface KnownValues {
  /** Emails for requests that are right. */
  emails: fc.Arbitrary<string>;
  /** Ids that exist, for requests that the server must refuse. */
  ids: SessionIds;
}
