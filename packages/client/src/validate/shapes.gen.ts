// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.
import type { operations } from "@session-api/types";
import type { Shape } from "./findViolation.ts";

/** The required fields of each response, and their types. */
export const shapes: Record<keyof operations, Shape> = {
  createSession: {"bearer":"string","sessionID":"string","expireAt":"integer","ip":"string","userAgent":"string","verificationCodeID":"string"},
  checkSession: {"sessionID":"string","userID":"string","alias":"string","fullName":"string","expireAt":"integer","ip":"string","userAgent":"string","verified":"boolean","roles":["string"],"groups":["string"]},
  closeSession: {"message":"string"},
  extendSession: {"message":"string"},
  verifySession: {"message":"string"},
  getSessions: {"sessions":[{"sessionID":"string","ip":"string","userAgent":"string","expireAt":"integer","current":"boolean"}]},
};
