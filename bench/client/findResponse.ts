import { constantBody } from "../server/constantBody.ts";

export const basePath = "/api/auth/v2";
/** The base path under which every call is refused. */
export const refusedPath = "/refused";
export const errorId = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

const { sessionID, expireAt, ip, userAgent } = constantBody;
const acknowledged = { message: "acknowledged" };
const session = { sessionID, ip, userAgent, expireAt };
const bodies: Record<string, object> = {
  "POST /session": { ...session, bearer: "b".repeat(64), verificationCodeID: "9f1d7f0e-53a5-4d4b-8a0d-0c1b8f3e4a52" },
  "PUT /session/verification": acknowledged,
  "GET /session": constantBody,
  "GET /sessions": { sessions: [{ ...session, current: true }] },
  "PUT /session/extend": acknowledged,
  [`DELETE /session/${sessionID}`]: acknowledged,
};

/** The number of requests in the flow: the six calls, and one more to read the new expiry. */
export const flowRequestCount: number = Object.keys(bodies).length + 1;

export interface PlainResponse {
  status: number;
  headers: Record<string, string>;
  body: string | null;
}

const refused: PlainResponse = {
  status: 401,
  headers: { "content-length": "0", "x-error": "session not found", "x-error-id": errorId },
  body: null,
};

const responses = new Map<string, PlainResponse>([[`GET ${refusedPath}/session`, refused]]);
for (const [call, body] of Object.entries(bodies)) {
  const [method, path] = call.split(" ");
  const text = JSON.stringify(body);
  const headers = { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) };
  responses.set(`${method} ${basePath}${path}`, { status: method === "GET" ? 200 : 202, headers, body: text });
}

export function findResponse(method: string, path: string): PlainResponse {
  const response = responses.get(`${method} ${path}`);
  if (!response) throw new Error(`the flow must not send ${method} ${path}`);
  return response;
}
