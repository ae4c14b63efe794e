import type fc from "fast-check";

/** Values of the server under test that generated requests use. */
export interface KnownValues {
  /** Emails for valid requests. */
  emails: fc.Arbitrary<string>;
  /** Ids that exist, for requests that the server must refuse. */
  ids: SessionIds;
}

/** Ids of the sessions that the fuzzer opens. They are not secret. */
export interface SessionIds {
  /** Of the pending session. */
  verificationCodeID: string;
  /** Of the live session, or of the pending one when no code can be read. */
  sessionID: string;
}
