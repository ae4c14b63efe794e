import { readFileSync } from "node:fs";
import { readContract } from "@session-api/contract";
import { findDocumentFile } from "@session-api/contract/file";
import pino from "pino";
import { describe, expect, it } from "vitest";
import { createApp } from "../src/http/createApp.ts";
import type { Handlers } from "../src/http/Handlers.ts";
import { loadContract } from "../src/http/loadContract.ts";
import { Refusal } from "../src/http/Refusal.ts";

/** Sends a createSession to an app whose handler a test supplies, and returns the response and the last log line. */
async function createSession(handler: (call: { caller: unknown }) => Promise<unknown>, contract = loadContract()) {
  const lines: string[] = [];
  const app = await createApp({
    contract,
    handlers: { createSession: handler } as unknown as Handlers,
    authenticate: async () => {
      throw new Refusal(401, "unauthorized");
    },
    clock: Date.now,
    logger: pino({}, { write: (line) => void lines.push(line) }),
    trustProxy: [],
    corsOrigins: [],
    checkReplies: true,
    isDraining: () => false,
  });
  const payload = { email: "john@doe.net" };
  const response = await app.inject({ method: "POST", url: "/api/auth/v2/session", payload });
  return { response, line: JSON.parse(lines.at(-1) ?? "{}") };
}

const right = { bearer: "b", sessionID: "s", expireAt: 1, ip: "", userAgent: "", verificationCodeID: "v" };

describe("checking replies", () => {
  it.each<[what: string, response: unknown, message: RegExp]>([
    ["an undeclared status", { status: 201, body: right }, /responded with 201, .+: status must be one of 200, 202, /],
    [
      "a value out of range",
      { status: 202, body: { ...right, expireAt: 1674492894000 } },
      /responded with 202, .+: body\.expireAt must be <= 253402300799, the server sent … \(openapi\.yaml:\d+ says `maximum: /,
    ],
    ["a missing field", { status: 202, body: { ...right, bearer: undefined } }, /"bearer" is required!/],
    [
      "a wrong content type",
      { status: 202, body: "text" },
      /responded with 202, .+: header\.content-type must be application\/json, the server sent … \(openapi\.yaml:\d+ says /,
    ],
    [
      "a body where none is declared",
      { status: 429, body: right },
      /responded with 429, .+: (.+; )?body is not declared, the server sent one \(openapi\.yaml:\d+ says /,
    ],
    [
      "an error without its headers",
      { status: 429, body: undefined },
      /responded with 429, .+: header\.x-error is required, the server sent none \(.+; header\.x-error-id is required, /,
    ],
    [
      "a header that breaks its schema",
      new Refusal(429, ""),
      /responded with 429, .+: header\.x-error must NOT have fewer than 1 characters, the server sent an empty one \(openapi\.yaml:\d+ says `minLength: 1`\)$/,
    ],
  ])("turns %s into a 500, and names it in the log", async (_what, result, message) => {
    const { response, line } = await createSession(async () => {
      if (result instanceof Error) throw result;
      return result;
    });
    expect(response.statusCode).toBe(500);
    expect(response.headers["x-error"]).toBe("internal server error: please contact support if it persists");
    expect(response.body).toBe("");
    expect(line).toMatchObject({
      level: 50,
      errorId: response.headers["x-error-id"],
      operationId: "createSession",
    });
    expect(line.err.message).toMatch(message);
    expect(JSON.stringify(line)).not.toContain("1674492894000");
  });

  it("allows a header that is not declared", async () => {
    const { response } = await createSession(async () => {
      throw new Refusal(429, "too many requests", { headers: { "x-undeclared": "any" } });
    });
    expect(response).toMatchObject({ statusCode: 429, headers: { "x-error": "too many requests" } });
  });
});

describe("a handler", () => {
  it("has no caller where the document asks for no bearer", async () => {
    const { response, line } = await createSession(async ({ caller }) => caller);
    expect(response.statusCode).toBe(500);
    expect(line.err.message).toBe("createSession has no security in the document, and so no caller");
  });

  it("sends the declared fields and no others, also where the schema of a response is not shared", async () => {
    const text = readFileSync(findDocumentFile(), "utf8");
    const shared = `            $ref: "#/components/schemas/CreatedSession"\n`;
    const own = `            { type: object, required: [bearer], properties: { bearer: { $ref: "#/components/schemas/Bearer" } } }\n`;
    expect(text).toContain(shared);
    for (const document of [text, text.replace(shared, own)]) {
      const contract = readContract(document, "openapi.yaml");
      const { response } = await createSession(async () => ({ status: 202, body: { ...right, secret: 1 } }), contract);
      expect(response.json()).toEqual(document === text ? right : { bearer: "b" });
    }
  });
});
