import { constantAnswer } from "../server/constant.ts";

export const basePath = "/api/auth/v2";
/** Below this base path every call is refused. */
export const refusedPath = "/refused";
export const errorId = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

const { sessionID, expireAt, ip, userAgent } = constantAnswer;
const acknowledged = { message: "acknowledged" };
const session = { sessionID, ip, userAgent, expireAt };
const bodies: Record<string, object> = {
  "POST /session": { ...session, bearer: "b".repeat(64), verificationCodeID: "9f1d7f0e-53a5-4d4b-8a0d-0c1b8f3e4a52" },
  "PUT /session/verification": acknowledged,
  "GET /session": constantAnswer,
  "GET /sessions": { sessions: [{ ...session, current: true }] },
  "PUT /session/extend": acknowledged,
  [`DELETE /session/${sessionID}`]: acknowledged,
};

/** So many requests make up the flow: the six calls, and one more to read the new expiry back. */
export const requestsOfFlow: number = Object.keys(bodies).length + 1;

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | null;
}

const refused: Answer = {
  status: 401,
  headers: { "content-length": "0", "x-error": "session not found", "x-error-id": errorId },
  body: null,
};

const answers = new Map<string, Answer>([[`GET ${refusedPath}/session`, refused]]);
for (const [call, body] of Object.entries(bodies)) {
  const [method, path] = call.split(" ");
  const text = JSON.stringify(body);
  const headers = { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) };
  answers.set(`${method} ${basePath}${path}`, { status: method === "GET" ? 200 : 202, headers, body: text });
}

export function answerTo(method: string, path: string): Answer {
  const answer = answers.get(`${method} ${path}`);
  if (!answer) throw new Error(`nobody should send ${method} ${path}`);
  return answer;
}
