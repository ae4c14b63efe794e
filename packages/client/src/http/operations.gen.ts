// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.
import type { operations } from "@session-api/types";

export const liveBaseUrl = "https://intelligence.threatwinds.com/api/auth/v2";

export const operationIds: Record<string, keyof operations> = {
  "POST /session": "createSession",
  "GET /session": "checkSession",
  "DELETE /session/{id}": "closeSession",
  "PUT /session/extend": "extendSession",
  "PUT /session/verification": "verifySession",
  "GET /sessions": "getSessions",
};

/** The operations whose response only acknowledges the request. */
export const acknowledging: (keyof operations)[] = ["closeSession","extendSession","verifySession"];
